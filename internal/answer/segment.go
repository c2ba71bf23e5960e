package answer

import (
	"encoding/json"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/refresh"
	"palier/internal/segment"
	"palier/internal/workspace"
)

// Segment is a segment, and how many contacts are in it.
type Segment struct {
	Name       string `json:"name" doc:"Empty of what somebody typed."`
	Saved      bool   `json:"saved" doc:"Else it is always there, or was typed."`
	Text       string `json:"text"`
	Words      string `json:"words" doc:"What it says, in the language of who asks."`
	Total      *int64 `json:"total" doc:"Contacts in it; null where it cannot be asked any more."`
	Identified *int64 `json:"identified"`
	Reachable  *int64 `json:"reachable" doc:"Through the channel asked about."`
	Problem    string `json:"problem,omitempty" doc:"Why it cannot be asked any more."`
}

// SegmentOf tells of a segment, without numbers.
func SegmentOf(s workspace.Segment, words string) Segment {
	return Segment{Name: s.Name(), Saved: s.Saved.Number > 0, Text: segment.Print(s.Segment), Words: words}
}

// With gives the segment with its numbers.
func (s Segment) With(a palier.Audience) Segment {
	s.Total, s.Identified, s.Reachable = &a.Total, &a.Identified, &a.Reachable
	return s
}

// Definition is a version of a saved segment.
type Definition struct {
	Version int             `json:"version"`
	At      time.Time       `json:"at"`
	Who     string          `json:"who"`
	Name    string          `json:"name"`
	Text    string          `json:"text"`
	Tree    json.RawMessage `json:"tree"`
}

// DefinitionOf tells of a version.
func DefinitionOf(s control.Segment) Definition {
	return Definition{s.Version, s.At.UTC(), s.Who, s.Name, s.Text, json.RawMessage(s.Tree)}
}

// Broken is a saved segment that a change broke.
type Broken struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// BrokenOf tells what a change broke.
func BrokenOf(broken []segment.Broken) []Broken {
	all := make([]Broken, len(broken))
	for i, b := range broken {
		all[i] = Broken{b.Name, b.Err.Error()}
	}
	return all
}

// Turn is a contact entering a segment, or leaving it.
type Turn struct {
	Day       palier.Day `json:"day" format:"date"`
	ContactID string     `json:"contact_id"`
	Entered   bool       `json:"entered" doc:"Else it left."`
	Cause     string     `json:"cause"`
}

// TurnsOf tells who turned.
func TurnsOf(turns []refresh.Turn) []Turn {
	all := make([]Turn, len(turns))
	for i, t := range turns {
		all[i] = Turn{t.Day, t.ContactID, t.Entered, t.Cause.String()}
	}
	return all
}

// Size is the size of a segment at the end of a day.
type Size struct {
	Day      palier.Day `json:"day" format:"date"`
	Contacts int64      `json:"contacts"`
}

// SizesOf tells sizes of days that follow each other.
func SizesOf(sizes []int64, from palier.Day) []Size {
	all := make([]Size, len(sizes))
	for i, n := range sizes {
		all[i] = Size{from + palier.Day(i), n}
	}
	return all
}
