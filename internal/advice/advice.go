// Package advice tells people what contacts of a stage, and customers of a purchase profile
// and amount level, are like, what to do for them and what not to do. The texts are data:
// en.yaml and fr.yaml beside it.
package advice

import (
	"embed"
	"fmt"

	"github.com/goccy/go-yaml"

	"palier"
)

//go:embed en.yaml fr.yaml
var files embed.FS

// Advice is about some contacts, in a sentence or two each.
type Advice struct {
	Like  string `yaml:"like"`  // what they are like
	Do    string `yaml:"do"`    // what to do
	Avoid string `yaml:"avoid"` // what not to do
}

// Book is all advice in one language.
type Book struct {
	stages   [palier.Stages]Advice
	profiles [palier.Profiles][palier.AmountLevels]Advice
}

// In opens the book of a language: en or fr.
func In(language string) (*Book, error) {
	text, err := files.ReadFile(language + ".yaml")
	if err != nil {
		return nil, palier.Refusef("give advice in "+language, "choose en or fr", "there is none in that language")
	}
	return parse(text)
}

// Set gives the book with each of its texts set anew, as a page is printed.
func (b *Book) Set(set func(text string) string) *Book {
	made := *b
	each := func(a *Advice) { *a = Advice{set(a.Like), set(a.Do), set(a.Avoid)} }
	for stage := range made.stages {
		each(&made.stages[stage])
	}
	for profile := range made.profiles {
		for level := range made.profiles[profile] {
			each(&made.profiles[profile][level])
		}
	}
	return &made
}

// parse reads a book, in which every stage and every cell must be told about, and nothing
// else.
func parse(text []byte) (*Book, error) {
	var written struct {
		Stages   map[string]Advice            `yaml:"stages"`
		Profiles map[string]map[string]Advice `yaml:"profiles"`
	}
	if err := yaml.UnmarshalWithOptions(text, &written, yaml.Strict()); err != nil {
		return nil, palier.Fail(palier.Invalid, "read the advice", err)
	}
	b := &Book{}
	for stage := palier.NewLead; stage < palier.Stages; stage++ {
		if err := take(written.Stages, stage.String(), &b.stages[stage]); err != nil {
			return nil, err
		}
	}
	for profile := palier.VeryRegular; profile < palier.Profiles; profile++ {
		cells := written.Profiles[profile.String()]
		for level := palier.VeryLow; level < palier.AmountLevels; level++ {
			if err := take(cells, level.String(), &b.profiles[profile][level]); err != nil {
				return nil, fmt.Errorf("%s: %w", profile, err)
			}
		}
		if len(cells) > 0 {
			return nil, unknown(cells)
		}
		delete(written.Profiles, profile.String())
	}
	if len(written.Stages) > 0 {
		return nil, unknown(written.Stages)
	}
	if len(written.Profiles) > 0 {
		return nil, unknown(written.Profiles)
	}
	return b, nil
}

// take moves the advice under a key to its place.
func take(written map[string]Advice, key string, to *Advice) error {
	*to = written[key]
	delete(written, key)
	if to.Like == "" || to.Do == "" || to.Avoid == "" {
		return palier.Refusef("read the advice", "say what they are like, what to do and what to avoid", "%s is not told about in full", key)
	}
	return nil
}

func unknown[V any](left map[string]V) error {
	for key := range left {
		return palier.Refusef("read the advice", "take it out", "there is nothing called %q", key)
	}
	return nil
}

// Stage gives the advice about the contacts of a stage; none for no stage.
func (b *Book) Stage(s palier.Stage) Advice { return b.stages[s] }

// Customer gives the advice about the customers of a purchase profile and amount level; none
// for leads, who have neither.
func (b *Book) Customer(p palier.Profile, a palier.AmountLevel) Advice { return b.profiles[p][a] }
