package main

import (
	"fmt"
	"html"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// number is a number on a page: as scripts read it, and as people do.
type number struct{ value, text string }

// figures are all numbers of a page by where they stand: "TABLE / ROW / COLUMN" of its tables,
// counted from 0, "TABLE / GROUP" of the one whose cells are groups, "figure N" and "beside N"
// of its large figures and what is beside them, and "about PART N" of what is said above a part.
type figures map[string]number

var (
	tablePattern  = regexp.MustCompile(`(?s)<table class="numbers[^"]*">(.*?)</table>`)
	rowPattern    = regexp.MustCompile(`(?s)<tr[^>]*>(.*?)</tr>`)
	cellPattern   = regexp.MustCompile(`(?s)<(th|td)([^>]*)>(.*?)</(?:th|td)>`)
	smallPattern  = regexp.MustCompile(`(?s)<small([^>]*)>(.*?)</small>`)
	figurePattern = regexp.MustCompile(`(?s)<p class="figure"><b>(.*?)</b>(?:<span>(.*?)</span>)?`)
	keyPattern    = regexp.MustCompile(`data-(?:day|key|series)="([^"]*)"`)
	valuePattern  = regexp.MustCompile(`data-value="([^"]*)"`)
	hintPattern   = regexp.MustCompile(`(?s)<span id="term-[^>]*>.*?</span></span>`)
	tagPattern    = regexp.MustCompile(`<[^>]*>`)
	aboutPattern  = regexp.MustCompile(`(?s)<div class="heading"><h2 id="([^"]*)">[^<]*</h2><p>(.*?)</p>`)
	groupPattern  = regexp.MustCompile(`data-group="([^"]*)"`)
	dayPattern    = regexp.MustCompile(`([0-9]{1,2} )?[A-Z][a-z]+ [0-9]{4}`)
	digitPattern  = regexp.MustCompile(`[0-9][0-9,]*(\.[0-9]+)?`)
)

// textOf gives what is read of a piece of a page, without the definitions of terms.
func textOf(piece string) string {
	piece = tagPattern.ReplaceAllString(hintPattern.ReplaceAllString(piece, ""), "")
	return strings.Join(strings.Fields(html.UnescapeString(piece)), " ")
}

// readPage reads the figures of a page.
func readPage(page string) (figures, error) {
	seen := figures{}
	for i, table := range tablePattern.FindAllStringSubmatch(page, -1) {
		if strings.Contains(table[0], "level-list") {
			continue // limits of the model, and of no report
		}
		if groups := groupPattern.FindAllString(table[1], -1); groups != nil {
			seen.groups(strconv.Itoa(i), table[1])
			continue
		}
		head, body, found := strings.Cut(table[1], "<tbody>")
		if !found {
			return nil, fmt.Errorf("table %d has no body", i)
		}
		rows := rowPattern.FindAllStringSubmatch(head, -1)
		var columns []string
		for _, cell := range cellPattern.FindAllStringSubmatch(rows[len(rows)-1][1], -1) {
			columns = append(columns, keyOf(cell))
		}
		for _, row := range rowPattern.FindAllStringSubmatch(body, -1) {
			if err := seen.row(strconv.Itoa(i), columns, cellPattern.FindAllStringSubmatch(row[1], -1)); err != nil {
				return nil, err
			}
		}
	}
	for i, figure := range figurePattern.FindAllStringSubmatch(page, -1) {
		seen.add(fmt.Sprint("figure ", i), number{"", textOf(figure[1])})
		seen.add(fmt.Sprint("beside ", i), number{"", textOf(figure[2])})
	}
	seen.spreads(page)
	for _, about := range aboutPattern.FindAllStringSubmatch(page, -1) {
		for i, digits := range digitPattern.FindAllString(dayPattern.ReplaceAllString(textOf(about[2]), ""), -1) {
			seen.add(fmt.Sprint("about ", about[1], " ", i), number{"", digits})
		}
	}
	return seen, nil
}

// groups reads a table whose cells are groups, as wide and as high as these are.
func (n figures) groups(table, text string) {
	for _, cell := range cellPattern.FindAllStringSubmatch(text, -1) {
		if group := groupPattern.FindStringSubmatch(cell[2]); group != nil {
			n.cell(table+" / "+group[1], cell)
		}
	}
}

// cell reads the number of a cell and the smaller ones below it.
func (n figures) cell(place string, cell []string) {
	n.add(place, numberOf(cell[2], smallPattern.ReplaceAllString(cell[3], "")))
	i := 0
	for _, small := range smallPattern.FindAllStringSubmatch(cell[3], -1) {
		for text := range strings.SplitSeq(small[2], " · ") {
			n.add(fmt.Sprint(place, " below ", i), numberOf(small[1], text))
			i++
		}
	}
}

// keyOf names a row or a column: by what scripts call it, unless that is a colour alone, or by
// its words; and by what is moved to.
func keyOf(cell []string) string {
	name := textOf(smallPattern.ReplaceAllString(cell[3], ""))
	if key := keyPattern.FindStringSubmatch(cell[2]); key != nil && !strings.HasPrefix(key[1], "step-") {
		name = key[1]
	}
	if small := smallPattern.FindStringSubmatch(cell[3]); small != nil && strings.HasPrefix(small[2], "→") {
		name += " " + textOf(small[2])
	}
	return name
}

// row reads a row of a table, whose first cell names it.
func (n figures) row(table string, columns []string, cells [][]string) error {
	if len(cells) != len(columns) {
		return fmt.Errorf("table %s has %d columns and a row of %d cells", table, len(columns), len(cells))
	}
	key := table + " / " + keyOf(cells[0]) + " / "
	for i, cell := range cells[1:] {
		place := key + columns[i+1]
		if _, twice := n[place]; twice {
			return fmt.Errorf("two cells are %s", place)
		}
		n.cell(place, cell)
	}
	return nil
}

func numberOf(attributes, piece string) number {
	value := ""
	if found := valuePattern.FindStringSubmatch(attributes); found != nil {
		value = found[1]
	}
	return number{value, textOf(piece)}
}

// add keeps what is a number. Words and dashes are none.
func (n figures) add(place string, one number) {
	if one.value != "" || digitPattern.MatchString(one.text) && !strings.ContainsAny(one.text, "★") {
		n[place] = one
	}
}

// is tells whether a number on a page is another: to scripts exactly, to people as far as it
// is written.
func (n number) is(want string) bool {
	if n.value != "" && n.value != want {
		return false
	}
	digits := digitPattern.FindString(n.text)
	read, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	exact, err2 := strconv.ParseFloat(want, 64)
	if err != nil || err2 != nil {
		return false
	}
	if before, _, _ := strings.Cut(n.text, digits); strings.Contains(before, "\u2212") {
		read = -read
	}
	_, decimals, _ := strings.Cut(digits, ".")
	return math.Abs(read-exact) <= 0.5*math.Pow10(-len(decimals))+1e-9
}

// differences tells which figures of a page are not those wanted, which are wanted and not
// there, and which are there and were not said to be.
func (n figures) differences(want map[string]string) (problems []string) {
	for _, place := range slices.Sorted(maps.Keys(want)) {
		if one, there := n[place]; !there {
			problems = append(problems, fmt.Sprintf("%s is not shown, and should be %s", place, want[place]))
		} else if !one.is(want[place]) {
			problems = append(problems, fmt.Sprintf("%s is %q (%s), and should be %s", place, one.text, one.value, want[place]))
		}
	}
	for _, place := range slices.Sorted(maps.Keys(n)) {
		if _, wanted := want[place]; !wanted {
			problems = append(problems, fmt.Sprintf("%s is %q: the test does not know of what report", place, n[place].text))
		}
	}
	return problems[:min(len(problems), 12)]
}
