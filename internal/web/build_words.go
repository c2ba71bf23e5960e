package web

import (
	"strings"

	"palier/internal/phrase"
)

// buildPhrases are what the builder of segments says, without their "build." before them.
const buildPhrases = `
whom match how how.all how.any how.none joint.all joint.any joint.none add add.detail add.group group
condition up down remove field field.choose op value value.to values choose and unfinished everybody raw
silent group.behaviour group.state group.contact group.own group.line group.product group.order
group.engagement verb.bought verb.spent verb.engaged verb.moved verb.saved so has.so has.not is.so is.not
bound bound.any bound.at_least bound.at_most bound.exactly number unit unit.orders unit.lines unit.units
unit.times by by.types where.bought where.spent where.engaged from to anywhere window window.ever window.last
window.days window.between window.since window.before window.from window.to measure measure.day
measure.days_since measure.days_until measure.years_since measure.anniversary anniversary.next years when
when.now when.day when.ago when.days keep keep.all keep.top keep.bottom keep.by op.eq op.ne op.lt op.le op.gt
op.ge op.in op.nin op.between op.contains op.starts op.ends op.set op.nset op.true op.ntrue op.false op.nfalse
op.day.eq op.day.ne op.day.lt op.day.le op.day.gt op.day.ge
`

// buildWords gives the phrases of the builder to its script, which puts values where names
// stand in braces.
func (r *reading) buildWords() []wordOf {
	words := []wordOf{{"at", r.book.Say("build.at", phrase.Args{"Line": "{line}", "Column": "{column}"})}}
	for _, id := range strings.Fields(buildPhrases) {
		words = append(words, wordOf{id, r.book.Say("build."+id, nil)})
	}
	return words
}
