package answer

import (
	"time"

	"palier"
	"palier/internal/workspace"
)

// Load is a load.
type Load struct {
	Number          int         `json:"number" doc:"From 1, never used again."`
	Source          string      `json:"source" doc:"The preset that its files were read by."`
	Files           []string    `json:"files"`
	At              time.Time   `json:"at"`
	Who             string      `json:"who,omitempty" doc:"Took it in; left out where that is not known."`
	CompleteThrough *palier.Day `json:"complete_through" format:"date" doc:"The day through which its orders are complete; null without orders."`
	Undone          bool        `json:"undone"`
	Counts          []Count     `json:"counts"`
}

// Count says what a load did with the rows of one kind.
type Count struct {
	Kind     palier.Kind `json:"kind"`
	Rows     int64       `json:"rows" doc:"Read, refused ones included."`
	New      int64       `json:"new"`
	Replaced int64       `json:"replaced"`
	Refused  int64       `json:"refused"`
	Doubled  int64       `json:"doubled" doc:"Given twice by the load, counted once."`
	Rounded  int64       `json:"rounded" doc:"Had an amount with more decimals than the currency."`
}

// LoadOf tells of a load.
func LoadOf(load palier.Load) Load {
	out := Load{
		Number: load.Number, Source: load.Source, Files: append([]string{}, load.Files...), At: load.At.UTC(),
		CompleteThrough: dayOrNull(load.CompleteThrough), Undone: load.Undone, Counts: []Count{},
	}
	for _, count := range load.Counts {
		out.Counts = append(out.Counts, Count(count))
	}
	return out
}

// LoadsOf tells of loads.
func LoadsOf(loads []palier.Load) []Load {
	all := make([]Load, len(loads))
	for i, load := range loads {
		all[i] = LoadOf(load)
	}
	return all
}

// LoadHistory is what is known of a load.
type LoadHistory struct {
	Load
	UndoneBy  string    `json:"undone_by,omitempty" doc:"Took it out; left out where nobody did, or that is not known."`
	RefusedTo string    `json:"refused_file,omitempty" doc:"Where its refused rows are told."`
	Outcomes  []Outcome `json:"outcomes" doc:"Of its coming, then of its being taken out."`
}

// LoadHistoryOf tells what is known of a load.
func LoadHistoryOf(load *workspace.LoadHistory, currency palier.Currency) LoadHistory {
	out := LoadHistory{Load: LoadOf(load.Load), UndoneBy: load.Undoer, RefusedTo: load.Refused, Outcomes: []Outcome{}}
	out.Who = load.Who
	for _, outcome := range load.Outcomes {
		out.Outcomes = append(out.Outcomes, OutcomeOf(outcome, currency))
	}
	return out
}

// Undone says what taking loads out did.
type Undone struct {
	DryRun  bool    `json:"dry_run,omitempty" doc:"Nothing was kept."`
	Loads   []Load  `json:"loads"`
	Outcome Outcome `json:"outcome"`
}

// UndoneOf tells what taking loads out did.
func UndoneOf(undone *workspace.Undone, currency palier.Currency) Undone {
	return Undone{Loads: LoadsOf(undone.Loads), Outcome: OutcomeOf(undone.Outcome, currency)}
}
