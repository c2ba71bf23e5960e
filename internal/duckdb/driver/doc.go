// Package driver is a thin, columnar way to DuckDB: databases, connections, statements
// with bound parameters, results read as columns of chunks, and chunks filled as columns
// and appended. Nothing in it goes row by row, and nothing in it knows what is stored.
//
// A Conn is used by one goroutine at a time; a Result, once there, is in memory and may
// be read by another while the connection goes on.
package driver
