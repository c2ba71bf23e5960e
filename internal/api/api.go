// Package api is the REST interface of a workspace: everything that pages and commands do,
// for programs. Its operations are Go functions; the OpenAPI document and the checks of
// what comes in follow from their types.
//
// A handler says what it needs, asks the workspace, and turns what it gets into the objects
// of package answer. Errors go back as they are: problem.go makes problems of them.
package api

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"palier/internal/answer"
	"palier/internal/job"
	"palier/internal/report"
	"palier/internal/request"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// Prefix begins the paths of all operations.
const Prefix = "/api/v1"

// API answers the operations.
type API struct {
	Workspace *workspace.Workspace
	Desk      *signin.Desk
	Jobs      *job.Book
	Log       *slog.Logger
	MaxUpload int64  // in bytes, of each file; 0: DefaultMaxUpload
	Release   string // of Palier: another one may answer otherwise
	Secure    bool   // people come by HTTPS: cookies are sent by nothing else

	huma  huma.API
	shelf report.Shelf
}

func init() {
	// These are settings of the whole process, and huma knows no others.
	huma.DefaultArrayNullable = false
	huma.NewError = newProblem
	huma.NewErrorWithContext = newProblemIn
}

// Mount registers the operations and their description.
func (a *API) Mount(mux *http.ServeMux) error {
	config := huma.DefaultConfig("Palier", a.Release)
	config.Info.Description = "Where each of a shop's contacts stands, on any day, and why."
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", "" // huma makes the document when it is first asked for, unguarded
	config.CreateHooks = nil
	config.RejectUnknownQueryParameters = true
	config.Components.SecuritySchemes = schemes
	config.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[answer.Amount](), reflect.TypeFor[float64]())
	a.huma = humago.NewWithPrefix(mux, Prefix, config)
	for _, part := range []func(){a.sessions, a.reports, a.contacts, a.advice, a.calendar, a.calendarFiles, a.digests, a.segments, a.loads, a.uploads, a.mappings, a.jobs, a.models, a.modelDrafts, a.guide, a.suggestions, a.backtests, a.users, a.tokens, a.audit, a.attributes, a.filters, a.law, a.retention} {
		part()
	}
	a.orNull(reflect.TypeFor[answer.Import](), "load", "outcome")
	a.orNull(reflect.TypeFor[answer.Access](), "objection")
	a.orNull(reflect.TypeFor[answer.Suggestion](), "missing")
	a.exemplify()
	return a.describe(mux)
}

// orNull says that properties may be null which are objects: huma has no tag for it.
func (a *API) orNull(object reflect.Type, properties ...string) {
	schemas := a.huma.OpenAPI().Components.Schemas
	schema := schemas.SchemaFromRef(schemas.Schema(object, true, "").Ref)
	for _, name := range properties {
		p := schema.Properties[name]
		schema.Properties[name] = &huma.Schema{Description: p.Description, AnyOf: []*huma.Schema{{Ref: p.Ref}, {Type: "null"}}}
	}
}

// describe serves the OpenAPI document.
func (a *API) describe(mux *http.ServeMux) error {
	document, err := json.Marshal(a.huma.OpenAPI())
	if err != nil {
		return err
	}
	mux.HandleFunc("GET "+Prefix+"/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/openapi+json")
		w.Write(document)
	})
	mux.Handle(Prefix+"/", Astray(mux))
	return nil
}

// register adds an operation. What its handler fails with becomes a problem.
func register[I, O any](a *API, op huma.Operation, handle func(context.Context, *I) (*O, error)) {
	huma.Register(a.huma, a.promised(op), func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err != nil {
			return nil, problemOf(request.Of(ctx), err)
		}
		return out, nil
	})
}

// promised says that an operation answers with a problem where it says nothing else.
func (a *API) promised(op huma.Operation) huma.Operation {
	if op.Responses == nil {
		op.Responses = map[string]*huma.Response{}
	}
	op.Responses["default"] = &huma.Response{Description: "A problem.", Content: map[string]*huma.MediaType{
		"application/problem+json": {Schema: a.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[Problem](), true, "Problem")},
	}}
	return op
}

// origin tells where a request comes from.
type origin struct{ request *http.Request }

// Resolve is called by huma.
func (o *origin) Resolve(ctx huma.Context) []error {
	o.request, _ = humago.Unwrap(ctx)
	return nil
}
