package web

import (
	"net/http"
	"strconv"

	"palier"
	"palier/internal/intake"
	"palier/internal/phrase"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// shownRefused is how many refused rows a page shows; the file has all.
const shownRefused = 50

// loadBody is the page of a load.
type loadBody struct {
	loadLine
	Preset   string
	UndoneBy string // who undid it, and when; empty: it is not undone, or that is not known
	Counts   []countLine
	Outcomes []outcomePart
	Untold   bool // what it changed was not recorded
	Refused  refusedPart
	MayUndo  bool
}

// refusedPart shows the first rows that were refused.
type refusedPart struct {
	Rows  []workspace.RefusedRow
	Why   []reasonLine
	More  string // how many there are, where not all are shown
	File  string // the address of all of them; empty: there is none
	Named bool   // the rows are of several files, or a page does not name the file otherwise
}

// reasonLine counts the rows that were refused for the same reason.
type reasonLine struct{ Rows, Column, Reason, Hint string }

// reasons counts refused rows by their reason.
func (v *visit) reasons(counted []workspace.Reason) (lines []reasonLine) {
	for _, r := range counted {
		line := reasonLine{v.book.Number(r.Rows), r.Column, r.Reason, r.Hint}
		if r.Reason == "" {
			line.Reason = v.book.Say("data.refused.other", nil)
		}
		lines = append(lines, line)
	}
	return lines
}

// showLoad answers with the page of a load.
func showLoad(v *visit) error {
	number, err := v.loadNumber()
	if err != nil {
		return nowhere(v)
	}
	load, err := v.Workspace.Load(v.r.Context(), number)
	if err != nil {
		return err
	}
	book, err := v.labelled()
	if err != nil {
		return err
	}
	body := loadBody{Preset: load.Source, Counts: v.counts(load.Load), Untold: len(load.Outcomes) == 0, MayUndo: v.who.May(signin.Manage) && !load.Undone}
	var generation int64
	for _, o := range load.Outcomes {
		id := "data.changed"
		if len(o.Undone) > 0 {
			id = "data.changed.back"
		} else {
			generation = o.Generation
		}
		body.Outcomes = append(body.Outcomes, v.outcome(book, book.Say(id, nil), o))
	}
	body.loadLine = v.loadLine(load.Load, load.Who, generation)
	if load.Undoer != "" {
		body.UndoneBy = v.book.Say("data.undone_by", phrase.Args{"Who": load.Undoer, "At": v.book.Instant(load.UndoneAt.In(v.Workspace.Zone))})
	}
	if v.who.May(signin.Manage) {
		if body.Refused, err = v.refusedOf(load); err != nil {
			return err
		}
	}
	return v.show(http.StatusOK, page{Name: "load", Book: book, Title: book.Say("data.load", phrase.Args{"Number": number}), Active: "data", Body: body})
}

// loadNumber reads the number of the address.
func (v *visit) loadNumber() (int, error) {
	number, err := strconv.Atoi(v.r.PathValue("number"))
	if err == nil && number < 1 {
		err = strconv.ErrRange
	}
	return number, err
}

// refusedOf shows the rows that a load refused.
func (v *visit) refusedOf(load *workspace.LoadHistory) (refusedPart, error) {
	if load.Refused == "" {
		return refusedPart{}, nil
	}
	return v.refusedIn(load.Refused, "/api/v1/loads/"+strconv.Itoa(load.Number)+"/refused", len(load.Files) > 1)
}

// refusedIn shows the first rows of a file of refused rows, which has an address.
func (v *visit) refusedIn(path, address string, named bool) (refusedPart, error) {
	refused, err := workspace.ReadRefused(path, shownRefused)
	return refusedPart{Rows: refused.First, Why: v.reasons(refused.Reasons), More: v.more(len(refused.First), refused.Rows), File: address, Named: named}, err
}

// more says how many rows there are, where not all are shown.
func (v *visit) more(shown int, all int64) string {
	if int64(shown) >= all {
		return ""
	}
	return v.book.Say("data.refused.more", phrase.Args{"Shown": v.book.Number(int64(shown)), "N": v.book.Number(all)})
}

// beginUndo begins to undo a load, or to find out what that would do, which comes first.
func beginUndo(v *visit) error {
	number, err := v.loadNumber()
	if err != nil {
		return nowhere(v)
	}
	if err := v.form(); err != nil {
		return err
	}
	do := v.r.PostForm.Get("do")
	if do != "try" && do != "undo" {
		return palier.Refuse("undo a load", "it is not said whether to try or to undo", "go back and choose")
	}
	j, err := v.dock().Undo(v.r.Context(), intake.Undoing{Number: number, DryRun: do == "try"})
	if err != nil {
		return err
	}
	v.see(jobPath(j))
	return nil
}
