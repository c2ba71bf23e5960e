package web

import (
	"strconv"
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/modelfile"
	"palier/internal/phrase"
	"palier/internal/signin"
)

// triedSingle is a number of who would move under another model: the version that is changed, a
// facet, from and to where, and the changes, each PATH=VALUE. So its list means the same whoever
// opens it, draft or none, for as long as there is the version. From or to may be empty, for any
// value; both are for all who would move.
var triedSingle = single{triedName, triedTried, triedMembers}

const (
	triedName  = "tried"
	triedTried = "list who would move"
)

// movers leads to who would move under another model.
type movers struct {
	*reading
	of      palier.Facet
	changes []string // empty: they are too long for an address
	unseen  bool     // who comes from no value may have none today, and is in no list
}

func (r *reading) movers(other *palier.Model, of palier.Facet) *movers {
	current := r.view.Engine.Model
	m := &movers{reading: r, of: of, changes: pairs(changedFields(current, other))}
	if len(strings.Join(m.changes, ".")) > mostAddress/3 || !r.who.May(signin.Meet) {
		m.changes = nil
	}
	for _, path := range m.changes {
		path, _, _ = strings.Cut(path, "=")
		m.unseen = m.unseen || path == "exclude" || path == "orders.ignore_status" || path == "engagement.types"
	}
	return m
}

// at gives the address of those from one value to another; empty is any. Of from and to, some
// may come from none.
func (m *movers) at(n int64, from, to string, fromNone bool) string {
	if n == 0 || len(m.changes) == 0 || fromNone && (m.unseen || m.of == palier.FacetStage) {
		return ""
	}
	alone := *m.reading // the effect is about everybody, whatever the address says
	alone.narrowing, alone.line = nil, &line{Newest: m.published.AsOf, To: m.published.AsOf, From: m.published.AsOf}
	return alone.Behind(m.published.AsOf, triedName, append([]string{strconv.Itoa(m.version), m.of.String(), from, to}, m.changes...)...)
}

// triedMembers finds those behind a number.
func triedMembers(r *reading, arguments []string) ([]palier.Key, string, error) {
	if len(arguments) < 5 {
		return nil, "", palier.Refuse(triedTried, "a version, a facet, from and to where, and changes are needed", followAgain)
	}
	number, err := strconv.Atoi(arguments[0])
	if err != nil {
		return nil, "", palier.Refusef(triedTried, followAgain, "%q is no version", arguments[0])
	}
	of, err := palier.ParseFacet(arguments[1])
	if err != nil {
		return nil, "", err
	}
	base, _, err := r.Workspace.ModelVersion(r.r.Context(), number)
	if err != nil {
		return nil, "", err
	}
	other, err := changedBy(base, arguments[4:])
	if err != nil {
		return nil, "", err
	}
	from, err := parseEnd(base, of, arguments[2])
	if err != nil {
		return nil, "", err
	}
	to, err := parseEnd(other, of, arguments[3])
	if err != nil {
		return nil, "", err
	}
	was, err := r.Workspace.Tried(r.r.Context(), r.view.View, base)
	if err != nil {
		return nil, "", err
	}
	tried, err := r.Workspace.Tried(r.r.Context(), r.view.View, other)
	if err != nil {
		return nil, "", err
	}
	members, err := was.Movers(r.r.Context(), r.view.View, tried, of, r.To, func(before, after uint8) bool {
		if from.any && to.any {
			return base.ValueName(of, before) != other.ValueName(of, after)
		}
		return from.holds(before) && to.holds(after)
	})
	return members, r.triedWords(number, of, arguments[2], arguments[3], base, other), err
}

// changedBy makes changes of a model, each PATH=VALUE.
func changedBy(base *palier.Model, changes []string) (*palier.Model, error) {
	fields, changed := modelfile.FieldsOf(base), modelfile.Fields{}
	for _, change := range changes {
		path, text, _ := strings.Cut(change, "=")
		changed[path] = text
	}
	changeFields(fields, changed)
	return fields.Model()
}

// moveEnd is a value of a facet, or any.
type moveEnd struct {
	any   bool
	value uint8
}

func (p moveEnd) holds(value uint8) bool { return p.any || p.value == value }

func parseEnd(m *palier.Model, of palier.Facet, name string) (moveEnd, error) {
	if name == "" || name == m.ValueName(of, 0) {
		return moveEnd{any: name == ""}, nil
	}
	value, err := m.ParseValue(of, name)
	return moveEnd{value: value}, err
}

// triedWords says whom the list is of.
func (r *reading) triedWords(number int, of palier.Facet, from, to string, base, other *palier.Model) string {
	var changes []string
	for _, c := range explain.Changes(r.book, modelfile.Diff(base, other)) {
		changes = append(changes, c.Label+" "+c.Old+" → "+c.New)
	}
	if most := 3; len(changes) > most {
		changes = append(changes[:most], "…")
	}
	args := phrase.Args{"Number": number, "Facet": r.book.Label("facet", of.String()), "From": r.endLabel(base, of, from), "To": r.endLabel(other, of, to), "Changes": strings.Join(changes, ", ")}
	switch {
	case from == "" && to == "":
		return r.book.Say("contacts.tried.all", args)
	case to == "":
		return r.book.Say("contacts.tried.from", args)
	case from == "":
		return r.book.Say("contacts.tried.to", args)
	case from == to:
		return r.book.Say("contacts.tried.stay", args)
	}
	return r.book.Say("contacts.tried", args)
}

func (r *reading) endLabel(m *palier.Model, of palier.Facet, name string) string {
	return valueLabel(r.book.With(m), of, name)
}
