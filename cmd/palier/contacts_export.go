package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/export"
	"palier/internal/workspace"
)

func (p *Program) exportContacts() *cobra.Command {
	var given contactFlags
	var wanted exportFlags
	command := given.bindFacets(&cobra.Command{
		Use:   "export",
		Short: "Write every contact's facts, sorted by contact id",
		Long: `Writes the facts of every contact that has a stage, sorted by contact id.

` + columnsHelp,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.in(c.Context(), "contacts export", func(w *workspace.Workspace) error {
				r, err := p.reading(c.Context(), w, given.model, given.asOf)
				if err != nil {
					return err
				}
				defer r.view.Close()
				where, err := given.where(r.engine.Model)
				if err != nil {
					return err
				}
				if r.segment, err = p.narrow(c.Context(), w, r, given.segment); err != nil {
					return err
				}
				return p.exportMembers(c.Context(), w, r, wanted, palier.Selection{Where: staged(where), Day: r.asOf}, given.text())
			})
		},
	})
	wanted.bind(command)
	return command
}

// text says which facets and which segment were asked for, as a segment.
func (given *contactFlags) text() string {
	var parts []string
	for facet, name := range given.facets {
		if name != "" {
			parts = append(parts, palier.Facet(facet).String()+" = "+name)
		}
	}
	if given.segment != "" {
		parts = append(parts, "("+given.segment+")")
	}
	return strings.Join(parts, " and ")
}

// staged holds for contacts that have a stage, and the values named.
func staged(where []palier.FacetValue) palier.Condition {
	all := palier.All{palier.Test{Field: stateField(palier.FacetStage), Op: palier.IsSet}}
	for _, wanted := range where {
		value := int64(wanted.Value)
		if wanted.Facet == palier.FacetStars {
			value = int64(palier.Stars(wanted.Value).N())
		}
		all = append(all, palier.Test{Field: stateField(wanted.Facet), Op: palier.OneOf, Numbers: []int64{value}})
	}
	return all
}

// stateField gives the field of a facet.
func stateField(f palier.Facet) palier.Field {
	fields := palier.BuiltIn()
	return fields[slices.IndexFunc(fields, func(field palier.Field) bool { return field.Of == palier.OfState && field.Name == f.String() })]
}

// writeContacts writes all facts that scripts rely on as JSON lines.
func (p *Program) writeContacts(ctx context.Context, w *workspace.Workspace, given contactFlags) error {
	var contacts *export.Contacts
	var out export.Writer
	var cells []export.Cell
	return p.eachContact(ctx, w, given, func(r *reading) (err error) {
		contacts = export.Base{Model: r.engine.Model, Currency: w.Currency()}.Fixed()
		out, err = export.New(p.Out, export.Table{Format: export.JSONLines, Columns: contacts.Columns})
		return err
	}, func(s *palier.ContactState) error {
		cells = contacts.Row(export.RowOf(s), cells)
		return out.Write(cells)
	}, func() error {
		return out.Close()
	})
}
