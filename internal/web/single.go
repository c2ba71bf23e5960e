package web

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"palier"
	"palier/internal/signin"
)

// single is a kind of number behind which are contacts that no segment says: the address of
// their list names the number itself, by NAME=ARGUMENT.ARGUMENT…
type single struct {
	name    string // in the address
	tried   string // what fails for who may not meet contacts
	members func(r *reading, arguments []string) (among []palier.Key, words string, err error)
}

var singles = []single{rateSingle, leadSingle, movedSingle, comingSingle, ordersSingle, soldSingle, togetherSingle, silentSingle, restatedSingle, triedSingle}

// followAgain is what to do about the address of a number that somebody has changed.
const followAgain = "follow the link from the number again"

func singleNames() []string {
	names := make([]string, len(singles))
	for i, s := range singles {
		names[i] = s.name
	}
	return names
}

// singling is the number that a list of contacts is behind: its contacts, and what is said of it.
type singling struct {
	name, words string
	among       []palier.Key // nobody is not nil, which is everybody
}

// said says which number it is; empty: none.
func (s *singling) said() string {
	if s == nil {
		return ""
	}
	return s.words
}

// Behind gives the address of the contacts behind a number of a day of which no segment says
// whom it is of. It is empty for who may not meet them, and where the numbers are about members
// of another day.
func (r *reading) Behind(day palier.Day, name string, arguments ...string) string {
	if !r.who.May(signin.Meet) || r.narrowing != nil && (day != r.To || r.narrowing.tree.Top != nil) {
		return ""
	}
	escaped := make([]string, len(arguments))
	for i, a := range arguments {
		escaped[i] = strings.ReplaceAll(url.QueryEscape(a), ".", "%2E")
	}
	whom := url.Values{name: {strings.Join(escaped, ".")}}
	maps.Copy(whom, r.whom)
	return r.line.about("/contacts", day, r.days, whom)
}

// singled reads which number a list of contacts is behind; nil where the address names none.
func (r *reading) singled() (*singling, error) {
	query := r.r.URL.Query()
	i := slices.IndexFunc(singles, func(s single) bool { return query.Get(s.name) != "" })
	if i < 0 {
		return nil, nil
	}
	kind := singles[i]
	if !r.who.May(signin.Meet) {
		return nil, &palier.Error{Code: palier.Denied, Tried: kind.tried, Reason: "it takes the right to meet contacts"}
	}
	arguments := strings.Split(query.Get(kind.name), ".")
	for i, a := range arguments {
		plain, err := url.QueryUnescape(a)
		if err != nil {
			return nil, palier.Refusef(kind.tried, followAgain, "%q is no part of an address", a)
		}
		arguments[i] = plain
	}
	among, words, err := kind.members(r, arguments)
	return &singling{kind.name, words, append([]palier.Key{}, among...)}, err
}
