package driver

/*
#include <stdint.h>

// Of DuckDB's C interface, which the bindings leave out.
typedef void *duckdb_task_state;
duckdb_task_state duckdb_create_task_state(void *database);
void duckdb_execute_tasks_state(duckdb_task_state state);
void duckdb_finish_execution(duckdb_task_state state);
void duckdb_destroy_task_state(duckdb_task_state state);
*/
import "C"

import (
	"sync"
	"unsafe"
)

// crew is the threads that run DuckDB's tasks besides those that ask it something.
//
// They are ours, so that they can be sent away. An appender asks DuckDB to write rows
// out, which is one task; when a thread of a crew takes it, the appender's own does
// nothing but look again and again whether it is done, and two appenders on two
// processors so lose a fifth of their time.
type crew struct {
	database unsafe.Pointer
	size     int

	lock    sync.Mutex
	away    int // how many want the crew away
	state   C.duckdb_task_state
	working sync.WaitGroup
}

func (c *crew) begin() {
	if c.size == 0 {
		return
	}
	c.state = C.duckdb_create_task_state(c.database)
	for range c.size {
		c.working.Go(func() { C.duckdb_execute_tasks_state(c.state) })
	}
}

func (c *crew) end() {
	if c.size == 0 {
		return
	}
	C.duckdb_finish_execution(c.state)
	c.working.Wait()
	C.duckdb_destroy_task_state(c.state)
}

// dismiss ends the crew for good.
func (c *crew) dismiss() {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.away == 0 {
		c.end()
	}
	c.size = 0
}

// without runs something while the crew is away.
func (c *crew) without(run func()) {
	c.lock.Lock()
	if c.away == 0 {
		c.end()
	}
	c.away++
	c.lock.Unlock()
	run()
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.away--; c.away == 0 {
		c.begin()
	}
}
