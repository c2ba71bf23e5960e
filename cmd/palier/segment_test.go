package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// merchant is somebody with a workspace in which there is something to ask for.
func merchant(t testing.TB) *user {
	u := newUser(t)
	u.run("init")
	u.run("import",
		u.file("contacts.csv", `contact_id,registered_at,email,consent_email,city,gender,birth_date,Loyalty tier
ann,2026-01-05,ann@example.com,opt_in,Paris,F,1990-11-25,Gold
bob,2026-02-05,bob@example.com,none,Lyon,M,1980-01-01,
cat,2026-03-05,,,paris,F,2001-05-05,Silver
dan,2026-11-01,dan@example.com,soft_opt_in,Lyon,M,,Gold
`),
		u.file("orders.csv", `order_id,contact_id,ordered_at,amount,item_id,quantity
o1,ann,2026-10-01,40.00,42,1
o2,bob,2026-11-01,60.00,43,2
o3,ann,2026-11-10,200.00,43,1
o4,ghost,2026-11-15,20.00,42,1
`),
		u.file("products.csv", "item_id,title,category,brand,price\n42,Bike,Bikes > City,Acme,40\n43,Helmet,Accessories,Zed,30\n"),
		u.file("engagements.csv", "contact_id,engaged_at,type,channel,campaign\nann,2026-11-12,click,email,soldes\ndan,2026-11-13,bounce,email,news\n"))
	return u
}

// count counts a segment and gives the first line.
func (u *user) count(segment string, args ...string) string {
	u.t.Helper()
	first, _, _ := strings.Cut(u.run(append([]string{"segment", "count", segment}, args...)...), "\n")
	return first
}

// refuses runs a command that must be refused and tell of some words.
func (u *user) refuses(code int, words []string, args ...string) {
	u.t.Helper()
	stdout, stderr, got := u.try(args...)
	if got != code || stdout != "" {
		u.t.Errorf("palier %q: exit %d, want %d; answered %q", args, got, code, stdout)
	}
	for _, word := range words {
		if !strings.Contains(stderr, word) {
			u.t.Errorf("palier %q does not speak of %q: %s", args, word, stderr)
		}
	}
}

func TestACountIsTheNumberAloneThenWhatItIsMadeOf(t *testing.T) {
	u := merchant(t)
	for text, want := range map[string]string{
		`stars >= 0`:                         "3\nidentified 2\nreachable 1\n",
		`city = "PARIS"`:                     "2\nidentified 2\nreachable 1\n",
		`consent_email is true`:              "2\nidentified 2\nreachable 1\n", // one bounced
		`not bought where (item_id = "42")`:  "3\nidentified 3\nreachable 0\n",
		`contact_id = "nobody"`:              "0\nidentified 0\nreachable 0\n",
		`stage:active_buyer`:                 "1\nidentified 1\nreachable 1\n",
		`STAGE:Active_Buyer`:                 "1\nidentified 1\nreachable 1\n",
		`contact."Loyalty tier" is not set`:  "2\nidentified 1\nreachable 0\n",
		`purchases >= 0 top 1 by spend`:      "1\nidentified 1\nreachable 1\n",
		`entered active_buyer in last 9 day`: "",
	} {
		if want == "" {
			u.refuses(refused, []string{"line 1, column"}, "segment", "count", text)
		} else if got := u.run("segment", "count", text); got != want {
			t.Errorf("%s: counted %q, want %q", text, got, want)
		}
	}
	if got := u.run("--lang", "fr", "segment", "count", `stars >= 0`); got != "3\nidentifiés 2\njoignables 1\n" {
		t.Errorf("in French: %q", got)
	}
	if got := u.run("segment", "count", "stars >= 0", "--channel", "post"); !strings.Contains(got, "reachable 0") {
		t.Errorf("nobody agreed to post: %q", got)
	}
	if got := u.count("stage = first_time_buyer", "--as-of", "2026-10-05"); got != "1" {
		t.Errorf("counted %s on another day", got)
	}
	model := u.file("other.yaml", "customer: {defecting: 5, inactive: 365}\n")
	if got := u.count("stage = defecting_buyer", "--model", model); got != "1" {
		t.Errorf("counted %s under another model", got)
	}
	var told audienceJSON
	if err := json.Unmarshal([]byte(u.run("--json", "segment", "count", "Stars  >=  3")), &told); err != nil {
		t.Fatal(err)
	}
	if want := (audienceJSON{1, 1, 1, "email", "Stars >= 3", "2026-11-15", 1}); told != want {
		t.Errorf("told %+v, want %+v", told, want)
	}
}

func TestASegmentIsSavedShownChangedAndDeleted(t *testing.T) {
	u := merchant(t)
	u.run("segment", "save", "Parisians", `city = "Paris"`)
	u.run("segment", "save", "Parisians", `city = "Paris" and gender = "F"`)
	u.run("segment", "save", "VIP", `in segment "parisians" and contact."Loyalty tier" = "Gold"`)
	for name, want := range map[string]string{"Parisians": "2", "parisians": "2", "vip": "1"} {
		if got := u.count(name); got != want {
			t.Errorf("%s: counted %s, want %s", name, got, want)
		}
	}
	list := u.run("segment", "list")
	for _, words := range []string{"Parisians", "Women living in Paris", "Members of the segment “parisians” whose loyalty tier is Gold", "stage:active_buyer", "About to defect"} {
		if !strings.Contains(list, words) {
			t.Errorf("the list does not say %q:\n%s", words, list)
		}
	}
	shown := u.run("segment", "show", "parisians")
	for _, words := range []string{"Women living in Paris", `city = "Paris" and gender = "F"`, "Version"} {
		if !strings.Contains(shown, words) {
			t.Errorf("it is not shown with %q:\n%s", words, shown)
		}
	}
	var told shownJSON
	if err := json.Unmarshal([]byte(u.run("--json", "segment", "show", "VIP")), &told); err != nil || told.Name != "VIP" || len(told.Versions) != 1 {
		t.Errorf("told %+v, %v", told, err)
	}
	u.refuses(refused, []string{"VIP", "--force"}, "segment", "delete", "Parisians")
	u.refuses(refused, []string{"VIP", "--force"}, "segment", "save", "Parisians", `city = "Paris" top 1 by spend`)
	_, said, code := u.try("segment", "delete", "Parisians", "--force")
	if code != done || !strings.Contains(said, "VIP no longer holds") {
		t.Errorf("exit %d: %s", code, said)
	}
	if list := u.run("segment", "list"); !strings.Contains(list, "there is no saved segment") {
		t.Errorf("the list does not tell what is broken:\n%s", list)
	}
	u.refuses(refused, []string{"Parisians"}, "segment", "show", "Parisians")
}

func TestBadSegmentsAreRefusedAndSayWhatToDo(t *testing.T) {
	u := merchant(t)
	u.run("segment", "save", "Parisians", `city = "Paris"`)
	for _, c := range []struct {
		words []string
		args  []string
	}{
		{[]string{"column 9"}, []string{"count", "stage = "}},
		{[]string{"stage"}, []string{"count", "stag = active_buyer"}},
		{[]string{"active_buyer"}, []string{"count", "stage = active_buyr"}},
		{[]string{"Parisians"}, []string{"count", "Parisiens"}},
		{[]string{"segment list"}, []string{"count", "everybody"}},
		{[]string{"VIP"}, []string{"count", `in segment "VIP"`}},
		{[]string{"characters"}, []string{"save", "a\x1bb", `city = "Paris"`}},
		{[]string{"no name"}, []string{"save", " ", `city = "Paris"`}},
		{[]string{"characters"}, []string{"save", strings.Repeat("a", 101), `city = "Paris"`}},
		{[]string{"understood"}, []string{"save", "engaged", `city = "Paris"`}},
		{[]string{"always there"}, []string{"save", "stage:new_lead", `city = "Paris"`}},
		{[]string{"circle"}, []string{"save", "Parisians", `in segment "parisians"`}},
		{[]string{"decimals"}, []string{"save", "x", `purchases >= 1.5`}},
		{[]string{"none of this name"}, []string{"delete", "nobody"}},
		{[]string{"top"}, []string{"changes", "stars >= 0 top 2 by spend"}},
		{[]string{"after"}, []string{"changes", "stars >= 0", "--from", "2026-11-16"}},
	} {
		u.refuses(refused, c.words, append([]string{"segment"}, c.args...)...)
	}
	for _, args := range [][]string{
		{"segment", "count"}, {"segment", "count", "stars >= 0", "--channel", "pigeon"}, {"segment", "count", "stars >= 0", "--as-of", "someday"}, {"segment", "save", "x"},
		{"attribute", "type", "city", "colour"}, {"attribute", "values", "city", "--limit", "0"}, {"filter", "move", "City", "first"},
	} {
		u.refuses(wrongUse, nil, args...)
	}
	if got := u.count("Parisians"); got != "2" {
		t.Errorf("what was refused changed something: %s", got)
	}
}

func TestTheMembersAndTheChangesOfASegmentAreTold(t *testing.T) {
	u := merchant(t)
	members := u.run("segment", "members", `city = "Lyon" or stage = first_time_buyer`)
	for _, words := range []string{"bob", "dan", "ghost", "New lead"} {
		if !strings.Contains(members, words) {
			t.Errorf("%q is not among\n%s", words, members)
		}
	}
	if got, want := u.run("--json", "segment", "members", "stage = first_time_buyer", "--as-of", "2026-10-05"), `{"contact_id":"ann","identified":true,"reachable":true,"stage":"first_time_buyer"}`+"\n"; got != want {
		t.Errorf("on another day: %s", got)
	}
	if got := u.run("--json", "segment", "members", "stars >= 0", "--limit", "2"); strings.Count(got, "\n") != 2 {
		t.Errorf("more than two:\n%s", got)
	}
	stdout, stderr, code := u.try("segment", "members", `contact_id = "nobody"`)
	if code != done || stdout != "" || !strings.Contains(stderr, "Nobody") {
		t.Errorf("exit %d: %q, %q", code, stdout, stderr)
	}
	var turns []turnJSON
	if err := json.Unmarshal([]byte(u.run("--json", "segment", "changes", "stage = first_time_buyer", "--from", "2026-09-30")), &turns); err != nil {
		t.Fatal(err)
	}
	want := []turnJSON{{"2026-10-01", "ann", true, "order"}, {"2026-11-01", "bob", true, "order"}, {"2026-11-10", "ann", false, "order"}, {"2026-11-15", "ghost", true, "order"}}
	if len(turns) != len(want) {
		t.Fatalf("changes: %+v", turns)
	}
	for i := range want {
		if turns[i] != want[i] {
			t.Errorf("change %d: %+v, want %+v", i, turns[i], want[i])
		}
	}
	if told := u.run("segment", "changes", "stage = first_time_buyer"); !strings.Contains(told, "an order") || !strings.Contains(told, "ghost") {
		t.Errorf("changes:\n%s", told)
	}
	var sizes []sizeJSON
	if err := json.Unmarshal([]byte(u.run("--json", "segment", "changes", "stage = first_time_buyer", "--daily", "--from", "2026-11-14")), &sizes); err != nil || len(sizes) != 2 || sizes[0].Contacts != 1 || sizes[1].Contacts != 2 {
		t.Errorf("sizes: %+v, %v", sizes, err)
	}
}

func TestASegmentIsTakenApartAndPortrayed(t *testing.T) {
	u := merchant(t)
	u.run("segment", "save", "Parisians", `city = "Paris"`)
	var explained explainedJSON
	if err := json.Unmarshal([]byte(u.run("--json", "segment", "explain", `gender = "F" and not (stars >= 3 or city = "Lyon")`)), &explained); err != nil {
		t.Fatal(err)
	}
	var counts []int64
	for _, part := range explained.Parts {
		counts = append(counts, part.Contacts)
	}
	if got, want := jsonText(t, counts), "[1,2,2,3,1,2]"; got != want || explained.Total != 1 {
		t.Errorf("parts have %s, want %s; total %d", got, want, explained.Total)
	}
	if table := u.run("segment", "explain", `gender = "F" and stars >= 3`); !strings.Contains(table, "  stars >= 3") || !strings.Contains(table, "with at least 3 stars") {
		t.Errorf("explained:\n%s", table)
	}
	portrait := u.run("segment", "portrait", "stars >= 0")
	for _, words := range []string{"3 contacts: 2 identified, 1 reachable", "Active buyer", "Average order", "Accessories", "Profile", "Parisians"} {
		if !strings.Contains(portrait, words) {
			t.Errorf("the portrait does not say %q:\n%s", words, portrait)
		}
	}
	var told portraitJSON
	if err := json.Unmarshal([]byte(u.run("--json", "segment", "portrait", "stars >= 0")), &told); err != nil {
		t.Fatal(err)
	}
	if len(told.Overlap) != 1 || told.Overlap[0] != (overlapJSON{"Parisians", 2, 1}) || len(told.Reports) != 4 {
		t.Errorf("portrait: %+v", told.Overlap)
	}
}

func jsonText(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestReportsAndContactsAreNarrowedToASegmentAndSaySo(t *testing.T) {
	u := merchant(t)
	u.run("segment", "save", "Parisians", `city = "Paris"`)
	for _, name := range []string{"stages", "customers", "rfm", "flow", "movement", "orders", "products", "cohorts", "coming"} {
		report := u.run("report", name, "--segment", "Parisians", "--from", "2026-10-01")
		title, _, _ := strings.Cut(report, "\n")
		if !strings.HasSuffix(title, "— Parisians") {
			t.Errorf("report %s is headed %q", name, title)
		}
	}
	if got := u.run("report", "customers", "--segment", `gender = "F"`, "--format", "csv"); strings.Count(got, "\n") != 3 {
		t.Errorf("customers:\n%s", got)
	}
	if got := u.run("contacts", "export", "--segment", "Parisians", "--columns", "contact_id,stage"); got != "contact_id,stage\nann,active_buyer\ncat,inactive_lead\n" {
		t.Errorf("export:\n%s", got)
	}
	list := u.run("--lang", "fr", "contacts", "list", "--segment", `city = "Lyon"`, "--stage", "new_lead")
	if !strings.Contains(list, "dan") || strings.Contains(list, "bob") || !strings.Contains(list, "dont la ville est Lyon") {
		t.Errorf("list:\n%s", list)
	}
	stdout, _, code := u.try("contacts", "list", "--segment", `contact_id = "nobody"`)
	if code != done || stdout != "" {
		t.Errorf("nobody became somebody: exit %d, %s", code, stdout)
	}
	u.refuses(refused, []string{"whole"}, "report", "quality", "--segment", "Parisians")
	u.refuses(refused, []string{"city"}, "contacts", "list", "--segment", `ctiy = "Lyon"`)
}

func TestAnExportTakesOnlyThoseWhoAgreedAndIsInTheAuditLog(t *testing.T) {
	u := merchant(t)
	stdout, stderr, code := u.try("segment", "export", "identified is true", "--columns", `contact_id,email,stage,contact."Loyalty tier"=Tier`, "--purpose", "Christmas letter")
	want := "contact_id,email,stage,Tier\nann,ann@example.com,active_buyer,Gold\n"
	if code != done || stdout != want || !strings.Contains(stderr, "3 contacts were left out") {
		t.Errorf("exit %d:\n%s\n%s", code, stdout, stderr)
	}
	if got := u.run("segment", "export", "identified is true", "--columns", "contact_id,city", "--lang", "fr"); strings.Count(got, "\n") != 5 {
		t.Errorf("without an address everybody is in it:\n%s", got)
	}
	if log := u.run("--json", "audit"); !strings.Contains(log, "Christmas letter") || !strings.Contains(log, "identified is true") {
		t.Errorf("the log:\n%s", log)
	}
	u.run("segment", "export", `contact_id = "bob"`)
	if log := u.run("--json", "audit"); strings.Contains(log, "bob") {
		t.Errorf("the log names somebody:\n%s", log)
	}
	u.refuses(wrongUse, []string{"--channel"}, "segment", "export", "identified is true", "--columns", "contact_id,phone")
	u.refuses(wrongUse, []string{"shoe"}, "segment", "export", "identified is true", "--columns", "shoe_size")
	u.refuses(wrongUse, []string{"xml"}, "segment", "export", "identified is true", "--format", "xml")
}

func TestWhoObjectedIsInNoSegment(t *testing.T) {
	u := merchant(t)
	u.run("object", "ann")
	if got := u.count(`city = "Paris"`); got != "1" {
		t.Errorf("counted %s", got)
	}
	if got := u.run("--json", "segment", "members", `city = "Paris"`); strings.Contains(got, "ann") {
		t.Errorf("members:\n%s", got)
	}
	if got := u.run("contacts", "export", "--segment", `city = "Paris"`, "--columns", "contact_id"); got != "contact_id\ncat\n" {
		t.Errorf("export:\n%s", got)
	}
}

func TestWhatASegmentCannotMeanIsToldWithItsPlace(t *testing.T) {
	u := merchant(t)
	for _, command := range [][]string{{"segment", "count"}, {"segment", "save", "Lost"}, {"report", "stages", "--segment"}} {
		u.refuses(refused, []string{"line 2, column 6", "`ctiy`", "did you mean `city`?"}, append(command, "stage = new_lead\n and ctiy = \"Lyon\"")...)
	}
}

func TestASegmentIsComparedWithItselfBeforeALoadAModelOrADefinition(t *testing.T) {
	u := merchant(t)
	u.run("segment", "save", "Parisians", `city = "Paris"`)
	u.run("segment", "save", "Parisians", `city in ("Paris", "Lyon")`)
	if got := u.run("--json", "segment", "changes", "Parisians", "--since-version", "1"); strings.Count(got, `"cause": "segment"`) == 0 || strings.Contains(got, "ann") || !strings.Contains(got, `"entered": true`) {
		t.Errorf("another definition:\n%s", got)
	}
	before := u.count("purchases >= 1")
	u.run("import", u.file("late_orders.csv", "order_id,contact_id,ordered_at,amount\nlate,dan,2026-11-10,20.00\n"))
	loads := u.run("--json", "loads")
	number := fmt.Sprint(strings.Count(loads, `"number"`))
	got := u.run("--json", "segment", "changes", "purchases >= 1", "--load", number)
	if strings.Count(got, `"cause": "data"`) != 1 || !strings.Contains(got, `"dan"`) {
		t.Errorf("because of load %s:\n%s", number, got)
	}
	if after := u.count("purchases >= 1"); after == before {
		t.Errorf("%s before the load and %s after", before, after)
	}
	u.file("model.yaml", "customer: {defecting: 1, inactive: 2}\n")
	u.run("model", "apply", "-m", "in haste")
	if got := u.run("--json", "segment", "changes", "stage = active_buyer", "--since-model", "1"); !strings.Contains(got, `"cause": "model"`) || strings.Contains(got, `"entered": true`) {
		t.Errorf("another model:\n%s", got)
	}
	if got := u.run("--lang", "fr", "segment", "changes", "stage = active_buyer", "--since-model", "1"); !strings.Contains(got, "depuis la version 1") {
		t.Errorf("in French:\n%s", got)
	}
	u.refuses(refused, []string{"no such version"}, "segment", "changes", "Parisians", "--since-version", "9")
	u.refuses(refused, []string{"load 99"}, "segment", "changes", "Parisians", "--load", "99")
	u.refuses(wrongUse, []string{"load"}, "segment", "changes", "Parisians", "--load", "1", "--since-model", "1")
}
