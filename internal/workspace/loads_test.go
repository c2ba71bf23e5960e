package workspace_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"palier"
	"palier/internal/demo"
	"palier/internal/workspace"
)

// loadTries is how many ways of loading the same shop are tried; each takes a second.
const loadTries = 12

// A shop's files end the same whole or in pieces, in any order, loaded twice, undone and
// loaded again. They are cut between orders, and between the days of an order: the sales
// of an order, and its refunds of one day, come together, for what comes later replaces
// what came before.
func TestTheSameFilesEndTheSameHoweverTheyAreLoaded(t *testing.T) {
	records := shopRecords(t)
	whole := made(t)
	for _, kind := range shopKinds {
		importRecords(t, whole, t.TempDir(), [][]record{records[kind]})
	}
	want := sums(t, whole)
	tried, failed := 0, false
	rapid.Check(t, func(rt *rapid.T) {
		if tried++; tried > loadTries && !failed {
			return
		}
		defer func() { failed = failed || rt.Failed() }()
		w := made(t)
		defer w.Close()
		pieces := drawPieces(rt, records)
		in := map[int]int{} // for each piece how many loads give it that are not undone
		var loads [][]int   // the pieces of each load; nil when it is undone
		load := func(chosen []int) {
			files := make([][]record, len(chosen))
			for i, piece := range chosen {
				files[i] = pieces[piece]
				in[piece]++
			}
			importRecords(rt, w, t.TempDir(), files)
			loads = append(loads, chosen)
		}
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			if i := rapid.IntRange(-2, len(loads)-1).Draw(rt, "undo"); i >= 0 && loads[i] != nil {
				undo(rt, w, i+1)
				for _, piece := range loads[i] {
					in[piece]--
				}
				loads[i] = nil
				continue
			}
			order := rapid.Permutation(numbered(len(pieces))).Draw(rt, "order")
			load(order[:rapid.IntRange(1, len(order)).Draw(rt, "files")])
		}
		missing := slices.DeleteFunc(numbered(len(pieces)), func(piece int) bool { return in[piece] > 0 })
		if len(missing) > 0 {
			load(missing)
		}
		if got := sums(rt, w); got != want {
			rt.Fatalf("after %d loads it is\n%s\nwant\n%s", len(loads), got, want)
		}
	})
}

// record is rows that belong together, with the header of their file.
type record struct {
	header string
	rows   string
}

var shopKinds = []string{"contacts", "products", "order_lines", "engagements"}

// shopRecords cuts the files of a small shop into records.
func shopRecords(t *testing.T) map[string][]record {
	t.Helper()
	shop := demo.Shop{Seed: 7, Contacts: 120, From: palier.DayOf(2024, time.January, 1), To: palier.DayOf(2025, time.December, 31), Growth: 1, Pace: 4, Reactions: 2}
	writers := map[string]func(io.Writer) error{
		"contacts": shop.WriteContacts, "products": shop.WriteProducts, "order_lines": shop.WriteOrderLines, "engagements": shop.WriteEngagements,
	}
	records := map[string][]record{}
	for kind, write := range writers {
		var text bytes.Buffer
		if err := write(&text); err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(strings.TrimSpace(text.String())+"\n", "\n")
		last := ""
		for _, line := range lines[1 : len(lines)-1] {
			fields, err := csv.NewReader(strings.NewReader(line)).Read()
			if err != nil {
				t.Fatal(err)
			}
			list := records[kind]
			if together := fields[0] + " " + fields[3]; kind == "order_lines" && together == last {
				list[len(list)-1].rows += line
			} else {
				records[kind] = append(list, record{lines[0], line})
				last = together
			}
		}
	}
	return records
}

// drawPieces deals the records of each kind out to some files.
func drawPieces(t *rapid.T, records map[string][]record) [][]record {
	var pieces [][]record
	for _, kind := range shopKinds {
		parts := make([][]record, rapid.IntRange(1, 3).Draw(t, kind))
		step := uint64(rapid.IntRange(1, 1<<20).Draw(t, "step"))
		for i, r := range records[kind] {
			part := int((uint64(i) * step >> 3) % uint64(len(parts)))
			parts[part] = append(parts[part], r)
		}
		for _, part := range parts {
			if len(part) > 0 {
				pieces = append(pieces, part)
			}
		}
	}
	return pieces
}

func numbered(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// importRecords loads records as files of one load.
func importRecords(t rapid.TB, w *workspace.Workspace, dir string, files [][]record) {
	t.Helper()
	paths := make([]string, len(files))
	for i, records := range files {
		text := records[0].header
		for _, r := range records {
			text += r.rows
		}
		paths[i] = filepath.Join(dir, fmt.Sprintf("file%d.csv", i))
		if err := os.WriteFile(paths[i], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	done, err := w.Import(ctx, paths, workspace.ImportOptions{CompleteThrough: palier.NoDay})
	if err != nil {
		t.Fatal(err)
	}
	if done.Refused > 0 {
		t.Fatalf("refused: %+v", done.First)
	}
}

func undo(t rapid.TB, w *workspace.Workspace, number int) {
	t.Helper()
	if _, err := w.Undo(ctx, []int{number}, nil); err != nil {
		t.Fatal(err)
	}
}

// sums digests the facts of a workspace, and tells its states.
func sums(t rapid.TB, w *workspace.Workspace) string {
	t.Helper()
	text := told(t, w)
	return facts(t, w) + "\n" + text[strings.Index(text, "facts "):]
}
