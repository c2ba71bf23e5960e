package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"palier"
	"palier/internal/phrase"
)

// shownPage is a page, what it shows of which reports ("NAME?OF: COLUMN, COLUMN"), and how each
// number on it comes from their rows.
type shownPage struct {
	at    string
	whole bool // about the data as a whole, and no segment
	shows []string
	says  func(reports map[string]told, q question) map[string]string
}

// shownPages are the pages of reports. A page may show no number besides those described here.
var shownPages = append(ratePages(),
	shownPage{"/", false, []string{"stages: " + strings.Join(stageNames(1), ", "), "conversions: cohort, converted", "coming: contacts, spend"}, overviewSays},
	shownPage{"/customers", false, []string{"customers: contacts, spend, average_days_since_last_purchase"}, customersSay},
	shownPage{"/leads", false, []string{"leads: contacts, median_days"}, leadsSay},
	shownPage{"/rfm", false, []string{"rfm: contacts, spend"}, rfmSays},
	shownPage{"/movement", false, []string{"movement: contacts", "flow: contacts", "restated: contacts, moved"}, movementSays("stage", "")},
	shownPage{"/movement?of=group", false, []string{"movement?of=group: contacts", "flow?of=group: contacts", "restated?of=group: contacts, moved"}, movementSays("group", "?of=group")},
	shownPage{"/coming", false, []string{"coming: contacts, spend, first, first_spend"}, comingSays("stage", "", 30, 1)},
	shownPage{"/coming?of=status&ahead=90", false, []string{"coming?days=90: contacts, spend, first, first_spend"}, comingSays("status", "?days=90", 90, 7)},
	shownPage{"/orders", false, []string{"orders: orders, amount, buyers, average_order, credits"}, ordersSay},
	shownPage{"/products", false, []string{"products: buyers, orders, units, amount, credits"}, productsSay("category", false)},
	shownPage{"/products?of=item&show=numbers", false, []string{"products: buyers, orders, units, amount"}, productsSay("item", true)},
	shownPage{"/cohorts", false, []string{"cohorts: contacts, buyers"}, cohortsSay(false)},
	shownPage{"/cohorts?show=spend", false, []string{"cohorts: contacts, spend"}, cohortsSay(true)},
	shownPage{"/model", true, []string{"spread: contacts, from"}, spreadSays},
	shownPage{"/data/quality", true, []string{"quality: count, total"}, qualitySays},
)

var english = func() *phrase.Book {
	book, err := phrase.In("en")
	if err != nil {
		panic(err)
	}
	return book.OnPages()
}()

// whole reads a number of a report in its smallest unit, as the thousandth or the cent is.
func whole(text string) int64 {
	n, err := strconv.ParseInt(strings.Replace(text, ".", "", 1), 10, 64)
	if err != nil && text != "" {
		panic(err)
	}
	return n
}

// amount writes cents as reports do.
func amount(cents int64) string { return palier.Currency("EUR").Format(palier.Money(cents)) }

// average writes cents per piece, rounded half up.
func average(cents, n int64) string {
	share := (2*cents + n) / (2 * n)
	if (2*cents+n)%(2*n) < 0 {
		share--
	}
	return amount(share)
}

// percentage writes a share as pages write it for scripts.
func percentage(part, of int64) string {
	return strconv.FormatFloat(100*float64(part)/float64(of), 'f', 4, 64)
}

// label gives a stage's name on pages.
func label(kind, name string) string { return english.Label(kind, name) }

// stageNames are the stages from one on.
func stageNames(from palier.Stage) (names []string) {
	for stage := from; int(stage) < palier.Stages; stage++ {
		names = append(names, stage.String())
	}
	return names
}

// dayOf reads a day of a report.
func dayOf(text string) palier.Day {
	day, err := palier.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return day
}

// distinct gives the values of a column in their order, each once.
func distinct(rows told, column string) (values []string) {
	for _, row := range rows {
		if !slices.Contains(values, row[column]) {
			values = append(values, row[column])
		}
	}
	return values
}

// only keeps the rows that have a value in a column.
func only(rows told, column, value string) told {
	return slices.DeleteFunc(slices.Clone(rows), func(row map[string]string) bool { return row[column] != value })
}

// sum adds up a column.
func sum(rows told, column string) (n int64) {
	for _, row := range rows {
		n += whole(row[column])
	}
	return n
}

func overviewSays(reports map[string]told, q question) map[string]string {
	said := map[string]string{}
	stages, coming, last := reports["stages"], reports["coming"], reports["conversions"]
	newest := stages[len(stages)-1]
	all := int64(0)
	for _, name := range stageNames(1) {
		all += whole(newest[name])
	}
	said["about stages 0"] = strconv.FormatInt(all, 10)
	for i, name := range stageNames(1) {
		said[fmt.Sprint("figure ", i)] = newest[name]
		said[fmt.Sprint("beside ", i)] = percentage(whole(newest[name]), all)
		for _, row := range stages {
			said["0 / "+row["day"]+" / "+name] = row[name]
		}
	}
	for i, row := range last[len(last)-palier.Rates:] {
		if whole(row["cohort"]) > 0 {
			said[fmt.Sprint("figure ", i+8)], said[fmt.Sprint("beside ", i+8)] = percentage(whole(row["converted"]), whole(row["cohort"])), row["cohort"]
		}
	}
	table := 0
	for _, of := range []string{"stage", "status"} {
		moves := only(coming, "of", of)
		if len(moves) > 0 {
			table++
		}
		for _, row := range moves {
			key := fmt.Sprint(table, " / ", label(of, row["from"]), "→ ", label(of, row["to"]), " / ")
			same := only(only(moves, "from", row["from"]), "to", row["to"])
			soon := slices.DeleteFunc(slices.Clone(same), func(row map[string]string) bool { return dayOf(row["day"]) > dayOf(q.to)+7 })
			said[key+english.Say("column.next_7", nil)], said[key+english.Say("column.next_30", nil)] = strconv.FormatInt(sum(soon, "contacts"), 10), strconv.FormatInt(sum(same, "contacts"), 10)
			said[key+english.Say("column.spend_last_year", nil)] = amount(sum(same, "spend"))
		}
	}
	leave := only(coming, "of", "stage")
	for day := dayOf(q.to) + 1; day <= dayOf(q.to)+30 && len(leave) > 0; day++ {
		for _, from := range distinct(leave, "from") {
			said[fmt.Sprint(table+1, " / ", day, " / ", from)] = strconv.FormatInt(sum(only(only(leave, "day", day.String()), "from", from), "contacts"), 10)
		}
	}
	return said
}

// ratePages are the pages of the five rates.
func ratePages() (pages []shownPage) {
	for rate := range palier.Rate(palier.Rates) {
		pages = append(pages, shownPage{"/rates/" + rate.String(), false, []string{"conversions: cohort, converted, steady_cohort, steady_converted"}, func(reports map[string]told, q question) map[string]string {
			said := map[string]string{}
			for _, row := range only(reports["conversions"], "rate", rate.String()) {
				key := "0 / " + row["day"] + " / "
				for _, of := range [][4]string{{"cohort", "converted", "cohort", "rate"}, {"steady_cohort", "steady_converted", english.Say("column.steady_cohort", nil), "steady"}} {
					said[key+of[2]], said[key+english.Say("column."+of[1], nil)] = row[of[0]], row[of[1]]
					if whole(row[of[0]]) > 0 {
						said[key+of[3]] = percentage(whole(row[of[1]]), whole(row[of[0]]))
						if row["day"] == q.to && of[0] == "cohort" {
							said["figure 0"], said["beside 0"] = said[key+"rate"], row["cohort"]
						}
					}
				}
			}
			return said
		}})
	}
	return pages
}

func qualitySays(reports map[string]told, _ question) map[string]string {
	said, figures := map[string]string{}, 0
	bare := []string{"last_load", "orders_complete_through", "days_without_orders", "engagements"}
	for _, todo := range []bool{true, false} {
		for _, row := range reports["quality"] {
			share := whole(row["total"]) > 0 && !slices.Contains(bare, row["check"])
			if row["check"] == "status" {
				name := row["value"]
				if name == "-" {
					name = english.Say("quality.no_status", nil)
				}
				if todo && row["advice"] != "status_unseen" {
					said["0 / "+name+" / Orders"], said["0 / "+name+" / Share"] = row["count"], percentage(whole(row["count"]), whole(row["total"]))
				}
				continue
			}
			if todo != (row["advice"] != "none") {
				continue
			}
			if row["count"] != "0" || !strings.Contains(row["check"], "_load") && !strings.Contains(row["check"], "through") {
				said[fmt.Sprint("figure ", figures)] = row["count"]
			}
			if share {
				said[fmt.Sprint("beside ", figures)] = percentage(whole(row["count"]), whole(row["total"]))
			}
			figures++
		}
	}
	return said
}

// months are those of a question, by their first days.
func (q question) months() (months []string) {
	for day := dayOf(q.from[:8] + "01"); day <= dayOf(q.to); {
		months = append(months, day.String())
		next := day + 31
		day = next - palier.Day(next.Time().Day()-1)
	}
	return months
}

// shelfName is a category as pages call it.
func shelfName(path string) string {
	if path == "-" {
		return english.Say("products.no_category", nil)
	}
	return path
}

// byNumber sorts names, the largest number first, else as they come.
func byNumber(names []string, number func(string) int64) {
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(number(b), number(a)) })
}
