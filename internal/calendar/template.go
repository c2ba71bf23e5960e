package calendar

import (
	"fmt"
	"strings"
)

// Template writes the commented file that a merchant begins with: it says what Usual gives for
// the country.
func Template(country string) []byte {
	c := Usual(country)
	var events strings.Builder
	for _, r := range rules {
		if _, holds := r.in(c.country, FirstYear); holds {
			fmt.Fprintf(&events, "  %s: true\n", r.id)
		}
	}
	if country = c.country; country == "" {
		country = "none"
	}
	return fmt.Appendf(nil, text, country, events.String())
}

const text = `# The calendar: the days of the year on which your trade is not as on others. Charts shade
# them, and the digest tells what is coming.
#
# "palier calendar list" shows the days of a year; "palier calendar check" tells what is wrong
# with this file. A change is there at once.

# The country whose rules give the days: de, fr, gb, us; or none for those that are the same
# everywhere.
country: %s

# false leaves one out. Black Friday lasts through the Monday, Christmas is 1 to 24 December.
events:
%s
# Your own: on a day, or from one to another; with a year once, without one every year.
own:
#  - name: Our birthday
#    on: 03-14
#  - name: {en: Summer party, fr: Fête de l'été}
#    on: 2026-06-20
#  - name: Between the years
#    from: 12-27
#    to: 01-05
`
