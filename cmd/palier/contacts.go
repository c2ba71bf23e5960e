package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/phrase"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// contactFlags are what contacts can be asked for.
type contactFlags struct {
	asOf, model string
	segment     string
	search      string
	sort        string
	facets      [palier.Facets]string
	limit       int
}

func (p *Program) contacts() *cobra.Command {
	command := &cobra.Command{Use: "contacts", Short: "List contacts, show one and why it is where it is, or export all"}
	command.AddCommand(p.listContacts(), p.showContact(), p.findContact(), p.exportContacts())
	return command
}

func (given *contactFlags) bind(command *cobra.Command) *cobra.Command {
	flags := command.Flags()
	flags.StringVar(&given.asOf, "as-of", "", "at the end of this `day`; else of the workspace's as-of day")
	flags.StringVar(&given.model, "model", "", "try the limits of this model `file`")
	return command
}

func (given *contactFlags) bindFacets(command *cobra.Command) *cobra.Command {
	command.Flags().StringVar(&given.segment, "segment", "", "only members of this `segment`: a text or a name")
	for facet := range palier.Facets {
		name := palier.Facet(facet).String()
		command.Flags().StringVar(&given.facets[facet], name, "", "only contacts with this `"+name+"`")
	}
	return given.bind(command)
}

// where reads the facets asked for.
func (given *contactFlags) where(m *palier.Model) ([]palier.FacetValue, error) {
	var where []palier.FacetValue
	for facet, name := range given.facets {
		if name == "" {
			continue
		}
		value, err := m.ParseValue(palier.Facet(facet), name)
		if err != nil {
			return nil, usageError{err}
		}
		where = append(where, palier.FacetValue{Facet: palier.Facet(facet), Value: value})
	}
	return where, nil
}

func (p *Program) listContacts() *cobra.Command {
	var given contactFlags
	command := given.bindFacets(&cobra.Command{
		Use:   "list",
		Short: "List contacts with their stage, status, stars and what comes next",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.in(c.Context(), "contacts list", func(w *workspace.Workspace) error {
				if p.json {
					return p.writeContacts(c.Context(), w, given)
				}
				return p.drawContacts(c.Context(), w, given)
			})
		},
	})
	command.Flags().IntVar(&given.limit, "limit", 50, "at most this `many`; 0 for all")
	command.Flags().StringVar(&given.search, "search", "", "only contacts in whose id, e-mail or name all `words` are")
	command.Flags().StringVar(&given.sort, "sort", "", "by this `field`, such as spend or last_name; with - before it the highest first")
	return command
}

// eachContact opens a reading, begins, goes through the contacts wanted, and ends.
func (p *Program) eachContact(ctx context.Context, w *workspace.Workspace, given contactFlags, begin func(*reading) error, each func(*palier.ContactState) error, end func() error) error {
	r, err := p.reading(ctx, w, given.model, given.asOf)
	if err != nil {
		return err
	}
	defer r.view.Close()
	if _, err := given.where(r.engine.Model); err != nil {
		return err
	}
	asked, by, err := w.List(ctx, &workspace.Lens{View: r.view, Engine: r.engine, AsOf: r.asOf}, workspace.Listing{
		Facets: given.facets, Search: given.search, Segment: given.segment, Sort: given.sort,
	})
	if err != nil {
		return err
	}
	if given.segment != "" {
		if _, r.segment, err = p.about(ctx, w, r, given.segment); err != nil {
			return err
		}
	}
	if err := begin(r); err != nil {
		return err
	}
	query := palier.RowQuery{Selection: asked.Selection, By: by, Limit: given.limit}
	err = r.engine.Rows(ctx, r.view, query, func(row *palier.Row) (bool, error) {
		s := palier.ContactState{Contact: row.Contact, ContactID: row.ContactID}
		if row.State != nil {
			s.State = *row.State
		}
		return true, each(&s)
	})
	if err != nil {
		return err
	}
	return end()
}

// drawContacts shows contacts as a table.
func (p *Program) drawContacts(ctx context.Context, w *workspace.Workspace, given contactFlags) error {
	table := terminal.Table{Left: []int{0, 1, 2, 3, 4, 5, 6, 9}}
	var r *reading
	return p.eachContact(ctx, w, given, func(opened *reading) error {
		r = opened
		table.Title = p.titled(p.book.Say("contacts.title", phrase.Args{"Day": p.book.Day(r.asOf)}), r.segment)
		table.Columns = p.columns("contact", "stage", "since", "status", "stars", "profile", "group", "purchases", "spend", "next")
		return nil
	}, func(s *palier.ContactState) error {
		table.Rows = append(table.Rows, p.contactRow(r, s))
		return nil
	}, func() error {
		if len(table.Rows) == 0 {
			p.say(p.book.Say("contacts.nobody", nil))
			return nil
		}
		return table.Draw(p.Out)
	})
}

func (p *Program) contactRow(r *reading, s *palier.ContactState) []string {
	m := r.engine.Model
	label := func(f palier.Facet) string {
		if s.Value(f) == 0 {
			return ""
		}
		return p.book.Value(m, f, s.Value(f))
	}
	next := ""
	if s.NextStage.Exists() {
		next = fmt.Sprintf("%s → %s", p.book.Day(s.NextStage.On), p.book.Stage(s.NextStage.Value))
	}
	return []string{
		printable(s.ContactID), p.book.Stage(s.Stage), p.book.Day(s.StageSince), label(palier.FacetStatus), label(palier.FacetStars),
		label(palier.FacetProfile), label(palier.FacetGroup), p.book.Number(int64(s.Purchases)), p.book.Money(r.engine.Currency, s.Spend), next,
	}
}

// printable keeps what a file said from steering the terminal.
var printable = phrase.Printable
