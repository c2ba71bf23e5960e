// Package handout writes files of contacts for somebody to take away: the command line's
// exports and those of the API and the pages. A file with an address has only those whom it
// may be used for, and the audit log tells of every file that somebody has (interface.md §5).
package handout

import (
	"context"
	"errors"
	"io"
	"strings"

	"palier"
	"palier/internal/export"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

// Wanted says which file somebody wants.
type Wanted struct {
	Selection palier.Selection
	Of        string // what the audit log calls the selection (Unnamed); empty: all who have a stage
	Format    export.Format
	Columns   string       // as export.Base.Choose reads them; empty: those that scripts rely on
	Book      *phrase.Book // in whose words columns and values are called; nil: as scripts know them. csv-fr speaks French whatever this is

	Channel     string // only contacts who can be reached through it; empty: through those that the columns serve
	Unreachable bool   // also contacts who may not be written to; somebody answers for it with a purpose
	Purpose     string

	// Whole says that a file that breaks off is thrown away, so that nobody has its beginning.
	Whole bool
}

// Handout is a file ready to be written.
type Handout struct {
	Wanted
	Tally   export.Tally // after Write: who was counted and who was written
	Guarded int64        // texts changed because a spreadsheet program would take them for formulas

	workspace  *workspace.Workspace
	lens       *workspace.Lens
	contacts   *export.Contacts
	addressing export.Addressing
}

// Columns gives what the columns of files of contacts can be chosen from.
func Columns(ctx context.Context, w *workspace.Workspace, lens *workspace.Lens) (export.Base, error) {
	base := export.Base{Model: lens.Engine.Model, Currency: w.Currency()}
	attributes, err := w.Attributes(ctx, lens.View)
	for _, attribute := range attributes {
		if attribute.Of == palier.OfContact {
			base.Attributes = append(base.Attributes, attribute.Field())
		}
	}
	return base, err
}

// Prepare finds out what is to be written, and whether it may be. What is wrong with what
// is wanted is Invalid.
func Prepare(ctx context.Context, w *workspace.Workspace, lens *workspace.Lens, wanted Wanted) (*Handout, error) {
	if wanted.Unreachable && strings.TrimSpace(wanted.Purpose) == "" {
		return nil, palier.Refuse("export contacts that may not be written to", "it says not what for", "give a purpose, for the audit log")
	}
	h := &Handout{Wanted: wanted, workspace: w, lens: lens}
	base, err := Columns(ctx, w, lens)
	if err != nil {
		return nil, err
	}
	base.Book = wanted.Book
	if wanted.Format == export.FrenchCSV {
		book, err := phrase.In("fr")
		if err != nil {
			return nil, err
		}
		base.Book = book.With(base.Model)
	}
	h.contacts = base.Fixed()
	if wanted.Columns != "" {
		if h.contacts, err = base.Choose(wanted.Columns); err != nil {
			return nil, err
		}
	}
	h.addressing, err = h.contacts.Addressing(wanted.Channel)
	h.addressing.Unreachable = wanted.Unreachable
	return h, err
}

// Channels names the channels that the file is for.
func (h *Handout) Channels() []string {
	names := []string{}
	for _, channel := range h.addressing.Channels {
		names = append(names, palier.Channels[channel])
	}
	return names
}

// Write writes the file, and to the audit log that somebody has it, or its beginning.
func (h *Handout) Write(ctx context.Context, to io.Writer) error {
	err := h.write(ctx, to)
	if err != nil && (h.Whole || h.Tally.Written == 0) {
		return err // nobody has anything
	}
	return errors.Join(err, h.workspace.LogExport(context.WithoutCancel(ctx), workspace.Export{
		Segment: h.Of, Day: h.Selection.Day, Format: string(h.Format), Channels: h.Channels(), Unreachable: h.Unreachable, Purpose: h.Purpose,
		Columns: h.contacts.Names, Contacts: h.Tally.Written, LeftOut: h.Tally.LeftOut(), Whole: err == nil,
	}))
}

func (h *Handout) write(ctx context.Context, to io.Writer) error {
	rows, err := h.rows(ctx)
	if err != nil {
		return err
	}
	out, err := export.New(to, export.Table{Format: h.Format, Columns: h.contacts.Columns, Rows: rows, Guarded: func() { h.Guarded++ }})
	if err != nil {
		return err
	}
	unreachable, err := h.unreachable(ctx)
	if err != nil {
		return err
	}
	var cells []export.Cell
	query := palier.RowQuery{Selection: h.Selection, Fields: h.contacts.Fields, Channel: h.channel()}
	err = h.lens.Engine.Rows(ctx, h.lens.View, query, func(row *palier.Row) (bool, error) {
		row.Reachable = row.Reachable && !unreachable[row.Contact]
		taken := h.addressing.Takes(row)
		h.Tally.Count(row, taken)
		if !taken {
			return true, nil
		}
		cells = h.contacts.Row(row, cells)
		return true, out.Write(cells)
	})
	if err != nil {
		return err
	}
	return out.Close()
}
