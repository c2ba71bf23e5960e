package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"palier/internal/control"
	"palier/internal/explain"
	"palier/internal/modelfile"
	"palier/internal/phrase"
)

// use puts the limits in force that were seen. Those in force already are kept, knowingly.
func (g *guided) use() error {
	switch {
	case g.sent.after != g.version.Number:
		return g.show(http.StatusConflict, "")
	case g.sent.tried != markOf(g.with):
		return g.show(http.StatusUnprocessableEntity, g.book.Say("model.look_first", nil))
	case len(modelfile.Diff(g.current, g.with)) == 0:
		if err := g.Workspace.KeepModel(g.r.Context()); err != nil {
			return err
		}
		g.see("/")
		return nil
	}
	text, err := g.text()
	if err != nil {
		return err
	}
	message := g.message()
	return g.start(publishing{Guide: g.address()}, func(ctx context.Context, progress func(int)) (control.Version, error) {
		return g.Workspace.ApplyModel(ctx, text, g.sent.after, message, progress)
	})
}

// text writes the model that comes of the choice, with what speaks for each suggestion.
func (g *guided) text() ([]byte, error) {
	ids, err := g.accepted()
	if err != nil || len(ids) == 0 {
		return modelfile.Format(g.with), err
	}
	notes, note := map[string]string{}, explain.SuggestionNotes(g.book, g.reading.view.Engine.Currency, g.base, g.advice)
	for _, id := range ids {
		key, _, _ := strings.Cut(id, ":")
		if notes[key], err = note(id); err != nil {
			return nil, err
		}
	}
	return modelfile.Commented(g.with, explain.Suggestions(g.book, g.advice), notes), nil
}

// message says what was chosen, for the list of versions.
func (g *guided) message() string {
	name, taken := cmp.Or(g.sent.sector, "now"), []string{}
	for _, f := range decisions {
		if slices.Contains(g.sent.accept, f.name) {
			taken = append(taken, g.book.Say("guide.find."+f.name, nil))
		}
	}
	args := phrase.Args{"Sector": g.book.Say("guide.sector."+name, nil), "Taken": strings.Join(taken, ", ")}
	return g.book.Say("guide.message", args)
}
