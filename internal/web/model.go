package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"palier"
	"palier/internal/control"
	"palier/internal/explain"
	"palier/internal/modelfile"
	"palier/internal/phrase"
	"palier/internal/signin"
)

// modelling is a page about the model: the one in force, and the newest generation.
type modelling struct {
	*visit
	book    *phrase.Book // with the labels in force
	current *palier.Model
	version control.Version
	reading *reading // nil: nobody has a stage yet, and a change has no effect
}

// latestVersions is how many versions the page of the model shows.
const latestVersions = 8

// modelBody is the page of the model in force.
type modelBody struct {
	About    string
	Parts    []modelPart
	May      bool // draft
	Versions []versionLine
	More     bool // versions than these
	Drafts   []draftLine
	Dropped  *draftLine // just now
	Warned   []warned   // what makes the numbers under it say less than they seem to

	MayPublish bool
}

// versionLine is a version in a list.
type versionLine struct {
	Number                   int
	Path, Title, Of, Message string
	InForce                  bool
	Changes                  []explain.Change
}

// modelling makes a page about the model.
func (v *visit) modelling(page func(*modelling) error) error {
	model, version, err := v.Workspace.Model(v.r.Context())
	if err != nil {
		return err
	}
	m := &modelling{visit: v, book: v.book.With(model), current: model, version: version}
	m.reading, err = v.read()
	if errors.Is(err, errEmpty) {
		return page(m)
	}
	if err != nil {
		return err
	}
	return errors.Join(page(m), m.reading.view.Close())
}

// showModel answers with the model in force.
func showModel(v *visit) error {
	return v.modelling(func(m *modelling) error {
		versions, err := m.Workspace.Control.Versions(m.r.Context())
		if err != nil {
			return err
		}
		body := modelBody{
			About: m.book.Say("model.about", phrase.Args{"Number": m.version.Number, "At": m.instant(m.version)}),
			Parts: m.parts(m.current, modelfile.FieldsOf(m.current), nil, false), May: m.who.May(signin.Meet), MayPublish: m.who.May(signin.Manage),
		}
		for _, version := range slices.Backward(versions) {
			if len(body.Versions) == latestVersions && !m.r.URL.Query().Has("versions") {
				break
			}
			body.Versions = append(body.Versions, m.versionLine(version))
		}
		body.More = len(body.Versions) < len(versions)
		if err := m.drawSpreads(body.Parts, m.current); err != nil {
			return err
		}
		if body.Warned, err = m.warned(); err != nil {
			return err
		}
		if body.May {
			if body.Drafts, err = m.draftLines(); err != nil {
				return err
			}
			if number, err := strconv.Atoi(m.r.URL.Query().Get("dropped")); err == nil {
				if d, err := m.Workspace.Control.Draft(m.r.Context(), number, 0); err == nil && d.Closed {
					body.Dropped = &draftLine{draftPath(number), d.Name, m.book.Say("model.draft.dropped", phrase.Args{"Name": d.Name})}
				}
			}
		}
		return m.show(http.StatusOK, page{Name: "model", Book: m.book, Title: m.book.Say("page.model", nil), Active: "model", Body: body})
	})
}

// parts gives a model part by part, to read or to change.
func (m *modelling) parts(around *palier.Model, fields modelfile.Fields, wrong map[string]string, edit bool) []modelPart {
	f := &modelForm{book: m.book, currency: m.Workspace.Currency(), fields: fields, wrong: wrong, around: around, edit: edit}
	return f.parts()
}

func (m *modelling) instant(version control.Version) string {
	return m.book.Instant(version.At.In(m.Workspace.Zone))
}

func (m *modelling) versionLine(version control.Version) versionLine {
	line := versionLine{
		Number: version.Number, Path: versionPath(version.Number), Title: m.book.Say("model.version", phrase.Args{"Number": version.Number}),
		Of: m.book.Say("model.version.of", phrase.Args{"Who": version.Who, "At": m.instant(version)}), Message: version.Message, InForce: version.Number == m.version.Number,
		Changes: explain.Changes(m.book, version.Difference),
	}
	if version.Message == "" {
		line.Message = m.book.Say("model.version.unsaid", nil)
	}
	return line
}

func versionPath(number int) string { return "/model/versions/" + strconv.Itoa(number) }
