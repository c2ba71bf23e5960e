package main

import (
	"context"

	"palier"
	"palier/internal/phrase"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// useLabels calls stages and levels what the model in force calls them.
func (p *Program) useLabels(ctx context.Context, w *workspace.Workspace) error {
	model, _, err := w.Model(ctx)
	if err == nil {
		p.book = p.book.With(model)
	}
	return err
}

// outcomeTable shows what a base was before its loads changed and what it was after.
func (p *Program) outcomeTable(o palier.Outcome, currency palier.Currency) terminal.Table {
	title := "outcome.taken"
	if len(o.Undone) > 0 {
		title = "outcome.undone"
	}
	table := terminal.Table{
		Title:   p.book.Say(title, phrase.Args{"Before": p.book.Day(o.Before.AsOf), "After": p.book.Day(o.After.AsOf)}),
		Columns: p.columns("figure", "was", "is", "change"),
		Left:    []int{0},
	}
	count := func(label string, before, after int64) {
		if before != 0 || after != 0 {
			table.Rows = append(table.Rows, []string{label, p.book.Number(before), p.book.Number(after), p.signed(after - before)})
		}
	}
	money := func(label string, before, after palier.Money) {
		if before == 0 && after == 0 {
			return
		}
		change := p.book.Money(currency, after-before)
		if after > before {
			change = "+" + change
		}
		table.Rows = append(table.Rows, []string{label, p.book.Money(currency, before), p.book.Money(currency, after), change})
	}
	b, a := o.Before, o.After
	count(p.book.Say("figure.identified", nil), b.Identified, a.Identified)
	count(p.book.Say("figure.unidentified", nil), b.Unidentified, a.Unidentified)
	count(p.book.Say("figure.orders", nil), b.Orders, a.Orders)
	count(p.book.Say("figure.order_lines", nil), b.OrderLines, a.OrderLines)
	count(p.book.Say("figure.products", nil), b.Products, a.Products)
	count(p.book.Say("figure.engagements", nil), b.Engagements, a.Engagements)
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		count(p.book.Stage(stage), b.Stages[stage], a.Stages[stage])
	}
	money(p.book.Say("figure.spend", nil), b.Spend, a.Spend)
	money(p.book.Say("figure.lifetime", nil), b.Lifetime, a.Lifetime)
	return table
}
