package web

import (
	"context"
	"errors"
	"net/http"

	"palier"
	"palier/internal/phrase"
	"palier/internal/request"
)

// failure is what the page of an error says.
type failure struct {
	Text string // a sentence in the reader's language; or empty, and then:

	Tried, Reason, Hint string // what the program says
}

// statuses are the HTTP statuses of codes, and kinds the page that tells of them.
var statuses = map[palier.Code]struct {
	status int
	kind   string
}{
	palier.Invalid:  {http.StatusBadRequest, "invalid"},
	palier.NotFound: {http.StatusNotFound, "not_found"},
	palier.Conflict: {http.StatusConflict, "invalid"},
	palier.Busy:     {http.StatusServiceUnavailable, "busy"},
	palier.NoSpace:  {http.StatusInsufficientStorage, "busy"},
	palier.Denied:   {http.StatusForbidden, "denied"},
	palier.TooNew:   {http.StatusConflict, "invalid"},
	palier.Internal: {http.StatusInternalServerError, "internal"},
}

// fail answers with the page of an error. What a defect says of itself goes to the log only.
func (v *visit) fail(err error) {
	if errors.Is(err, context.Canceled) && v.r.Context().Err() != nil {
		return // nobody waits for the answer
	}
	as := statuses[palier.CodeOf(err)]
	told := failure{}
	var known *palier.Error
	switch errors.As(err, &known); as.kind {
	case "internal":
		note := request.Of(v.r.Context())
		note.Err = err
		told.Text = v.book.Say("error.internal", phrase.Args{"Id": note.ID})
	case "not_found", "denied":
		told.Text = v.book.Say("error."+as.kind, nil)
	default:
		told.Tried, told.Reason, told.Hint = known.Tried, known.Reason, known.Hint
	}
	if err := v.show(as.status, page{Name: "error", Title: v.book.Say("error.title."+as.kind, nil), Body: told}); err != nil {
		request.Of(v.r.Context()).Err = err
		http.Error(v.w, as.kind, as.status)
	}
}

// nowhere answers for all addresses that nothing has.
func nowhere(v *visit) error {
	return &palier.Error{Code: palier.NotFound, Tried: "find " + v.r.URL.Path, Reason: "there is no such page"}
}

// astray answers for the addresses that a mux has nothing for, and for those that only take
// what a form sends.
func astray(mux *http.ServeMux) func(*visit) error {
	return func(v *visit) error {
		allowed := request.Methods(mux, v.r)
		if allowed == "" {
			return nowhere(v)
		}
		v.w.Header().Set("Allow", allowed)
		told := failure{Text: v.book.Say("error.method", nil)}
		return v.show(http.StatusMethodNotAllowed, page{Name: "error", Title: v.book.Say("error.title.invalid", nil), Body: told})
	}
}
