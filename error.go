package palier

import (
	"errors"
	"fmt"
)

// Code says what kind of failure an Error is; the command line turns it into an exit
// code and the API into an HTTP status, each in one place.
type Code string

// The kinds of failure.
const (
	Invalid  Code = "invalid"   // the input is wrong; the same call can never succeed
	NotFound Code = "not_found" // what was named does not exist
	Conflict Code = "conflict"  // it contradicts what is there already
	Busy     Code = "busy"      // somebody else holds it; later it may succeed
	NoSpace  Code = "no_space"  // the disk or the memory is full
	Denied   Code = "denied"    // who asks may not, or is not who they say
	TooNew   Code = "too_new"   // a later version of Palier wrote it
	Internal Code = "internal"  // a defect of Palier or of the machine
)

// Error is a refusal a person can act on: what was tried, why it was refused, what to do.
type Error struct {
	Code   Code
	Tried  string // "read the day \"x\"": an infinitive, lower case
	Reason string
	Hint   string // what to do; may be empty
	Err    error  // the cause, if any
}

func (e *Error) Error() string {
	text := "could not " + e.Tried
	if e.Reason != "" {
		text += ": " + e.Reason
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	if e.Hint != "" {
		text += " (" + e.Hint + ")"
	}
	return text
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Refuse makes an Error for invalid input.
func Refuse(tried, reason, hint string) *Error {
	return &Error{Code: Invalid, Tried: tried, Reason: reason, Hint: hint}
}

// Fail makes an Error with the code given, from what was tried and its cause.
func Fail(code Code, tried string, err error) *Error {
	return &Error{Code: code, Tried: tried, Err: err}
}

// CodeOf gives the code of the first Error in err's chain, Internal for any other
// error and the empty code for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}

// Refusef makes an Error for invalid input whose reason is formatted.
func Refusef(tried, hint, format string, args ...any) *Error {
	return Refuse(tried, fmt.Sprintf(format, args...), hint)
}
