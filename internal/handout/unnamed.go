package handout

import (
	"slices"

	"palier"
	"palier/internal/segment"
)

// Unnamed gives the text of a segment as the audit log may keep it: what names somebody
// would outlive an erasure there.
func Unnamed(text string) string {
	s, err := segment.Parse(text)
	if err != nil {
		return text // the name of a segment
	}
	if _, fields := segment.Names(s); slices.ContainsFunc(fields, func(f segment.Name) bool { return palier.Personal(f.Name) }) {
		return "(names contacts)"
	}
	return text
}
