package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"palier"
)

// moves are the pairs of values that rows are about, those of most contacts first.
func moves(rows told) [][2]string {
	counts := map[[2]string]int64{}
	var all [][2]string
	for _, row := range rows {
		one := [2]string{row["from"], row["to"]}
		if _, known := counts[one]; !known {
			all = append(all, one)
		}
		counts[one] += whole(row["contacts"])
	}
	slices.SortFunc(all, func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	return all
}

// valueName is what pages call a value of a facet; valueKey how they name its row or column.
func valueName(of, name string) string {
	switch {
	case name != "none":
		return label(of, name)
	case of == "stage":
		return english.Say("moves.none.stage", nil)
	}
	return english.Say("moves.none.other", nil)
}

func valueKey(of, name string) string {
	if of == "stage" || name == "none" {
		return name
	}
	return valueName(of, name)
}

func moveKey(of string, one [2]string) string {
	return valueKey(of, one[0]) + " → " + valueName(of, one[1])
}

// movementSays describes the movement by a facet, for which reports are asked by what stands
// after their names.
func movementSays(of, asked string) func(map[string]told, question) map[string]string {
	return func(reports map[string]told, q question) map[string]string {
		said := map[string]string{}
		rows := reports["movement"+asked]
		moved := slices.DeleteFunc(slices.Clone(rows), func(row map[string]string) bool { return row["from"] == row["to"] })
		for _, one := range moves(rows) {
			key, from := "0 / "+valueKey(of, one[0])+" / ", only(rows, "from", one[0])
			n := sum(only(from, "to", one[1]), "contacts")
			to := key + valueKey(of, one[1])
			said[to], said[to+" below 0"], said[key+"Total"] = fmt.Sprint(n), percentage(n, sum(from, "contacts")), fmt.Sprint(sum(from, "contacts"))
			said["0 / Total / "+valueKey(of, one[1])] = fmt.Sprint(sum(only(rows, "to", one[1]), "contacts"))
		}
		said["0 / Total / Total"] = fmt.Sprint(sum(rows, "contacts"))
		said["about moves 0"], said["about moves 1"], said["about moves 2"] = fmt.Sprint(sum(moved, "contacts")), said["0 / Total / Total"], percentage(sum(moved, "contacts"), sum(rows, "contacts"))
		largest := moves(moved)
		for _, one := range largest[:min(12, len(largest))] {
			key, made := "1 / "+moveKey(of, one)+" / ", only(only(moved, "from", one[0]), "to", one[1])
			said[key+"Contacts"] = fmt.Sprint(sum(made, "contacts"))
			for _, row := range made {
				said[key+english.Say("movement.because."+row["cause"], nil)] = row["contacts"]
			}
		}
		key := "1 / " + english.Count("movement.every", int64(len(largest))) + " / "
		said[key+"Contacts"] = said["about moves 0"]
		for _, cause := range distinct(moved, "cause") {
			n, column := sum(only(moved, "cause", cause), "contacts"), key+english.Say("movement.because."+cause, nil)
			said[column], said[column+" below 0"] = fmt.Sprint(n), percentage(n, sum(moved, "contacts"))
		}
		arrivalsSay(said, of, reports["flow"+asked], q)
		restatedSays(said, of, reports["restated"+asked], sum(moved, "contacts"))
		return said
	}
}

// restatedSays describes who stands elsewhere on the first day because of the new model, beside
// so many who moved by themselves.
func restatedSays(said map[string]string, of string, rows told, own int64) {
	all, besides := sum(rows, "contacts"), sum(rows, "moved")
	said["about restated 0"], said["about restated 1"], said["about restated 2"] = fmt.Sprint(all), fmt.Sprint(own), fmt.Sprint(besides)
	said["about by-model 0"], said["about by-model 1"] = "1", "2" // versions of the model
	for _, row := range rows {
		from, to := valueKey(of, row["from"]), valueKey(of, row["to"])
		said["2 / "+from+" / "+to] = row["contacts"]
		said["2 / "+from+" / Total"] = fmt.Sprint(sum(only(rows, "from", row["from"]), "contacts"))
		said["2 / Total / "+to] = fmt.Sprint(sum(only(rows, "to", row["to"]), "contacts"))
	}
	said["2 / Total / Total"], said["2 / Total / Total below 0"] = fmt.Sprint(all), fmt.Sprint(besides)
}

// arrivalsSay describes how many came to each value on each day, or in each month of many days.
func arrivalsSay(said map[string]string, of string, rows told, q question) {
	at := func(day palier.Day) string { return day.String() }
	if dayOf(q.to)-dayOf(q.from) >= 120 {
		at = func(day palier.Day) string { return day.String()[:8] + "01" }
		said["about days 0"] = "120" // days, from which on they are months
	}
	came := map[string]int64{}
	for _, row := range rows {
		day := "3 / " + at(dayOf(row["day"])) + " / "
		came[day+valueKey(of, row["to"])] += whole(row["contacts"])
		came[day+"Total"] += whole(row["contacts"])
	}
	for day := dayOf(q.from); day <= dayOf(q.to); day++ {
		for _, to := range append(distinct(rows, "to"), "Total") {
			key := to
			if to != "Total" {
				key = valueKey(of, to)
			}
			key = "3 / " + at(day) + " / " + key
			said[key] = fmt.Sprint(came[key])
		}
	}
}

// comingSays describes who moves by a facet in some days, which stand together in lengths.
func comingSays(of, asked string, days, length int) func(map[string]told, question) map[string]string {
	return func(reports map[string]told, q question) map[string]string {
		said := map[string]string{}
		rows := only(reports["coming"+asked], "of", of)
		contacts, spend := "Contacts", english.Say("column.spend_last_year", nil)
		number := func(key string, n int64) {
			if n > 0 {
				said[key] = fmt.Sprint(n)
			}
		}
		leaving := "0 / " + english.Say("coming.leaving."+of, nil) + " / "
		number(leaving+contacts, sum(rows, "first"))
		said[leaving+spend] = amount(sum(rows, "first_spend"))
		said["about moves 0"], said["about moves 1"], said["about moves 2"] = fmt.Sprint(sum(rows, "first")), fmt.Sprint(days), amount(sum(rows, "first_spend"))
		for _, one := range moves(rows) {
			key, made := "0 / "+moveKey(of, one)+" / ", only(only(rows, "from", one[0]), "to", one[1])
			number(key+contacts, sum(made, "contacts"))
			said[key+spend] = amount(sum(made, "spend"))
			for first := 0; first < days; first += length {
				column, some := comingColumn(q, first), between(made, dayOf(q.to)+1+palier.Day(first), min(length, days-first))
				number(key+column, sum(some, "contacts"))
			}
		}
		for first := 0; first < days; first += length {
			number(leaving+comingColumn(q, first), sum(between(rows, dayOf(q.to)+1+palier.Day(first), min(length, days-first)), "first"))
		}
		for i := range days {
			day := dayOf(q.to) + 1 + palier.Day(i)
			some := between(rows, day, 1)
			for _, from := range distinct(rows, "from") {
				said[fmt.Sprint("1 / ", day, " / ", valueKey(of, from))] = fmt.Sprint(sum(only(some, "from", from), "contacts"))
			}
		}
		return said
	}
}

// comingColumn is how the page calls the column that begins with a day, counted from 0.
func comingColumn(q question, first int) string {
	return strings.Join(strings.Fields(english.ShortDate(dayOf(q.to)+1+palier.Day(first))), " ")
}

// between keeps the rows of so many days.
func between(rows told, first palier.Day, days int) told {
	return slices.DeleteFunc(slices.Clone(rows), func(row map[string]string) bool {
		day := dayOf(row["day"])
		return day < first || day >= first+palier.Day(days)
	})
}
