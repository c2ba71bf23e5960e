package driver

import (
	"fmt"

	bindings "github.com/duckdb/duckdb-go-bindings"
)

// Memory is the path of a database that is in no file.
const Memory = ":memory:"

// Database is an open database file, or one in memory.
type Database struct {
	raw  bindings.Database
	crew crew
}

// Setting is one of DuckDB's own, by name.
type Setting struct{ Name, Value string }

// Open opens a database, or makes it, with the settings in their order.
func Open(path string, settings []Setting) (*Database, error) {
	var config bindings.Config
	if bindings.CreateConfig(&config) == bindings.StateError {
		return nil, &Error{Kind: Other, Text: "no memory for the settings"}
	}
	defer bindings.DestroyConfig(&config)
	for _, s := range settings {
		if bindings.SetConfig(config, s.Name, s.Value) == bindings.StateError {
			return nil, &Error{Kind: Other, Text: fmt.Sprintf("DuckDB refuses the setting %s = %q", s.Name, s.Value)}
		}
	}
	db := new(Database)
	var text string
	if bindings.OpenExt(path, &db.raw, config, &text) == bindings.StateError {
		return nil, classify(text)
	}
	return db, nil
}

// Work gives the database so many threads for its tasks, besides those that ask it
// something. It is called once, where the setting external_threads keeps DuckDB from having
// threads of its own.
func (db *Database) Work(threads int) {
	db.crew.database, db.crew.size = db.raw.Ptr, threads
	db.crew.begin()
}

// Connect opens a connection of its own.
func (db *Database) Connect() (*Conn, error) {
	c := &Conn{crew: &db.crew}
	if bindings.Connect(db.raw, &c.raw) == bindings.StateError {
		return nil, &Error{Kind: Other, Text: "the database gives no connection"}
	}
	return c, nil
}

// Close frees the database once its last connection is closed.
func (db *Database) Close() {
	db.crew.dismiss()
	bindings.Close(&db.raw)
}

// Version names the DuckDB library.
func Version() string { return bindings.LibraryVersion() }
