package advice

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"

	"palier"
	"palier/internal/yamltext"
)

// maxText is the longest text of a merchant's own, in characters: what a person reads at a
// glance.
const maxText = 1000

// maxProblems told at once.
const maxProblems = 50

// Own is the advice that a merchant gives instead of ours. The zero value is none.
type Own struct {
	said map[string][]saying // by language
}

// saying is one text and its place: profiles, very_regular, high, do.
type saying struct {
	path []string
	text string
}

// Parse reads a file of a merchant's own advice: below en and fr what en.yaml and fr.yaml
// have, and of that as little as is said otherwise. All that is wrong with the file is told at
// once, with its lines.
func Parse(file []byte) (*Own, error) {
	root, wrong := yamltext.Parse(file)
	if wrong != nil {
		return nil, refuse([]yamltext.Problem{*wrong})
	}
	r := &reader{own: &Own{said: map[string][]saying{}}}
	r.read(nil, root)
	if len(r.problems) > 0 {
		return nil, refuse(r.problems)
	}
	return r.own, nil
}

func refuse(problems []yamltext.Problem) error {
	return palier.Refuse("read the advice", yamltext.Told(problems), "")
}

// In opens the book of a language, en or fr: ours, but for what the merchant says.
func (o *Own) In(language string) (*Book, error) {
	b, err := In(language)
	if err != nil {
		return nil, err
	}
	for _, s := range o.said[language] {
		*b.text(s.path) = s.text
	}
	return b, nil
}

// Says counts the texts that are the merchant's own in a language.
func (o *Own) Says(language string) int { return len(o.said[language]) }

// The keys of the file below a language.
var (
	languages = []string{"en", "fr"}
	parts     = []string{"stages", "profiles"}
	texts     = []string{"like", "do", "avoid"}
	stages    = names(palier.NewLead, palier.Stages)
	profiles  = names(palier.VeryRegular, palier.Profiles)
	levels    = names(palier.VeryLow, palier.AmountLevels)
)

func names[T interface {
	~uint8
	String() string
}](first T, end int) (all []string) {
	for value := first; int(value) < end; value++ {
		all = append(all, value.String())
	}
	return all
}

// keys gives what may stand below a path; nil where a text stands.
func keys(path []string) []string {
	below := [][]string{languages, parts, stages, texts, nil}
	if len(path) > 1 && path[1] == "profiles" {
		below = [][]string{languages, parts, profiles, levels, texts, nil}
	}
	return below[len(path)]
}

// text gives the place of a text by its path below the language.
func (b *Book) text(path []string) *string {
	var a *Advice
	if path[0] == "stages" {
		a = &b.stages[int(palier.NewLead)+slices.Index(stages, path[1])]
	} else {
		a = &b.profiles[int(palier.VeryRegular)+slices.Index(profiles, path[1])][int(palier.VeryLow)+slices.Index(levels, path[2])]
	}
	return [...]*string{&a.Like, &a.Do, &a.Avoid}[slices.Index(texts, path[len(path)-1])]
}

// reader collects what a file says and what is wrong with it.
type reader struct {
	own      *Own
	problems []yamltext.Problem
}

func (r *reader) problem(at ast.Node, path []string, format string, args ...any) {
	place := yamltext.First(at).Position
	r.problems = append(r.problems, yamltext.Problem{Line: place.Line, Column: place.Column, Path: strings.Join(path, "."), Message: fmt.Sprintf(format, args...)})
}

// read reads what stands at a path. Nothing there is nothing said.
func (r *reader) read(path []string, node ast.Node) {
	known := keys(path)
	switch {
	case yamltext.IsNull(node) || len(r.problems) >= maxProblems:
	case known == nil:
		r.readText(path, node)
	default:
		r.readMap(path, node, known)
	}
}

func (r *reader) readMap(path []string, node ast.Node, known []string) {
	var entries []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		entries = n.Values
	case *ast.MappingValueNode:
		entries = []*ast.MappingValueNode{n}
	default:
		r.problem(node, path, "expected keys with values, not %s", yamltext.Describe(node))
		return
	}
	seen := map[string]bool{}
	for _, entry := range entries {
		key := entry.Key.GetToken().Value
		here := append(slices.Clone(path), yamltext.Clip(key))
		switch {
		case !slices.Contains(known, key):
			r.problem(entry.Key, here, "unknown key: %s", suggestion(key, known))
		case seen[key]:
			r.problem(entry.Key, here, "stands here twice")
		default:
			r.read(here, entry.Value)
		}
		seen[key] = true
	}
}

func suggestion(key string, known []string) string {
	if near := yamltext.Nearest(key, known); near != "" {
		return "did you mean " + near + "?"
	}
	return "known here are " + strings.Join(known, ", ")
}

func (r *reader) readText(path []string, node ast.Node) {
	text := ""
	switch n := node.(type) {
	case *ast.StringNode:
		text = n.Value
	case *ast.LiteralNode:
		text = n.Value.Value
	default:
		r.problem(node, path, "expected a text, not %s", yamltext.Describe(node))
		return
	}
	text = strings.Join(strings.Fields(text), " ")
	switch length := utf8.RuneCountInString(text); {
	case length == 0:
		r.problem(node, path, "is empty: leave it out to keep ours")
	case length > maxText:
		r.problem(node, path, "has %d characters, more than %d", length, maxText)
	default:
		r.own.said[path[0]] = append(r.own.said[path[0]], saying{path[1:], text})
	}
}
