package duckdb

import (
	"path/filepath"
	"sync"

	"palier"
)

// held are the files of the stores open in this process. The lock that DuckDB takes on a
// file keeps other processes out and not this one, which would lose it on closing either
// of two stores.
var held sync.Map

// hold takes a file for one store of this process, and gives what lets it go.
func hold(path string) (release func(), err error) {
	folder, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return nil, palier.Fail(palier.Internal, "open the store", err)
	}
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real // a folder that is not there is for DuckDB to tell
	}
	file := filepath.Join(folder, filepath.Base(path))
	if _, taken := held.LoadOrStore(file, true); taken {
		return nil, &palier.Error{Code: palier.Busy, Tried: "open the store", Reason: "this process has it open already", Hint: "close it first"}
	}
	return func() { held.Delete(file) }, nil
}
