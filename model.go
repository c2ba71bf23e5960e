package palier

import (
	"fmt"
	"slices"
	"unicode"
)

// Model is what turns histories into states: the merchant's limits, weights, periods,
// tiers and names (model.md §11). Its zero value is no model; start from DefaultModel.
type Model struct {
	PurchaseUnit           PurchaseUnit
	RefundsAffectLifecycle bool
	IgnoreStatus           []string // orders with one of these statuses do not exist; compared without case
	ResponseTypes          []string // engagement types that are responses; compared without case
	Lead                   LeadLimits
	Customer               CustomerLimits
	Status                 StatusModel
	RFM                    RFMModel
	Groups                 GroupModel
	Windows                Windows
	Exclude                string                       // name of the saved segment left out of everything; empty: nobody is
	Labels                 map[string]map[string]string // language → key of what (LabelKey) → label
}

// PurchaseUnit says what one purchase is.
type PurchaseUnit string

// The purchase units.
const (
	UnitOrder PurchaseUnit = "order" // every counting order
	UnitDay   PurchaseUnit = "day"   // all counting orders of one contact on one day
)

// LeadLimits are in days (model.md §3).
type LeadLimits struct{ Cold, Inactive int }

// CustomerLimits are in days (model.md §3).
type CustomerLimits struct{ Defecting, Inactive int }

// StatusModel ranks customers by their spend over Window days.
type StatusModel struct {
	Window int
	Levels []StatusLevel
}

// StatusLevel is one level of spend. UpTo is its inclusive upper bound; the last level
// has none, and its UpTo is 0.
type StatusLevel struct {
	Name string
	UpTo Amount
}

// RFMModel cuts engagement, recency, frequency and monetary value into levels 0 to 4
// over Periods periods of Period days.
type RFMModel struct {
	Period  int
	Periods int
	Cuts    Cuts
	Weights Weights
}

// Cuts are the limits of levels 4, 3, 2 and 1, in this order: ages in days and counts,
// and amounts for Monetary.
type Cuts struct {
	Engagement, Recency, Frequency [4]int
	Monetary                       [4]Amount
}

// Weights of the four criteria in the score, 0 to 10, not all 0.
type Weights struct{ Engagement, Recency, Frequency, Monetary int }

// GroupModel cuts recency (days), purchases and spend over the status window for the
// named groups. A zero Recency follows the customer limits; ask Model.GroupRecency.
type GroupModel struct {
	Recency, Frequency [4]int
	Monetary           [4]Amount
}

// Windows of the conversion rates, in days. All but Lead may be 0 and then follow the
// customer limits; ask Model.Window.
type Windows struct{ Lead, Repurchase, WinbackDefecting, WinbackInactive int }

// DefaultModel gives the model of an empty model file.
func DefaultModel() *Model {
	return &Model{
		PurchaseUnit:           UnitOrder,
		RefundsAffectLifecycle: true,
		IgnoreStatus:           []string{"cancelled", "canceled", "failed", "pending", "unpaid", "on-hold", "draft", "annulée", "refusée"},
		ResponseTypes:          []string{"click", "visit", "reply", "form", "login"},
		Lead:                   LeadLimits{Cold: 90, Inactive: 180},
		Customer:               CustomerLimits{Defecting: 90, Inactive: 365},
		Status: StatusModel{Window: 730, Levels: []StatusLevel{
			{"low", 50_00}, {"normal", 200_00}, {"silver", 500_00}, {"gold", 1000_00}, {"platinum", 0},
		}},
		RFM: RFMModel{
			Period: 91, Periods: 9,
			Cuts: Cuts{
				Engagement: [4]int{7, 30, 90, 180},
				Recency:    [4]int{15, 30, 60, 90},
				Frequency:  [4]int{5, 3, 2, 1},
				Monetary:   [4]Amount{500_00, 200_00, 100_00, 50_00},
			},
			Weights: Weights{Recency: 1, Frequency: 1, Monetary: 1},
		},
		Groups: GroupModel{
			Frequency: [4]int{5, 3, 2, 1},
			Monetary:  [4]Amount{1000_00, 500_00, 200_00, 50_00},
		},
		Windows: Windows{Lead: 180},
	}
}

// GroupRecency gives the recency cuts of the named groups in force: those of the model,
// or a third, two thirds and all of customer.defecting, and customer.inactive.
func (m *Model) GroupRecency() [4]int {
	if m.Groups.Recency != [4]int{} {
		return m.Groups.Recency
	}
	d := m.Customer.Defecting
	return [4]int{d / 3, 2 * d / 3, d, m.Customer.Inactive}
}

// Window gives the window of a conversion rate in force, in days. Retention's is
// customer.defecting: the age of the purchases it looks at.
func (m *Model) Window(r Rate) int {
	or := func(given, otherwise int) int {
		if given > 0 {
			return given
		}
		return otherwise
	}
	switch r {
	case LeadConversion:
		return m.Windows.Lead
	case Repurchase:
		return or(m.Windows.Repurchase, m.Customer.Defecting)
	case WinbackDefecting:
		return or(m.Windows.WinbackDefecting, m.Customer.Defecting)
	case WinbackInactive:
		return or(m.Windows.WinbackInactive, m.Customer.Inactive-m.Customer.Defecting)
	}
	return m.Customer.Defecting
}

// StatusName gives a status's name in files and reports; "none" for leads.
func (m *Model) StatusName(s Status) string {
	switch {
	case s == NoStatus:
		return "none"
	case s == NoSpend:
		return "no_spend"
	}
	return m.Status.Levels[s-LowestLevel].Name
}

// ValueName gives the name in files and reports of a facet's value.
func (m *Model) ValueName(f Facet, value uint8) string {
	switch f {
	case FacetStage:
		return Stage(value).String()
	case FacetStatus:
		return m.StatusName(Status(value))
	case FacetStars:
		return Stars(value).String()
	case FacetProfile:
		return Profile(value).String()
	}
	return Group(value).String()
}

// ParseValue reads a facet's value by its name in files and reports.
func (m *Model) ParseValue(f Facet, name string) (uint8, error) {
	names := make([]string, m.ValueCount(f)-1)
	for i := range names {
		names[i] = m.ValueName(f, uint8(i+1))
		if names[i] == name {
			return uint8(i + 1), nil
		}
	}
	return 0, Refuse("read the "+f.String()+" \""+name+"\"", "there is no such "+f.String(), "choose one of "+list(names))
}

// ValueCount gives how many values a facet has, none included: values are below it.
func (m *Model) ValueCount(f Facet) int {
	return [Facets]int{Stages, int(LowestLevel) + len(m.Status.Levels), StarCount, Profiles, Groups}[f]
}

// Limits of the model file.
const (
	MaxPeriod = 730    // days of rfm.period
	MaxWindow = 3650   // days of a window
	MaxDays   = 36_500 // days of any other limit
	MaxWeight = 10
)

// Problem is one thing wrong with a model: the path of the key and what is wrong with it, in
// English and as a code with values, by which it can be said in another language.
type Problem struct {
	Path    string // "status.levels[1].up_to"
	Message string
	Code    string // what is wrong, for good
	Args    []any  // the values in the message, in its order
}

// Problems lists everything that makes the model unusable; none when it is sound.
func (m *Model) Problems() []Problem {
	c := &modelCheck{}
	if m.PurchaseUnit != UnitOrder && m.PurchaseUnit != UnitDay {
		c.add("purchase_unit", "unit", "must be order or day, not %q", string(m.PurchaseUnit))
	}
	c.days("lead.cold", m.Lead.Cold, MaxDays)
	c.days("lead.inactive", m.Lead.Inactive, MaxDays)
	c.below("lead.cold", m.Lead.Cold, "lead.inactive", m.Lead.Inactive)
	c.days("customer.defecting", m.Customer.Defecting, MaxDays)
	c.days("customer.inactive", m.Customer.Inactive, MaxDays)
	c.below("customer.defecting", m.Customer.Defecting, "customer.inactive", m.Customer.Inactive)
	c.days("status.window", m.Status.Window, MaxWindow)
	c.levels(m.Status.Levels)
	c.days("rfm.period", m.RFM.Period, MaxPeriod)
	if m.RFM.Periods < 3 || m.RFM.Periods > 16 {
		c.add("rfm.periods", "range", "must be %d to %d, not %d", 3, 16, m.RFM.Periods)
	}
	ages(c, "rfm.cuts.engagement", m.RFM.Cuts.Engagement)
	ages(c, "rfm.cuts.recency", m.RFM.Cuts.Recency)
	falling(c, "rfm.cuts.frequency", m.RFM.Cuts.Frequency)
	falling(c, "rfm.cuts.monetary", m.RFM.Cuts.Monetary)
	c.weights(m.RFM.Weights)
	if m.Groups.Recency != [4]int{} {
		ages(c, "groups.recency", m.Groups.Recency)
	}
	falling(c, "groups.frequency", m.Groups.Frequency)
	falling(c, "groups.monetary", m.Groups.Monetary)
	c.days("windows.lead", m.Windows.Lead, MaxWindow)
	for _, w := range []struct {
		path string
		days int
	}{{"windows.repurchase", m.Windows.Repurchase}, {"windows.winback_defecting", m.Windows.WinbackDefecting}, {"windows.winback_inactive", m.Windows.WinbackInactive}} {
		if w.days != 0 {
			c.days(w.path, w.days, MaxWindow)
		}
	}
	return c.problems
}

type modelCheck struct{ problems []Problem }

func (c *modelCheck) add(path, code, format string, args ...any) {
	c.problems = append(c.problems, Problem{path, fmt.Sprintf(format, args...), code, args})
}

func (c *modelCheck) days(path string, days, most int) {
	if days < 1 || days > most {
		c.add(path, "days", "must be 1 to %d days, not %d", most, days)
	}
}

func (c *modelCheck) below(lowPath string, low int, highPath string, high int) {
	if low >= high {
		c.add(lowPath, "below", "must be below %s (%d), not %d", highPath, high, low)
	}
}

func (c *modelCheck) levels(levels []StatusLevel) {
	if len(levels) < 2 || len(levels) > 10 {
		c.add("status.levels", "levels", "must be 2 to 10 levels, not %d", len(levels))
	}
	var names []string
	for i, level := range levels {
		path := fmt.Sprintf("status.levels[%d]", i)
		last := i == len(levels)-1
		switch {
		case !plainName(level.Name):
			c.add(path+".name", "word", "must be one word of letters, digits and _, not %q (labels give it a longer name)", level.Name)
		case level.Name == "none" || level.Name == "no_spend":
			c.add(path+".name", "reserved", "must not be %q, which every model has", level.Name)
		case slices.Contains(names, level.Name):
			c.add(path+".name", "twice", "%q stands twice", level.Name)
		}
		names = append(names, level.Name)
		switch {
		case last && level.UpTo != 0:
			c.add(path+".up_to", "last_bound", "must be left out: the last level has no upper bound")
		case !last && level.UpTo < 1:
			c.add(path+".up_to", "no_bound", "must be at least 0.01: every level but the last has an upper bound")
		case !last && i > 0 && level.UpTo <= levels[i-1].UpTo:
			c.add(path+".up_to", "bound_order", "must be above that of the level before (%s), not %s", levels[i-1].UpTo, level.UpTo)
		}
	}
}

func (c *modelCheck) weights(w Weights) {
	sum := 0
	for _, weight := range []struct {
		name  string
		value int
	}{{"engagement", w.Engagement}, {"recency", w.Recency}, {"frequency", w.Frequency}, {"monetary", w.Monetary}} {
		if weight.value < 0 || weight.value > MaxWeight {
			c.add("rfm.weights."+weight.name, "range", "must be %d to %d, not %d", 0, MaxWeight, weight.value)
		}
		sum += weight.value
	}
	if sum == 0 {
		c.add("rfm.weights", "weights", "must not all be 0")
	}
}

func ages(c *modelCheck, path string, cuts [4]int) {
	for i, days := range cuts {
		switch {
		case days < 1 || days > MaxDays:
			c.add(fmt.Sprintf("%s[%d]", path, i), "days", "must be 1 to %d days, not %d", MaxDays, days)
		case i > 0 && days <= cuts[i-1]:
			c.add(fmt.Sprintf("%s[%d]", path, i), "rising", "must be above the one before (%d), not %d", cuts[i-1], days)
		}
	}
}

func falling[T int | Amount](c *modelCheck, path string, cuts [4]T) {
	for i, cut := range cuts {
		switch {
		case cut < 1:
			c.add(fmt.Sprintf("%s[%d]", path, i), "positive", "must be above 0, not %v", cut)
		case i > 0 && cut >= cuts[i-1]:
			c.add(fmt.Sprintf("%s[%d]", path, i), "falling", "must be below the one before (%v), not %v", cuts[i-1], cut)
		}
	}
}

func plainName(name string) bool {
	for i, r := range name {
		if !unicode.IsLetter(r) && (i == 0 || r != '_' && !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != "" && len(name) <= 64
}
