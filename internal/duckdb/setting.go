package duckdb

import (
	"runtime"
	"strconv"

	"palier/internal/duckdb/driver"
)

// Options say what the store may use. The zero value is useful.
type Options struct {
	MemoryLimit int64  // bytes that DuckDB may use; 0: 1.5 GiB
	Threads     int    // 0: one for each processor
	TempDir     string // where what does not fit the memory goes; empty: beside the file
	Slow        Slow
}

// defaultMemory is what DuckDB may use unless told otherwise.
const defaultMemory = 3 << 29

func (o Options) threads() int {
	if o.Threads == 0 {
		return runtime.NumCPU()
	}
	return o.Threads
}

// openDatabase opens a database with the threads of the options, of which the one that
// asks is the first.
func openDatabase(path string, options Options) (*driver.Database, error) {
	db, err := driver.Open(path, settings(path, options))
	if err == nil {
		db.Work(options.threads() - 1)
	}
	return db, err
}

// misled is an optimizer that we do without. It leaves out columns that are no longer needed
// further up in a plan, and takes some for such that are: where statistics show that a subquery
// of a segment finds nobody, joins with it become others, whose columns it no longer knows, and
// DuckDB 1.5.5 ends with "Failed to bind column reference". One in some ten thousand random
// segments met it (storetest's property of any segment).
const misled = "column_lifetime"

// settings bound what DuckDB uses, and keep it from the network and from files.
func settings(path string, options Options) []driver.Setting {
	memory := options.MemoryLimit
	if memory == 0 {
		memory = defaultMemory
	}
	threads := strconv.Itoa(options.threads())
	temp := options.TempDir
	if temp == "" {
		temp = path + ".tmp"
	}
	return []driver.Setting{
		{Name: "memory_limit", Value: strconv.FormatInt(memory, 10) + "B"},
		{Name: "threads", Value: threads},
		{Name: "external_threads", Value: threads}, // all of them: openDatabase gives them
		{Name: "temp_directory", Value: temp},
		{Name: "disabled_optimizers", Value: misled},
		{Name: "autoinstall_known_extensions", Value: "false"},
		{Name: "autoload_known_extensions", Value: "false"},
		{Name: "enable_external_access", Value: "false"}, // no directory can be set after it
	}
}
