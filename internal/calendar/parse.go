package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"

	"palier"
	"palier/internal/yamltext"
)

// What a file may hold: what a person keeps in mind of a year, and what fits above a chart.
const (
	maxOwn      = 100
	maxName     = 40  // characters
	maxDays     = 366 // of one event
	maxProblems = 50
)

var (
	languages = []string{"en", "fr"}
	keys      = []string{"country", "events", "own"}
	ownKeys   = []string{"name", "on", "from", "to"}
)

// Parse reads a calendar file (Template shows one). What it says nothing of is as Usual gives it
// for the country of the file, or for the one given where the file names none. All that is wrong
// with it is told at once, with its lines.
func Parse(file []byte, country string) (*Calendar, error) {
	root, wrong := yamltext.Parse(file)
	if wrong != nil {
		return nil, refuse([]yamltext.Problem{*wrong})
	}
	r := &reader{calendar: Usual(country)}
	r.calendar.off = map[string]bool{}
	r.read(root)
	if len(r.problems) > 0 {
		return nil, refuse(r.problems)
	}
	return r.calendar, nil
}

func refuse(problems []yamltext.Problem) error {
	return palier.Refuse("read the calendar", yamltext.Told(problems), "")
}

// reader collects what a file says and what is wrong with it.
type reader struct {
	calendar *Calendar
	problems []yamltext.Problem
}

func (r *reader) problem(at ast.Node, path, format string, args ...any) {
	if len(r.problems) < maxProblems {
		place := yamltext.First(at).Position
		r.problems = append(r.problems, yamltext.Problem{Line: place.Line, Column: place.Column, Path: path, Message: fmt.Sprintf(format, args...)})
	}
}

func (r *reader) read(root ast.Node) {
	file := r.entries("", root, keys)
	if node := file["country"]; node != nil {
		r.country(node)
	}
	r.events(file["events"])
	r.owns(file["own"])
}

// entries gives the values of a map that has no other keys than those known. What has no value
// is left out.
func (r *reader) entries(path string, node ast.Node, known []string) map[string]ast.Node {
	var written []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		written = n.Values
	case *ast.MappingValueNode:
		written = []*ast.MappingValueNode{n}
	default:
		if !yamltext.IsNull(node) {
			r.problem(node, path, "expected keys with values, not %s", yamltext.Describe(node))
		}
		return nil
	}
	found, seen := map[string]ast.Node{}, map[string]bool{}
	for _, entry := range written {
		key := entry.Key.GetToken().Value
		here := strings.TrimPrefix(path+"."+yamltext.Clip(key), ".")
		switch {
		case !slices.Contains(known, key):
			r.problem(entry.Key, here, "unknown key: %s", suggestion(key, known))
		case seen[key]:
			r.problem(entry.Key, here, "stands here twice")
		case !yamltext.IsNull(entry.Value):
			found[key] = entry.Value
		}
		seen[key] = true
	}
	return found
}

func suggestion(word string, known []string) string {
	if near := yamltext.Nearest(word, known); near != "" {
		return "did you mean " + near + "?"
	}
	return "known here are " + strings.Join(known, ", ")
}

func (r *reader) country(node ast.Node) {
	code := node.GetToken().Value
	switch {
	case code == "none":
		r.calendar.country = ""
	case slices.Contains(countries, code):
		r.calendar.country = code
	default:
		r.problem(node, "country", "%s is no country with rules: %s", yamltext.Clip(code), suggestion(code, append(Countries(), "none")))
	}
}

// events reads which rules apply: true and false by their names.
func (r *reader) events(node ast.Node) {
	written := r.entries("events", node, ruleNames())
	for _, rule := range rules {
		node, path := written[rule.id], "events."+rule.id
		if node == nil {
			continue
		}
		on, isBool := node.(*ast.BoolNode)
		_, holds := rule.in(r.calendar.country, FirstYear)
		switch {
		case !isBool:
			r.problem(node, path, "expected true or false, not %s", yamltext.Describe(node))
		case on.Value && !holds:
			r.problem(node, path, "there is no rule for it in this country: write its days under own")
		default:
			r.calendar.off[rule.id] = !on.Value
		}
	}
}

func (r *reader) owns(node ast.Node) {
	if yamltext.IsNull(node) {
		return
	}
	list, isList := node.(*ast.SequenceNode)
	switch {
	case !isList:
		r.problem(node, "own", "expected a list, not %s", yamltext.Describe(node))
	case len(list.Values) > maxOwn:
		r.problem(node, "own", "has %d events, more than %d", len(list.Values), maxOwn)
	default:
		for i, item := range list.Values {
			r.own(fmt.Sprintf("own[%d]", i), item)
		}
	}
}

// own reads an event: its name, and either the day it is on or the days from one to another.
func (r *reader) own(path string, node ast.Node) {
	if yamltext.IsNull(node) {
		return
	}
	before := len(r.problems)
	written := r.entries(path, node, ownKeys)
	if written == nil {
		return
	}
	o := own{names: r.names(path+".name", node, written["name"])}
	on, from, to := written["on"], written["from"], written["to"]
	switch {
	case on != nil && from == nil && to == nil:
		o.from = r.date(path+".on", on)
		o.to = o.from
	case on == nil && from != nil && to != nil:
		o.from, o.to = r.date(path+".from", from), r.date(path+".to", to)
	case len(r.problems) == before:
		r.problem(node, path, "needs either on, or from and to")
	}
	if len(r.problems) == before {
		r.days(path, node, o)
	}
	if len(r.problems) == before {
		r.calendar.own = append(r.calendar.own, o)
	}
}

// days refuses what can be no days of an event.
func (r *reader) days(path string, node ast.Node, o own) {
	days, _ := o.in(o.from.year)
	switch {
	case (o.from.year == 0) != (o.to.year == 0):
		r.problem(node, path, "give both days a year, or neither")
	case o.from.year != 0 && days.from > days.to:
		r.problem(node, path, "from is after to: exchange them")
	case o.from.year != 0 && days.to-days.from >= maxDays:
		r.problem(node, path, "lasts longer than a year")
	}
}

func (r *reader) date(path string, node ast.Node) date {
	text := node.GetToken().Value
	read, ok := parseDate(text)
	day := read.on(cmp.Or(read.year, 2000))
	if !ok || day < palier.FirstDay || day > palier.LastDay {
		r.problem(node, path, "expected a day such as 2026-06-05, or 06-05 for every year, not %s", yamltext.Describe(node))
	}
	return read
}

// names reads what an event is called: one text, or one for each language.
func (r *reader) names(path string, event, node ast.Node) map[string]string {
	if node == nil {
		r.problem(event, path, "is missing: say what it is called")
		return nil
	}
	if text, is := node.(*ast.StringNode); is {
		return map[string]string{languages[0]: r.name(path, text)}
	}
	written, before := r.entries(path, node, languages), len(r.problems)
	names := map[string]string{}
	for _, language := range languages {
		text, is := written[language].(*ast.StringNode)
		switch {
		case is:
			names[language] = r.name(path+"."+language, text)
		case written[language] != nil:
			r.problem(written[language], path+"."+language, "expected a text, not %s", yamltext.Describe(written[language]))
		}
	}
	if len(names) == 0 && len(r.problems) == before {
		r.problem(event, path, "is missing: say what it is called")
	}
	return names
}

func (r *reader) name(path string, node *ast.StringNode) string {
	text := strings.Join(strings.Fields(node.Value), " ")
	switch length := utf8.RuneCountInString(text); {
	case length == 0:
		r.problem(node, path, "is empty: say what it is called")
	case length > maxName:
		r.problem(node, path, "has %d characters, more than %d", length, maxName)
	}
	return text
}
