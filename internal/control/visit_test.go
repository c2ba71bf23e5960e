package control

import (
	"path/filepath"
	"testing"
	"time"
)

func TestAVisitIsComparedWithTheLastLookOfTheOneBefore(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	user, err := db.AddUser(t.Context(), User{Name: "zoe", Role: Viewer, At: time.Now()}, "test")
	if err != nil {
		t.Fatal(err)
	}
	monday := time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC)
	for _, look := range []struct {
		at   time.Duration
		want Visit
	}{
		{0, Visit{}},
		{10 * time.Minute, Visit{}},
		{24 * time.Hour, Visit{monday.Add(10 * time.Minute), 100}},
		{25 * time.Hour, Visit{monday.Add(10 * time.Minute), 100}},
		{48 * time.Hour, Visit{monday.Add(25 * time.Hour), 101}},
	} {
		now := Visit{monday.Add(look.at), 100}
		if look.at >= 24*time.Hour {
			now.AsOf = 101
		}
		last, err := db.Visited(t.Context(), user.Number, now)
		if err != nil || !last.At.Equal(look.want.At) || last.AsOf != look.want.AsOf {
			t.Errorf("after %s: %+v, %v; want %+v", look.at, last, err, look.want)
		}
	}
	if _, err := db.Visited(t.Context(), 99, Visit{monday, 1}); err == nil {
		t.Error("nobody visits")
	}
}
