package terminal

import (
	"strings"
	"testing"
)

func TestACurveShowsTheLatestValueOfEachShare(t *testing.T) {
	for _, c := range []struct {
		name   string
		values []int64
		width  int
		want   string
	}{
		{"nothing", nil, 10, ""},
		{"one value", []int64{7}, 10, "▁"},
		{"all equal", []int64{3, 3, 3}, 10, "▁▁▁"},
		{"rising", []int64{0, 1, 2, 3, 4, 5, 6, 7}, 8, "▁▂▃▄▅▆▇█"},
		{"more values than room", []int64{9, 0, 9, 7}, 2, "▁█"},
	} {
		if got := Curve(c.values, c.width); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNumbersStandToTheRightAndWordsToTheLeft(t *testing.T) {
	var out strings.Builder
	err := Table{Title: "T", Columns: []string{"Étape", "N"}, Left: []int{0}, Rows: [][]string{{"a", "1"}, {"été", "1,000"}}}.Draw(&out)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"T\n", "     1", "été", "1,000"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
}

func TestTablesStandSideBySide(t *testing.T) {
	table := func(title string, rows ...string) Table {
		made := Table{Title: title, Columns: []string{"É"}, Left: []int{0}}
		for _, row := range rows {
			made.Rows = append(made.Rows, []string{row})
		}
		return made
	}
	var out strings.Builder
	if err := Beside(&out, []Table{table("A", "★☆"), table("B", "b")}, []Table{table("C", "c", "d", "e", "f", "g", "h")}); err != nil {
		t.Fatal(err)
	}
	want := `A     C
 É     É
────  ───
 ★☆    c
       d
B      e
 É     f
───    g
 b     h
`
	if out.String() != want {
		t.Errorf("drawn as\n%s", out.String())
	}
}
