package web

import (
	"errors"
	"path/filepath"
	"strconv"

	"palier"
	"palier/internal/intake"
	"palier/internal/phrase"
	"palier/internal/source"
	"palier/internal/workspace"
)

// mostStatuses is how many statuses of orders a page tells of an import.
const mostStatuses = 20

// importPart says what an import did, or would do.
type importPart struct {
	Dry, Taken bool
	Verdict    string
	Why, Hint  string
	Load       string // its address
	Rows       string // what the counts are about
	Counts     []countLine
	Remarks    []string
	Files      []importedFile
	Refused    refusedPart
	Statuses   []statusLine
	MoreStatus string
	Outcome    *outcomePart
	First      bool   // nobody has decided on the limits yet
	Again      string // the address where it can be corrected; empty: it is done
}

// importedFile is how a file of an import was read.
type importedFile struct {
	Name, Read, Mapping string
	Rows, Refused       string
	Notes               []string
}

// statusLine is a status of orders.
type statusLine struct {
	Status, Rows string
	Ignored      bool
}

// imported says what an import did, or would do.
func (v *visit) imported(book *phrase.Book, done *intake.Import) *importPart {
	part := &importPart{Dry: done.Order.Options.DryRun, Taken: done.Taken, Rows: book.Say("load.rows", nil), Counts: v.counts(done.Load)}
	if part.Dry {
		part.Rows = book.Say("job.rows", nil)
	}
	var known *palier.Error
	switch {
	case !part.Dry:
		part.Verdict, part.Load = book.Say("job.loaded", phrase.Args{"Number": done.Load.Number}), loadPath(done.Load.Number)
	case part.Taken:
		part.Verdict = book.Say("job.would_load", phrase.Args{"Number": done.Load.Number})
	case errors.As(done.Why, &known):
		part.Verdict, part.Why = book.Say("job.would_refuse", nil), sentence(known.Reason)
		part.Hint = sentence(known.Hint)
	}
	if done.Load.Number == 0 {
		part.Counts = nil
	}
	part.Remarks = append(v.remarks(done), done.Notes...)
	for i, file := range done.Files {
		part.Files = append(part.Files, v.importedFile(done, i, file))
	}
	part.Refused = v.refusedFirst(done)
	statuses := done.Statuses(done.Model)
	for _, s := range statuses[:min(len(statuses), mostStatuses)] {
		part.Statuses = append(part.Statuses, statusLine{phrase.Printable(s.Status), book.Number(s.Rows), s.Ignored})
	}
	if more := len(statuses) - mostStatuses; more > 0 {
		part.MoreStatus = book.Say("import.status.more", phrase.Args{"N": book.Number(int64(more))})
	}
	if done.Taken {
		id := "data.changed"
		if part.Dry {
			id = "data.would_change"
		}
		outcome := v.outcome(book, book.Say(id, nil), done.Outcome)
		part.Outcome = &outcome
	}
	return part
}

// remarks are what else is worth knowing of an import.
func (v *visit) remarks(done *intake.Import) (remarks []string) {
	if day := done.Load.CompleteThrough; done.Load.Number > 0 && day.Exists() {
		remarks = append(remarks, sentence(v.book.Say("import.through", phrase.Args{"Day": v.book.Date(day)})))
	}
	if s := done.Sifted; s != (workspace.Sifted{}) {
		remarks = append(remarks, sentence(v.book.Say("import.sifted", phrase.Args{"Left": v.book.Number(s.Left), "Nameless": v.book.Number(s.Nameless)})))
	}
	return remarks
}

// importedFile says how a file of an import was read.
func (v *visit) importedFile(done *intake.Import, i int, file source.Summary) importedFile {
	line := importedFile{
		Name: filepath.Base(file.Name), Rows: v.book.Number(file.Rows), Refused: v.book.Number(file.Refused), Notes: file.Notes,
		Read: v.book.Say("job.read_as", phrase.Args{"Kind": v.book.Say("kind."+string(file.Kind), nil), "Preset": file.Preset}),
	}
	if i >= len(done.Mappings) || done.Mappings[i].Number == 0 {
		return line
	}
	use := done.Mappings[i]
	id := "job.mapping_kept"
	if use.Remembered {
		id = "preview.remembered"
	}
	line.Mapping = v.book.Say(id, phrase.Args{"Name": use.Name, "Day": v.book.Date(palier.DayIn(use.At, v.Workspace.Zone))})
	return line
}

// refusedFirst shows the first rows that an import refused.
func (v *visit) refusedFirst(done *intake.Import) refusedPart {
	part := refusedPart{Named: len(done.Files) > 1, Why: v.reasons(done.Reasons), More: v.more(len(done.First), done.Refused)}
	for _, r := range done.First {
		name := ""
		if r.File < len(done.Order.Uploads) {
			name = done.Order.Uploads[r.File].Name
		}
		part.Rows = append(part.Rows, workspace.RefusedRow{File: name, Line: strconv.Itoa(r.Line), Column: r.Column, Value: r.Value, Reason: r.Reason, Hint: r.Hint})
	}
	if done.Path != "" {
		part.File = "/api/v1/loads/" + strconv.Itoa(done.Load.Number) + "/refused"
	}
	return part
}
