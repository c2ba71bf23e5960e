package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"palier"
	"palier/internal/answer"
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
	Asked    periodAsked
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
		r.narrowing, r.line.whom, r.line.single = nil, nil, true
		if _, err := proofAsks.choose(r); err != nil {
			return err
		}
		period, err := r.proofPeriod()
		if err != nil {
			return err
		}
		body := proofBody{Back: r.line.keeping("/advisor", advisorChoices), Asked: r.askedPeriod(period)}
		if body.Data, err = r.data(); err != nil {
			return err
		}
		other, err := r.beside(&body)
		if err != nil {
			return err
		}
		days := r.book.Count("days", int64(period))
		body.About = r.book.Say("advisor.proof.about", phrase.Args{"Days": days})
		proof, err := r.prove(other, period)
		switch {
		case refusal(err) != nil:
			body.Blank = r.book.Say("advisor.proof.short", phrase.Args{"Days": days})
		case err != nil:
			return err
		case r.r.URL.Query().Get("format") == "csv":
			return r.writeReport(r.book, answer.BacktestTable(proof, r.published.Generation))
		default:
			p := &proving{r, proof, r.proofFile()}
			body.Verdicts, body.Parts = p.verdicts(), p.parts()
		}
		return r.show(http.StatusOK, page{Name: "backtest", Book: r.book, Title: r.book.Say("advisor.proof", nil), Active: "advisor", Body: body})
	})
}

// beside gives the model that the address puts beside the one in force, nil for none, and
// links to the others there are.
func (r *reading) beside(body *proofBody) (other *palier.Model, err error) {
	chosen := r.chosen("beside", "")
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
		body.Beside = append(body.Beside, rangeLink{Label: label, At: r.line.with("beside", value), Chosen: value == chosen})
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
	options, err := r.adviceOptions()
	if err != nil {
		return nil, err
	}
	advice, err := r.advise(options)
	if err != nil || len(advice.All()) == 0 {
		return nil, err
	}
	return advice.Accept(r.view.Engine.Model, advice.All())
}

// prove tests the models, or gives the proof that was made of this generation before.
func (r *reading) prove(other *palier.Model, period int) (*workspace.Proof, error) {
	lens := r.view.At(r.To)
	question := fmt.Sprintf("backtest %d %d", lens.AsOf, period)
	if other != nil {
		question += " " + string(modelfile.Format(other))
	}
	return report.Kept(r.r.Context(), &r.reports, r.view, r.view.Engine, question, func(ctx context.Context) (*workspace.Proof, error) {
		return r.Workspace.Backtest(ctx, lens, other, period)
	})
}

// proving is a proof being told.
type proving struct {
	*reading
	proof *workspace.Proof
	csv   string // the address of all of it as a file
}

// proofFile gives the address of the page as a file.
func (r *reading) proofFile() string {
	at := r.line.At(r.line.path)
	if strings.Contains(at, "?") {
		return at + "&format=csv"
	}
	return at + "?format=csv"
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
