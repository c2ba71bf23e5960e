package calendar

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Plan is what a calendar file says, to be changed and written anew. The zero value has no
// country, and what is the same everywhere.
type Plan struct {
	Country string   // of Countries; empty: none
	Off     []string // rules that do not apply
	Own     []Own
}

// Own is an event that the merchant wrote down.
type Own struct {
	Names    map[string]string // by language, in at least one
	From, To string            // 2026-06-05, or 06-05 for every year
}

// Is tells whether two events are the same in every word.
func (o Own) Is(other Own) bool {
	return o.From == other.From && o.To == other.To && maps.Equal(o.Names, other.Names)
}

// Plan gives what a file of the calendar would say.
func (c *Calendar) Plan() Plan {
	p := Plan{Country: c.country}
	for _, r := range rules {
		if c.off[r.id] {
			p.Off = append(p.Off, r.id)
		}
	}
	for _, o := range c.own {
		p.Own = append(p.Own, Own{maps.Clone(o.names), o.from.text(), o.to.text()})
	}
	return p
}

// Rules names the rules that hold in the plan's country, in the order of the year.
func (p Plan) Rules() []string {
	var held []string
	for _, r := range rules {
		if _, holds := r.in(p.Country, FirstYear); holds {
			held = append(held, r.id)
		}
	}
	return held
}

// Text writes the file, which Parse reads; what the plan has that makes no sense, Parse tells.
func (p Plan) Text() []byte {
	var out strings.Builder
	out.WriteString("# The calendar: the days of the year on which your trade is not as on others. It was written\n# by the page of settings, and can be changed here too.\n")
	country := p.Country
	if country == "" {
		country = "none"
	}
	fmt.Fprintf(&out, "country: %s\nevents:\n", quote(country))
	for _, id := range p.Rules() {
		fmt.Fprintf(&out, "  %s: %t\n", id, !slices.Contains(p.Off, id))
	}
	out.WriteString("own:\n")
	for _, o := range p.Own {
		var names []string
		for _, language := range slices.Sorted(maps.Keys(o.Names)) {
			names = append(names, language+": "+quote(o.Names[language]))
		}
		fmt.Fprintf(&out, "  - name: {%s}\n", strings.Join(names, ", "))
		if o.From == o.To {
			fmt.Fprintf(&out, "    on: %s\n", quote(o.From))
		} else {
			fmt.Fprintf(&out, "    from: %s\n    to: %s\n", quote(o.From), quote(o.To))
		}
	}
	return []byte(out.String())
}

// quote writes a text as YAML has it within double quotes, whatever stands in it.
func quote(text string) string { return strconv.QuoteToGraphic(strings.ToValidUTF8(text, "\ufffd")) }

// text writes a date as files have it.
func (d date) text() string {
	if d.year == 0 {
		return fmt.Sprintf("%02d-%02d", d.month, d.day)
	}
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
