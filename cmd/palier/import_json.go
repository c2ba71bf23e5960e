package main

import (
	"time"

	"palier"
	"palier/internal/source"
	"palier/internal/workspace"
)

// importJSON is an import as --json writes it (docs/json.md).
type importJSON struct {
	DryRun     bool          `json:"dry_run"`
	Taken      bool          `json:"taken"` // a dry run: would be
	Load       *loadJSON     `json:"load"`
	Files      []fileJSON    `json:"files"`
	Notes      []string      `json:"notes"` // beside those on each file
	Statuses   []statusJSON  `json:"statuses"`
	Refused    int64         `json:"refused"`
	First      []refusalJSON `json:"first_refused"`
	Forgotten  siftedJSON    `json:"forgotten"` // rows that name somebody who was
	RefusedTo  string        `json:"refused_file,omitempty"`
	Outcome    *outcomeJSON  `json:"outcome"`
	Generation int64         `json:"generation,omitempty"` // of what is published; none of a dry run
	AsOf       *palier.Day   `json:"as_of"`
	Contacts   int64         `json:"contacts"`
	Seconds    float64       `json:"seconds"`
}

type siftedJSON struct {
	LeftOut  int64 `json:"left_out"`
	Nameless int64 `json:"nameless"`
}

type fileJSON struct {
	Name    string       `json:"name"`
	Kind    palier.Kind  `json:"kind"`
	Preset  string       `json:"preset"`
	Rows    int64        `json:"rows"`
	Refused int64        `json:"refused"`
	Rounded int64        `json:"rounded"`
	Columns []columnJSON `json:"columns"`
	Notes   []string     `json:"notes"`
}

type columnJSON struct {
	Name   string `json:"name"`
	Field  string `json:"field"`
	Format string `json:"format,omitempty"`
}

type refusalJSON struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
	Hint   string `json:"hint"`
}

func jsonImport(imported *workspace.Imported, statuses []statusJSON, currency palier.Currency) importJSON {
	out := jsonDryRun(imported, statuses, true, currency)
	out.DryRun, out.RefusedTo, out.Generation = false, imported.Path, imported.Published.Generation
	return out
}

func jsonDryRun(found *workspace.Imported, statuses []statusJSON, taken bool, currency palier.Currency) importJSON {
	out := importJSON{
		DryRun: true, Taken: taken, Files: []fileJSON{}, Notes: append([]string{}, found.Notes...), Statuses: statuses, Refused: found.Refused, First: []refusalJSON{},
		Forgotten: siftedJSON{found.Sifted.Left, found.Sifted.Nameless},
		Contacts:  found.Contacts, Seconds: found.Took.Round(time.Millisecond).Seconds(),
	}
	for _, file := range found.Files {
		out.Files = append(out.Files, jsonFile(file))
	}
	for _, r := range found.First {
		out.First = append(out.First, refusalJSON{found.Files[r.File].Name, r.Line, r.Column, r.Value, r.Reason, r.Hint})
	}
	if found.Load.Number > 0 {
		load := jsonLoad(found.Load)
		out.Load = &load
	}
	if taken {
		outcome := jsonOutcome(found.Outcome, currency)
		out.Outcome, out.AsOf = &outcome, &found.Published.AsOf
	}
	return out
}

func jsonFile(file source.Summary) fileJSON {
	out := fileJSON{Name: file.Name, Kind: file.Kind, Preset: file.Preset, Rows: file.Rows, Refused: file.Refused, Rounded: file.Rounded,
		Columns: []columnJSON{}, Notes: append([]string{}, file.Notes...)}
	for _, c := range file.Columns {
		out.Columns = append(out.Columns, columnJSON(c))
	}
	return out
}
