package web

import (
	"strconv"

	"palier"
	"palier/internal/advisor"
	"palier/internal/phrase"
)

// past gives the addresses of the contacts who are past a limit suggested, and past today's.
func (c *counsel) past(s *advisor.Suggestion) (links []rangeLink) {
	if s.Refusal != nil {
		return nil
	}
	of := map[advisor.Key]string{advisor.CustomerDefecting: "customers", advisor.CustomerInactive: "customers", advisor.LeadCold: "leads", advisor.LeadInactive: "leads"}[s.Key]
	if of == "" {
		return nil
	}
	add := func(days, contacts int64) {
		at := ""
		if of == "customers" {
			at = c.Contacts("days_since_last_purchase > %d", days)
		} else {
			at = c.Behind(c.To, "silent", strconv.FormatInt(days, 10))
		}
		if at != "" && contacts > 0 {
			label := c.book.Say("advisor.past."+of, phrase.Args{"N": c.book.Number(contacts), "Days": c.book.Count("days", days)})
			links = append(links, rangeLink{Label: label, At: at})
		}
	}
	mark := s.Marks[0]
	if add(mark.Value, mark.Past); mark.Value != s.Now[0] {
		add(s.Now[0], mark.PastNow)
	}
	return links
}

// levelCell is how many customers would be on a level, and leads to them.
func (c *counsel) levelCell(s *advisor.Suggestion, level int) cell {
	made := c.countCell(s.Levels[level].Contacts)
	if s.Levels[level].Contacts > 0 {
		made.At = c.onLevel(s, level)
	}
	return made
}

// onLevel gives the address of the customers who would be on a level of a suggestion, counted
// from the lowest; empty where no segment says whom.
func (c *counsel) onLevel(s *advisor.Suggestion, level int) string {
	switch s.Key {
	case advisor.StatusLevels:
		return c.spending(s, level)
	case advisor.RecencyCuts:
		from, to := agesOf(s.Marks, level, s.Period-1)
		return c.Contacts("days_since_last_purchase between %d and %d", from, to)
	case advisor.EngagementCuts:
		from, to := agesOf(s.Marks, level, c.options.Days)
		return c.Contacts("days_since(last_response) between %d and %d and stage in (%s)", from, to, stagesBetween(palier.FirstTimeBuyer, palier.InactiveBuyer))
	case advisor.FrequencyCuts:
		if c.view.Engine.Model.PurchaseUnit == palier.UnitOrder {
			return c.buying(s, level)
		}
	}
	return ""
}

// agesOf gives the ages of a level, which has those up to its cut and above that of the next
// better one; the lowest has the rest up to the most.
func agesOf(marks []advisor.Mark, level, most int) (from, to int64) {
	best := len(marks)
	to = int64(most)
	if level > 0 {
		to = marks[best-level].Value
	}
	if level < best {
		from = marks[best-level-1].Value + 1
	}
	return from, to
}

// spending gives the address of the customers who spent as much as a level of the status has.
func (c *counsel) spending(s *advisor.Suggestion, level int) string {
	currency := c.view.Engine.Currency
	bound := func(i int) string { return currency.Format(currency.AtMost(palier.Amount(s.Marks[i].Value))) }
	above := "0"
	if level > 0 {
		above = bound(level - 1)
	}
	text := "spend > " + above
	if level < len(s.Marks) {
		text += " and spend <= " + bound(level)
	}
	return c.Contacts("%s and stage in (%s)", text, stagesBetween(palier.FirstTimeBuyer, palier.InactiveBuyer))
}

// buying gives the address of the customers with as many purchases in the period as a level
// has.
func (c *counsel) buying(s *advisor.Suggestion, level int) string {
	best := len(s.Marks)
	least := int64(1)
	if level > 0 {
		least = s.Marks[best-level].Value
	}
	text := "bought at least %d orders in the last %d days"
	args := []any{least, s.Period - 1}
	if level < best {
		text += " and bought at most %d orders in the last %d days"
		args = append(args, s.Marks[best-level-1].Value-1, s.Period-1)
	}
	return c.Contacts(text, args...)
}

// silentSingle is the leads who have been silent for longer than so many days.
var silentSingle = single{"silent", "list who has been silent for long", func(r *reading, arguments []string) ([]palier.Key, string, error) {
	days, err := strconv.Atoi(arguments[0])
	if len(arguments) != 1 || err != nil || days < 0 || days > palier.MaxDays {
		return nil, "", palier.Refuse("list who has been silent for long", "it is not said for how many days", "follow the link from the number again")
	}
	members, err := r.view.Engine.SilentMembers(r.r.Context(), r.view.View, r.To, days)
	return members, r.book.Say("contacts.silent", phrase.Args{"Days": r.book.Count("days", int64(days))}), err
}}
