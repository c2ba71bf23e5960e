package report_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"palier"
	"palier/internal/refresh"
	"palier/internal/report"
)

// seeds are so many random shops.
const seeds = 40

// made makes a report of a stall's span, and gives the figures of its rows by the texts
// before them.
func (s *stall) made(name string, keys int) map[string]string {
	s.t.Helper()
	q := query(name, s.span[0], s.span[1], s.asOf)
	rows := map[string]string{}
	lines := strings.Split(strings.TrimSpace(csvOf(s.t, s.view, s.engine, q)), "\n")[1:]
	for _, line := range lines {
		fields := strings.Split(line, ",")
		key := strings.Join(fields[:keys], "|")
		if _, twice := rows[key]; twice {
			s.t.Errorf("%s: two rows of %s", name, key)
		}
		rows[key] = strings.Join(fields[keys:], ",")
	}
	return rows
}

func (s *stall) same(name string, got, want map[string]string) {
	s.t.Helper()
	if !maps.Equal(got, want) {
		for _, key := range slices.Sorted(maps.Keys(want)) {
			if got[key] != want[key] {
				s.t.Fatalf("%s of %s: got %q, want %q", name, key, got[key], want[key])
			}
		}
		for key := range got {
			if _, wanted := want[key]; !wanted {
				s.t.Fatalf("%s has a row %s: %s", name, key, got[key])
			}
		}
	}
}

// levels are the paths of an item's category; "-" when it has none or is not known.
func (s *stall) levels(item string) []string {
	switch s.categories[item] {
	case "Food > Tea > Green":
		return []string{"Food", "Food > Tea", "Food > Tea > Green"}
	case "Food > Tea":
		return []string{"Food", "Food > Tea"}
	case "Food>Coffee":
		return []string{"Food", "Food > Coffee"}
	case "Home":
		return []string{"Home"}
	case "Sale | Food > Tea |  > ":
		return []string{"Sale", "Food", "Food > Tea"}
	}
	return []string{"-"}
}

func money(m palier.Money) string { return palier.Currency("EUR").Format(m) }

func TestOrdersAreWhatTheirRowsSay(t *testing.T) {
	for seed := range uint64(seeds) {
		s := newStall(t, seed)
		s.engine.Model.RefundsAffectLifecycle = seed%4 > 0
		all := tabled{}
		for _, h := range s.happenings() {
			if !s.inSpan(h.day) {
				continue
			}
			before, after := s.stage(h.contact, h.day-1), s.stage(h.contact, h.day)
			name := before.String()
			if before == palier.NoStage {
				name = "new"
			}
			row := all.at(h.day.String()[:8]+"01", "stage", name, "")
			row.take(&h, h.amount)
			if len(h.sales) == 0 {
				continue
			}
			row.met(&h)
			conversion := ""
			switch {
			case after != palier.FirstTimeBuyer && after != palier.ActiveBuyer:
			case before == palier.NoStage:
				conversion = "first_purchase"
			case before.IsLead():
				conversion = "lead_conversion"
			case before == palier.FirstTimeBuyer && after == palier.ActiveBuyer:
				conversion = "repurchase"
			case before == palier.DefectingBuyer:
				conversion = "winback_defecting"
			case before == palier.InactiveBuyer:
				conversion = "winback_inactive"
			}
			if conversion == "" {
				continue
			}
			row = all.at("", "conversion", conversion, "")
			row.take(&h, h.amount)
			row.met(&h)
			for _, line := range h.rows {
				for _, level := range s.levels(line.ItemID) {
					row := all.at("", "category", conversion, level)
					row.take(&h, line.Amount)
					if line.Amount > 0 && line.OrderID != "" {
						row.met(&h)
					}
				}
			}
		}
		want := map[string]string{}
		for key, f := range all {
			average := ""
			if n := int64(len(f.orders)); n > 0 {
				average = money(palier.Money((2*int64(f.amount) + n) / (2 * n)))
			}
			want[key] = fmt.Sprintf("%d,%s,%s,%s,%d", len(f.orders), money(f.amount), average, money(f.credits), len(f.buyers))
		}
		s.same("orders", s.made("orders", 4), want)
		for key, f := range all {
			if members := s.ordered(strings.Split(key, "|")); len(members) != len(f.buyers) {
				t.Errorf("%s: %d contacts placed the orders, %d are found", key, len(f.buyers), len(members))
			}
		}
	}
}

// ordered finds who placed the orders of a row.
func (s *stall) ordered(row []string) []palier.Key {
	s.t.Helper()
	span := refresh.Span{From: s.span[0], To: s.span[1], AsOf: s.asOf}
	if month, err := palier.ParseDay(row[0]); err == nil {
		next := refresh.MonthOf(month + 31)
		span.From, span.To = max(span.From, month), min(span.To, next-1)
	}
	of := strings.Replace(row[1], "category", "conversion", 1)
	kind, err := refresh.ParseOrderKind(of, row[2])
	if err != nil {
		s.t.Fatal(err)
	}
	if row[1] == "category" {
		kind.Within = &refresh.Shelf{Category: strings.TrimPrefix(row[3], "-")}
	}
	members, err := s.engine.OrderMembers(ctx, s.view, span, kind)
	if err != nil {
		s.t.Fatal(err)
	}
	return members
}

func TestProductsAreWhatTheirRowsSay(t *testing.T) {
	for seed := range uint64(seeds) {
		s := newStall(t, seed)
		s.engine.Model.RefundsAffectLifecycle = seed%4 > 0
		all := tabled{}
		for _, h := range s.happenings() {
			if !s.inSpan(h.day) {
				continue
			}
			stage := s.stage(h.contact, s.asOf).String()
			for _, line := range h.rows {
				category, isKnown := s.categories[line.ItemID]
				keys := [][]string{{"item", line.ItemID, "The " + line.ItemID, strings.NewReplacer("d>C", "d > C", " |  > ", "").Replace(category), "yes", stage}}
				switch {
				case line.ItemID == "":
					keys[0] = []string{"item", "-", "", "", "", stage}
				case !isKnown:
					keys[0] = []string{"item", line.ItemID, "", "-", "no", stage}
				case category == "":
					keys[0][3] = "-"
				}
				for _, level := range s.levels(line.ItemID) {
					keys = append(keys, []string{"category", level, "", "", "", stage})
				}
				for _, key := range keys {
					row := all.at(key...)
					row.take(&h, line.Amount)
					if line.Amount > 0 && line.OrderID != "" {
						row.met(&h)
						row.units += line.Quantity
					}
				}
			}
		}
		want := map[string]string{}
		for key, f := range all {
			want[key] = fmt.Sprintf("%d,%d,%s,%s,%s", len(f.buyers), len(f.orders), palier.Quantity(f.units), money(f.amount), money(f.credits))
		}
		s.same("products", s.made("products", 6), want)
	}
}

func TestCohortsAreWhatTheirRowsSay(t *testing.T) {
	for seed := range uint64(seeds) {
		s := newStall(t, seed)
		s.engine.Model.RefundsAffectLifecycle = seed%4 > 0
		firsts := map[string]palier.Day{}
		for _, h := range s.happenings() {
			if day, known := firsts[h.contact]; len(h.sales) > 0 && (!known || h.day < day) {
				firsts[h.contact] = h.day
			}
		}
		month := func(day palier.Day) string { return day.String()[:8] + "01" }
		sizes, rows := map[string]int{}, tabled{}
		for contact, day := range firsts {
			if !s.inSpan(day) {
				continue
			}
			sizes[month(day)]++
			for later := day; later <= s.asOf; later++ {
				rows.at(month(day), month(later))
			}
			for _, h := range s.happenings() {
				if h.contact != contact || month(h.day) < month(day) {
					continue
				}
				row := rows.at(month(day), month(h.day))
				row.amount += h.amount
				if len(h.sales) > 0 {
					row.met(&h)
				}
			}
		}
		want := map[string]string{}
		for key, f := range rows {
			cohort, month, _ := strings.Cut(key, "|")
			since := 0
			for other := range rows {
				if c, m, _ := strings.Cut(other, "|"); c == cohort && m < month {
					since++
				}
			}
			want[fmt.Sprintf("%s|%d|%s", cohort, since, month)] = fmt.Sprintf("%d,%d,%s", sizes[cohort], len(f.buyers), money(f.amount))
		}
		s.same("cohorts", s.made("cohorts", 3), want)
	}
}

func TestABaseOfLeadsHasNoOrders(t *testing.T) {
	s := &stall{t: t}
	s.load(&palier.Batch{Kind: palier.KindContacts, Contacts: []palier.Contact{{Line: 2, ContactID: "a", Registered: first}}})
	for _, name := range []string{"orders", "products", "cohorts"} {
		if text := csvOf(t, s.view, s.engine, query(name, palier.NoDay, palier.NoDay, first+9)); strings.Count(text, "\n") != 1 {
			t.Errorf("%s of leads:\n%s", name, text)
		}
	}
}

func TestAverageOrdersAreEmptyWhereThereAreOnlyCredits(t *testing.T) {
	s := &stall{t: t}
	s.load(&palier.Batch{Kind: palier.KindOrders, OrderLines: []palier.OrderLine{{Line: 2, OrderID: "o", ContactID: "a", Day: first, Amount: -250}}})
	made, err := report.Run(ctx, s.view, s.engine, query("orders", palier.NoDay, palier.NoDay, first+9))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	if err := report.WriteJSON(&text, made, "EUR"); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), `"average_order": null`) || !strings.Contains(text.String(), `"credits": -2.50`) {
		t.Errorf("it is %s", text.String())
	}
}
