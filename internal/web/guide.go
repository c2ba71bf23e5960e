package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"palier"
	"palier/internal/advisor"
	"palier/internal/modelfile"
	"palier/internal/phrase"
)

// guidePath is the page that leads from the first load to limits that fit the shop.
const guidePath = "/guide"

// guideSent is what somebody chose on the page.
type guideSent struct {
	sector string   // whose rhythm the limits begin with; empty: that of the model in force
	accept []string // the findings that are taken, by their names
	after  int      // the version that the choice was made from
	tried  string   // marks the model whose effect was seen
}

// guideBody is the page.
type guideBody struct {
	Came     string // what came in
	First    bool   // nobody has decided on the limits yet
	Sectors  []guideSector
	Findings []guideFinding
	Young    bool // the data says nothing yet: the sector is all there is to choose
	Warned   []warned

	Moved, About string
	Sizes        []*grid // contacts by what they are and would be
	All          string  // the address of the model's form with the values filled in; empty: they are those in force

	After        int
	Tried, Wrong string
	Apart        *apartPart // another version came in force
}

// guided is the page being made: the model in force with the rhythm of the sector, what the
// data says beside it, and the model that comes of both.
type guided struct {
	*modelling
	sent   guideSent
	base   *palier.Model
	advice *advisor.Advice
	with   *palier.Model

	own, nearest string // the sectors whose rhythm the model in force has, and whose period the data suggests; empty: none
}

// showGuide answers with the page. Its address may have a choice, as one that failed has.
func showGuide(v *visit) error {
	return v.guided(v.r.URL.Query(), func(g *guided) error { return g.show(http.StatusOK, "") })
}

// decideGuide does what somebody asks of the page.
func decideGuide(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	if v.r.PostForm.Get("do") == "keep" {
		if err := v.Workspace.KeepModel(v.r.Context()); err != nil {
			return err
		}
		v.see("/")
		return nil
	}
	return v.guided(v.r.PostForm, func(g *guided) error {
		if v.r.PostForm.Get("do") == "use" {
			return g.use()
		}
		return g.show(http.StatusOK, "")
	})
}

// guided reads what was chosen; a workspace without contacts says how to begin.
func (v *visit) guided(from url.Values, page func(*guided) error) error {
	return v.modelling(func(m *modelling) error {
		if m.reading == nil {
			return v.showEmpty()
		}
		g := &guided{modelling: m}
		err := g.read(from)
		if err != nil {
			return err
		}
		return page(g)
	})
}

// read reads a choice, or makes the usual one: the sector that is nearest, and all that was
// found.
func (g *guided) read(from url.Values) (err error) {
	g.sent = guideSent{sector: from.Get("rhythm"), accept: from["accept"], after: g.version.Number, tried: from.Get("tried")}
	if text := from.Get("after"); text != "" {
		if g.sent.after, err = strconv.Atoi(text); err != nil || g.sent.after < 1 {
			return palier.Refuse("choose limits", "it is not said which version they are made from", "open the page again")
		}
	}
	if err = g.look(); err != nil {
		return err
	}
	if !from.Has("rhythm") {
		g.sent.sector = g.usual()
		for _, f := range decisions {
			g.sent.accept = append(g.sent.accept, f.name)
		}
	}
	g.sent.sector = cmp.Or(g.sent.sector, g.own)
	if g.base, err = modelfile.WithSector(g.current, g.sent.sector); err != nil {
		return err
	}
	if g.advice, err = g.advise(g.base); err != nil {
		return err
	}
	ids, err := g.accepted()
	if err == nil {
		g.with, err = g.advice.Accept(g.base, ids)
	}
	return err
}

// address is where the same choice is made again.
func (g *guided) address() string {
	return guidePath + "?" + url.Values{"rhythm": {g.sent.sector}, "accept": g.sent.accept}.Encode()
}

// show shows the page.
func (g *guided) show(status int, wrong string) error {
	first, err := g.Workspace.Undecided(g.r.Context())
	if err != nil {
		return err
	}
	body := guideBody{
		Came: g.came(), First: first, After: g.sent.after, Tried: markOf(g.with), Wrong: wrong,
		All: filledForm(g.current, g.with),
	}
	if body.Findings, err = g.findings(); err != nil {
		return err
	}
	if body.Warned, err = g.warnedOfData(); err != nil {
		return err
	}
	body.Young = !slices.ContainsFunc(body.Findings, func(f guideFinding) bool { return f.Offered })
	if body.Sectors, err = g.sectors(); err != nil {
		return err
	}
	if err := g.effect(&body); err != nil {
		return err
	}
	if g.sent.after != g.version.Number {
		if body.Apart, err = g.apart(g.sent.after); err != nil {
			return err
		}
		if status == http.StatusConflict { // it was told, and the same button now means the newest
			body.After = g.version.Number
		}
	}
	return g.modelling.show(status, page{Name: "guide", Book: g.book, Title: g.book.Say("guide.title", nil), Active: "model", Body: body})
}

// warnedOfData shows what is to be known of the data. Of values that most customers have
// nothing is said: the limits they rest on are being chosen.
func (g *guided) warnedOfData() ([]warned, error) {
	list, err := g.reading.warnings()
	of := slices.DeleteFunc(slices.Clone(list), func(w advisor.Warning) bool { return w.Concern == advisor.Dominant })
	return g.reading.warned(of, g.reading.act), err
}

// came says what came in.
func (g *guided) came() string {
	s, say := g.reading.stats, g.book.Say
	came := []string{g.book.Count("contacts", s.Contacts)}
	if s.Orders > 0 {
		came = append(came, g.book.Count("guide.orders", s.Orders))
	}
	if s.Engagements > 0 {
		came = append(came, g.book.Count("guide.engagements", s.Engagements))
	}
	return say("guide.came", phrase.Args{"What": strings.Join(came, ", "), "Day": g.book.Date(g.reading.published.AsOf)})
}

// effect fills in what the base looks like with what is chosen.
func (g *guided) effect(body *guideBody) error {
	r := g.reading
	made, err := r.simulate(g.with, palier.FacetStage)
	if err != nil {
		return err
	}
	tried := g.book.With(g.with)
	var effect modelEffect
	r.movers(g.with, palier.FacetStage).movesGrid(&effect, made.Moves, tried)
	body.Moved = effect.Moved
	body.About = g.book.Say("model.effect.as_of", phrase.Args{"Day": g.book.Date(r.published.AsOf), "Number": g.version.Number})
	for _, of := range []palier.Facet{palier.FacetStage, palier.FacetStatus, palier.FacetStars} {
		sizes := r.movers(g.with, of).sizesGrid(made, tried)
		sizes.Title, sizes.File = g.book.Label("facet", of.String()), "guide-"+of.String()
		body.Sizes = append(body.Sizes, sizes)
	}
	return nil
}
