package modelfile

import (
	"palier"
	"palier/internal/yamltext"
)

// preset is what a sector's customers differ in: how long their rhythm is.
type preset struct {
	name               string
	about              string
	period             int
	recency, frequency [4]int
}

// presets are those of model.md §5. Their monetary cuts come from the advisor.
var presets = []preset{
	{"food", "food and other things bought several times a month", 30, [4]int{3, 7, 14, 21}, [4]int{8, 5, 3, 1}},
	{"consumables", "things used up and bought again within months, such as cosmetics or pet food", 91, [4]int{15, 30, 60, 90}, [4]int{5, 3, 2, 1}},
	{"fashion", "clothes, shoes and accessories", 182, [4]int{30, 60, 90, 135}, [4]int{5, 3, 2, 1}},
	{"electronics", "electronics and household appliances", 182, [4]int{30, 60, 90, 135}, [4]int{5, 3, 2, 1}},
	{"seasonal", "things bought in one season of the year, such as gardening or skiing", 365, [4]int{60, 120, 180, 270}, [4]int{4, 3, 2, 1}},
}

// Sectors lists the sectors that have a preset, fastest rhythm first.
func Sectors() []string {
	var names []string
	for _, p := range presets {
		names = append(names, p.name)
	}
	return names
}

// SectorModel gives the model that a shop of the sector starts with; the defaults for
// the empty sector.
func SectorModel(sector string) (*palier.Model, error) {
	return WithSector(palier.DefaultModel(), sector)
}

// WithSector gives a model with the rhythm of a sector: its period, and its cuts of recency and
// frequency. The empty sector leaves it as it is.
func WithSector(m *palier.Model, sector string) (*palier.Model, error) {
	with := *m
	if sector == "" {
		return &with, nil
	}
	for _, p := range presets {
		if p.name == sector {
			with.RFM.Period, with.RFM.Cuts.Recency, with.RFM.Cuts.Frequency = p.period, p.recency, p.frequency
			return &with, nil
		}
	}
	return nil, palier.Refuse("start a model for the sector "+yamltext.Clip(sector), "there is no such sector"+suggestName(sector, Sectors()), "")
}

// SameRhythm tells whether two models have the same period and the same cuts of recency and
// frequency, which is all that sectors differ in.
func SameRhythm(a, b *palier.Model) bool {
	return a.RFM.Period == b.RFM.Period && a.RFM.Cuts.Recency == b.RFM.Cuts.Recency && a.RFM.Cuts.Frequency == b.RFM.Cuts.Frequency
}

func sectorAbout(sector string) string {
	for _, p := range presets {
		if p.name == sector {
			return p.about
		}
	}
	return "any shop"
}
