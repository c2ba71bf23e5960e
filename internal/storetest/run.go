package storetest

import (
	"slices"
	"testing"

	"palier"
)

// Open opens the store that lives in a directory of its own: a new one the first time,
// and after Close the same one again.
type Open func(t *testing.T, dir string) palier.Store

// Run is the suite that every lasting store passes.
func Run(t *testing.T, open Open) {
	run(t, open, 1_000_000)
	group(t, "persistence", open, persistenceCases)
}

// RunVolatile is the suite for a store that forgets everything when it is closed:
// without reopening and backup, and with few rows where Run publishes a million.
func RunVolatile(t *testing.T, open Open) { run(t, open, 20_000) }

func run(t *testing.T, open Open, bulk int) {
	group(t, "histories", open, historyCases)
	group(t, "order kinds", open, kindCases)
	group(t, "replacing", open, replaceCases)
	group(t, "refusals", open, refusalCases)
	group(t, "counts", open, countCases)
	group(t, "staging", open, stagingCases)
	group(t, "owners", open, ownerCases)
	group(t, "undo", open, undoCases)
	group(t, "generations", open, generationCases)
	group(t, "outcomes", open, outcomeCases)
	group(t, "states", open, stateCases)
	group(t, "dossiers", open, dossierCases)
	group(t, "items", open, itemCases)
	group(t, "erasing", open, slices.Concat(eraseCases, erasedCases))
	group(t, "segments", open, segmentCases)
	group(t, "answers about segments", open, answerCases)
	group(t, "events", open, eventCases)
	group(t, "awkward text in segments", open, segmentTextCases)
	group(t, "many segments", open, manyCases)
	group(t, "awkward text", open, textCases)
	group(t, "keys", open, keyCases)
	t.Run("properties", func(t *testing.T) { runProperties(t, open) })
	t.Run("any segment", func(t *testing.T) { runSegments(t, open) })
	t.Run("atomic publication", func(t *testing.T) { runAtomic(t, open, bulk) })
}

// testCase is a sentence the store must make true, tried on an empty store.
type testCase struct {
	name string
	try  func(*shop)
}

func group(t *testing.T, name string, open Open, cases []testCase) {
	t.Run(name, func(t *testing.T) {
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) { c.try(newShop(t, open)) })
		}
	})
}
