package main

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
)

var (
	spreadPattern = regexp.MustCompile(`(?s)<figure class="spread[^"]*" id="([^"]*)"[^>]*><figcaption>.*?(?:<span>(.*?)</span>)?</figcaption>(.*?)</figure>`)
	wordsPattern  = regexp.MustCompile(`aria-label="([^"]*)"`)
	barPattern    = regexp.MustCompile(`<rect x="[^"]*" y="[^"]*" width="[^"]*" height="(\d+)"/>`)
	levelPattern  = regexp.MustCompile(`<title>[^<]* (\d): ([^<]*)</title>`)
)

// spreads reads the pictures of how contacts lie around limits, which have no table: "ID N" of
// the numbers that are said of one, "ID beside N" of those beside its title, "ID bar N" of how
// high its bars are, and "ID CRITERION LEVEL" of shares.
func (n figures) spreads(page string) {
	for _, figure := range spreadPattern.FindAllStringSubmatch(page, -1) {
		id, picture := figure[1], figure[3]
		for i, digits := range digitPattern.FindAllString(figure[2], -1) {
			n.add(fmt.Sprint(id, " beside ", i), number{"", digits})
		}
		for i, words := range wordsPattern.FindAllStringSubmatch(picture, -1) {
			for j, digits := range digitPattern.FindAllString(html.UnescapeString(words[1]), -1) {
				n.add(fmt.Sprint(id, " ", i, " ", j), number{"", digits})
			}
		}
		for i, bar := range barPattern.FindAllStringSubmatch(picture, -1) {
			n.add(fmt.Sprint(id, " bar ", i), number{"", bar[1]})
		}
		for i, level := range levelPattern.FindAllStringSubmatch(picture, -1) {
			n.add(fmt.Sprint(id, " level ", i), number{"", level[2]})
		}
	}
}

// spreadSays describes the pictures on the model's page.
func spreadSays(reports map[string]told, _ question) map[string]string {
	said := map[string]string{ // levels, as words name them
		"about part-stars 0": "4", "about part-stars 1": "0",
		"about part-groups 0": "4", "about part-groups 1": "3", "about part-groups 2": "2", "about part-groups 3": "1",
	}
	spend := only(reports["spread"], "of", "spend")
	said["spread-spend beside 0"] = spend[0]["contacts"] // who spent nothing
	spreadOf(said, "spread-spend", spend[1:], 0)
	for _, of := range []string{"lead_silence", "customer_silence"} {
		spreadOf(said, "spread-"+of, only(reports["spread"], "of", of), 1)
	}
	shares := 0
	for i, criterion := range []string{"engagement", "recency", "frequency", "monetary"} {
		rows := only(reports["spread"], "of", criterion)
		for j, row := range rows {
			share := percentage(whole(row["contacts"]), sum(rows, "contacts"))
			said[fmt.Sprint("shares level ", shares)], said[fmt.Sprint("shares ", i, " ", 2*j)], said[fmt.Sprint("shares ", i, " ", 2*j+1)] = share, row["from"], share
			shares++
		}
	}
	return said
}

// spreadOf describes bars, of which the highest is 64 pixels high and any at least one; between
// the end of one and the beginning of the next there is a gap, of a day or nothing.
func spreadOf(said map[string]string, id string, rows told, gap int64) {
	all, most, before, bars := sum(rows, "contacts"), int64(0), int64(0), 0
	for _, row := range rows {
		most = max(most, whole(row["contacts"]))
	}
	step := whole(rows[0]["to"]) - whole(rows[0]["from"]) + gap
	said[id+" 0 0"] = strconv.FormatInt(all, 10)
	for _, row := range rows {
		n := whole(row["contacts"])
		if 2*before < all && 2*(before+n) >= all {
			said[id+" 0 1"] = strconv.FormatInt(whole(row["from"])+step, 10)
		}
		if before += n; n > 0 {
			said[fmt.Sprint(id, " bar ", bars)] = strconv.FormatInt(max(1, n*64/most), 10)
			bars++
		}
	}
}
