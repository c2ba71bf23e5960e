package web_test

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"palier"
	"palier/internal/control"
	"palier/internal/segment"
	"palier/internal/server/servertest"
	"palier/internal/workspace"
)

// oddities are what shops have besides what a tidy one has: categories written in several
// ways, or several of one item, items that differ in case only, without a title, or that no
// catalogue has; orders without lines, refunds of a part, of all and of nothing known.
var oddities = map[string]string{
	"odd-products.csv": "item_id,title,category\nx1,Filter,Food>Coffee\nx2,Beans,Food > Coffee\nx3,Cap,Bikes | Sale\nx4,Bell,Bikes and more\nx5,,\nx6,Lamp,\"bikes > \"\"Road\"\"\"\nx7,Lock,Gifts > Seasonal\nA1,Big,Size\na1,Small,size\n",
	"odd-lines.csv": "order_id,contact_id,email,ordered_at,amount,item_id,quantity\n" +
		"p1,C0000001,,2026-05-03,10.00,x1,1\np2,C0000002,,2026-05-04,11.00,x2,1.5\np3,C0000003,,2026-06-04,12.00,x3,2\np3,C0000003,,2026-06-04,5.00,x4,1\np4,C0000004,,2026-06-05,13.00,x5,1\np5,C0000005,,2026-07-05,14.00,x6,1\n" +
		"p6,C0000006,,2026-07-06,15.00,A1,1\np7,C0000007,,2026-07-06,16.00,a1,1\np8,C0000008,,2026-08-01,17.00,unheard,1\np9,C0000009,,2026-08-02,18.00,,1\nq1,,guest@odd.example,2026-08-03,19.00,x7,1\n" +
		"p1,C0000001,,2026-05-20,-10.00,x1,1\np3,C0000003,,2026-06-20,-12.00,x3,2\nnobody,C0000008,,2026-08-20,-3.00,x4,1\n",
	"odd-orders.csv": "order_id,contact_id,ordered_at,amount\nh1,C0000001,2026-09-03,20.00\nh2,C0000010,2026-09-04,21.00\nh3,newcomer,2026-11-20,22.00\n",
}

// openOdd serves a made-up shop with oddities.
func openOdd(t *testing.T) *servertest.Shop {
	t.Helper()
	s := openDemo(t, 300)
	var paths []string
	for name, text := range oddities {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	if _, err := s.Workspace.Import(t.Context(), paths, workspace.ImportOptions{CompleteThrough: palier.NoDay}); err != nil {
		t.Fatal(err)
	}
	return s
}

// shown is a cell of a table on a page: what it says to scripts, and where it leads.
type shown struct{ value, at string }

// tableOf reads the cells of the rows in a part of a page, by row.
func tableOf(page []byte, part string) (rows [][]shown) {
	_, text, _ := strings.Cut(string(page), `<h2 id="`+part+`"`)
	_, text, _ = strings.Cut(text, "<tbody>")
	text, _, _ = strings.Cut(text, "</tbody>")
	for _, row := range strings.Split(text, "</tr>") {
		var cells []shown
		for _, cell := range regexp.MustCompile(`(?s)<td([^>]*)>(.*?)</td>`).FindAllStringSubmatch(row, -1) {
			var c shown
			if found := regexp.MustCompile(`data-value="([^"]*)"`).FindStringSubmatch(cell[1]); found != nil {
				c.value = found[1]
			}
			if found := regexp.MustCompile(`href="([^"]*)"`).FindStringSubmatch(cell[2]); found != nil {
				c.at = html.UnescapeString(found[1])
			}
			cells = append(cells, c)
		}
		if cells != nil {
			rows = append(rows, cells)
		}
	}
	return rows
}

// counter counts the contacts that addresses lead to.
type counter struct {
	*servertest.Caller
	lens  *workspace.Lens // of the day that the addresses are of
	words *segment.Vocabulary
}

// counting makes a counter of a day.
func counting(c *servertest.Caller, day string) *counter {
	asOf, err := palier.ParseDay(day)
	if err != nil {
		c.Fatal(err)
	}
	lens, err := c.Workspace.Look(c.Context(), nil, asOf)
	if err != nil {
		c.Fatal(err)
	}
	c.Cleanup(func() { lens.Close() })
	words, err := c.Workspace.Vocabulary(c.Context(), lens.View, lens.Engine.Model)
	if err != nil {
		c.Fatal(err)
	}
	return &counter{c, lens, words}
}

// behind counts the contacts of a segment as a list does, and those of other numbers by their
// list.
func (c *counter) behind(at string) string {
	c.Helper()
	u, err := url.Parse(at)
	if err != nil || u.Path != "/contacts" || u.Query().Get("to") != c.lens.AsOf.String() {
		c.Fatalf("it leads to %q", at)
	}
	if text := u.Query().Get("segment"); text != "" {
		tree, err := segment.Parse(text)
		if err != nil {
			c.Fatal(err)
		}
		asked, err := c.lens.Ask(c.words, workspace.Segment{Segment: tree})
		if err != nil {
			c.Fatal(err)
		}
		counted, err := c.lens.Engine.Audience(c.Context(), c.lens.View, asked.Selection, 0)
		if err != nil {
			c.Fatal(err)
		}
		return fmt.Sprint(counted.Total)
	}
	list := c.Do(http.MethodGet, at, nil).Is(http.StatusOK).Body
	found := regexp.MustCompile(`role="status"><b>([0-9,]+) contact`).FindSubmatch(list)
	if found == nil {
		c.Fatalf("%s is no list: %.600s", at, list)
	}
	return strings.ReplaceAll(string(found[1]), ",", "")
}

// reportRows asks the API for a report's rows.
func reportRows(c *servertest.Caller, address string) []map[string]any {
	c.Helper()
	var made struct{ Rows []map[string]any }
	decode := json.NewDecoder(strings.NewReader(string(c.Get("/reports/" + address).Is(http.StatusOK).Body)))
	decode.UseNumber()
	if err := decode.Decode(&made); err != nil {
		c.Fatal(err)
	}
	return made.Rows
}

func TestEveryNumberOfSalesLeadsToItsContacts(t *testing.T) {
	s := openOdd(t)
	mia, eve := s.User("mia", control.Marketer, false), s.User("eve", control.Viewer, false)
	const days = "from=2026-03-15&to=2026-11-10"
	c := counting(mia, "2026-11-10")
	t.Run("cohorts", func(t *testing.T) {
		want := map[string]string{}
		for _, row := range reportRows(mia, "cohorts?"+days+"&as_of=2026-11-10") {
			want[fmt.Sprint(row["first_purchase"], row["months_since"])] = fmt.Sprint(row["buyers"])
			want[fmt.Sprint(row["first_purchase"])] = fmt.Sprint(row["contacts"])
		}
		rows := tableOf(mia.Do(http.MethodGet, "/cohorts?show=spend&"+days, nil).Is(http.StatusOK).Body, "months")
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
	})
	t.Run("products", func(t *testing.T) {
		for _, of := range []string{"category", "item"} {
			found, nowhere := 0, 0
			for page := 1; page < 6; page++ {
				answer := mia.Do(http.MethodGet, fmt.Sprintf("/products?show=numbers&of=%s&page=%d&%s", of, page, days), nil)
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
			if found < 100 || nowhere > 8 { // Size and size; A1 and a1
				t.Errorf("%s: %d numbers, %d lead nowhere", of, found, nowhere)
			}
		}
	})
	t.Run("orders", func(t *testing.T) {
		page := mia.Do(http.MethodGet, "/orders?"+days, nil).Is(http.StatusOK).Body
		for _, row := range tableOf(page, "conversions") {
			if got := c.behind(row[1].at); got != row[1].value {
				t.Errorf("%s bought, behind it are %s: %s", row[1].value, got, row[1].at)
			}
		}
		checked := 0
		for _, row := range reportRows(mia, "orders?"+days+"&as_of=2026-11-10") {
			from, to := "2026-03-15", "2026-11-10"
			arguments := []string{fmt.Sprint(row["of"]), fmt.Sprint(row["value"])}
			switch row["of"] {
			case "stage":
				from, to = clipped(fmt.Sprint(row["month"]), from, to)
				arguments = append(arguments, from, to)
			case "category":
				arguments = []string{"conversion", arguments[1], from, to, strings.ReplaceAll(url.QueryEscape(fmt.Sprint(row["category"])), ".", "%2E")}
			default:
				continue
			}
			at := "orders=" + url.QueryEscape(strings.Join(arguments, "."))
			if row["orders"] == json.Number("0") {
				continue
			}
			if checked++; !strings.Contains(html.UnescapeString(string(page)), at) {
				if row["of"] == "stage" {
					t.Errorf("the page has no link %s", at)
				}
				continue // beyond the first thirty
			}
			if checked%12 > 0 {
				continue // all kinds are counted where the report is tested
			}
			if got := c.behind("/contacts?to=2026-11-10&" + at); got != fmt.Sprint(row["buyers"]) {
				t.Errorf("%v bought, behind it are %s: %s", row["buyers"], got, at)
			}
		}
		if checked < 100 {
			t.Errorf("only %d", checked)
		}
	})
	t.Run("a viewer is led nowhere", func(t *testing.T) {
		for _, path := range []string{"/orders", "/products", "/cohorts", "/products?of=item&show=numbers"} {
			if page := string(eve.Do(http.MethodGet, path, nil).Is(http.StatusOK).Body); strings.Contains(page, `class="behind"`) {
				t.Errorf("%s leads a viewer to contacts", path)
			}
		}
		eve.Do(http.MethodGet, "/contacts?orders=stage.new.2026-01-01.2026-02-01", nil).Is(http.StatusForbidden)
	})
}

func TestSalesRefuseWhatTheyDoNotKnowAndFindWhatIsTyped(t *testing.T) {
	s := openOdd(t)
	mia := s.User("mia", control.Marketer, false)
	for address, status := range map[string]int{
		"/products?of=love": 400, "/products?by=love": 400, "/products?show=love": 400, "/products?page=0": 400, "/products?page=99": 400, "/products?page=x": 400,
		"/products?find=" + strings.Repeat("x", 300): 400, "/products?find=%ff": 200, "/products?find=%3Cscript%3E": 200,
		"/contacts?orders=stage.new": 400, "/contacts?orders=stage.love.2026-01-01.2026-02-01": 400, "/contacts?orders=love.new.2026-01-01.2026-02-01": 400,
		"/contacts?orders=stage.none.2026-01-01.2026-02-01": 400, "/contacts?orders=conversion.none.2026-01-01.2026-02-01": 400, "/contacts?orders=stage.new.x.2026-02-01": 400,
		"/contacts?orders=stage.new.2026-03-01.2026-02-01": 400, "/contacts?orders=stage.new.2026-03-01.2036-02-01": 400, "/contacts?orders=stage.new.2026-01-01.2026-02-01.Nothing": 200,
		"/contacts?orders=stage.new.2026-01-01.2026-02-01.a.b": 400, "/contacts?orders=stage.new.%25zz.x": 400, "/orders?to=2024-01-01": 200, "/products?to=2023-01-01": 200,
	} {
		if got := mia.Do(http.MethodGet, address, nil).Status; got != status {
			t.Errorf("%s: %d", address, got)
		}
	}
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

// clipped gives the days of a month that are within others.
func clipped(month, from, to string) (first, last string) {
	day, _ := palier.ParseDay(month)
	t := day.Time().AddDate(0, 1, -1)
	return max(month, from), min(t.Format("2006-01-02"), to)
}
