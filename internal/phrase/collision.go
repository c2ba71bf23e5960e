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
		for _, kind := range Labelled(m) {
			all = append(all, own.collisions(kind)...)
		}
	}
	return all
}

func (b *Book) collisions(kind LabelledKind) (all []Collision) {
	called := map[string]string{}
	for _, given := range []bool{false, true} { // the model's own come second, and collide
		for _, name := range kind.Names {
			if (b.labels[name] != "") != given {
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

// LabelledKind is a kind of things that have labels, and their names.
type LabelledKind struct {
	Kind  string // as Label takes it
	Names []string
}

// Labelled lists what can be labelled under a model, in the order of model.md §12.
func Labelled(m *palier.Model) []LabelledKind {
	kinds := []LabelledKind{{"stage", nil}, {"status", nil}, {"profile", nil}, {"amount", nil}, {"group", nil}, {"rate", nil}}
	for s := palier.NewLead; s < palier.Stages; s++ {
		kinds[0].Names = append(kinds[0].Names, s.String())
	}
	for s := palier.NoSpend; int(s) < m.ValueCount(palier.FacetStatus); s++ {
		kinds[1].Names = append(kinds[1].Names, m.StatusName(s))
	}
	for p := palier.VeryRegular; p < palier.Profiles; p++ {
		kinds[2].Names = append(kinds[2].Names, p.String())
	}
	for a := palier.AmountLevel(palier.AmountLevels - 1); a >= palier.VeryLow; a-- {
		kinds[3].Names = append(kinds[3].Names, a.String())
	}
	for g := palier.Champions; g < palier.Groups; g++ {
		kinds[4].Names = append(kinds[4].Names, g.String())
	}
	for r := palier.LeadConversion; r < palier.Rates; r++ {
		kinds[5].Names = append(kinds[5].Names, r.String())
	}
	return kinds
}

// Path gives where the label stands in the model file.
func (c Collision) Path() string { return fmt.Sprintf("labels.%s.%s", c.Language, c.Name) }
