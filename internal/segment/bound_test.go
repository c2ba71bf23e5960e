package segment_test

import (
	"testing"

	"pgregory.net/rapid"

	"palier"
	"palier/internal/segment"
	"palier/internal/segment/segmenttest"
)

// drawable are the fields of a shop, with values that somebody has and that nobody has.
func drawable(v *segment.Vocabulary) segmenttest.Vocabulary {
	drawn := segmenttest.Vocabulary{
		Saved: []string{"VIP", "Paris"}, Types: []string{"click", "Visit", "hard bounce"},
		Places: [][]segment.Place{{{Name: "active_buyer"}, {Name: "new_lead"}}, {{Name: "gold"}, {Name: "no_spend"}}, {{Stars: 0}, {Stars: 3}}},
		First:  palier.DayOf(2016, 1, 1), Last: palier.DayOf(2018, 1, 1), Depth: 4,
	}
	for _, known := range v.Fields() {
		field := segmenttest.Field{Field: known.Field, Values: known.Values}
		if known.Type == palier.FieldText {
			field.Values = []string{"paris", "Paris", "b1", "a", "Soldes A", "click", "Bikes > Road", "é"}
		}
		if known.Name != "Stage" && known.Name != "size" && known.Name != "Size" { // which need more than their name
			drawn.Fields = append(drawn.Fields, field)
		}
	}
	return drawn
}

func TestNotHoldsForWhomeverASegmentDoesNotHold(t *testing.T) {
	v := segment.Shop()
	fields := drawable(v)
	rapid.Check(t, func(t *rapid.T) {
		tree := segmenttest.Draw(t, fields)
		checked, err := segment.Bind(tree, v)
		if err != nil {
			t.Fatalf("%s: %v", segment.Print(tree), err)
		}
		opposite, err := segment.Bind(segment.Segment{Where: segment.Not{Of: tree.Where}}, v)
		if err != nil {
			t.Fatal(err)
		}
		day := segment.Today + palier.Day(rapid.IntRange(-600, 60).Draw(t, "day"))
		if ada := segment.Ada(); segment.Holds(checked.Where, ada, day) == segment.Holds(opposite.Where, ada, day) {
			t.Fatalf("%s and its opposite hold alike on %s", segment.Print(tree), day)
		}
	})
}
