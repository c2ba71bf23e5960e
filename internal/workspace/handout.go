package workspace

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"palier"
	"palier/internal/export"
	"palier/internal/phrase"
	"palier/internal/segment"
)

// HandOut is a file of contacts that somebody asks for.
type HandOut struct {
	Selection   palier.Selection
	Of          string // the text of what is asked; empty for everybody who has a stage
	Format      export.Format
	Book        *phrase.Book // in whose words columns and values are called; nil: as scripts know them
	Columns     string       // as export.Base.Choose reads them; empty: those that scripts rely on
	Channel     string       // through which everybody in the file can be reached; empty: that of its addresses
	Unreachable bool         // somebody answers for those who cannot be reached; needs Purpose
	Purpose     string       // for the audit log
}

// Handing is such a file being written.
type Handing struct {
	HandOut
	Tally    export.Tally
	Guarded  int64 // texts that a spreadsheet program would have taken for formulas
	Channels []string

	workspace  *Workspace
	lens       *Lens
	contacts   *export.Contacts
	addressing export.Addressing
}

// Columns gives what the columns of files of contacts can be chosen from.
func (w *Workspace) Columns(ctx context.Context, lens *Lens) (export.Base, error) {
	base := export.Base{Model: lens.Engine.Model, Currency: w.Currency()}
	attributes, err := w.Attributes(ctx, lens.View)
	for _, attribute := range attributes {
		if attribute.Of == palier.OfContact {
			base.Attributes = append(base.Attributes, attribute.Field())
		}
	}
	return base, err
}

// HandOut finds out what a file will have, and whether it may be written.
func (w *Workspace) HandOut(ctx context.Context, lens *Lens, given HandOut) (*Handing, error) {
	if given.Unreachable && strings.TrimSpace(given.Purpose) == "" {
		return nil, palier.Refuse("export contacts that may not be written to", "it says not what for", "say it, for the audit log: --purpose TEXT")
	}
	base, err := w.Columns(ctx, lens)
	if err != nil {
		return nil, err
	}
	base.Book = given.Book
	x := &Handing{HandOut: given, Channels: []string{}, workspace: w, lens: lens, contacts: base.Fixed()}
	if given.Columns != "" {
		if x.contacts, err = base.Choose(given.Columns); err != nil {
			return nil, err
		}
	}
	if x.addressing, err = x.contacts.Addressing(given.Channel); err != nil {
		return nil, err
	}
	x.addressing.Unreachable = given.Unreachable
	for _, channel := range x.addressing.Channels {
		x.Channels = append(x.Channels, palier.Channels[channel])
	}
	return x, nil
}

// Addresses tells whether the file has an address.
func (x *Handing) Addresses() bool { return x.contacts.Addresses() }

// Write writes the file, and to the audit log that it was; unless whole says that nobody has
// anything of a file that broke off.
func (x *Handing) Write(ctx context.Context, to io.Writer, whole bool) error {
	err := x.write(ctx, to)
	if err != nil && (whole || x.Tally.Written == 0) {
		return err
	}
	return errors.Join(err, x.log(context.WithoutCancel(ctx), err == nil))
}

func (x *Handing) write(ctx context.Context, to io.Writer) error {
	rows, err := x.rows(ctx)
	if err != nil {
		return err
	}
	out, err := export.New(to, export.Table{Format: x.Format, Columns: x.contacts.Columns, Rows: rows, Guarded: func() { x.Guarded++ }})
	if err != nil {
		return err
	}
	unreachable, err := x.unreachable(ctx)
	if err != nil {
		return err
	}
	var cells []export.Cell
	query := palier.RowQuery{Selection: x.Selection, Fields: x.contacts.Fields, Channel: x.channel()}
	err = x.lens.Engine.Rows(ctx, x.lens.View, query, func(row *palier.Row) (bool, error) {
		row.Reachable = row.Reachable && !unreachable[row.Contact]
		taken := x.addressing.Takes(row)
		x.Tally.Count(row, taken)
		if !taken {
			return true, nil
		}
		cells = x.contacts.Row(row, cells)
		return true, out.Write(cells)
	})
	if err != nil {
		return err
	}
	return out.Close()
}

// rows is how many rows there will be at most, where the format has not room for any
// number of them.
func (x *Handing) rows(ctx context.Context) (int64, error) {
	if x.Format != export.Workbook {
		return 0, nil
	}
	audience, err := x.lens.Engine.Audience(ctx, x.lens.View, x.Selection, x.channel())
	switch {
	case err != nil || len(x.addressing.Channels) == 0:
		return audience.Total, err
	case x.addressing.Unreachable:
		return audience.Identified, nil
	}
	return audience.Reachable, nil
}

// channel is the first channel that the file is for; e-mail when it is for none.
func (x *Handing) channel() int {
	if len(x.addressing.Channels) == 0 {
		return 0
	}
	return x.addressing.Channels[0]
}

// unreachable gives who cannot be reached through another channel that the file is for.
func (x *Handing) unreachable(ctx context.Context) (map[palier.Key]bool, error) {
	them := map[palier.Key]bool{}
	for _, channel := range x.addressing.Channels[min(1, len(x.addressing.Channels)):] {
		query := palier.RowQuery{Selection: x.Selection, Channel: channel}
		err := x.lens.Engine.Rows(ctx, x.lens.View, query, func(row *palier.Row) (bool, error) {
			if !row.Reachable {
				them[row.Contact] = true
			}
			return true, nil
		})
		if err != nil {
			return nil, err
		}
	}
	return them, nil
}

// log writes to the audit log what was handed out.
func (x *Handing) log(ctx context.Context, whole bool) error {
	return x.workspace.LogExport(ctx, Export{
		Segment: unnamed(x.Of), Day: x.Selection.Day, Format: string(x.Format), Channels: x.Channels, Unreachable: x.Unreachable, Purpose: x.Purpose,
		Columns: x.contacts.Names, Contacts: x.Tally.Written, LeftOut: x.Tally.LeftOut(), Whole: whole,
	})
}

// naming are the fields that tell who somebody is.
var naming = []string{"contact_id", "email", "phone", "first_name", "last_name"}

// unnamed gives the text of a segment as the audit log may keep it: what names somebody
// would outlive an erasure there.
func unnamed(text string) string {
	s, err := segment.Parse(text)
	if err != nil {
		return text // the name of a segment
	}
	if _, fields := segment.Names(s); slices.ContainsFunc(fields, func(f segment.Name) bool { return slices.Contains(naming, f.Name) }) {
		return "(names contacts)"
	}
	return text
}
