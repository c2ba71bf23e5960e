package control

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"testing"
	"time"

	"palier"
)

func TestAPageKeepsItsFiltersUntilTheyAreRemovedOrChosenAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "control.db")
	db := open(t, path)
	for _, name := range []string{"Town", "Brand"} {
		if _, err := db.AddFilter(t.Context(), Filter{Name: name, Field: "city", Who: "Zoé", At: noon}); err != nil {
			t.Fatal(err)
		}
	}
	chosen := map[string][]PageFilter{
		"overview": {{Custom: 2, Shown: true}, {Standard: "stage"}, {Custom: 1, Shown: true}},
		"contacts": {{Standard: "stage", Shown: true}},
	}
	if err := db.ChoosePageFilters(t.Context(), chosen, "Zoé", noon); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []PageFilter{{}, {Custom: 3}} {
		if err := db.ChoosePageFilters(t.Context(), map[string][]PageFilter{"overview": {bad}}, "Zoé", noon); palier.CodeOf(err) != palier.NotFound {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	db.Close()
	db = open(t, path)
	if got, err := db.PageFilters(t.Context()); err != nil || !reflect.DeepEqual(got, chosen) {
		t.Errorf("got %+v, %v", got, err)
	}
	if err := db.RemoveFilter(t.Context(), "brand", "Zoé", noon); err != nil {
		t.Fatal(err)
	}
	chosen["overview"] = chosen["overview"][1:]
	if got, err := db.PageFilters(t.Context()); err != nil || !reflect.DeepEqual(got, chosen) {
		t.Errorf("without Brand: %+v, %v", got, err)
	}
	if err := db.ChoosePageFilters(t.Context(), map[string][]PageFilter{"overview": nil}, "Zoé", noon); err != nil {
		t.Fatal(err)
	}
	delete(chosen, "overview")
	if got, err := db.PageFilters(t.Context()); err != nil || !reflect.DeepEqual(got, chosen) {
		t.Errorf("as usual: %+v, %v", got, err)
	}
	entries := told(t, db)
	want := []string{`page_filters_changed {"filters":["stage"],"page":"contacts"}`, `page_filters_changed {"filters":["Brand","Town"],"page":"overview"}`}
	if got := entries[2:4]; !reflect.DeepEqual(got, want) {
		t.Errorf("logged %v", got)
	}
	if last := entries[len(entries)-1]; last != `page_filters_changed {"filters":"all","page":"overview"}` {
		t.Errorf("logged %v", last)
	}
}

func TestAFilterTakesAnotherNameThatIsFree(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	for _, name := range []string{"Town", "Brand"} {
		if _, err := db.AddFilter(t.Context(), Filter{Name: name, Field: "city", Who: "Zoé", At: noon}); err != nil {
			t.Fatal(err)
		}
	}
	long := string(make([]rune, maxFilterName+1))
	for _, c := range []struct {
		name, wanted string
		code         palier.Code
	}{{"town", "BRAND", palier.Conflict}, {"x", "y", palier.NotFound}, {"town", " ", palier.Invalid}, {"town", long, palier.Invalid}, {"town", "\xff", palier.Invalid}, {"town", "TOWN", ""}, {"Town", "Ville", ""}, {"town", "x", palier.NotFound}} {
		if err := db.RenameFilter(t.Context(), c.name, c.wanted, "Zoé", noon); palier.CodeOf(err) != c.code {
			t.Errorf("%s to %q: %v", c.name, c.wanted, err)
		}
	}
	filters, err := db.Filters(t.Context())
	if err != nil || len(filters) != 2 || filters[0].Name != "Ville" || filters[0].Number != 1 {
		t.Errorf("the filters are %+v, %v", filters, err)
	}
}

func TestUsersAreSeenSigningInAndLookingWhicheverWasLater(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	for _, name := range []string{"Zoé", "Max", "Eve"} {
		if _, err := db.AddUser(t.Context(), User{Name: name, Role: Viewer, At: noon}, "test"); err != nil {
			t.Fatal(err)
		}
	}
	must(t, db.Log(t.Context(), Entry{At: noon, Who: "Zoé", Action: SignedIn}))
	must(t, db.Log(t.Context(), Entry{At: noon.Add(time.Hour), Who: "Zoé", Action: SignedIn}))
	must(t, db.Log(t.Context(), Entry{At: noon.Add(2 * time.Hour), Who: "Zoé", Action: Exported}))
	_, err := db.Visited(t.Context(), 1, Visit{At: noon.Add(30 * time.Minute)})
	must(t, err)
	_, err = db.Visited(t.Context(), 2, Visit{At: noon.Add(time.Minute)})
	must(t, err)
	must(t, db.Log(t.Context(), Entry{At: noon, Who: "Max", Action: SignedIn}))
	seen, err := db.Seen(t.Context())
	if err != nil || len(seen) != 2 || !seen[1].Equal(noon.Add(time.Hour)) || !seen[2].Equal(noon.Add(time.Minute)) {
		t.Errorf("seen were %v, %v", seen, err)
	}
}

func TestActionsListsEveryActionThatIsLogged(t *testing.T) {
	source, err := os.ReadFile("audit.go")
	must(t, err)
	var declared []Action
	for _, match := range regexp.MustCompile(`Action = "([a-z_]+)"|(?m)^\t\w+ +Action += "([a-z_]+)"`).FindAllStringSubmatch(string(source), -1) {
		declared = append(declared, Action(match[1]+match[2]))
	}
	listed := Actions()
	slices.Sort(declared)
	slices.Sort(listed)
	if len(declared) < 20 || !slices.Equal(declared, listed) {
		t.Errorf("declared are %v, listed %v", declared, listed)
	}
}
