package workspace_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/refresh"
	"palier/internal/workspace"
)

// calendar is a workspace whose clock a test sets.
type calendar struct {
	*testing.T
	*workspace.Workspace
	now time.Time
}

func newCalendar(t *testing.T) *calendar {
	t.Helper()
	c := &calendar{T: t, now: paris(2026, 9, 1, 8)}
	dir := filepath.Join(t.TempDir(), "shop")
	err := workspace.Init(ctx, dir, settings(), c.now)
	if err == nil {
		c.Workspace, err = workspace.Open(ctx, dir, workspace.Options{Now: func() time.Time { return c.now }, Command: "test"})
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// paris is an hour of a day in the zone of the tests' workspaces.
func paris(year, month, day, hour int) time.Time {
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err)
	}
	return time.Date(year, time.Month(month), day, hour, 0, 0, 0, zone)
}

// on sets the clock.
func (c *calendar) on(month, day, hour int) *calendar {
	c.now = paris(2026, month, day, hour)
	return c
}

func (c *calendar) apply(text string) {
	c.Helper()
	if _, err := c.ApplyModel(ctx, []byte(text), 0, "", nil); err != nil {
		c.Fatal(err)
	}
}

func (c *calendar) look() *workspace.Lens {
	c.Helper()
	lens, err := c.Look(ctx, nil, palier.NoDay)
	if err != nil {
		c.Fatal(err)
	}
	c.Cleanup(func() { lens.Close() })
	return lens
}

// told says when a day was told first, under which version, and what has changed since.
func (c *calendar) told(day palier.Day) string {
	c.Helper()
	told, err := c.Told(ctx, c.look(), day)
	if err != nil {
		c.Fatal(err)
	}
	said := "now"
	if !told.At.IsZero() {
		said = told.At.In(c.Zone).Format("01-02 15:04")
	}
	said += fmt.Sprint(" v", told.Then.Number)
	for _, v := range told.Versions {
		said += fmt.Sprint(" +v", v.Number)
	}
	for _, l := range told.Came {
		said += fmt.Sprint(" came ", l.Number)
	}
	for _, l := range told.Gone {
		said += fmt.Sprint(" gone ", l.Number)
	}
	return said
}

func (c *calendar) tells(days map[palier.Day]string) {
	c.Helper()
	for day, want := range days {
		if got := c.told(day); got != want {
			c.Errorf("%s: %s, want %s", day, got, want)
		}
	}
}

func day(month time.Month, day int) palier.Day { return palier.DayOf(2026, month, day) }

func TestADayIsToldFirstWhenTheAsOfDayReachesIt(t *testing.T) {
	c := newCalendar(t)
	take(t, c.on(9, 2, 8).Workspace, orders+"o1,a,2026-06-01,5.00\no2,b,2026-09-01,5.00\n")
	c.on(9, 5, 8).apply("customer: {defecting: 80, inactive: 300}\n")
	take(t, c.on(9, 11, 8).Workspace, orders+"o3,a,2026-09-10,5.00\n")
	c.on(9, 12, 8).apply("customer: {defecting: 70, inactive: 300}\n")
	c.on(9, 20, 8).tells(map[palier.Day]string{
		day(1, 1):  "09-02 08:00 v1 +v2 +v3 came 2", // before anything happened, and was told
		day(9, 1):  "09-02 08:00 v1 +v2 +v3 came 2",
		day(9, 2):  "09-11 08:00 v2 +v3",
		day(9, 10): "09-11 08:00 v2 +v3",
		day(9, 11): "now v3", // no data reaches it
	})
	if _, err := c.Undo(ctx, []int{1}, nil); err != nil {
		t.Fatal(err)
	}
	c.tells(map[palier.Day]string{day(9, 1): "09-02 08:00 v1 +v2 +v3 came 2 gone 1", day(9, 10): "09-11 08:00 v2 +v3 gone 1"})
}

func TestWhereTheAsOfDayGoesOnByItselfADayIsToldAtItsEnd(t *testing.T) {
	c := newCalendar(t)
	take(t, c.on(9, 2, 8).Workspace, "contact_id,registered_at\na,2026-06-01\n") // no orders: the as-of day is today
	c.on(9, 5, 8).apply("lead: {cold: 30, inactive: 100}\n")
	take(t, c.on(9, 5, 12).Workspace, "contact_id,registered_at\nb,2026-06-01\n")
	c.on(9, 7, 8).tells(map[palier.Day]string{
		day(9, 1): "09-02 08:00 v1 +v2 came 2",
		day(9, 2): "09-02 08:00 v1 +v2 came 2",
		day(9, 3): "09-04 00:00 v1 +v2 came 2",
		day(9, 5): "09-05 12:00 v2",
		day(9, 6): "09-07 00:00 v2",
		day(9, 7): "now v2", // it is not over
	})
	take(t, c.on(9, 7, 9).Workspace, orders+"o1,a,2026-08-01,5.00\n")
	if _, err := c.Refresh(ctx, workspace.AsOfToday, nil); err != nil {
		t.Fatal(err)
	}
	c.on(9, 9, 8).tells(map[palier.Day]string{day(9, 8): "09-09 00:00 v2", day(9, 9): "now v2"})
}

func TestTheFactsOfThenAreShownAndLeftAsTheyAre(t *testing.T) {
	c := newCalendar(t)
	take(t, c.on(9, 2, 8).Workspace, orders+"o1,a,2026-08-01,5.00\no2,b,2026-09-01,5.00\n")
	take(t, c.on(9, 3, 8).Workspace, orders+"o1,a,2026-08-01,500.00\no3,c,2026-08-20,5.00\n") // one order corrected, one forgotten
	take(t, c.on(9, 4, 8).Workspace, orders+"o4,d,2026-09-03,5.00\n")                         // of a later day
	lens := c.look()
	told, err := c.Told(ctx, lens, day(9, 1))
	if err != nil {
		t.Fatal(err)
	}
	before := sums(t, c.Workspace)
	for f, want := range map[palier.Facet]string{palier.FacetStage: "none→first_time_buyer", palier.FacetStatus: "low→gold none→low"} {
		found, err := lens.Engine.Restated(ctx, lens.View, told.Telling, palier.CauseData, f, day(9, 1))
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, one := range found {
			said = append(said, lens.Engine.Model.ValueName(f, one.From)+"→"+lens.Engine.Model.ValueName(f, one.To))
		}
		if want != strings.Join(said, " ") && f == palier.FacetStage || len(said) != len(strings.Fields(want)) {
			t.Errorf("%s: %v, want %s", f, said, want)
		}
	}
	if after := sums(t, c.Workspace); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("the base is left otherwise: %v, and was %v", after, before)
	}
	take(t, c.on(9, 5, 8).Workspace, orders+"o5,d,2026-09-04,5.00\n")
	look := func(palier.View, refresh.Engine) error { t.Error("another generation is shown"); return nil }
	if err := told.Telling.Facts(ctx, look); palier.CodeOf(err) != palier.Busy {
		t.Errorf("after another load: %v", err)
	}
}

func TestTooMuchIsNotTakenOutForAMoment(t *testing.T) {
	c := newCalendar(t)
	take(t, c.on(9, 2, 8).Workspace, orders+"o1,a,2026-08-01,5.00\n")
	take(t, c.on(9, 3, 8).Workspace, orders+"o2,a,2026-08-01,5.00\n")
	told, err := c.Told(ctx, c.look(), day(8, 1))
	if err != nil {
		t.Fatal(err)
	}
	told.Came = append(told.Came, make([]palier.Load, workspace.MostLoadsOut-1)...)
	told.Came[1].Counts = []palier.LoadCount{{Kind: palier.KindOrders, Rows: workspace.MostRowsOut + 6, Refused: 7}}
	if err := told.Heavy(); err != nil {
		t.Error(err)
	}
	told.Came[2].Counts = []palier.LoadCount{{Kind: palier.KindContacts, Rows: 1}}
	look := func(palier.View, refresh.Engine) error { t.Error("they are taken out"); return nil }
	if err := told.Telling.Facts(ctx, look); palier.CodeOf(err) != palier.Invalid || !strings.Contains(err.Error(), "40 loads with 500001 rows") {
		t.Errorf("many rows: %v", err)
	}
	told.Came = make([]palier.Load, workspace.MostLoadsOut+1)
	if err := told.Telling.Facts(ctx, look); palier.CodeOf(err) != palier.Invalid || !strings.Contains(err.Error(), "41 loads with 0 rows") {
		t.Errorf("many loads: %v", err)
	}
}
