package segment

import (
	"fmt"
	"slices"
	"strings"

	"palier"
	"palier/internal/fold"
)

// scope is a place in a segment: it says whose fields can be named there.
type scope struct {
	name     string // for errors
	subjects []palier.Subject
}

var (
	contactScope    = scope{"contacts", []palier.Subject{palier.OfState, palier.OfContact}}
	purchaseScope   = scope{"lines, products and orders", []palier.Subject{palier.OfLine, palier.OfProduct, palier.OfOrder}}
	engagementScope = scope{"engagements", []palier.Subject{palier.OfEngagement}}
)

func (s scope) has(k *Known) bool { return slices.Contains(s.subjects, k.Of) }

// prefix is what stands before a field of the subject: facts are contacts' too.
func prefix(of palier.Subject) string {
	if of == palier.OfState {
		return palier.OfContact.String()
	}
	return of.String()
}

// find gives the field of a name: a built-in one before an attribute, but where the
// subject is named the attribute, which a built-in may hide. Names are compared without
// case; of one subject's, the one that is written the same wins.
func (b *binder) find(name Name, refuse refusal) (*Known, error) {
	here := b.scope
	if name.Of != "" {
		here.subjects = slices.DeleteFunc(slices.Clone(here.subjects), func(of palier.Subject) bool { return prefix(of) != name.Of })
		if len(here.subjects) == 0 {
			return nil, refuse("name a field of "+b.scope.name, "%s is no place of fields here", quoted(name.Of))
		}
	}
	for _, attribute := range []bool{name.Of != "", name.Of == ""} {
		found := b.called(name.Name, here, attribute)
		switch {
		case len(found) == 1:
			return found[0], nil
		case len(found) > 1:
			return nil, ambiguous(name, refuse, found)
		}
	}
	return nil, b.unknown(name, here, refuse)
}

// called lists the fields of a name, either built-in or attributes.
func (b *binder) called(name string, in scope, attribute bool) []*Known {
	var found []*Known
	folded := fold.Text(name)
	exact := map[palier.Subject]bool{}
	for i := range b.fields {
		if k := &b.fields[i]; in.has(k) && k.Attribute == attribute && fold.Text(k.Name) == folded {
			found = append(found, k)
			exact[k.Of] = exact[k.Of] || k.Name == name
		}
	}
	return slices.DeleteFunc(found, func(k *Known) bool { return exact[k.Of] && k.Name != name })
}

func ambiguous(name Name, refuse refusal, found []*Known) error {
	var choices []string
	for _, k := range found {
		choices = append(choices, fmt.Sprintf("%s.%q", prefix(k.Of), k.Name))
	}
	return refuse("write "+alternatives(choices), "there are several fields %s", quoted(name.Name))
}

// elsewhere says where a field can be asked for that cannot be here.
func (b *binder) elsewhere(k *Known) string {
	switch {
	case contactScope.has(k):
		return "ask for it outside the brackets"
	case b.scope.name != contactScope.name:
		return "name a field of " + b.scope.name
	case engagementScope.has(k):
		return "ask for what was done: engaged where (…)"
	}
	return "ask for what was bought: bought where (…)"
}

// unknown says that there is no such field, and what comes near.
func (b *binder) unknown(name Name, here scope, refuse refusal) error {
	names := []string{}
	for i := range b.fields {
		k := &b.fields[i]
		if here.has(k) {
			names = append(names, k.Name)
		} else if name.Of == "" && fold.Text(k.Name) == fold.Text(name.Name) {
			return refuse(b.elsewhere(k), "%s is a field of %ss, and here only %s are asked about", quoted(name.Name), prefix(k.Of), b.scope.name)
		}
	}
	if near := Nearest(name.Name, names); near != "" {
		return refuse("did you mean "+quoted(near)+"?", "there is no field %s", quoted(name.Name))
	}
	slices.Sort(names)
	return refuse("name one of "+strings.Join(shortened(names), ", "), "there is no field %s", quoted(name.Name))
}
