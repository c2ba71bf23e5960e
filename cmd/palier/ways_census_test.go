package main

import (
	"fmt"
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
)

// groupOf says what tables of customers say of some of them: how many, what they spent, and
// what each did.
func groupOf(said map[string]string, key string, rows told) {
	contacts, spend := sum(rows, "contacts"), sum(rows, "spend")
	if contacts == 0 {
		return
	}
	said[key], said[key+" below 0"] = fmt.Sprint(contacts), amount(spend)
	if spend > 0 {
		said[key+" below 1"] = average(spend, contacts)
	}
}

func customersSay(reports map[string]told, _ question) map[string]string {
	said := map[string]string{}
	leads := only(reports["customers"], "status", "-")
	if n := sum(leads, "contacts"); n > 0 {
		said["about by-status 0"] = fmt.Sprint(n)
	}
	var rows told
	for _, row := range reports["customers"] {
		if row["status"] == "-" {
			continue
		}
		rows = append(rows, row)
		key := "0 / " + row["stage"] + " / " + label("status", row["status"])
		groupOf(said, key, told{row})
		last := " below 1"
		if whole(row["spend"]) > 0 {
			last = " below 2"
		}
		said[key+last] = row["average_days_since_last_purchase"]
	}
	for _, stage := range distinct(rows, "stage") {
		groupOf(said, "0 / "+stage+" / Total", only(rows, "stage", stage))
	}
	for _, status := range distinct(rows, "status") {
		groupOf(said, "0 / Total / "+label("status", status), only(rows, "status", status))
	}
	groupOf(said, "0 / Total / Total", rows)
	return said
}

// sourceName is a source as pages call it.
func sourceName(source string) string {
	if source == "-" {
		return english.Say("leads.unknown", nil)
	}
	return source
}

// leadsSay describes the leads of each source, where there are any, and how long those took
// who bought.
func leadsSay(reports map[string]told, _ question) map[string]string {
	said := map[string]string{}
	rows := reports["leads"]
	stages, times := only(rows, "of", "stage"), only(rows, "of", "first_purchase")
	table := 0
	if leads(stages) > 0 {
		for _, source := range distinct(stages, "source") {
			leadsOf(said, sourceName(source), only(stages, "source", source))
		}
		leadsOf(said, "Total", stages)
		table++
	}
	every := english.Say("leads.every", nil)
	for _, source := range distinct(times, "source") {
		leadTimes(said, fmt.Sprint(table, " / ", sourceName(source), " / "), only(times, "source", source))
	}
	leadTimes(said, fmt.Sprint(table, " / ", every, " / "), times)
	for _, row := range only(rows, "value", "bought") {
		key := fmt.Sprint(table, " / ", sourceName(row["source"]), " / ")
		if row["of"] == report.LeadsOfAll {
			key = fmt.Sprint(table, " / ", every, " / ")
		}
		said[key+english.Say("column.median_days", nil)] = row["median_days"]
	}
	return said
}

// leads counts those who have not bought.
func leads(rows told) (n int64) {
	for stage := palier.NewLead; stage <= palier.InactiveLead; stage++ {
		n += sum(only(rows, "value", stage.String()), "contacts")
	}
	return n
}

func leadsOf(said map[string]string, source string, rows told) {
	all := leads(rows)
	if all == 0 {
		return
	}
	said["0 / "+source+" / Total"] = fmt.Sprint(all)
	for stage := palier.NewLead; stage <= palier.InactiveLead; stage++ {
		said["0 / "+source+" / "+stage.String()] = fmt.Sprint(sum(only(rows, "value", stage.String()), "contacts"))
	}
}

func leadTimes(said map[string]string, key string, rows told) {
	number := func(value string) int64 { return sum(only(rows, "value", value), "contacts") }
	bought := number("bought")
	said[key+english.Say("column.bought", nil)], said[key+english.Say("column.not_yet", nil)] = fmt.Sprint(bought), fmt.Sprint(number("not_yet"))
	for _, band := range report.LeadBands() {
		column := key + english.Say("column.days_band", phrase.Args{"Days": strings.Replace(band, "-", "–", 1)})
		if bought > 0 {
			said[column] = percentage(number(band), bought)
		}
		if n := number(band); n > 0 {
			said[column+" below 0"] = fmt.Sprint(n)
		}
	}
}

func rfmSays(reports map[string]told, _ question) map[string]string {
	said := map[string]string{}
	stars, profiles, groups := only(reports["rfm"], "of", "stars"), only(reports["rfm"], "of", "profile"), only(reports["rfm"], "of", "group")
	all := sum(stars, "contacts")
	of := func(name string, rows told) {
		contacts, key := sum(rows, "contacts"), "0 / "+name+" / "
		said[key+"Contacts"], said[key+"Share"], said[key+"Spend"] = fmt.Sprint(contacts), percentage(contacts, all), amount(sum(rows, "spend"))
		if contacts > 0 {
			said[key+english.Say("column.average_spend", nil)] = average(sum(rows, "spend"), contacts)
		}
	}
	for n := range 5 {
		of(phrase.Stars(palier.StarsOf(n)), only(stars, "value", palier.StarsOf(n).String()))
	}
	of("Total", stars)
	for _, row := range profiles {
		groupOf(said, "1 / "+label("profile", row["value"])+" / "+label("amount", row["amount_level"]), told{row})
	}
	for _, profile := range distinct(profiles, "value") {
		groupOf(said, "1 / "+label("profile", profile)+" / Total", only(profiles, "value", profile))
	}
	for _, level := range distinct(profiles, "amount_level") {
		groupOf(said, "1 / Total / "+label("amount", level), only(profiles, "amount_level", level))
	}
	groupOf(said, "1 / Total / Total", stars)
	for group := palier.Champions; group < palier.Groups; group++ {
		rows := only(groups, "value", group.String())
		contacts, spend, key := sum(rows, "contacts"), sum(rows, "spend"), "2 / "+group.String()
		said[key], said[key+" below 0"], said[key+" below 1"] = fmt.Sprint(contacts), percentage(contacts, all), amount(spend)
		if contacts > 0 && spend > 0 {
			said[key+" below 2"] = average(spend, contacts)
		}
	}
	return said
}
