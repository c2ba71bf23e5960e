package api

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
	"palier/internal/intake"
	"palier/internal/source"
	"palier/internal/workspace"
)

type loadList struct {
	Body struct {
		Loads []answer.Load `json:"loads"`
	}
}

type loadNumber struct {
	Number int `path:"number" minimum:"1"`
}

type oneLoad struct{ Body answer.LoadHistory }

type importOrder struct {
	Body struct {
		Uploads         []string          `json:"uploads" minItems:"1" maxItems:"100" doc:"Files that were sent, by their ids. They become one load."`
		As              string            `json:"as,omitempty" enum:"contacts,orders,order_lines,products,engagements" doc:"What they are, when their columns do not tell."`
		Each            map[string]saidOf `json:"each,omitempty" doc:"What is said of single files, by their ids, in place of what is said of all."`
		Preset          string            `json:"preset,omitempty" doc:"Their format, when their header does not tell."`
		Map             map[string]string `json:"map,omitempty" doc:"Fields by column; - leaves a column out."`
		Mapping         string            `json:"mapping,omitempty" doc:"A mapping file, as text."`
		NoMapping       bool              `json:"no_mapping,omitempty" doc:"Use no mapping remembered from an earlier import."`
		CompleteThrough string            `json:"complete_through,omitempty" format:"date" doc:"The orders are complete through this day; else the latest day of an order in the files."`
		MaxRefused      string            `json:"max_refused,omitempty" default:"1%" doc:"Refuse the whole load when more of its rows are refused."`
		DryRun          bool              `json:"dry_run,omitempty" doc:"Tell what would happen, and change nothing."`
	}
}

// saidOf is what is said of one file.
type saidOf struct {
	As        string            `json:"as,omitempty" enum:"contacts,orders,order_lines,products,engagements" doc:"What it is, when its columns do not tell."`
	Preset    string            `json:"preset,omitempty" doc:"Its format, when its header does not tell."`
	Map       map[string]string `json:"map,omitempty" doc:"Fields by column; - leaves a column out, attribute keeps it as it is."`
	NoMapping bool              `json:"no_mapping,omitempty" doc:"Use no mapping remembered from an earlier import."`
}

func (s saidOf) said() workspace.Said {
	return workspace.Said{Kind: palier.Kind(s.As), Preset: s.Preset, Mapping: s.Map, NoMapping: s.NoMapping}
}

// dock is where files come in.
func (a *API) dock() intake.Dock {
	return intake.Dock{Workspace: a.Workspace, Jobs: a.Jobs, MaxUpload: a.MaxUpload}
}

func (a *API) loads() {
	register(a, a.behind(see, huma.Operation{
		OperationID: "list-loads", Method: http.MethodGet, Path: "/loads", Tags: []string{"loads"}, Summary: "List the loads",
	}), a.listLoads)
	register(a, a.behind(see, huma.Operation{
		OperationID: "show-load", Method: http.MethodGet, Path: "/loads/{number}", Tags: []string{"loads"}, Summary: "Show a load, and what it changed",
		Errors: []int{http.StatusNotFound},
	}), func(ctx context.Context, in *loadNumber) (*oneLoad, error) {
		load, err := a.Workspace.Load(ctx, in.Number)
		if err != nil {
			return nil, err
		}
		out := answer.LoadHistoryOf(load, a.Workspace.Currency())
		out.RefusedTo = refusedPath(load.Refused, in.Number)
		return &oneLoad{out}, nil
	})
	register(a, a.behind(manage, refused(huma.Operation{
		OperationID: "refused-rows", Path: "/loads/{number}/refused", Summary: "Give the rows that a load refused, as CSV",
	})), a.refusedRows)
	register(a, a.behind(manage, refused(huma.Operation{
		OperationID: "rejected-rows", Path: rejectedPath, Summary: "Give the rows for which the latest load was refused as a whole, as CSV",
	})), func(context.Context, *struct{}) (*huma.StreamResponse, error) {
		path, err := a.Workspace.Rejected()
		if err != nil {
			return nil, err
		}
		return rowsIn(path, "rejected.csv")
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "import-files", Method: http.MethodPost, Path: "/loads", Tags: []string{"loads"}, Summary: "Import files that were sent, or try to",
		Description: "All of them become one load, or nothing changes. The answer is a job.", DefaultStatus: http.StatusAccepted, Errors: []int{http.StatusNotFound},
	}), a.importFiles)
	register(a, a.behind(manage, huma.Operation{
		OperationID: "undo-load", Method: http.MethodPost, Path: "/loads/{number}/undo", Tags: []string{"loads"}, Summary: "Take a load out, as if it had never come",
		Description: "The answer is a job.", DefaultStatus: http.StatusAccepted, Errors: []int{http.StatusNotFound, http.StatusConflict},
	}), a.undo)
}

func (a *API) listLoads(ctx context.Context, _ *struct{}) (*loadList, error) {
	view, err := a.Workspace.Store.View(ctx)
	if err != nil {
		return nil, err
	}
	defer view.Close()
	loads, err := view.Loads(ctx)
	if err != nil {
		return nil, err
	}
	who, err := a.Workspace.Loaders(ctx, loads)
	if err != nil {
		return nil, err
	}
	out := &loadList{}
	out.Body.Loads = answer.LoadsOf(loads)
	for i := range out.Body.Loads {
		out.Body.Loads[i].Who = who[out.Body.Loads[i].Number]
	}
	return out, nil
}

// refusedPath is where the API gives the rows that a load refused.
func refusedPath(file string, number int) string {
	if file == "" {
		return ""
	}
	return fmt.Sprintf("%s/loads/%d/refused", Prefix, number)
}

func (a *API) refusedRows(ctx context.Context, in *loadNumber) (*huma.StreamResponse, error) {
	load, err := a.Workspace.Load(ctx, in.Number)
	if err != nil {
		return nil, err
	}
	if load.Refused == "" {
		return nil, &palier.Error{Code: palier.NotFound, Tried: "find the refused rows", Reason: "the load refused none"}
	}
	return rowsIn(load.Refused, fmt.Sprintf("refused-%d.csv", in.Number))
}

// rowsIn sends a file of refused rows.
func rowsIn(path, name string) (*huma.StreamResponse, error) {
	rows, err := os.Open(path)
	if err != nil {
		return nil, palier.Fail(palier.Internal, "read the refused rows", err)
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		defer rows.Close()
		ctx.SetHeader("Content-Type", "text/csv; charset=utf-8")
		ctx.SetHeader("Content-Disposition", `attachment; filename="`+name+`"`)
		io.Copy(ctx.BodyWriter(), rows)
	}}, nil
}

// rejectedPath is where rows are given for which a load was refused as a whole.
const rejectedPath = "/rejected"

// refused describes an operation that gives refused rows.
func refused(op huma.Operation) huma.Operation {
	op.Method, op.Tags, op.Errors = http.MethodGet, []string{"loads"}, []int{http.StatusNotFound}
	op.Responses = map[string]*huma.Response{"200": {Description: "File, line, column, value, reason and hint of each.", Content: map[string]*huma.MediaType{
		"text/csv": {Schema: &huma.Schema{Type: huma.TypeString}},
	}}}
	return op
}

// options reads what is said of the files.
func (in *importOrder) options() (o workspace.ImportOptions, err error) {
	o = workspace.ImportOptions{Kind: palier.Kind(in.Body.As), Preset: in.Body.Preset, Mapping: in.Body.Map, NoMapping: in.Body.NoMapping, DryRun: in.Body.DryRun, Said: map[string]workspace.Said{}, Rejected: Prefix + rejectedPath}
	if o.CompleteThrough, err = day(in.Body.CompleteThrough); err != nil {
		return o, err
	}
	if o.MaxRefused, err = workspace.ParseShare(in.Body.MaxRefused); err != nil {
		return o, err
	}
	if in.Body.Mapping != "" {
		if in.Body.As != "" || in.Body.Preset != "" || len(in.Body.Map) > 0 {
			return o, palier.Refuse("read the files by a mapping", "as, preset or map says something else of them", "give either")
		}
		mapping, err := source.ParseMappingFile("mapping", []byte(in.Body.Mapping))
		if err != nil {
			return o, err
		}
		o.Mappings = []*source.Mapping{mapping}
	}
	return o, nil
}

func (a *API) importFiles(ctx context.Context, in *importOrder) (*oneJob, error) {
	options, err := in.options()
	if err != nil {
		return nil, err
	}
	files, err := a.dock().Received(in.Body.Uploads)
	if err != nil {
		return nil, err
	}
	for id, said := range in.Body.Each {
		i := slices.IndexFunc(files, func(u workspace.Upload) bool { return u.ID == id })
		if i < 0 {
			return nil, palier.Refuse("import", "each says something of a file that is not among the uploads", "name it there, too")
		}
		options.Said[files[i].Path] = said.said()
	}
	j, err := a.dock().Import(ctx, intake.Order{Uploads: files, Options: options})
	if err != nil {
		return nil, err
	}
	return a.begun(j), nil
}

// tellImport tells what came of an import.
func (a *API) tellImport(done *intake.Import) *answer.Import {
	if done.Order.Options.DryRun {
		out := answer.DryRunOf(done.Imported, done.Taken, done.Model, a.Workspace.Currency())
		if done.Why != nil {
			out.Why = done.Why.Error()
		}
		return &out
	}
	out := answer.ImportOf(done.Imported, done.Model, a.Workspace.Currency())
	out.RefusedTo = refusedPath(out.RefusedTo, done.Load.Number)
	return &out
}

type undoOrder struct {
	Number int  `path:"number" minimum:"1"`
	DryRun bool `query:"dry_run" doc:"Tell what it would do, and change nothing."`
}

func (a *API) undo(ctx context.Context, in *undoOrder) (*oneJob, error) {
	j, err := a.dock().Undo(ctx, intake.Undoing{Number: in.Number, DryRun: in.DryRun})
	if err != nil {
		return nil, err
	}
	return a.begun(j), nil
}
