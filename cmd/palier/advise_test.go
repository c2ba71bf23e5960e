package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// advised is what palier advise --json answers, as far as tests look.
type advised struct {
	AsOf        string `json:"as_of"`
	Suggestions []struct {
		ID           string
		Words        string
		Suggested    []float64
		Missing      *struct{ Have, Need int64 }
		Observations int64
		Horizon      int
		Marks        []struct{ At, Share float64 }
		Levels       []struct{ Contacts int64 }
		Distribution []struct{ Count int64 }
	}
}

func (u *user) advised(args ...string) (a advised) {
	u.t.Helper()
	if err := json.Unmarshal([]byte(u.run(append([]string{"advise", "--json"}, args...)...)), &a); err != nil {
		u.t.Fatal(err)
	}
	return a
}

// tested is what palier backtest --json answers, as far as tests look.
type tested struct {
	Period int
	Models []struct {
		FlatStars []int `json:"flat_stars"`
		All, Days testedDays
	}
}

// testedDays is one day or a list of them.
type testedDays []struct {
	Day       string
	AUC       float64
	Lift      float64
	Customers struct{ Contacts, Buyers int64 }
	New       struct{ Buyers int64 }
}

func (d *testedDays) UnmarshalJSON(text []byte) error {
	if text[0] != '[' {
		text = append(append([]byte{'['}, text...), ']')
	}
	type plain testedDays
	return json.Unmarshal(text, (*plain)(d))
}

func (u *user) tested(args ...string) (made tested) {
	u.t.Helper()
	if err := json.Unmarshal([]byte(u.run(append([]string{"backtest", "--json"}, args...)...)), &made); err != nil {
		u.t.Fatal(err)
	}
	return made
}

// regulars makes a shop whose 40 customers all come back every ten days, but the half only
// every thirty; and whose leads click after two days.
func regulars(t *testing.T) *user {
	u := newUser(t)
	u.run("init", "--timezone", "Europe/Paris")
	contacts, orders, clicks := "contact_id,registered_at\n", "order_id,contact_id,ordered_at,amount\n", "contact_id,engaged_at,type\n"
	begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for c := range 40 {
		contacts += fmt.Sprintf("l%d,2026-06-01\n", c)
		clicks += fmt.Sprintf("l%d,2026-06-03,click\n", c)
		for n := 0; n < 300; n += 10 + c%2*20 {
			orders += fmt.Sprintf("o%d-%d,c%d,%s,%d.00\n", c, n, c, begin.AddDate(0, 0, n+c%10).Format(time.DateOnly), 10+c)
		}
	}
	u.run("import", u.file("contacts.csv", contacts), u.file("orders.csv", orders), u.file("engagements.csv", clicks))
	return u
}

func TestSuggestionsAreShownWrittenTriedAndAccepted(t *testing.T) {
	u := regulars(t)
	out := u.run("advise", "--lang", "fr")
	for _, want := range []string{"Un client est en défection", "Statut par seuils naturels", "Récence", "sont revenus au bout de"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if strings.Contains(out, "advise.") {
		t.Errorf("something is not said:\n%s", out)
	}
	file := filepath.Join(u.dir, "suggested.yaml")
	if _, said, _ := u.try("advise", "--write", file); !strings.Contains(said, "suggested.yaml has the model with 9 suggestions accepted") {
		t.Errorf("it says\n%s", said)
	}
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), "  # Of those who come back within") || !strings.Contains(string(text), "  defecting: 28\n") && !strings.Contains(string(text), "  defecting: 35\n") {
		t.Errorf("written is\n%s", text)
	}
	if diff := u.run("model", "diff", file); !strings.Contains(diff, "customer.defecting: 90 → ") || strings.Contains(diff, "exclude") {
		t.Errorf("it changes\n%s", diff)
	}
	if _, said, code := u.try("advise", "--write", file); code != refused || !strings.Contains(said, "such a file already") {
		t.Errorf("it is written over: %s", said)
	}
	proof := u.tested("--model", file, "--period", "30")
	if len(proof.Models) != 2 || len(proof.Models[0].Days) != 8 || proof.Models[1].Days[0].Day != proof.Models[0].Days[0].Day {
		t.Errorf("both models are not tested on eight days: %+v", proof)
	}
	if lines := strings.Split(strings.TrimSpace(u.run("backtest", "--model", file, "--period", "30", "--format", "csv")), "\n"); lines[0] != "model,day,of,value,contacts,buyers,bought,spend,average_spend,revenue_share,auc,gini,lift" || !strings.HasPrefix(lines[len(lines)-1], "tried,,group,") {
		t.Errorf("as csv it is %d lines, the first %s, the last %s", len(lines), lines[0], lines[len(lines)-1])
	}
	if text := u.run("advise", "--format", "csv"); !strings.HasPrefix(text, "suggestion,of,at,count,share,spend\nlead.cold,point,") || !strings.Contains(text, "\nstatus.levels:shares,level,0,") {
		t.Errorf("as csv it is\n%s", text)
	}
	if shown, _, _ := u.try("backtest", "--model", file, "--lang", "fr", "--of", "stars"); !strings.Contains(shown, "AUC, essai") || !strings.Contains(shown, "Étoiles, essai") || !strings.Contains(shown, "tirer au sort") || strings.Contains(shown, "backtest.") || strings.Contains(shown, "Profil") {
		t.Errorf("shown is\n%s", shown)
	}
	one := filepath.Join(u.dir, "one.yaml")
	u.run("advise", "--write", one, "--accept", "lead.cold, status.levels:breaks")
	if diff := u.run("model", "diff", one); !strings.Contains(diff, "lead.cold: 90 → 2") || strings.Contains(diff, "customer") || !strings.Contains(diff, "status.levels.low") {
		t.Errorf("it changes\n%s", diff)
	}
	u.run("model", "apply", file)
	if again := u.advised(); len(again.Suggestions) != 11 {
		t.Errorf("%d suggestions", len(again.Suggestions))
	}
	few := u.advised("--segment", "contact_id = c1", "--days", "60")
	for _, s := range few.Suggestions {
		if s.Missing == nil || s.Observations > 3 {
			t.Errorf("one customer suggests %s by %d observations", s.ID, s.Observations)
		}
	}
}

func TestShopsThatSayLittleAreToldWhatIsMissing(t *testing.T) {
	const header = "order_id,contact_id,ordered_at,amount\n"
	sameDay := header
	for i := range 60 {
		sameDay += fmt.Sprintf("o%d,c%d,2026-10-01,20.00\n", i, i)
	}
	for name, file := range map[string]string{
		"three orders":            header + "o1,a,2026-10-01,5.00\no2,a,2026-10-02,5.00\no3,b,2026-10-03,5.00\n",
		"amounts of zero":         header + strings.ReplaceAll(strings.Repeat("oN,cN,2026-10-01,0\n", 1), "N", "1"),
		"one order":               header + "o1,a,2026-10-01,5.00\n",
		"all orders on one day":   sameDay,
		"a base of leads only":    "contact_id,registered_at\nann,2025-01-01\nbob,2025-02-01\n",
		"nothing but credits":     header + "o1,a,2025-10-01,-5.00\n",
		"orders refunded in full": header + "o1,a,2025-10-01,5.00\no1,a,2025-10-02,-5.00\n",
	} {
		t.Run(name, func(t *testing.T) {
			u := newUser(t)
			u.run("init")
			u.run("import", u.file("file.csv", file))
			for _, s := range u.advised().Suggestions {
				key, _, _ := strings.Cut(s.ID, ":")
				known := name == "all orders on one day" && (key == "rfm.cuts.recency" || key == "rfm.cuts.frequency")
				if (s.Missing == nil) != known || s.Words == "" {
					t.Errorf("%s: %+v", s.ID, s)
				}
			}
			u.run("advise")
			if name == "all orders on one day" {
				return
			}
			if _, said, code := u.try("advise", "--write", filepath.Join(u.dir, "m.yaml")); code != refused || !strings.Contains(said, "there is none") {
				t.Errorf("exit %d: %s", code, said)
			}
			if _, said, code := u.try("backtest"); code != refused || !strings.Contains(said, "could not test the model") {
				t.Errorf("exit %d: %s", code, said)
			}
		})
	}
}

func TestSharesAndDaysOutOfRangeAreWrongUse(t *testing.T) {
	u := shop(t)
	for _, args := range [][]string{
		{"advise", "--come-back", "95,80"}, {"advise", "--come-back", "0,80"}, {"advise", "--come-back", "80"}, {"advise", "--come-back", "80,101"},
		{"advise", "--below", "50,50"}, {"advise", "--below", "100"}, {"advise", "--below", ""}, {"advise", "--in-period", "60,70"}, {"advise", "--in-period", "x"},
		{"advise", "--days", "0"}, {"advise", "--days", "29"}, {"advise", "--days", "3651"}, {"advise", "--accept", "rfm.period"}, {"advise", "--as-of", "soon"},
		{"advise", "--write", ""}, {"advise", "--write", filepath.Join(u.dir, "m.yaml"), "--accept", " "}, {"advise", "--format", "doc"}, {"backtest", "--format", "xml"},
		{"advise", "everything"}, {"backtest", "--of", "shoes"}, {"backtest", "--period", "x"},
	} {
		if _, said, code := u.try(args...); code != wrongUse {
			t.Errorf("%v: exit %d, %s", args, code, said)
		}
	}
	for _, args := range [][]string{
		{"advise", "--segment", "no such segment"}, {"advise", "--model", "nowhere.yaml"}, {"advise", "--write", filepath.Join(u.dir, "m.yaml"), "--accept", "shoes"},
		{"backtest", "--period", "0"}, {"backtest", "--period", "731"}, {"backtest", "--model", "nowhere.yaml"},
		{"backtest", "--model", "/dev/zero"}, {"advise", "--model", u.dir}, {"advise", "--write", filepath.Join(u.dir, "nowhere", "m.yaml")}, {"advise", "--write", u.dir},
		{"backtest", "--model", u.file("bad.yaml", "customer: {defecting: 0}\n")}, {"backtest", "--model", u.file("bytes.yaml", "\xff\xfe\x00")}, {"backtest", "--model", u.file("large.yaml", strings.Repeat("#", 1<<20+1))},
	} {
		if _, said, code := u.try(args...); code != refused {
			t.Errorf("%v: exit %d, %s", args, code, said)
		}
	}
}

// hasty makes a shop moved from another system on one day, of which every second customer places
// two orders at once.
func hasty(t *testing.T) *user {
	u := newUser(t)
	u.run("init")
	contacts, orders := "contact_id,registered_at\n", "order_id,contact_id,ordered_at,amount\n"
	for c := range 60 {
		contacts += fmt.Sprintf("c%d,2026-0%d-01\n", c, 3+c%4/3)
		for n := range 1 + c%2 {
			orders += fmt.Sprintf("o%d-%d,c%d,2026-06-%02dT10:0%d:00,%d.00\n", c, n, c, 1+c%20, n, 10+c)
		}
	}
	u.run("import", u.file("contacts.csv", contacts), u.file("orders.csv", orders))
	return u
}

func TestWhatMakesNumbersSayLittleIsWarnedOfAndThePurchaseUnitCanBeAccepted(t *testing.T) {
	u := hasty(t)
	var a struct {
		Warnings []struct {
			Concern, Of, Value, Words, Advice string
			Day                               string
			Count, Total, Alone               int64
			Limits, Accept                    []string
		}
	}
	ask := func(args ...string) {
		t.Helper()
		a.Warnings = nil
		if err := json.Unmarshal([]byte(u.run(append([]string{"advise", "--json"}, args...)...)), &a); err != nil {
			t.Fatal(err)
		}
	}
	ask()
	found := map[string]bool{}
	for _, w := range a.Warnings {
		found[strings.TrimSpace(fmt.Sprintln(w.Concern, w.Of, w.Value, w.Day, w.Count, w.Total, w.Alone, w.Limits, w.Accept))] = w.Words != "" && w.Advice != ""
	}
	for _, want := range []string{
		"registered   2026-03-01 45 60 0 [] []", "registered   2026-04-01 15 60 0 [] []",
		"together    30 30 30 [purchase_unit] [purchase_unit]",
	} {
		if !found[want] {
			t.Errorf("%q is not among %v", want, found)
		}
	}
	if ask("--segment", "stage = active_buyer"); len(a.Warnings) > 0 {
		t.Errorf("of a segment it warns %+v", a.Warnings)
	}
	for lang, want := range map[string]string{"en": "of the repeat orders, 30 of 30, came on the same day", "fr": "30 clients comptent comme revenus"} {
		if out := u.run("advise", "--lang", lang); !strings.Contains(out, want) || !strings.Contains(out, "(--accept purchase_unit)") || strings.Contains(out, "warning.") {
			t.Errorf("it says\n%s", out)
		}
	}
	file := filepath.Join(u.dir, "days.yaml")
	u.run("advise", "--write", file, "--accept", "purchase_unit")
	if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), "came on the same day") || !strings.Contains(string(text), "\n# Suggested; it was order.\npurchase_unit: day\n") {
		t.Errorf("written is\n%s", text)
	}
	u.run("model", "apply", file)
	if _, said, code := u.try("advise", "--write", filepath.Join(u.dir, "again.yaml"), "--accept", "purchase_unit"); code != refused || !strings.Contains(said, "none of this name") {
		t.Errorf("exit %d: %s", code, said)
	}
}

func TestTheFirstLoadLeadsToTheLimitsAndALaterOneDoesNot(t *testing.T) {
	u := newUser(t)
	u.run("init")
	orders := u.file("orders.csv", "order_id,contact_id,ordered_at,amount\no1,ann,2026-05-01,5.00\n")
	for i, leads := range []bool{true, false} {
		_, told, code := u.try("import", orders)
		if code != done || strings.Contains(told, "palier advise reads others out of your data") != leads {
			t.Errorf("load %d: exit %d\n%s", i+1, code, told)
		}
	}
}
