package answer

import (
	"time"

	"palier"
	"palier/internal/source"
	"palier/internal/workspace"
)

// Import is what an import did, or a dry run would do.
type Import struct {
	DryRun     bool        `json:"dry_run" doc:"Nothing was kept."`
	Taken      bool        `json:"taken" doc:"Whether the files were taken in; of a dry run, whether they would be."`
	Why        string      `json:"why,omitempty" doc:"Why the files would be refused."`
	Load       *Load       `json:"load" doc:"Null when a file cannot be read to its end."`
	Files      []File      `json:"files"`
	Notes      []string    `json:"notes" doc:"What does not concern one file alone."`
	Statuses   []Status    `json:"statuses" doc:"Of the orders."`
	Refused    int64       `json:"refused" doc:"Rows."`
	First      []Refusal   `json:"first_refused" doc:"The first ten."`
	Reasons    []Reason    `json:"reasons" doc:"Why rows were refused, the most frequent first."`
	Forgotten  Forgotten   `json:"forgotten" doc:"Rows that name somebody who was forgotten."`
	RefusedTo  string      `json:"refused_file,omitempty" doc:"Where all of them are told."`
	Outcome    *Outcome    `json:"outcome" doc:"Null when the files would be refused."`
	Generation int64       `json:"generation,omitempty" doc:"Left out by a dry run."`
	AsOf       *palier.Day `json:"as_of" format:"date"`
	Contacts   int64       `json:"contacts" doc:"Whose state was computed."`
	Seconds    float64     `json:"seconds"`
}

// Forgotten counts the rows that name somebody who was forgotten.
type Forgotten struct {
	LeftOut  int64 `json:"left_out"`
	Nameless int64 `json:"nameless" doc:"Of orders, taken in without a name."`
}

// File is what was found in a file.
type File struct {
	Name    string      `json:"name"`
	Kind    palier.Kind `json:"kind"`
	Preset  string      `json:"preset"`
	Rows    int64       `json:"rows"`
	Refused int64       `json:"refused"`
	Rounded int64       `json:"rounded"`
	Columns []Column    `json:"columns"`
	Notes   []string    `json:"notes"`
}

// Column is what a column of a file was taken for.
type Column struct {
	Name   string `json:"name"`
	Field  string `json:"field" doc:"Empty: an attribute; -: left out."`
	Format string `json:"format,omitempty"`
}

// Refusal is a row that was refused.
type Refusal struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
	Hint   string `json:"hint"`
}

// Reason counts the rows that were refused for the same reason.
type Reason struct {
	Column string `json:"column"`
	Reason string `json:"reason" doc:"Empty: others than these."`
	Hint   string `json:"hint"`
	Rows   int64  `json:"rows"`
}

// Status counts the rows of orders that have a status.
type Status struct {
	Status  string `json:"status"`
	Rows    int64  `json:"rows"`
	Ignored bool   `json:"ignored" doc:"By the model in force."`
}

// ImportOf tells what an import did under the model in force.
func ImportOf(imported *workspace.Imported, model *palier.Model, currency palier.Currency) Import {
	out := DryRunOf(imported, true, model, currency)
	out.DryRun, out.RefusedTo, out.Generation = false, imported.Path, imported.Published.Generation
	return out
}

// DryRunOf tells what an import would do; taken, whether the files would be taken in.
func DryRunOf(found *workspace.Imported, taken bool, model *palier.Model, currency palier.Currency) Import {
	out := Import{
		DryRun: true, Taken: taken, Files: []File{}, Notes: append([]string{}, found.Notes...), Statuses: StatusesOf(found, model), Refused: found.Refused, First: []Refusal{}, Reasons: []Reason{},
		Forgotten: Forgotten{found.Sifted.Left, found.Sifted.Nameless},
		Contacts:  found.Contacts, Seconds: found.Took.Round(time.Millisecond).Seconds(),
	}
	for _, file := range found.Files {
		out.Files = append(out.Files, fileOf(file))
	}
	for _, r := range found.First {
		out.First = append(out.First, Refusal{found.Files[r.File].Name, r.Line, r.Column, r.Value, r.Reason, r.Hint})
	}
	for _, r := range found.Reasons {
		out.Reasons = append(out.Reasons, Reason(r))
	}
	if found.Load.Number > 0 {
		load := LoadOf(found.Load)
		out.Load = &load
	}
	if taken {
		outcome := OutcomeOf(found.Outcome, currency)
		out.Outcome, out.AsOf = &outcome, dayOrNull(found.Published.AsOf)
	}
	return out
}

func fileOf(file source.Summary) File {
	out := File{Name: file.Name, Kind: file.Kind, Preset: file.Preset, Rows: file.Rows, Refused: file.Refused, Rounded: file.Rounded,
		Columns: []Column{}, Notes: append([]string{}, file.Notes...)}
	for _, c := range file.Columns {
		out.Columns = append(out.Columns, Column(c))
	}
	return out
}

// StatusesOf tells the statuses of an import's orders, the most frequent first.
func StatusesOf(imported *workspace.Imported, model *palier.Model) []Status {
	all := []Status{}
	for _, s := range imported.Statuses(model) {
		all = append(all, Status(s))
	}
	return all
}
