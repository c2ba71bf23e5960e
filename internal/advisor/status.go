package advisor

import (
	"math"
	"slices"
	"strconv"

	"palier"
)

// levels suggests the bounds of the status from what customers spent in its window: by
// shares, and by natural breaks of the logarithm of spend into as many levels.
func levels(spend *Amounts, c palier.Currency, below []Share, now []palier.StatusLevel) []Suggestion {
	values := spend.values()
	s := Suggestion{Key: StatusLevels, Unit: Money, Observations: contactsOf(values), Contacts: contactsOf(values), Distribution: spend.points()}
	for _, level := range now[:len(now)-1] {
		s.Now = append(s.Now, int64(level.UpTo))
	}
	byShares, byBreaks := s, s
	byShares.Method, byBreaks.Method = ByShares, ByBreaks
	for _, one := range []*Suggestion{&byShares, &byBreaks} {
		if one.few() {
			continue
		}
		if len(values) < 2 {
			one.Refusal = &Refusal{Alike, int64(len(values)), 2}
			continue
		}
		if one.Method == ByShares {
			one.Marks = sharesOf(values, below)
		} else {
			one.Marks = breaksOf(values, min(len(below)+1, len(values)))
		}
		if n := len(one.Marks); n < len(below) {
			one.Remaining = n + 1
		}
		one.bound(spend, c)
	}
	return []Suggestion{byShares, byBreaks}
}

// sharesOf marks the least values that so many of the contacts are at or below. Equal ones
// are marked once, and the largest value not at all: nobody would be above.
func sharesOf(values []weighted, below []Share) []Mark {
	all, sofar := contactsOf(values), int64(0)
	var marks []Mark
	for _, v := range values[:len(values)-1] {
		sofar += v.contacts
		reached := Share(0)
		for len(below) > 0 && sofar*int64(Whole) >= all*int64(below[0]) {
			reached, below = below[0], below[1:]
		}
		if reached > 0 {
			marks = append(marks, Mark{At: v.value, Wanted: reached, Share: ShareOf(sofar, all)})
		}
	}
	if len(marks) == 0 { // nearly all have the largest value: the level below it is all there can be
		last := values[len(values)-2]
		marks = []Mark{{At: last.value, Wanted: 0, Share: ShareOf(sofar, all)}}
	}
	return marks
}

// breaksOf marks the largest value of each natural group but the last.
func breaksOf(values []weighted, groups int) []Mark {
	logs := make([]weighted, len(values))
	for i, v := range values {
		logs[i] = weighted{log2(v.value), v.contacts}
	}
	all := contactsOf(values)
	var marks []Mark
	for _, begin := range breaks(logs, groups) {
		marks = append(marks, Mark{At: values[begin-1].value, Share: ShareOf(contactsOf(values[:begin]), all)})
	}
	return marks
}

// bound makes round bounds of the marks, and tells who is within them.
func (s *Suggestion) bound(spend *Amounts, c palier.Currency) {
	raw := make([]palier.Amount, len(s.Marks))
	for i, mark := range s.Marks {
		raw[i] = amountOf(c, palier.Money(mark.At))
	}
	above := palier.Money(0)
	for i, bound := range rounded(raw, unitOf(c)) {
		s.Marks[i].Value = int64(bound)
		s.Levels = append(s.Levels, spend.between(above, c.AtMost(bound)))
		above = c.AtMost(bound)
	}
	s.Levels = append(s.Levels, spend.between(above, math.MaxInt64))
}

// LevelNames gives names to so many levels of the status: those of a model as far as they
// go, its highest level staying the highest.
func LevelNames(now []palier.StatusLevel, count int) []string {
	names := make([]string, 0, count)
	for _, level := range now {
		names = append(names, level.Name)
	}
	if count <= len(names) {
		return append(names[:count-1:count-1], names[len(names)-1])
	}
	highest := names[len(names)-1]
	names = names[:len(names)-1]
	for n := len(names) + 1; len(names) < count-1; n++ {
		name := "level_" + strconv.Itoa(n)
		if name != highest && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return append(names, highest)
}
