package refresh

import (
	"slices"

	"palier"
)

// inquiry finds causes, for one worker.
type inquiry struct {
	member
	engaged  []*recordOf
	supposed palier.History
}

// cause gives the cause of a contact's turn.
func (q *inquiry) cause(h *palier.History, t *Turn) palier.Cause {
	happened := happenedOn(h, t.Day)
	for _, r := range q.engaged {
		if r.happenedOn(h.Contact, t.Day) {
			happened |= answers
		}
	}
	if happened == 0 || q.memberWithout(happened, h, t.Day) == t.Entered {
		return palier.CauseTime
	}
	for _, s := range suspects {
		if happened&s.kind != 0 && q.memberWithout(s.kind, h, t.Day) != t.Entered {
			return s.cause
		}
	}
	i := slices.IndexFunc(suspects[:], func(s suspect) bool { return happened&s.kind != 0 })
	return suspects[i].cause
}

// memberWithout tells whether a contact would be a member on a day had events of some
// kinds not happened on it.
func (q *inquiry) memberWithout(missing kinds, h *palier.History, day palier.Day) bool {
	q.life.supposed = supposition{missing, day}
	q.life.supposed.history(&q.supposed, h)
	return len(q.days(&q.supposed, day, day)) > 0
}

// engaged gives the leaves that count engagements, to be asked what happened.
func (c *chronicle) engaged() (all []*recordOf) {
	for _, told := range c.told {
		if r, ok := told.(*record); ok && r.raw && r.Count == palier.Engagements {
			all = append(all, r.ask().(*recordOf))
		}
	}
	return all
}

// happenedOn tells whether anything that counts happened to a contact on a day.
func (r *recordOf) happenedOn(contact palier.Key, day palier.Day) bool {
	at, found := r.find(contact)
	return found && slices.ContainsFunc(r.of(at), func(e palier.Event) bool { return e.Day == day })
}
