package api

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
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
		Preset          string            `json:"preset,omitempty" doc:"Their format, when their header does not tell."`
		Map             map[string]string `json:"map,omitempty" doc:"Fields by column; - leaves a column out."`
		Mapping         string            `json:"mapping,omitempty" doc:"A mapping file, as text."`
		NoMapping       bool              `json:"no_mapping,omitempty" doc:"Use no mapping remembered from an earlier import."`
		CompleteThrough string            `json:"complete_through,omitempty" format:"date" doc:"The orders are complete through this day; else the latest day of an order in the files."`
		MaxRefused      string            `json:"max_refused,omitempty" default:"1%" doc:"Refuse the whole load when more of its rows are refused."`
		DryRun          bool              `json:"dry_run,omitempty" doc:"Tell what would happen, and change nothing."`
	}
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
	out := &loadList{}
	out.Body.Loads = answer.LoadsOf(loads)
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
	o = workspace.ImportOptions{Kind: palier.Kind(in.Body.As), Preset: in.Body.Preset, Mapping: in.Body.Map, NoMapping: in.Body.NoMapping, DryRun: in.Body.DryRun, Called: map[string]string{}, Rejected: Prefix + rejectedPath}
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
	files, err := a.received(in.Body.Uploads)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, file := range files {
		paths = append(paths, file.Path)
		options.Called[file.Path] = file.Name
	}
	return a.begin(ctx, "import", func(ctx context.Context, tell func(any)) (any, error) {
		options.Progress = func(p workspace.Progress) { tell(p) }
		imported, err := a.Workspace.Import(ctx, paths, options)
		if err != nil && (!options.DryRun || ctx.Err() != nil) {
			return nil, err
		}
		model, _, failed := a.Workspace.Model(ctx)
		if failed != nil {
			return nil, failed
		}
		if options.DryRun {
			out := answer.DryRunOf(imported, err == nil, model, a.Workspace.Currency())
			out.Why = whyNot(err)
			return out, nil
		}
		for _, file := range files {
			if err := a.Workspace.DropUpload(file.ID); err != nil {
				a.Log.Warn("a file that was imported stays", "error", err) // until it is swept
			}
		}
		out := answer.ImportOf(imported, model, a.Workspace.Currency())
		out.RefusedTo = refusedPath(out.RefusedTo, imported.Load.Number)
		return out, nil
	})
}

// whyNot tells why a dry run's files would be refused.
func whyNot(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func (a *API) undo(ctx context.Context, in *loadNumber) (*oneJob, error) {
	load, err := a.Workspace.Load(ctx, in.Number)
	if err != nil {
		return nil, err
	}
	if load.Undone {
		return nil, &palier.Error{Code: palier.Conflict, Tried: fmt.Sprintf("undo load %d", in.Number), Reason: "it is undone already", Hint: "import its files again to bring it back"}
	}
	return a.begin(ctx, "undo", func(ctx context.Context, tell func(any)) (any, error) {
		undone, err := a.Workspace.Undo(ctx, []int{in.Number}, a.computing(tell))
		if err != nil {
			return nil, err
		}
		return answer.UndoneOf(undone, a.Workspace.Currency()), nil
	})
}
