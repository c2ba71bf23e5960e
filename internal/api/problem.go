package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/modelfile"
	"palier/internal/request"
)

// Problem is what an answer says that is none (RFC 9457).
type Problem struct {
	Type    string      `json:"type" format:"uri" doc:"Always about:blank: the status and the code tell the kind."`
	Title   string      `json:"title" doc:"What the status means."`
	Status  int         `json:"status"`
	Code    palier.Code `json:"code" doc:"The kind of failure."`
	Detail  string      `json:"detail" doc:"What was tried, and why it was refused."`
	Hint    string      `json:"hint,omitempty" doc:"What to do."`
	Request string      `json:"request,omitempty" doc:"The request's id, by which the log of the server tells more."`
	Errors  []Fault     `json:"errors,omitempty" doc:"What is wrong with the parts of the request, or with the values of a model."`
}

// Fault is what is wrong with one part of a request, or with one value of a model. The code of
// a value's is for good, so that it can be said in another language; the message is English.
type Fault struct {
	Message  string `json:"message"`
	Location string `json:"location,omitempty" doc:"Of a request such as body.text; of a model the path of the value, such as customer.defecting."`
	Code     string `json:"code,omitempty" doc:"What is wrong with a value of a model."`
	Line     int    `json:"line,omitempty" doc:"In the text of the model."`
	Column   int    `json:"column,omitempty" doc:"In the line, in characters, from 1."`
}

// Error gives the detail.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is what huma asks for the status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is what huma asks for the content type.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// statuses are those of the codes. Who is denied something though it is known who they are
// gets another one.
var statuses = map[palier.Code]int{
	palier.Invalid:  http.StatusUnprocessableEntity,
	palier.NotFound: http.StatusNotFound,
	palier.Conflict: http.StatusConflict,
	palier.Busy:     http.StatusServiceUnavailable,
	palier.NoSpace:  http.StatusInsufficientStorage,
	palier.Denied:   http.StatusUnauthorized,
	palier.TooNew:   http.StatusInternalServerError,
	palier.Internal: http.StatusInternalServerError,
}

// codes are those of the statuses that do not come from a palier.Error.
var codes = map[int]palier.Code{
	http.StatusUnauthorized:        palier.Denied,
	http.StatusForbidden:           palier.Denied,
	http.StatusNotFound:            palier.NotFound,
	http.StatusTooManyRequests:     palier.Busy,
	http.StatusServiceUnavailable:  palier.Busy,
	http.StatusInternalServerError: palier.Internal,
}

// problem makes a problem with a status.
func problem(status int, detail, hint string) *Problem {
	code, known := codes[status]
	if !known {
		code = palier.Invalid
	}
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: code, Detail: detail, Hint: hint}
}

// newProblem makes a problem of what huma finds wrong with a request. The values are left
// out, for among them may be a password.
func newProblem(status int, detail string, errs ...error) huma.StatusError {
	p := problem(status, detail, "")
	for _, err := range errs {
		var told huma.ErrorDetailer
		if errors.As(err, &told) {
			p.Errors = append(p.Errors, Fault{Message: told.ErrorDetail().Message, Location: told.ErrorDetail().Location})
		} else if err != nil {
			p.Errors = append(p.Errors, Fault{Message: err.Error()})
		}
	}
	if status < http.StatusInternalServerError {
		p.Hint = "see " + Prefix + "/openapi.json for what is asked for"
	}
	return p
}

// newProblemIn makes a problem of what huma finds wrong with a request that is known.
func newProblemIn(ctx huma.Context, status int, detail string, errs ...error) huma.StatusError {
	p := newProblem(status, detail, errs...).(*Problem)
	note := request.Of(ctx.Context())
	p.Request = note.ID
	if status >= http.StatusInternalServerError {
		note.Err = errors.Join(errs...)
		p.Errors = nil
	}
	return p
}

// problemOf makes a problem of an error. What a person cannot act on is told to the log
// alone: it may say what is nobody's business, such as the path of a file.
func problemOf(note *request.Note, err error) *Problem {
	var known *Problem
	if errors.As(err, &known) {
		known.Request = note.ID
		return known
	}
	var large *http.MaxBytesError
	var refusal *palier.Error
	var p *Problem
	switch {
	case errors.As(err, &large):
		p = problem(http.StatusRequestEntityTooLarge, "could not read the request: it is too large", "send less at once")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		p = problem(http.StatusServiceUnavailable, "could not answer in time", "ask for less, or again later")
	case errors.As(err, &refusal) && statuses[refusal.Code] != http.StatusInternalServerError:
		told := *refusal
		told.Hint = ""
		p = problem(statuses[refusal.Code], told.Error(), refusal.Hint)
		p.Code, p.Errors = refusal.Code, faultsOf(err)
	default:
		p = problem(http.StatusInternalServerError, "could not answer: something is wrong with Palier or with the machine", "the log of the server tells what, by the request's id")
		p.Code = palier.CodeOf(err)
	}
	note.Err, p.Request = err, note.ID
	return p
}

// faultsOf lists what is wrong with a model; nothing if the error is another.
func faultsOf(err error) (faults []Fault) {
	var told *modelfile.Error
	if errors.As(err, &told) {
		for _, wrong := range told.Problems {
			faults = append(faults, Fault{wrong.Message, wrong.Path, wrong.Code, wrong.Line, wrong.Column})
		}
	}
	return faults
}

// WriteProblem answers a request with an error.
func WriteProblem(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(request.Of(r.Context()), err)
	if p.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p)
}

// Astray answers for the paths of a mux that mean nothing, or nothing under the method asked
// for.
func Astray(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		const hint = "see " + Prefix + "/openapi.json"
		allowed := request.Methods(mux, r)
		if allowed == "" {
			WriteProblem(w, r, &palier.Error{Code: palier.NotFound, Tried: r.Method + " this path", Reason: "there is nothing here", Hint: hint})
			return
		}
		w.Header().Set("Allow", allowed)
		WriteProblem(w, r, problem(http.StatusMethodNotAllowed, "could not "+r.Method+" this path: it takes "+allowed, hint))
	})
}

// Forbidden is the error of what nobody may do so.
func Forbidden(tried, hint string) error {
	return problem(http.StatusForbidden, "could not "+tried, hint)
}

// Misdirected is the error of a request for a name that is not ours.
func Misdirected(host string) error {
	return problem(http.StatusMisdirectedRequest, fmt.Sprintf("could not answer for %q: it is not a name of this server", host), "palier serve --host NAME allows a name")
}

// tooMany is the problem of who tried too often.
func tooMany(err error) error {
	var refusal *palier.Error
	if !errors.As(err, &refusal) {
		return err
	}
	return problem(http.StatusTooManyRequests, "could not "+refusal.Tried+": "+refusal.Reason, refusal.Hint)
}
