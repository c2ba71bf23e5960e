package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/modelfile"
	"palier/internal/phrase"
	"palier/internal/signin"
)

// modelSent is what somebody has on the form of the model.
type modelSent struct {
	fields  modelfile.Fields
	after   int // the version that it was made from
	of      palier.Facet
	message string
	tried   string // marks the values whose effect was seen

	draft, revision int // 0: it is no draft yet
	name            string
}

// editModelBody is the page on which the model is changed.
type editModelBody struct {
	Parts   []modelPart
	After   int
	Of      string
	Message string
	Tried   string
	Facets  []choice

	Wrong   string // that something is marked, or what cannot be done
	Sound   bool   // the values can stand
	Changed bool   // they are not those in force
	Effect  *modelEffect

	Draft   draftPart
	Address string           // of this form with these values; empty: it would be too long
	Apart   *apartPart       // another version came in force
	Brought []explain.Change // what both changed, theirs and ours
	Joined  bool             // theirs was brought in

	MayPublish bool
}

// apartPart tells what another version changed since the form was opened.
type apartPart struct {
	Title, About string
	Changes      []explain.Change
}

// editModel answers with the model in force, to be changed. Values in the address are filled
// in: /model/edit?customer.defecting=60 shows what that would do. Levels of the status that are
// named in it, from the first on, are all there are.
func editModel(v *visit) error {
	return v.modelling(func(m *modelling) error {
		sent := modelSent{fields: modelfile.FieldsOf(m.current), after: m.version.Number}
		changeFields(sent.fields, typedFields(m.r.URL.Query()))
		return m.showEdit(http.StatusOK, sent, editModelBody{})
	})
}

// changeModel does what somebody asks of the form, and shows what the values then would do.
func changeModel(v *visit) error {
	if err := v.longForm(); err != nil {
		return err
	}
	sent, err := sentModel(v.r.PostForm)
	if err != nil {
		return err
	}
	do, of, _ := strings.Cut(v.r.PostForm.Get("do"), ".")
	return v.modelling(func(m *modelling) error {
		switch do {
		case "sector":
			if err := startFrom(sent.fields, v.r.PostForm.Get("sector")); err != nil {
				return err
			}
		case "add":
			addLevel(sent.fields)
		case "remove":
			at, err := strconv.Atoi(of)
			if err != nil {
				return palier.Refuse("remove a level", "it is not said which", "go back and choose")
			}
			removeLevel(sent.fields, at)
		case "bring":
			return m.bring(sent)
		case "csv":
			return m.writeEffect(sent, of)
		case "publish":
			return m.publish(sent)
		case "draft":
			return m.saveDraft(sent)
		case "join":
			return m.join(sent)
		}
		return m.showEdit(http.StatusOK, sent, editModelBody{})
	})
}

// sentModel reads what was sent.
func sentModel(form url.Values) (modelSent, error) {
	sent := modelSent{fields: typedFields(form), message: strings.TrimSpace(form.Get("message")), tried: form.Get("tried")}
	var err error
	if sent.after, err = strconv.Atoi(form.Get("after")); err != nil || sent.after < 1 {
		return sent, palier.Refuse("change the model", "it is not said which version the form is of", "open it again")
	}
	sent.name = strings.TrimSpace(form.Get("name"))
	if form.Get("draft") != "" {
		sent.draft, err = strconv.Atoi(form.Get("draft"))
		if err == nil {
			sent.revision, err = strconv.Atoi(form.Get("revision"))
		}
		if err != nil || sent.draft < 1 || sent.revision < 1 {
			return sent, palier.Refuse("change the draft", "it is not said which", "open it again")
		}
	}
	if of := form.Get("of"); of != "" {
		sent.of, err = palier.ParseFacet(of)
	}
	return sent, err
}

// read reads the model of the form, and what is wrong with it.
func (m *modelling) read(sent modelSent) (*palier.Model, map[string]string) {
	other, err := sent.fields.Model()
	if err == nil {
		err = m.Workspace.CheckModel(m.r.Context(), other)
	}
	wrong := faults(m.book, err)
	if len(wrong) > 0 {
		return nil, wrong
	}
	return other, nil
}

// showEdit shows the form with the effect of its values.
func (m *modelling) showEdit(status int, sent modelSent, body editModelBody) error {
	other, wrong := m.read(sent)
	around := m.current
	if other != nil {
		around = other
	} else if body.Wrong == "" {
		body.Wrong = m.book.Say("model.wrong", nil)
	}
	body.Parts = m.parts(around, sent.fields, wrong, true)
	if err := m.drawSpreads(body.Parts, around); err != nil {
		return err
	}
	body.After, body.Of, body.Message, body.Sound, body.MayPublish = sent.after, sent.of.String(), sent.message, other != nil, m.who.May(signin.Manage)
	body.Changed = other == nil || len(modelfile.Diff(m.current, other)) > 0
	for f := range palier.Facet(palier.Facets) {
		body.Facets = append(body.Facets, choice{f.String(), m.book.Label("facet", f.String()), f == sent.of})
	}
	var err error
	if body.Effect, err = m.effect(other, sent.of); err != nil {
		return err
	}
	if body.Sound && body.Changed {
		body.Tried = markOf(other)
	}
	if sent.after != m.version.Number {
		if body.Apart, err = m.apart(sent.after); err != nil {
			return err
		}
	}
	if err := m.tellDraft(sent, &body.Draft); err != nil {
		return err
	}
	if body.Address, err = m.editAddress(sent, other, body.Draft); err != nil {
		return err
	}
	title := m.book.Say("model.edit", nil)
	if sent.draft > 0 {
		title = m.book.Say("model.edit.draft", phrase.Args{"Name": sent.name})
	}
	return m.show(status, page{Name: "model-edit", Book: m.book, Title: title, Active: "model", Body: body})
}

// effect tells what a model would change, or why there is nothing to tell.
func (m *modelling) effect(other *palier.Model, of palier.Facet) (*modelEffect, error) {
	blank := func(id string) (*modelEffect, error) {
		return &modelEffect{Blank: m.book.Say(id, phrase.Args{"Number": m.version.Number})}, nil
	}
	switch {
	case m.reading == nil:
		return blank("model.effect.empty")
	case other == nil:
		return blank("model.effect.wrong.first")
	case len(modelfile.Diff(m.current, other)) == 0:
		return blank("model.effect.same")
	case modelfile.Hash(other) == modelfile.Hash(m.current):
		return blank("model.effect.labels")
	}
	return m.reading.effect(other, of)
}

// markOf tells a model apart, so that it is known whether its effect was seen.
func markOf(other *palier.Model) string {
	sum := sha256.Sum256(modelfile.Format(other))
	return hex.EncodeToString(sum[:12])
}

// apart tells what came in force since a version.
func (m *modelling) apart(after int) (*apartPart, error) {
	base, _, err := m.Workspace.ModelVersion(m.r.Context(), after)
	if err != nil {
		return nil, err
	}
	return &apartPart{
		Title:   m.book.Say("model.apart", phrase.Args{"Number": m.version.Number}),
		About:   m.book.Say("model.apart.about", phrase.Args{"Who": m.version.Who, "At": m.instant(m.version)}),
		Changes: explain.Changes(m.book, modelfile.Diff(base, m.current)),
	}, nil
}

// bring brings what came in force since into the form. What only one side changed is taken,
// and of what both changed ours.
func (m *modelling) bring(sent modelSent) error {
	ours, _ := sent.fields.Model()
	if ours == nil {
		return m.showEdit(http.StatusUnprocessableEntity, sent, editModelBody{Wrong: m.book.Say("model.apart.sound", nil)})
	}
	base, _, err := m.Workspace.ModelVersion(m.r.Context(), sent.after)
	if err != nil {
		return err
	}
	merged, both := modelfile.Merge(base, ours, m.current)
	sent.fields, sent.after = merged, m.version.Number
	return m.showEdit(http.StatusOK, sent, editModelBody{Brought: explain.Changes(m.book, both), Joined: true})
}
