package phrase

import (
	"fmt"
	"strings"

	"palier"
)

// Collision is a label that would stand for two things, so that nobody could tell them apart.
type Collision struct {
	Language, Kind string
	Name, Other    string // what is called so; Name by a label of the model's own
	Label          string
}

// Collisions lists the labels of a model that stand for two stages, statuses, profiles, amount
// levels, groups or rates in one language; capital letters make no difference.
func Collisions(m *palier.Model) (all []Collision) {
	for _, language := range Languages() {
		book, err := In(language)
		if err != nil {
			panic(err) // the catalogues are part of the program
		}
		own := book.With(m)
		for _, kind := range m.Labelled() {
			all = append(all, own.collisions(kind)...)
		}
	}
	return all
}

func (b *Book) collisions(kind palier.LabelledKind) (all []Collision) {
	called := map[string]string{}
	for _, given := range []bool{false, true} { // the model's own come second, and collide
		for _, name := range kind.Names {
			if (b.labels[palier.LabelKey(kind.Kind, name)] != "") != given {
				continue
			}
			label := b.Label(kind.Kind, name)
			folded := strings.ToLower(label)
			if other, taken := called[folded]; taken {
				all = append(all, Collision{b.language, kind.Kind, name, other, label})
			}
			called[folded] = name
		}
	}
	return all
}

// Path gives where the label stands in the model file.
func (c Collision) Path() string {
	return fmt.Sprintf("labels.%s.%s", c.Language, palier.LabelKey(c.Kind, c.Name))
}
