package web

import (
	"net/url"
	"slices"
	"strconv"

	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
)

// lifePart is the stages of a contact since the beginning, and what it bought meanwhile: two
// tables that a script draws above each other.
type lifePart struct {
	Title, File, CSV string
	Stages           []lifeStage // the latest first
	Purchases        []lifePurchase
	Legend           []choice // the stages it has been in
	First            palier.Day
}

// lifeStage is a stage from a day through another.
type lifeStage struct {
	Stage, Label         string
	From, Through        palier.Day
	FromLabel, EndLabel  string
	Days, Cause, Current string
}

// lifePurchase is an order, as a script reads it.
type lifePurchase struct {
	Day          palier.Day
	Amount, Text string
}

// life makes the part of the changes of stage up to the day.
func (r *reading) life(contact string, p *refresh.Person) lifePart {
	part := lifePart{
		Title: r.book.Say("contact.life.chart", phrase.Args{"Contact": contact}), File: "stages-" + r.To.String(),
	}
	if !isFolder(p.ContactID) { // no browser can ask the API for it
		part.CSV = "/api/v1/contacts/" + url.PathEscape(p.ContactID) + "/changes?format=csv&as_of=" + r.To.String()
	}
	through := r.To
	for _, change := range slices.Backward(p.Changes) {
		if change.Facet != palier.FacetStage {
			continue
		}
		stage := palier.Stage(change.To)
		if stage != palier.NoStage {
			told := lifeStage{
				Stage: stage.String(), Label: r.book.Stage(stage), From: change.Day, Through: through,
				FromLabel: r.book.Date(change.Day), EndLabel: r.book.Date(through),
				Days: r.book.Number(int64(through - change.Day + 1)), Cause: r.book.Label("cause", change.Cause.String()),
			}
			if through == r.To {
				told.EndLabel = r.book.Say("contact.life.until", nil)
			}
			part.Stages, part.First = append(part.Stages, told), change.Day
			if !slices.ContainsFunc(part.Legend, func(c choice) bool { return c.Value == told.Stage }) {
				part.Legend = append(part.Legend, choice{Value: told.Stage, Label: told.Label})
			}
		}
		through = change.Day - 1
	}
	for _, order := range p.Orders {
		if order.Sales > 0 {
			part.Purchases = append(part.Purchases, lifePurchase{
				order.Day, strconv.FormatInt(int64(order.Sales), 10), r.book.Price(r.view.Engine.Currency, order.Sales),
			})
		}
	}
	return part
}

// changeRow is a change of a facet.
type changeRow struct{ Day, Of, From, To, Cause string }

// mostChanges is how many of the latest changes a page lists; the file has all.
const mostChanges = 60

// history lists the latest changes of all facets, the latest first.
func (r *reading) history(changes []palier.Change) []changeRow {
	var rows []changeRow
	for _, change := range slices.Backward(changes) {
		if len(rows) == mostChanges {
			break
		}
		value := func(v uint8) string {
			if v == 0 {
				return "–"
			}
			return r.book.Value(r.view.Engine.Model, change.Facet, v)
		}
		rows = append(rows, changeRow{
			r.book.Date(change.Day), r.book.Label("facet", change.Facet.String()), value(change.From), value(change.To),
			r.book.Label("cause", change.Cause.String()),
		})
	}
	return rows
}
