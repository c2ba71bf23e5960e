package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/export"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/signin"
	"palier/internal/workspace"
)

type reportList struct {
	Body struct {
		Reports []reportAbout `json:"reports"`
	}
}

type reportAbout struct {
	Name  string `json:"name"`
	About string `json:"about" doc:"What it tells."`
}

type reportQuery struct {
	Name        string `path:"name"`
	From        string `query:"from" format:"date" doc:"First day; else the first on which any contact has a stage, and for movement and restated 30 days before the last."`
	To          string `query:"to" format:"date" doc:"Last day; else the as-of day."`
	AsOf        string `query:"as_of" format:"date" doc:"Nothing after this day is known; else the workspace's as-of day."`
	Of          string `query:"of" enum:"stage,status,stars,profile,group" default:"stage" doc:"For flow, movement and restated."`
	Days        int    `query:"days" minimum:"1" maximum:"3650" default:"30" doc:"For coming: how many days ahead."`
	Data        bool   `query:"data" doc:"For restated: also who stands elsewhere because of what was loaded since. It takes as long as undoing that, nobody can load meanwhile, and it takes the right to meet contacts."`
	Segment     string `query:"segment" maxLength:"4000" doc:"Only its members as of the as-of day: a text, or the name of a segment."`
	Format      string `query:"format" enum:"json,csv,csv-fr,xlsx,parquet" default:"json" doc:"json is one object; the others are files."`
	IfNoneMatch string `header:"If-None-Match"`
}

// file is an answer that is written as it is.
type file struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	Disposition  string `header:"Content-Disposition"`
	ETag         string `header:"ETag"`
	CacheControl string `header:"Cache-Control"`
	Body         []byte
}

// revalidated is how answers are kept that have an ETag: by the browser alone, and asked
// for each time.
const revalidated = "private, no-cache"

func (a *API) reports() {
	register(a, a.behind(see, huma.Operation{
		OperationID: "list-reports", Method: http.MethodGet, Path: "/reports", Tags: []string{"reports"}, Summary: "List the reports",
	}), func(context.Context, *struct{}) (*reportList, error) {
		out := &reportList{}
		for _, r := range report.Descriptions() {
			out.Body.Reports = append(out.Body.Reports, reportAbout(r))
		}
		return out, nil
	})
	register(a, a.behind(see, huma.Operation{
		OperationID: "make-report", Method: http.MethodGet, Path: "/reports/{name}", Tags: []string{"reports"}, Summary: "Make a report",
		Description: "The columns are those of the command line's report NAME. Its ETag changes when anything does that the answer depends on.",
		Errors:      []int{http.StatusNotFound},
		Responses: map[string]*huma.Response{
			"200": {Description: "The report.", Content: map[string]*huma.MediaType{
				"application/json":            {Schema: a.reportSchema()},
				"text/csv":                    {Schema: &huma.Schema{Type: huma.TypeString}},
				export.Workbook.ContentType(): {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
				export.Parquet.ContentType():  {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
			}},
			"304": {Description: "The report is what it was under the ETag given."},
		},
	}), a.report)
}

// reportBody describes what report.WriteJSON writes.
type reportBody struct {
	Report     string           `json:"report"`
	Generation int64            `json:"generation" doc:"That every number comes from."`
	AsOf       palier.Day       `json:"as_of" format:"date"`
	Segment    string           `json:"segment,omitempty" doc:"Whom the report is about; left out for everybody."`
	Currency   string           `json:"currency"`
	Rows       []map[string]any `json:"rows" doc:"An object each, by column."`
}

func (a *API) reportSchema() *huma.Schema {
	return a.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[reportBody](), true, "Report")
}

func (a *API) report(ctx context.Context, in *reportQuery) (*file, error) {
	lens, err := a.look(ctx, in.AsOf)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	query := report.Query{Name: in.Name, AsOf: lens.AsOf, Days: in.Days, Today: a.Workspace.Today(), Zone: a.Workspace.Zone}
	if query.From, err = day(in.From); err != nil {
		return nil, err
	}
	if query.To, err = day(in.To); err != nil {
		return nil, err
	}
	if query.Of, err = palier.ParseFacet(in.Of); err != nil {
		return nil, err
	}
	if in.Segment != "" {
		asked, err := a.find(ctx, lens, in.Segment)
		if err != nil {
			return nil, err
		}
		query.Segment = about(asked)
	}
	if err := a.told(ctx, lens, &query, in.Data); err != nil {
		return nil, err
	}
	out := &file{Status: http.StatusNotModified, CacheControl: revalidated, ETag: a.etag(lens, query.Name, query.From, query.To, query.Of, query.Days, in.Format, fmt.Sprintf("%#v", query.Segment), lens.Engine.Objected, query.Told.Engine.Hash, query.Data)}
	if known(in.IfNoneMatch, out.ETag) {
		return out, nil
	}
	made, err := a.shelf.Run(ctx, lens.View, lens.Engine, query)
	if err != nil {
		return nil, err
	}
	out.Status = http.StatusOK
	return out, a.write(out, made, export.Format(in.Format), query.Of, lens.Engine.Model)
}

// told finds out how the day was told that restated is about. To see the data as it was takes
// a right, for it holds up everybody who loads.
func (a *API) told(ctx context.Context, lens *workspace.Lens, query *report.Query, data bool) error {
	if query.Name != report.Restated {
		return nil
	}
	if who, err := signin.Asking(ctx); data && err == nil && !who.May(meet) {
		return Forbidden("see the data as it was: it takes the right to meet contacts", "leave data out")
	}
	told, err := a.Workspace.Told(ctx, lens, query.FirstDay())
	if err != nil {
		return err
	}
	query.Told, query.Data = told.Telling, data
	return nil
}

// write writes a report in a format: what the command line writes.
func (a *API) write(out *file, made *palier.Report, format export.Format, of palier.Facet, m *palier.Model) error {
	var body bytes.Buffer
	defer func() { out.Body = body.Bytes() }()
	if format == export.JSONLines {
		out.ContentType = "application/json"
		return report.WriteJSON(&body, made, a.Workspace.Currency())
	}
	extension, _, _ := strings.Cut(string(format), "-")
	out.ContentType, out.Disposition = format.ContentType(), `attachment; filename="`+made.Name+"."+extension+`"`
	options := export.ReportOptions{Currency: a.Workspace.Currency(), Of: of}
	if format == export.FrenchCSV {
		book, err := phrase.In("fr")
		if err != nil {
			return err
		}
		options.Book = book.With(m)
	}
	table, err := export.New(&body, export.Table{Format: format, Columns: export.ReportColumns(made, options), Rows: int64(len(made.Rows))})
	if err != nil {
		return err
	}
	return export.WriteReport(table, made, options)
}
