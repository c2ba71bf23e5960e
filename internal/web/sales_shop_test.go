package web_test

import (
	"encoding/json"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"palier/internal/server/servertest"
)

// oddities are what shops have besides what a tidy one has: categories written in several
// ways, or several of one item, items that differ in case only, without a title, or that no
// catalogue has; orders without lines, refunds of a part, of all and of nothing known.
var oddities = []string{
	"item_id,title,category\nx1,Filter,Food>Coffee\nx2,Beans,Food > Coffee\nx3,Cap,Bikes | Sale\nx4,Bell,Bikes and more\nx5,,\nx6,Lamp,\"bikes > \"\"Road\"\"\"\nx7,Lock,Gifts > Seasonal\nA1,Big,Size\na1,Small,size\n",
	"order_id,contact_id,email,ordered_at,amount,item_id,quantity\n" +
		"p1,C0000001,,2026-05-03,10.00,x1,1\np2,C0000002,,2026-05-04,11.00,x2,1.5\np3,C0000003,,2026-06-04,12.00,x3,2\np3,C0000003,,2026-06-04,5.00,x4,1\np4,C0000004,,2026-06-05,13.00,x5,1\np5,C0000005,,2026-07-05,14.00,x6,1\n" +
		"p6,C0000006,,2026-07-06,15.00,A1,1\np7,C0000007,,2026-07-06,16.00,a1,1\np8,C0000008,,2026-08-01,17.00,unheard,1\np9,C0000009,,2026-08-02,18.00,,1\nq1,,guest@odd.example,2026-08-03,19.00,x7,1\n" +
		"p1,C0000001,,2026-05-20,-10.00,x1,1\np3,C0000003,,2026-06-20,-12.00,x3,2\nnobody,C0000008,,2026-08-20,-3.00,x4,1\n",
	"order_id,contact_id,ordered_at,amount\nh1,C0000001,2026-09-03,20.00\nh2,C0000010,2026-09-04,21.00\nh3,newcomer,2026-11-20,22.00\n",
}

// openOdd serves a made-up shop with oddities.
func openOdd(t *testing.T) *servertest.Shop {
	t.Helper()
	s := openDemo(t, 300)
	load(t, s, oddities...)
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
