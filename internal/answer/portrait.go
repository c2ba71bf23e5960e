package answer

import (
	"encoding/json"

	"palier"
	"palier/internal/workspace"
)

// Portrait is who is in a segment, and what they are like.
type Portrait struct {
	Segment
	AsOf       palier.Day                 `json:"as_of" format:"date"`
	Generation int64                      `json:"generation"`
	Reports    map[string]json.RawMessage `json:"reports" doc:"Of its members, by name: customers, rfm, orders and products."`
	Overlap    []Overlap                  `json:"overlap" doc:"With the other saved segments, by name."`
}

// Overlap is what two segments have in common.
type Overlap struct {
	Name     string `json:"name"`
	Contacts int64  `json:"contacts" doc:"Of the other segment."`
	Common   int64  `json:"common"`
}

// OverlapsOf tells what a segment has in common with others.
func OverlapsOf(overlaps []workspace.Overlap) []Overlap {
	all := make([]Overlap, len(overlaps))
	for i, o := range overlaps {
		all[i] = Overlap(o)
	}
	return all
}
