package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"palier"
	"palier/internal/advisor"
	"palier/internal/modelfile"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// proofPath is the page of the back-test.
const proofPath = "/advisor/backtest"

// proofBody is the page of how well the model in force tells who will buy, and perhaps
// another one beside it.
type proofBody struct {
	Data     dataLine
	Back     string
	About    string
	Beside   []rangeLink // models to put beside it; none: who asks may not
	Verdicts []string
	Parts    []proofPart
	Blank    string // why there is no proof
}

// proofPart is what customers did, by one thing: a table for each model.
type proofPart struct {
	ID, Title, About string
	Grids            []*grid
}

// proofFacets are what customers are sorted by, in the order of the page.
var proofFacets = []palier.Facet{palier.FacetStars, palier.FacetProfile, palier.FacetStage, palier.FacetStatus, palier.FacetGroup}

// showProof answers with the back-test. It is of everybody: members of a segment are those of
// today, who would tell something of the future.
func showProof(v *visit) error {
	return v.reading(func(r *reading) error {
		r.narrowing, r.line.To = nil, r.line.Newest
		body := proofBody{Back: "/advisor"}
		var err error
		if body.Data, err = r.data(); err != nil {
			return err
		}
		other, err := r.beside(&body)
		if err != nil {
			return err
		}
		period := r.book.Count("days", int64(r.view.Engine.Model.RFM.Period))
		body.About = r.book.Say("advisor.proof.about", phrase.Args{"Days": period})
		proof, err := r.prove(other)
		switch {
		case refusal(err) != nil:
			body.Blank = r.book.Say("advisor.proof.short", phrase.Args{"Days": period})
		case err != nil:
			return err
		default:
			p := &proving{r, proof}
			body.Verdicts, body.Parts = p.verdicts(), p.parts()
		}
		return r.show(http.StatusOK, page{Name: "backtest", Book: r.book, Title: r.book.Say("advisor.proof", nil), Active: "advisor", Body: body})
	})
}

// beside gives the model that the address puts beside the one in force, nil for none, and
// links to the others there are.
func (r *reading) beside(body *proofBody) (other *palier.Model, err error) {
	chosen := r.r.URL.Query().Get("beside")
	if !r.who.May(signin.Meet) {
		if chosen != "" {
			return nil, &palier.Error{Code: palier.Denied, Tried: "test another model", Reason: "it takes the right to meet contacts"}
		}
		return nil, nil
	}
	drafts, err := r.Workspace.Control.Drafts(r.r.Context())
	if err != nil {
		return nil, err
	}
	link := func(label, value string) {
		at := proofPath
		if value != "" {
			at += "?beside=" + value
		}
		body.Beside = append(body.Beside, rangeLink{Label: label, At: at, Chosen: value == chosen})
	}
	found := chosen == "" || chosen == "suggested"
	link(r.book.Say("advisor.proof.alone", nil), "")
	link(r.book.Say("advisor.proof.suggested", nil), "suggested")
	for _, d := range drafts {
		number := strconv.Itoa(d.Number)
		link(d.Name, number)
		if chosen == number {
			found = true
			if other, err = modelfile.Parse([]byte(d.Text)); err != nil {
				return nil, err
			}
		}
	}
	if !found {
		return nil, palier.Refusef("test the model "+strconv.Quote(chosen), "choose one of those that the page has", "there is none of this name")
	}
	if chosen == "suggested" {
		return r.suggestedModel()
	}
	return other, nil
}

// suggestedModel gives the model in force with all that the advisor suggests; nil where it
// suggests nothing.
func (r *reading) suggestedModel() (*palier.Model, error) {
	r.line.own = nil
	advice, err := r.advise()
	if err != nil || len(advice.All()) == 0 {
		return nil, err
	}
	return advice.Accept(r.view.Engine.Model, advice.All())
}

// prove tests the models, or gives the proof that was made of this generation before.
func (r *reading) prove(other *palier.Model) (*workspace.Proof, error) {
	question := fmt.Sprintf("backtest %d", r.view.AsOf)
	if other != nil {
		question += " " + string(modelfile.Format(other))
	}
	return report.Kept(r.r.Context(), &r.reports, r.view, r.view.Engine, question, func(ctx context.Context) (*workspace.Proof, error) {
		return r.Workspace.Backtest(ctx, r.view, other, 0)
	})
}

// proving is a proof being told.
type proving struct {
	*reading
	proof *workspace.Proof
}

// verdicts point out stars that tell nothing.
func (p *proving) verdicts() (said []string) {
	for i, m := range p.proof.Models {
		suffix := [...]string{"", ".tried"}[i]
		var stars []string
		for _, s := range m.Total().Flat() {
			stars = append(stars, phrase.Stars(s))
		}
		if len(stars) == 0 {
			said = append(said, p.book.Say("backtest.rising"+suffix, nil))
			continue
		}
		said = append(said, p.book.Say("backtest.flat"+suffix, phrase.Args{"Stars": strings.Join(stars, ", ")}))
	}
	return said
}

func (p *proving) parts() []proofPart {
	parts := []proofPart{{
		ID: "ranking", Title: p.book.Say("backtest.ranking", phrase.Args{"Days": p.book.Count("days", int64(p.proof.Period))}),
		About: p.book.Say("backtest.explain", nil), Grids: []*grid{p.ranking()},
	}}
	for _, f := range proofFacets {
		part := proofPart{ID: f.String(), Title: p.book.Label("facet", f.String())}
		for i := range p.proof.Models {
			part.Grids = append(part.Grids, p.followed(i, f))
		}
		parts = append(parts, part)
	}
	return parts
}

// called names something of a model as it is beside the one in force.
func (p *proving) called(text string, model int) string {
	if model == 0 {
		return text
	}
	return p.book.Say("backtest.column.tried", phrase.Args{"Name": text})
}

// ranking has a row a day, and columns for each model.
func (p *proving) ranking() *grid {
	g := &grid{Title: p.book.Say("advisor.proof", nil), File: "advisor-ranking-" + p.proof.AsOf.String(), Corner: p.book.Say("column.day", nil)}
	columns := []string{p.book.Say("column.customers", nil), p.book.Say("backtest.column.bought", nil)}
	for i := range p.proof.Models {
		for _, name := range []string{"auc", "gini", "lift"} {
			columns = append(columns, p.called(p.book.Say("backtest.column."+name, nil), i))
		}
	}
	for _, label := range columns {
		g.Columns = append(g.Columns, gridColumn{Label: label})
	}
	row := func(label string, all advisor.Followed, ranking func(workspace.Tried) advisor.Ranking) gridRow {
		cells := []gridCell{{cell: p.countCell(all.Contacts)}, {cell: cell{Text: p.book.Percent(all.Buyers, all.Contacts)}}}
		for _, m := range p.proof.Models {
			cells = append(cells, p.ranked(ranking(m))...)
		}
		return gridRow{Label: label, Cells: cells}
	}
	first := p.proof.Models[0]
	for i := range first.Tests {
		g.Rows = append(g.Rows, row(p.book.Date(first.Tests[i].Day), first.Tests[i].Customers(), func(m workspace.Tried) advisor.Ranking { return m.Tests[i].Ranking() }))
	}
	total := row(p.book.Say("backtest.all", nil), first.Total().Customers(), func(m workspace.Tried) advisor.Ranking { return m.Ranking() })
	total.Total = true
	g.Rows = append(g.Rows, total)
	return g
}

// ranked writes AUC, Gini and lift; dashes where there are none.
func (p *proving) ranked(r advisor.Ranking) []gridCell {
	cells := []gridCell{noCell(), noCell(), noCell()}
	share := func(s advisor.Share) gridCell {
		return gridCell{cell: cell{Text: p.book.Share(float64(s) / float64(advisor.Whole))}}
	}
	if auc, known := r.AUC(); known {
		cells[0] = share(auc)
	}
	if gini, known := r.Gini(); known {
		cells[1] = share(gini)
	}
	if lift, known := r.Lift(); known {
		cells[2] = gridCell{cell: cell{Text: p.book.Say("backtest.lift", phrase.Args{"Times": p.book.Decimal(palier.Hundredths(lift).String())})}}
	}
	return cells
}

// followed tells what customers of each value did, all days together, under one of the models.
func (p *proving) followed(model int, f palier.Facet) *grid {
	m := p.proof.Models[model]
	total, book := m.Total(), p.book.With(m.Model)
	g := &grid{
		Title: p.called(p.book.Label("facet", f.String()), model), Corner: p.called(p.book.Label("facet", f.String()), model),
		File: fmt.Sprintf("advisor-%s-%s-%s", f, [...]string{"now", "tried"}[model], p.proof.AsOf),
	}
	for _, id := range []string{"column.customers", "backtest.column.bought", "backtest.column.average", "backtest.column.revenue"} {
		g.Columns = append(g.Columns, gridColumn{Label: p.book.Say(id, nil)})
	}
	for value, did := range total.Values[f] {
		if did.Contacts > 0 {
			name := m.Model.ValueName(f, uint8(value))
			row := p.followedRow(valueLabel(book, f, name), did, total)
			if row.Key = stageKey(f, name); f == palier.FacetStars {
				row.Words = p.starWords(palier.Stars(value))
			}
			row.Cells[1].Shade = shade(did.Buyers, did.Contacts)
			g.Rows = append(g.Rows, row)
		}
	}
	fresh := p.followedRow(p.book.Say("backtest.new", nil), total.New, total)
	fresh.Cells[1] = noCell()
	all := p.followedRow(p.book.Say("column.total", nil), total.Customers(), total)
	all.Total = true
	g.Rows = append(g.Rows, fresh, all)
	return g
}

func (p *proving) followedRow(label string, did advisor.Followed, total *advisor.Test) gridRow {
	return gridRow{Label: label, Cells: []gridCell{
		{cell: p.countCell(did.Contacts)}, {cell: cell{Text: p.book.Percent(did.Buyers, did.Contacts)}},
		{cell: p.priceCell(did.Average())}, {cell: cell{Text: p.book.Percent(int64(did.Spend), int64(total.Revenue()))}},
	}}
}
