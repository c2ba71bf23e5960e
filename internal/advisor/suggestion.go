package advisor

import "slices"

// Enough is how many observations a suggestion takes at least (advisor.md).
const Enough = 30

// Key names what of the model a suggestion is for, as the model file does.
type Key string

// The keys, in the order of the model file.
const (
	LeadCold          Key = "lead.cold"
	LeadInactive      Key = "lead.inactive"
	CustomerDefecting Key = "customer.defecting"
	CustomerInactive  Key = "customer.inactive"
	StatusLevels      Key = "status.levels"
	Period            Key = "rfm.period"
	EngagementCuts    Key = "rfm.cuts.engagement"
	RecencyCuts       Key = "rfm.cuts.recency"
	FrequencyCuts     Key = "rfm.cuts.frequency"
	MonetaryCuts      Key = "rfm.cuts.monetary"
)

// PurchaseUnit is proposed to be the day by a warning, not by a suggestion.
const PurchaseUnit Key = "purchase_unit"

// Method tells two suggestions for one key apart; it is empty where there is one.
type Method string

// The methods for the levels of the status.
const (
	ByShares Method = "shares" // so many of the customers are below each bound
	ByBreaks Method = "breaks" // natural breaks
)

// Unit says what the numbers of a suggestion count.
type Unit string

// The units. What is suggested in money is a palier.Amount; where it lies on the
// distribution is told in the currency's minor units.
const (
	Days      Unit = "days"
	Purchases Unit = "purchases"
	Money     Unit = "money"
)

// Suggestion proposes values for a key of the model, with what speaks for them; or says what
// is missing for that.
type Suggestion struct {
	Key     Key
	Method  Method
	Unit    Unit
	Refusal *Refusal // nil when there is a suggestion; else there are no Marks and Levels

	Now   []int64 // the model's values, in the order of Marks; of levels, the bounds
	Marks []Mark  // one of limits and periods; of levels, each bound; of cuts, those of levels 4, 3, 2, 1

	Observations int64   // what it rests on: durations that ended, or customers
	Unfinished   int64   // durations that go on
	Contacts     int64   // whom these are of
	Distribution []Point // by At
	Levels       []Level // who would be in each, lowest first; of levels and cuts

	// Of limits and of the period: the last day looked at, and F of it.
	Horizon   int
	AtHorizon Share

	Period    int // of cuts: in days; 0: it has no say
	Remaining int // of levels and cuts that fall on equal values, how many levels there would have been; 0: they do not
}

// Mark is a value suggested, and the point of the distribution that it comes from.
type Mark struct {
	Value  int64 // days, purchases, or an Amount
	At     int64 // the point, before rounding: days, purchases, or minor units
	Wanted Share // what the point is to reach; 0 of breaks
	Share  Share // what it reaches: of F(horizon), or of the customers
	AtRisk int64 // of limits: durations that had lasted so long

	// Of limits: the contacts who are past the value on the as-of day, and past today's.
	Past, PastNow int64
}

// Point is a place on a distribution: of those between the point before and this one, how
// many there are; and the share of all up to here. Of durations that is F.
type Point struct {
	At    int64
	Count int64
	Share Share
}

// Level is who would be in a level.
type Level struct {
	Contacts int64
	Spend    int64 // of levels of money, in minor units
}

// Why there is no suggestion.
type Why string

// The reasons.
const (
	Few   Why = "few"   // fewer observations than Enough
	Alike Why = "alike" // all have the same value
)

// Refusal says what a suggestion lacks.
type Refusal struct {
	Why        Why
	Have, Need int64 // observations, or different values
}

// few refuses a suggestion for which there are too few observations.
func (s *Suggestion) few() bool {
	if s.Observations < Enough {
		s.Refusal = &Refusal{Few, s.Observations, Enough}
	}
	return s.Refusal != nil
}

// ID names a suggestion: its key, and the method where there are two.
func (s *Suggestion) ID() string {
	if s.Method == "" {
		return string(s.Key)
	}
	return string(s.Key) + ":" + string(s.Method)
}

// Same tells whether what is suggested is in force already.
func (s *Suggestion) Same() bool {
	return slices.EqualFunc(s.Marks, s.Now, func(m Mark, now int64) bool { return m.Value == now })
}
