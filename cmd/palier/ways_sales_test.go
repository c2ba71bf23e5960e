package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"palier"
)

// colourOf is how pages call the stage of an order.
func colourOf(stage string) string {
	if stage == "new" {
		return palier.NoStage.String()
	}
	return stage
}

func ordersSay(reports map[string]told, q question) map[string]string {
	said := map[string]string{}
	stages := only(reports["orders"], "of", "stage")
	total, credits := sum(stages, "amount"), sum(stages, "credits")
	line := func(key string, rows told) {
		orders, money := sum(rows, "orders"), sum(rows, "amount")
		said["0 / "+key+" / Orders"], said["0 / "+key+" / Revenue"], said["0 / "+key+" / Share"] = strconv.FormatInt(orders, 10), amount(money), percentage(money, total)
		if orders > 0 {
			said["0 / "+key+" / Average order"] = average(money, orders)
		}
		if given := sum(rows, "credits"); given != 0 && credits != 0 {
			said["0 / "+key+" / Credits"] = amount(given)
		}
	}
	line("Total", stages)
	var sold told // with orders
	for _, row := range stages {
		if row["orders"] != "0" {
			sold = append(sold, row)
		}
	}
	for _, stage := range distinct(stages, "value") {
		line(colourOf(stage), only(stages, "value", stage))
	}
	for _, month := range q.months() {
		rows := only(sold, "month", month)
		for _, stage := range append(distinct(sold, "value"), "") {
			key, found := " / "+month+" / "+colourOf(stage), only(rows, "value", stage)
			if stage == "" {
				key, found = " / "+month+" / Total", rows
			}
			said["2"+key] = amount(sum(found, "amount"))
			if orders := sum(found, "orders"); orders > 0 {
				said["1"+key] = average(sum(found, "amount"), orders)
			}
		}
	}
	for _, row := range only(reports["orders"], "of", "conversion") {
		key := "3 / " + label("conversion", row["value"]) + " / "
		said[key+"Orders"], said[key+"Buyers"], said[key+"Revenue"], said[key+"Average order"] = row["orders"], row["buyers"], row["amount"], row["average_order"]
	}
	bought := only(reports["orders"], "of", "category")
	names := distinct(bought, "category")
	slices.Sort(names)
	byNumber(names, func(name string) int64 { return sum(only(bought, "category", name), "orders") })
	said["about average 0"] = "5" // orders, of which an average is drawn
	if len(names) > 30 {
		said["about bought 0"], said["about bought 1"] = "30", strconv.Itoa(len(names)-30)
	}
	for _, name := range names[:min(30, len(names))] {
		for _, row := range only(bought, "category", name) {
			key := "4 / " + shelfName(name) + " / " + row["value"]
			said[key], said[key+" below 0"], said[key+" below 1"] = row["orders"], row["amount"], row["average_order"]
		}
	}
	return said
}

// productsSay describes the first page of what was sold.
func productsSay(of string, inNumbers bool) func(map[string]told, question) map[string]string {
	return func(reports map[string]told, _ question) map[string]string {
		said := map[string]string{}
		rows := only(reports["products"], "of", of)
		total := sum(only(reports["products"], "of", "item"), "amount")
		names := distinct(rows, "value")
		byNumber(names, func(name string) int64 { return sum(only(rows, "value", name), "amount") })
		for _, name := range names[:min(50, len(names))] {
			found := only(rows, "value", name)
			key := "0 / " + shelfName(name) + " / "
			switch {
			case of == "item" && name == "-":
				key = "0 / " + english.Say("products.no_item", nil) + " / "
			case found[0]["title"] != "":
				key = "0 / " + found[0]["title"] + " / "
			}
			said[key+"Buyers"], said[key+"Orders"] = strconv.FormatInt(sum(found, "buyers"), 10), strconv.FormatInt(sum(found, "orders"), 10)
			said[key+"Units"], said[key+"Revenue"] = strconv.FormatInt(sum(found, "units"), 10), amount(sum(found, "amount"))
			said[key+"Share"] = percentage(sum(found, "amount"), total)
			if credits := sum(found, "credits"); credits != 0 {
				said[key+"Credits"] = amount(credits)
			}
			for _, stage := range distinct(rows, "stage") {
				if buyers := only(rows, "stage", stage); inNumbers && sum(buyers, "buyers") > 0 {
					said[key+stage] = strconv.FormatInt(sum(only(found, "stage", stage), "buyers"), 10)
				}
			}
		}
		return said
	}
}

// cohortsSay describes the cohorts by what they spent, or by who bought.
func cohortsSay(spend bool) func(map[string]told, question) map[string]string {
	return func(reports map[string]told, q question) map[string]string {
		said := map[string]string{}
		rows := reports["cohorts"]
		number := func(found told) string {
			if spend {
				return average(sum(found, "spend"), sum(found, "contacts"))
			}
			return percentage(sum(found, "buyers"), sum(found, "contacts"))
		}
		if spend {
			said["about months 0"] = "0" // months after the first purchase
		}
		over := map[string]told{}
		for _, row := range rows {
			key := "0 / " + strings.ReplaceAll(english.Month(dayOf(row["first_purchase"])), "\u00a0", " ") + " / "
			since := row["months_since"]
			if since == "0" {
				said[key+"Customers"] = row["contacts"]
			}
			if spend || since != "0" {
				said[key+since] = number(told{row})
			}
			if !strings.HasPrefix(q.to, row["month"][:8]) || (dayOf(q.to)+1).Time().Day() == 1 {
				over[since] = append(over[since], row)
			}
		}
		said["0 / All together / Customers"] = fmt.Sprint(sum(only(rows, "months_since", "0"), "contacts"))
		for since, found := range over {
			if spend || since != "0" {
				said["0 / All together / "+since] = number(found)
			}
		}
		return said
	}
}
