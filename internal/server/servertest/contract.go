package servertest

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// documentPath is where the document is.
const documentPath = "/api/v1/openapi.json"

// contract is the OpenAPI document of the shop's API, against which every answer is held.
type contract struct {
	Document *openapi3.T
	router   routers.Router
}

// contracts are those that were read, by their text.
var contracts sync.Map

// Contract reads the document, and checks that it is one.
func (s *Shop) Contract() *openapi3.T {
	s.Helper()
	if s.contract == nil {
		text := s.Stranger().bare(http.MethodGet, documentPath, nil, "").Is(http.StatusOK).Body
		known, read := contracts.Load(string(text))
		if !read {
			document, err := openapi3.NewLoader().LoadFromData(text)
			s.must(err)
			s.must(document.Validate(s.Context()))
			router, err := gorillamux.NewRouter(document)
			s.must(err)
			known, _ = contracts.LoadOrStore(string(text), &contract{document, router})
		}
		s.contract = known.(*contract)
	}
	return s.contract.Document
}

// holds checks that an answer is one that the document promises.
func (s *Shop) holds(r *http.Request, a *Answer) {
	s.Helper()
	s.Contract()
	asked, err := http.NewRequest(r.Method, strings.TrimPrefix(r.URL.String(), s.URL), nil)
	s.must(err)
	route, parameters, err := s.contract.router.FindRoute(asked)
	kind, _, _ := strings.Cut(a.Header.Get("Content-Type"), "/")
	if err != nil || kind == "text" || kind == "message" {
		return // nothing is promised there
	}
	err = openapi3filter.ValidateResponse(s.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: asked, PathParams: parameters, Route: route},
		Status:                 a.Status, Header: a.Header, Body: io.NopCloser(bytes.NewReader(a.Body)),
		Options: &openapi3filter.Options{IncludeResponseStatus: true},
	})
	if err != nil {
		s.Errorf("%s %s answers %d with what the document does not promise: %v", r.Method, r.URL.Path, a.Status, err)
	}
}
