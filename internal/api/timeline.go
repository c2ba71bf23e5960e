package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
	"palier/internal/export"
)

// changeList describes a contact's timeline.
type changeList struct {
	AsOf    palier.Day      `json:"as_of" format:"date"`
	Changes []answer.Change `json:"changes" doc:"Of all facets, in their order; from none where it began."`
}

func (a *API) timelines() {
	register(a, a.behind(meet, huma.Operation{
		OperationID: "list-contact-changes", Method: http.MethodGet, Path: "/contacts/{id}/changes", Tags: []string{"contacts"}, Summary: "Tell a contact's timeline: every change of stage, status, stars, profile and group, and because of what",
		Description: "Nothing of who objected, or whom the model leaves out of everything.",
		Errors:      []int{http.StatusNotFound},
		Responses: map[string]*huma.Response{"200": {Description: "The changes.", Content: map[string]*huma.MediaType{
			"application/json": {Schema: a.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[changeList](), true, "ChangeList")},
			"text/csv":         {Schema: &huma.Schema{Type: huma.TypeString}},
		}}},
	}), a.listContactChanges)
}

func (a *API) listContactChanges(ctx context.Context, in *struct {
	ID     string `path:"id"`
	AsOf   string `query:"as_of" format:"date"`
	Format string `query:"format" enum:"json,csv" default:"json"`
}) (*file, error) {
	lens, err := a.look(ctx, in.AsOf)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	person, err := lens.Engine.Person(ctx, lens.View, in.ID, lens.AsOf)
	if err != nil {
		return nil, err
	}
	list := changeList{AsOf: lens.AsOf, Changes: answer.ChangesOf(person.Changes, lens.Engine.Model)}
	if in.Format == string(export.CSV) {
		return changesFile(list.Changes)
	}
	body, err := json.Marshal(list)
	return &file{Status: http.StatusOK, ContentType: "application/json", Body: body}, err
}

// changesFile writes changes as a file.
func changesFile(changes []answer.Change) (*file, error) {
	columns := []export.Column{{Name: "day", Type: palier.FieldDay}, {Name: "of"}, {Name: "from"}, {Name: "to"}, {Name: "cause"}}
	var body bytes.Buffer
	out, err := export.New(&body, export.Table{Format: export.CSV, Columns: columns, Rows: int64(len(changes))})
	if err != nil {
		return nil, err
	}
	for _, c := range changes {
		if err := out.Write([]export.Cell{export.Day(c.Day), export.Text(c.Of), export.Text(c.From), export.Text(c.To), export.Text(c.Cause)}); err != nil {
			return nil, err
		}
	}
	err = out.Close()
	return &file{Status: http.StatusOK, ContentType: export.CSV.ContentType(), Disposition: `attachment; filename="changes.csv"`, Body: body.Bytes()}, err
}
