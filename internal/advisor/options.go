package advisor

import "palier"

// Options say which shares the advisor looks for, and in how much of the past. The zero
// value is what advisor.md says.
type Options struct {
	Days int // before the as-of day; 0: 730

	Cold, Gone Share   // of those who come back: from which on somebody is defecting or cold, and inactive; 0: 80 and 95 %
	Below      []Share // of the customers with spend: below each bound of the status but the last; nil: 50, 80, 95, 99 %
	InPeriod   Share   // of the repeat purchases that are to be expected: within one period; 0: 60 %
}

// Limits of the days that the advisor looks back.
const (
	UsualDays = 730
	LeastDays = 30
	MostDays  = palier.MaxWindow
)

// Checked gives the options with what they leave out, or refuses them.
func (o Options) Checked() (Options, error) {
	const tried = "suggest limits"
	fill(&o.Days, UsualDays)
	fill(&o.Cold, 80_00)
	fill(&o.Gone, 95_00)
	fill(&o.InPeriod, 60_00)
	if o.Below == nil {
		o.Below = []Share{50_00, 80_00, 95_00, 99_00}
	}
	if o.Days < LeastDays || o.Days > MostDays {
		return o, palier.Refusef(tried+" from the past", "look back 30 to 3650 days", "%d days are out of range", max(o.Days, 0))
	}
	if n := len(o.Below) + 1; n < 2 || n > 10 {
		return o, palier.Refusef(tried+" of the status", "give one to nine shares", "%d shares make %d levels, and there can be 2 to 10", len(o.Below), n)
	}
	if last := o.Below[len(o.Below)-1]; last >= Whole {
		return o, palier.Refuse(tried+" of the status", "nobody is above a bound that all customers are below", "let the last share be below 100 per cent")
	}
	for _, shares := range [][]Share{{o.Cold, o.Gone}, o.Below, {o.InPeriod}} {
		if err := rising(tried, shares); err != nil {
			return o, err
		}
	}
	return o, nil
}

func fill[T int | Share](value *T, usual T) {
	if *value == 0 {
		*value = usual
	}
}

// ParseOptions reads options as people write them: shares in per cent, separated by commas,
// of those who come back two. Days are not left out.
func ParseOptions(days int, comeBack, below, inPeriod string) (o Options, err error) {
	back, err := ParseShares(comeBack)
	if err != nil {
		return o, err
	}
	period, err := ParseShares(inPeriod)
	if err != nil {
		return o, err
	}
	if len(back) != 2 || len(period) != 1 {
		return o, palier.Refusef("suggest limits", "write two, such as 80,95, and one, such as 60",
			"there are %d shares of those who come back, and %d of what a period brings", len(back), len(period))
	}
	if o.Below, err = ParseShares(below); err != nil {
		return o, err
	}
	o.Days, o.Cold, o.Gone, o.InPeriod = days, back[0], back[1], period[0]
	if days == 0 { // which in Options are the usual ones
		o.Days = -1
	}
	return o.Checked()
}
