// Package explain says in words why a contact is where it is and what changes next:
// the rule of the model that holds, with the contact's own days and amounts in it.
package explain

import (
	"fmt"
	"slices"

	"palier"
	"palier/internal/phrase"
)

// Contact is a contact on a day, under a model, in a language.
type Contact struct {
	Book     *phrase.Book
	Model    *palier.Model
	Currency palier.Currency
	History  *palier.History
	State    *palier.State
	Day      palier.Day
}

// Why gives the reasons of the contact's stage, status, stars and profile, a sentence each.
func (c *Contact) Why() []string {
	if c.State.Stage == palier.NoStage {
		return []string{c.Book.Say("show.no_stage", nil)}
	}
	reasons := []string{c.stage()}
	if c.State.Stage.IsLead() {
		if c.hasBought() {
			reasons = append(reasons, c.Book.Say("why.refunded", nil))
		}
		return reasons
	}
	reasons = append(reasons, c.status())
	if c.State.HighestStatus != c.State.Status {
		reasons = append(reasons, c.Book.Say("why.highest", phrase.Args{"Status": c.statusLabel(c.State.HighestStatus)}))
	}
	return append(reasons, c.stars(), c.profile())
}

// Next gives what changes, and when, if nothing more happens: first things first.
func (c *Contact) Next() []string {
	if c.State.Stage == palier.NoStage {
		return nil
	}
	type change struct {
		on   palier.Day
		text string
	}
	var changes []change
	add := func(id string, f palier.Facet, value uint8, on palier.Day) {
		if value == 0 {
			return
		}
		changes = append(changes, change{on, c.Book.Say(id, phrase.Args{
			"Value": c.Book.Value(c.Model, f, value), "Day": c.Book.Day(on), "In": c.days(int64(on - c.Day)),
		})})
	}
	s := c.State
	add("next.stage", palier.FacetStage, uint8(s.NextStage.Value), s.NextStage.On)
	add("next.status", palier.FacetStatus, uint8(s.NextStatus.Value), s.NextStatus.On)
	add("next.stars", palier.FacetStars, uint8(s.NextStars.Value), s.NextStars.On)
	add("next.profile", palier.FacetProfile, uint8(s.NextProfile.Value), s.NextProfile.On)
	if len(changes) == 0 {
		return []string{c.Book.Say("next.nothing", nil)}
	}
	slices.SortStableFunc(changes, func(a, b change) int { return int(a.on) - int(b.on) })
	texts := make([]string, len(changes))
	for i, change := range changes {
		texts[i] = change.text
	}
	return texts
}

// Amounts says what must be bought to rise and to stay; nothing where it does not apply.
func (c *Contact) Amounts() []string {
	var texts []string
	s := c.State
	if s.AmountToNextStatus > 0 {
		texts = append(texts, c.Book.Say("amount.to_next", phrase.Args{"Amount": c.money(s.AmountToNextStatus), "Status": c.statusLabel(s.Status + 1)}))
	}
	if s.AmountToKeepStatus > 0 {
		texts = append(texts, c.Book.Say("amount.to_keep", phrase.Args{
			"Amount": c.money(s.AmountToKeepStatus), "Status": c.statusLabel(s.Status), "Day": c.Book.Day(s.NextStatus.On),
		}))
	}
	return texts
}

func (c *Contact) stage() string {
	m, s := c.Model, c.State
	args := phrase.Args{
		"Registered": c.Book.Day(c.registered()),
		"Response":   c.Book.Day(s.LastResponse),
		"Last":       c.Book.Day(s.LastPurchase),
		"Purchases":  c.Book.Count("purchases", int64(s.Purchases)),
	}
	switch sign := max(c.registered(), s.LastResponse); {
	case s.Stage.IsCustomer():
		args["Age"] = c.age(s.LastPurchase)
		args["Defecting"], args["Inactive"] = c.days(int64(m.Customer.Defecting)), c.days(int64(m.Customer.Inactive))
	case s.Stage == palier.ActiveLead:
		args["Age"] = c.age(s.LastResponse)
	default:
		args["Age"], args["Sign"] = c.age(sign), c.Book.Day(sign)
	}
	if s.Stage.IsLead() {
		args["Cold"], args["Inactive"] = c.days(int64(m.Lead.Cold)), c.days(int64(m.Lead.Inactive))
	}
	return c.Book.Say("why."+s.Stage.String(), args)
}

// registered gives the registration day as known on the day: the entry day stands for
// one that has not come yet (model.md §3).
func (c *Contact) registered() palier.Day {
	entry := c.History.Registered
	if entry.Exists() && entry <= c.Day {
		return entry
	}
	entry = palier.NoDay
	earlier := func(day palier.Day) {
		if day <= c.Day && (!entry.Exists() || day < entry) {
			entry = day
		}
	}
	for _, movement := range c.History.Movements {
		if movement.Amount > 0 {
			earlier(movement.Day)
		}
	}
	for _, response := range c.History.Responses {
		earlier(response)
	}
	return entry
}

func (c *Contact) hasBought() bool {
	return slices.ContainsFunc(c.History.Movements, func(m palier.Movement) bool { return m.Amount > 0 && m.Day <= c.Day })
}

func (c *Contact) status() string {
	return c.Book.Say("why.status", phrase.Args{
		"Spend": c.money(c.State.Spend), "Window": c.days(int64(c.Model.Status.Window)), "Status": c.statusLabel(c.State.Status),
	})
}

func (c *Contact) stars() string {
	l, w := c.State.Levels, c.Model.RFM.Weights
	return c.Book.Say("why.stars", phrase.Args{
		"Score":   c.Book.Decimal(palier.Hundredths(c.State.Score.Hundredths()).String()),
		"Recency": l.Recency, "Frequency": l.Frequency, "Monetary": l.Monetary, "Engagement": l.Engagement,
		"Weights": fmt.Sprintf("%d, %d, %d, %d", w.Recency, w.Frequency, w.Monetary, w.Engagement),
	})
}

func (c *Contact) profile() string {
	return c.Book.Say("why.profile."+c.State.Profile.String(), phrase.Args{"Period": c.days(int64(c.Model.RFM.Period))})
}

func (c *Contact) statusLabel(s palier.Status) string {
	return c.Book.Value(c.Model, palier.FacetStatus, uint8(s))
}

func (c *Contact) money(amount palier.Money) string { return c.Book.Money(c.Currency, amount) }

func (c *Contact) days(n int64) string { return c.Book.Count("days", n) }

func (c *Contact) age(day palier.Day) string { return c.days(int64(c.Day - day)) }
