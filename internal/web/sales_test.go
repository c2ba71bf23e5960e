package web_test

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"palier"
	"palier/internal/control"
	"palier/internal/server/servertest"
)

// The days that pages of sales are tried over: both ends cut a month.
const (
	salesFrom = "2026-03-15"
	salesTo   = "2026-11-10"
	salesDays = "from=" + salesFrom + "&to=" + salesTo
)

func TestPagesOfSales(t *testing.T) {
	s := openOdd(t)
	mia := s.User("mia", control.Marketer, false)
	c := follow(mia)
	t.Run("each number of cohorts leads to its contacts", func(t *testing.T) { cohortsLead(t, c) })
	for _, of := range []string{"category", "item"} {
		t.Run("each number of buyers leads to them, by "+of, func(t *testing.T) { productsLead(t, c, of) })
	}
	t.Run("each number of orders leads to who placed them", func(t *testing.T) { ordersLead(t, c) })
	t.Run("what makes no sense is refused", func(t *testing.T) { salesRefuse(t, mia) })
	t.Run("what is typed is found", func(t *testing.T) { salesFind(t, mia) })
	t.Run("a viewer is led nowhere", func(t *testing.T) {
		eve := s.User("eve", control.Viewer, false)
		for _, path := range []string{"/orders", "/products", "/cohorts", "/products?of=item&show=numbers"} {
			if page := string(eve.Do(http.MethodGet, path, nil).Is(http.StatusOK).Body); strings.Contains(page, `class="behind"`) {
				t.Errorf("%s leads a viewer to contacts", path)
			}
		}
		eve.Do(http.MethodGet, "/contacts?orders=stage.new.2026-01-01.2026-02-01", nil).Is(http.StatusForbidden)
	})
}

func cohortsLead(t *testing.T, c *follower) {
	want := map[string]string{}
	for _, row := range reportRows(c.Caller, "cohorts?"+salesDays+"&as_of="+salesTo) {
		want[fmt.Sprint(row["first_purchase"], row["months_since"])] = fmt.Sprint(row["buyers"])
		want[fmt.Sprint(row["first_purchase"])] = fmt.Sprint(row["contacts"])
	}
	rows := tableOf(c.Do(http.MethodGet, "/cohorts?show=spend&"+salesDays, nil).Is(http.StatusOK).Body, "months")
	if len(rows) != 10 {
		t.Fatalf("%d rows", len(rows))
	}
	for i, row := range rows[:len(rows)-1] {
		month := fmt.Sprintf("2026-%02d-01", i+3)
		for j, cell := range row {
			number := want[month]
			if j > 0 {
				number = want[month+strconv.Itoa(j-1)]
			}
			if cell.at == "" {
				if number != "0" && number != "" {
					t.Errorf("%s, %d: %s lead nowhere", month, j, number)
				}
			} else if got := c.behind(cell.at); got != number {
				t.Errorf("%s, %d: the report says %s, behind it are %s: %s", month, j, number, got, cell.at)
			}
		}
	}
}

// productsLead checks the buyers of all categories, and of some items. For a few no segment
// says whom they are.
func productsLead(t *testing.T, c *follower, of string) {
	found, nowhere := 0, 0
	for page := 1; ; page++ {
		answer := c.Do(http.MethodGet, fmt.Sprintf("/products?show=numbers&of=%s&page=%d&%s", of, page, salesDays), nil)
		if answer.Status != http.StatusOK {
			break
		}
		for _, row := range tableOf(answer.Body, "sold") {
			for _, cell := range slices.Concat(row[:1], row[len(row)-3:]) {
				if found++; cell.at == "" && cell.value != "0" {
					nowhere++
				} else if cell.at != "" && (of == "category" || found%9 == 0) {
					if got := c.behind(cell.at); got != cell.value {
						t.Errorf("the page says %s, behind it are %s: %s", cell.value, got, cell.at)
					}
				}
			}
		}
	}
	if found < 100 || nowhere > 0 {
		t.Errorf("of %d numbers %d lead nowhere", found, nowhere)
	}
}

// ordersLead checks that the page leads to each number's contacts, and counts some of them;
// all are counted where the report is tested.
func ordersLead(t *testing.T, c *follower) {
	page := c.Do(http.MethodGet, "/orders?"+salesDays, nil).Is(http.StatusOK).Body
	few := c.Do(http.MethodGet, "/orders?stars=2&"+salesDays, nil).Is(http.StatusOK).Body
	for _, row := range append(tableOf(page, "conversions"), tableOf(few, "conversions")...) {
		if got := c.behind(row[1].at); got != row[1].value {
			t.Errorf("%s bought, behind it are %s: %s", row[1].value, got, row[1].at)
		}
	}
	links := html.UnescapeString(string(page))
	checked := 0
	for _, row := range reportRows(c.Caller, "orders?"+salesDays+"&as_of="+salesTo) {
		if row["of"] == "conversion" || row["orders"] == json.Number("0") {
			continue
		}
		at := "orders=" + url.QueryEscape(strings.Join(placed(row), "."))
		if !strings.Contains(links, at) {
			if row["of"] == "stage" {
				t.Errorf("the page has no link %s", at)
			}
			continue // beyond the first thirty categories
		}
		if checked++; checked%12 > 0 {
			continue
		}
		if got := c.behind("/contacts?to=" + salesTo + "&" + at); got != fmt.Sprint(row["buyers"]) {
			t.Errorf("%v bought, behind it are %s: %s", row["buyers"], got, at)
		}
	}
	if checked < 100 {
		t.Errorf("only %d links", checked)
	}
}

// placed is how an address names the orders of a row of the report.
func placed(row map[string]any) []string {
	value := fmt.Sprint(row["value"])
	if row["of"] == "category" {
		return []string{"conversion", value, salesFrom, salesTo, strings.ReplaceAll(url.QueryEscape(fmt.Sprint(row["category"])), ".", "%2E")}
	}
	month := fmt.Sprint(row["month"])
	day, _ := palier.ParseDay(month)
	last := day.Time().AddDate(0, 1, -1).Format("2006-01-02")
	return []string{"stage", value, max(month, salesFrom), min(last, salesTo)}
}

func salesRefuse(t *testing.T, mia *servertest.Caller) {
	for address, status := range map[string]int{
		"/products?of=love": 400, "/products?by=love": 400, "/products?show=love": 400, "/products?page=0": 400, "/products?page=99": 400, "/products?page=x": 400,
		"/products?find=" + strings.Repeat("x", 300): 400, "/products?find=%ff": 200, "/products?find=%3Cscript%3E": 200,
		"/contacts?orders=stage.new": 400, "/contacts?orders=stage.love.2026-01-01.2026-02-01": 400, "/contacts?orders=love.new.2026-01-01.2026-02-01": 400,
		"/contacts?orders=stage.none.2026-01-01.2026-02-01": 400, "/contacts?orders=conversion.none.2026-01-01.2026-02-01": 400, "/contacts?orders=stage.new.x.2026-02-01": 400,
		"/contacts?orders=stage.new.2026-03-01.2026-02-01": 400, "/contacts?orders=stage.new.2026-03-01.2036-02-01": 400, "/contacts?orders=stage.new.2026-01-01.2026-02-01.Nothing": 200,
		"/contacts?orders=stage.new.2026-01-01.2026-02-01.a.b": 400, "/contacts?sold=love.a.2026-01-01.2026-02-01.none": 400, "/contacts?sold=item.a.2026-01-01": 400,
		"/contacts?sold=item.a.2026-03-01.2026-02-01.none": 400, "/contacts?sold=item.a.2026-01-01.2026-02-01.love": 400, "/contacts?sold=item.nobody%2520knows.2026-01-01.2026-02-01.none": 200, "/contacts?orders=stage.new.%25zz.x": 400, "/orders?to=2024-01-01": 200, "/products?to=2023-01-01": 200,
	} {
		if got := mia.Do(http.MethodGet, address, nil).Status; got != status {
			t.Errorf("%s: %d", address, got)
		}
	}
}

func salesFind(t *testing.T, mia *servertest.Caller) {
	page := plain(mia.Do(http.MethodGet, "/products?of=item&find=COFFEE&days=all", nil).Is(http.StatusOK))
	for _, says := range []string{"Beans", "x2 · Food > Coffee"} {
		if !strings.Contains(page, says) {
			t.Errorf("%q is not found", says)
		}
	}
	if strings.Contains(page, "Bell") {
		t.Error("what was not searched for is found")
	}
	page = plain(mia.Do(http.MethodGet, "/products?of=item&days=all&by=buyers&find=x5", nil).Is(http.StatusOK))
	for _, says := range []string{"no title", "Without a category", "One of the products sold is not in the catalogue", "credits, which stand apart"} {
		if !strings.Contains(page, says) && !strings.Contains(page, strings.ToLower(says)) {
			t.Errorf("it does not say %q: %s", says, page)
		}
	}
}
