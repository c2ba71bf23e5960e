package web_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"palier"
	"palier/internal/control"
	"palier/internal/report"
	"palier/internal/server/servertest"
)

func TestThePageOfCustomers(t *testing.T) {
	s := openDemo(t, 400)
	eve, mia := s.User("eve", control.Viewer, false), s.User("mia", control.Marketer, false)
	t.Run("its numbers are those of the report", func(t *testing.T) { customersSay(t, s, eve) })
	t.Run("they lead to their contacts", func(t *testing.T) {
		follow(mia).allLead(map[string]int{"/customers": 20, "/customers?to=2026-08-01&stars=1": 4})
		leadsNowhere(t, eve, "/customers")
	})
	t.Run("darker cells bought more recently or are larger", func(t *testing.T) { customersShade(t, eve) })
	mia.Do(http.MethodGet, "/customers?shade=love", nil).Is(http.StatusBadRequest)
}

// leadsNowhere checks that a page does not lead a viewer to contacts.
func leadsNowhere(t *testing.T, viewer *servertest.Caller, path string) {
	t.Helper()
	if page := string(viewer.Do(http.MethodGet, path, nil).Is(http.StatusOK).Body); strings.Contains(page, "segment=") || strings.Contains(page, "lead=") {
		t.Errorf("%s leads a viewer to contacts", path)
	}
}

func customersSay(t *testing.T, s *servertest.Shop, eve *servertest.Caller) {
	model, book := palier.DefaultModel(), bookIn(t, "en")
	count := func(n int64) string {
		if n == 0 {
			return ""
		}
		return fmt.Sprint(n)
	}
	want, all := map[[2]string][]any{}, int64(0)
	for _, row := range made(t, s, report.Query{Name: "customers", From: palier.NoDay, To: palier.NoDay}).Rows {
		want[[2]string{row[1].(string), row[2].(string)}] = row
		if row[2] != "-" {
			all += row[3].(int64)
		}
	}
	rows, seen := seen(eve, "/customers")["customers"], 0
	for i, stage := range []palier.Stage{palier.FirstTimeBuyer, palier.ActiveBuyer, palier.DefectingBuyer, palier.InactiveBuyer} {
		for j, cell := range rows[i].cells[:len(rows[i].cells)-1] {
			row := want[[2]string{stage.String(), model.StatusName(palier.NoSpend + palier.Status(j))}]
			if row == nil {
				if cell.value != "" {
					t.Errorf("%s has %+v", stage, cell)
				}
				continue
			}
			seen++
			small := []string{book.Whole("EUR", row[4].(palier.Money)), book.Whole("EUR", row[5].(palier.Money)) + " each", book.Count("customers.ago", row[6].(int64))}
			if row[4].(palier.Money) == 0 {
				small = append(small[:1], small[2:]...)
			}
			if cell.value != count(row[3].(int64)) || strings.Join(cell.small, "|") != strings.Join(small, "|") {
				t.Errorf("%s: %+v, want %v", stage, cell, row)
			}
		}
	}
	if last := rows[4].cells[len(rows[4].cells)-1]; seen < 10 || last.value != fmt.Sprint(all) {
		t.Errorf("%d cells, %s customers of %d", seen, last.value, all)
	}
}

func customersShade(t *testing.T, eve *servertest.Caller) {
	days := func(c shownCell) int {
		n, err := strconv.Atoi(strings.Fields(c.small[len(c.small)-1])[0])
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	contacts := func(c shownCell) int {
		n, err := strconv.Atoi(c.value)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for path, darker := range map[string]func(a, b shownCell) bool{
		"/customers":                func(a, b shownCell) bool { return days(a) < days(b) },
		"/customers?shade=contacts": func(a, b shownCell) bool { return contacts(a) > contacts(b) },
	} {
		page := eve.Do(http.MethodGet, path, nil).Is(http.StatusOK)
		var cells []shownCell
		for _, row := range grids(page.Body)["customers"][:4] {
			for _, cell := range row.cells[:len(row.cells)-1] {
				if cell.value != "" {
					cells = append(cells, cell)
				}
			}
		}
		shades := map[int]bool{}
		for _, a := range cells {
			shades[a.shade] = true
			for _, b := range cells {
				if darker(a, b) && a.shade < b.shade {
					t.Errorf("%s: %+v is lighter than %+v", path, a, b)
				}
			}
		}
		if len(shades) < 3 || shades[0] {
			t.Errorf("%s: the shades are %v", path, shades)
		}
	}
	eve.Do(http.MethodGet, "/customers", nil).Says(`<li data-shade="9">≤ 30</li>`).Says(`<li data-shade="7">≤ 90</li>`).Says(`<li data-shade="4">≤ 365</li>`).Says(`<li data-shade="1">&gt; 1,095</li>`)
}

func TestAShopWithoutCustomersOrLeadsSaysWhatToDo(t *testing.T) {
	s := openShop(t)
	eve := s.User("eve", control.Viewer, false)
	eve.Do(http.MethodGet, "/customers?stage=new_lead", nil).Is(http.StatusOK).Says("Nobody has bought by this day. Load orders")
	eve.Do(http.MethodGet, "/rfm?stage=new_lead", nil).Is(http.StatusOK).Says("Nobody has bought by this day. Load orders")
	eve.Do(http.MethodGet, "/leads?stage=active_buyer", nil).Is(http.StatusOK).Says("Nobody is a lead on this day.")
	eve.Do(http.MethodGet, "/customers?to=2020-01-01", nil).Is(http.StatusOK).Says("Nobody has a stage on")
}
