package palier

// Facet is one way of sorting contacts: each contact has one value of it on each day.
type Facet uint8

// The facets, in the order of a contact's facts.
const (
	FacetStage Facet = iota
	FacetStatus
	FacetStars
	FacetProfile
	FacetGroup
	Facets = iota // how many there are
)

var facetNames = [...]string{"stage", "status", "stars", "profile", "group"}

// String gives the facet's name in files and reports.
func (f Facet) String() string { return facetNames[f] }

// ParseFacet reads a facet's name.
func ParseFacet(text string) (Facet, error) { return parse[Facet]("facet", facetNames[:], text) }

// Stage is a lifecycle stage (model.md §3). The zero value is no stage: before the
// entry day, and for ever without one.
type Stage uint8

// The lifecycle stages: four of leads, four of customers.
const (
	NoStage Stage = iota
	NewLead
	ActiveLead
	ColdLead
	InactiveLead
	FirstTimeBuyer
	ActiveBuyer
	DefectingBuyer
	InactiveBuyer
	Stages = iota // how many values there are, none included
)

var stageNames = [...]string{"none", "new_lead", "active_lead", "cold_lead", "inactive_lead", "first_time_buyer", "active_buyer", "defecting_buyer", "inactive_buyer"}

// String gives the stage's name in files and reports; "none" for no stage.
func (s Stage) String() string { return stageNames[s] }

// IsLead tells whether the stage is one of somebody who has not bought.
func (s Stage) IsLead() bool { return s >= NewLead && s <= InactiveLead }

// IsCustomer tells whether the stage is one of somebody who has bought.
func (s Stage) IsCustomer() bool { return s >= FirstTimeBuyer }

// ParseStage reads a stage's name.
func ParseStage(text string) (Stage, error) { return parse[Stage]("stage", stageNames[:], text) }

// Status is a customer's level of spend (model.md §4). The zero value is none (leads);
// NoSpend ranks lowest; LowestLevel is the first of the model's levels and the others
// follow it. Their names are the model's.
type Status uint8

// The statuses every model has.
const (
	NoStatus Status = iota
	NoSpend
	LowestLevel
	Statuses = int(LowestLevel) + 10 // the most values there can be, none included
)

// Stars are 0 to 4, kept as 1 to 5 so that the zero value is none (leads).
type Stars uint8

// NoStars is what leads have. StarsOf(0) is the least a customer has.
const NoStars Stars = 0

// StarCount is how many values of Stars there are, none included.
const StarCount = 6

// StarsOf gives the value for n stars, 0 to 4.
func StarsOf(n int) Stars { return Stars(n + 1) }

// N gives the number of stars, and -1 for none.
func (s Stars) N() int { return int(s) - 1 }

var starNames = [...]string{"none", "0", "1", "2", "3", "4"}

// String gives the digit, or "none".
func (s Stars) String() string { return starNames[s] }

// Profile tells how regularly a customer buys (model.md §6). The zero value is none.
type Profile uint8

// The purchase profiles.
const (
	NoProfile Profile = iota
	VeryRegular
	Regular
	Cyclical
	ToRetain
	LosingSteam
	Profiles = iota // how many values there are, none included
)

var profileNames = [...]string{"none", "very_regular", "regular", "cyclical", "to_retain", "losing_steam"}

// String gives the profile's name in files and reports.
func (p Profile) String() string { return profileNames[p] }

// ParseProfile reads a profile's name.
func ParseProfile(text string) (Profile, error) {
	return parse[Profile]("profile", profileNames[:], text)
}

// AmountLevel tells how much a customer buys (model.md §5). The zero value is none.
type AmountLevel uint8

// The amount levels, from level 0 (very low) to 4 (very high).
const (
	NoAmountLevel AmountLevel = iota
	VeryLow
	Low
	Medium
	High
	VeryHigh
	AmountLevels = iota // how many values there are, none included
)

var amountLevelNames = [...]string{"none", "very_low", "low", "medium", "high", "very_high"}

// String gives the amount level's name in files and reports.
func (a AmountLevel) String() string { return amountLevelNames[a] }

// Group is the named cell of recency, frequency and monetary value (model.md §5). The
// zero value is none.
type Group uint8

// The named groups.
const (
	NoGroup Group = iota
	Champions
	Loyal
	PotentialLoyalists
	NewCustomers
	Promising
	NeedAttention
	AboutToSleep
	CantLose
	AtRisk
	Hibernating
	Lost
	Groups = iota // how many values there are, none included
)

var groupNames = [...]string{"none", "champions", "loyal", "potential_loyalists", "new_customers", "promising", "need_attention", "about_to_sleep", "cant_lose", "at_risk", "hibernating", "lost"}

// String gives the group's name in files and reports.
func (g Group) String() string { return groupNames[g] }

// Rate is one of the five conversion rates between stages (model.md §7).
type Rate uint8

// The conversion rates, in the order of the conversions report.
const (
	LeadConversion Rate = iota
	Repurchase
	Retention
	WinbackDefecting
	WinbackInactive
	Rates = iota // how many there are
)

var rateNames = [...]string{"lead_conversion", "repurchase", "retention", "winback_defecting", "winback_inactive"}

// String gives the rate's name in files and reports.
func (r Rate) String() string { return rateNames[r] }

// Cause is why a contact's value of a facet changed on a day (model.md §8), or why it
// entered or left a segment (segments.md §4).
type Cause uint8

// The causes of a change.
const (
	CauseTime Cause = iota
	CauseOrder
	CauseResponse
	CauseRefund
	CauseRegistration
	CauseModel
	CauseData
	CauseSegment
	CauseErased
)

var causeNames = [...]string{"time", "order", "response", "refund", "registration", "model", "data", "segment", "erased"}

// String gives the cause's name in files and reports.
func (c Cause) String() string { return causeNames[c] }

func parse[T ~uint8](kind string, names []string, text string) (T, error) {
	for value, name := range names {
		if name == text {
			return T(value), nil
		}
	}
	return 0, Refuse("read the "+kind+" \""+text+"\"", "there is no such "+kind, "choose one of "+list(names))
}

func list(names []string) string {
	text := ""
	for i, name := range names {
		if i > 0 {
			text += ", "
		}
		text += name
	}
	return text
}
