package main

import (
	"context"
	"encoding/json"
	"time"

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

// outcomeJSON is an outcome as --json writes it (docs/json.md).
type outcomeJSON struct {
	Generation int64       `json:"generation"`
	At         time.Time   `json:"at"`
	Taken      []int       `json:"taken"`
	Undone     []int       `json:"undone"`
	Before     figuresJSON `json:"before"`
	After      figuresJSON `json:"after"`
}

type figuresJSON struct {
	AsOf         *palier.Day      `json:"as_of"`
	Identified   int64            `json:"identified"`
	Unidentified int64            `json:"unidentified"`
	Orders       int64            `json:"orders"`
	OrderLines   int64            `json:"order_lines"`
	Products     int64            `json:"products"`
	Engagements  int64            `json:"engagements"`
	Stages       map[string]int64 `json:"stages"`
	Spend        json.Number      `json:"spend"`
	Lifetime     json.Number      `json:"lifetime_spend"`
}

func jsonOutcome(o palier.Outcome, currency palier.Currency) outcomeJSON {
	return outcomeJSON{
		Generation: o.Generation, At: o.At.UTC(), Taken: append([]int{}, o.Taken...), Undone: append([]int{}, o.Undone...),
		Before: jsonFigures(o.Before, currency), After: jsonFigures(o.After, currency),
	}
}

func jsonFigures(f palier.Figures, currency palier.Currency) figuresJSON {
	out := figuresJSON{
		Identified: f.Identified, Unidentified: f.Unidentified, Orders: f.Orders, OrderLines: f.OrderLines,
		Products: f.Products, Engagements: f.Engagements, Stages: map[string]int64{},
		Spend: json.Number(currency.Format(f.Spend)), Lifetime: json.Number(currency.Format(f.Lifetime)),
	}
	if f.AsOf.Exists() {
		out.AsOf = &f.AsOf
	}
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		out.Stages[stage.String()] = f.Stages[stage]
	}
	return out
}
