package control

import (
	"context"
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"palier"
)

// fail turns an error of the driver into one that a person can act on. Refusals made
// here already, and nil, pass.
func fail(ctx context.Context, tried string, err error) error {
	var refusal *palier.Error
	if err == nil || errors.As(err, &refusal) {
		return err
	}
	if ctx.Err() != nil {
		return palier.Fail(palier.Internal, tried, context.Cause(ctx))
	}
	var failure *sqlite.Error
	if !errors.As(err, &failure) {
		return palier.Fail(palier.Internal, tried, err)
	}
	switch failure.Code() & 0xff { // the rest of an extended code tells details
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return damaged(tried, err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return &palier.Error{Code: palier.Busy, Tried: tried, Reason: "another process is writing to it", Hint: "try again in a moment", Err: err}
	case sqlite3.SQLITE_FULL:
		return &palier.Error{Code: palier.NoSpace, Tried: tried, Reason: "the disk is full", Hint: "free some space; nothing was changed", Err: err}
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return &palier.Error{Code: palier.Internal, Tried: tried, Reason: "the file cannot be written", Hint: "make sure that the file and its folder are yours to write in", Err: err}
	}
	return palier.Fail(palier.Internal, tried, err)
}

func damaged(tried string, err error) error {
	return &palier.Error{Code: palier.Internal, Tried: tried, Reason: "the file is damaged", Hint: "restore the workspace from a backup", Err: err}
}

func unreachable(tried string, err error) error {
	return &palier.Error{Code: palier.NotFound, Tried: tried, Hint: "the folder must be there, and be yours to write in", Err: err}
}
