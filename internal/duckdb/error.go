package duckdb

import (
	"errors"

	"palier"
	"palier/internal/duckdb/driver"
)

// explain turns an error of DuckDB into one a person can act on. Errors of the context
// and errors that are explained already pass.
func explain(tried string, err error) error {
	var e *driver.Error
	if !errors.As(err, &e) {
		return err
	}
	var known *palier.Error
	if errors.As(err, &known) {
		return err
	}
	switch e.Kind {
	case driver.Full:
		return &palier.Error{Code: palier.NoSpace, Tried: tried, Err: err,
			Hint: "make room on the disk of the workspace, or allow the store more memory, and try again"}
	case driver.Locked:
		return &palier.Error{Code: palier.Busy, Tried: tried, Reason: "another process holds the store",
			Hint: "stop it, or ask it instead", Err: err}
	case driver.Newer:
		return &palier.Error{Code: palier.TooNew, Tried: tried, Reason: "a later version wrote the store",
			Hint: "use that version or a later one", Err: err}
	case driver.Broken:
		return &palier.Error{Code: palier.Internal, Tried: tried, Err: err,
			Hint: "open the store again; nothing that was published is lost"}
	}
	return palier.Fail(palier.Internal, tried, err)
}
