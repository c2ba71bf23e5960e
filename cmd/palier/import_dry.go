package main

import (
	"fmt"
	"path/filepath"
	"strconv"

	"palier"
	"palier/internal/answer"
	"palier/internal/phrase"
	"palier/internal/source"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// tellDryRun shows what an import would do, or what was found before it would be refused.
func (p *Program) tellDryRun(w *workspace.Workspace, found *workspace.Imported, model *palier.Model, taken bool) error {
	if p.json {
		return p.writeJSON(answer.DryRunOf(found, taken, model, w.Currency()))
	}
	for _, note := range found.Notes {
		p.say("  " + note)
	}
	var tables []terminal.Table
	for i, file := range found.Files {
		if i < len(found.Mappings) {
			p.tellMapping(w, found.Mappings[i])
		}
		for _, note := range file.Notes {
			p.say("  " + file.Name + ": " + note)
		}
		tables = append(tables, p.columnsTable(file))
	}
	if len(found.First) > 0 {
		tables = append(tables, p.refusedTable(found))
	}
	if taken {
		tables = append(tables, p.outcomeTable(found.Outcome, w.Currency()))
	}
	for _, table := range tables {
		if err := table.Draw(p.Out); err != nil {
			return err
		}
		fmt.Fprintln(p.Out)
	}
	verdict := "import.dry.refused"
	if taken {
		verdict = "import.dry.taken"
	}
	fmt.Fprintln(p.Out, p.book.Say(verdict, phrase.Args{"Number": found.Load.Number}))
	if found.Load.Number > 0 { // else a file could not be read to its end
		p.tellCounts(found, model)
	}
	return nil
}

// columnsTable shows what each column of a file was taken for.
func (p *Program) columnsTable(file source.Summary) terminal.Table {
	table := terminal.Table{
		Title:   printable(file.Name) + ": " + p.book.Say("import.columns", phrase.Args{"Kind": file.Kind, "Preset": file.Preset}),
		Columns: p.columns("column", "field"), Left: []int{0, 1},
	}
	for _, column := range file.Columns {
		field := column.Field
		switch {
		case field == "":
			field = p.book.Say("import.attribute", nil)
		case field == "-":
			field = p.book.Say("import.left_out", nil)
		case column.Format != "":
			field += ":" + column.Format
		}
		table.Rows = append(table.Rows, []string{printable(column.Name), field})
	}
	return table
}

// refusedTable shows the first rows that are refused.
func (p *Program) refusedTable(found *workspace.Imported) terminal.Table {
	table := terminal.Table{
		Title:   p.book.Say("import.dry.rows", phrase.Args{"N": p.book.Number(found.Refused), "Shown": len(found.First)}),
		Columns: p.columns("file", "line", "column", "value", "reason", "hint"), Left: []int{0, 2, 3, 4, 5},
	}
	for _, r := range found.First {
		table.Rows = append(table.Rows, []string{
			printable(filepath.Base(found.Files[r.File].Name)), strconv.Itoa(r.Line), printable(r.Column), printable(r.Value), printable(r.Reason), printable(r.Hint),
		})
	}
	return table
}
