package segment

import (
	"slices"
	"strings"

	"palier"
	"palier/internal/fold"
)

// Vocabulary is what a segment of a workspace may name.
type Vocabulary struct {
	Attributes []palier.Field // beside palier.BuiltIn
	Model      *palier.Model  // whose statuses there are; nil: the default one
	Currency   palier.Currency

	// Name is what the segment is saved as, or shall be: it must not name itself, not even
	// through others. Empty: it is not saved.
	Name string
	// Saved gives the saved segment of a name; nil: there are none.
	Saved      func(name string) (Segment, bool)
	SavedNames []string // to propose one that comes near
}

// Begins tells whether a text begins as a condition does: with a word of the language, or
// with a field.
func (v *Vocabulary) Begins(text string) bool {
	first, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	if first == "" || slices.Contains(reserved, keyword(first)) {
		return true
	}
	return slices.ContainsFunc(v.Fields(), func(k Known) bool { return same(k.Name, first) })
}

// Known is a field that a segment may name, and what may be asked of it.
type Known struct {
	palier.Field
	Ops    []Op
	Values []string // of a choice: the names of its values, the first being 1

	measure palier.Measure // of a number that is measured: how,
	source  palier.Field   // … and from which day
}

// Fields lists what may be named: facts, then fields of contacts, lines, products, orders
// and engagements.
func (v *Vocabulary) Fields() []Known {
	var known []Known
	for _, f := range palier.BuiltIn() {
		known = append(known, v.known(f))
	}
	for _, days := range [][2]string{{"days_in_stage", "stage_since"}, {"days_since_last_purchase", "last_purchase"}} {
		since := palier.Field{Of: palier.OfState, Name: days[1], Type: palier.FieldDay}
		known = append(known, measure(days[0], palier.DaysSince, since))
	}
	for _, f := range v.Attributes {
		f.Decimals = 0
		if f.Type == palier.FieldNumber {
			f.Decimals = palier.AttributeDecimals
		}
		known = append(known, v.known(f))
	}
	order := [...]palier.Subject{palier.OfState, palier.OfContact, palier.OfLine, palier.OfProduct, palier.OfOrder, palier.OfEngagement}
	slices.SortStableFunc(known, func(a, b Known) int {
		return slices.Index(order[:], a.Of) - slices.Index(order[:], b.Of)
	})
	return known
}

func (v *Vocabulary) known(f palier.Field) Known {
	k := Known{Field: f, Ops: opsOf(f)}
	if f.Type == palier.FieldChoice {
		k.Values = v.choices(f.Name)
	}
	return k
}

// measure makes a number of a day.
func measure(name string, by palier.Measure, day palier.Field) Known {
	number := palier.Field{Of: day.Of, Name: name, Attribute: day.Attribute, Type: palier.FieldNumber}
	return Known{Field: number, Ops: opsOf(number), measure: by, source: day}
}

// asked gives the field that stores are asked for, and what of it.
func (k *Known) asked() (palier.Field, palier.Measure) {
	if k.measure == palier.Itself {
		return k.Field, palier.Itself
	}
	return k.source, k.measure
}

// The operators that can be asked of every value, of values that have an order, of texts,
// and of what is true or false.
var (
	setOps     = []Op{IsSet, IsNotSet}
	sameOps    = []Op{Equal, NotEqual, In, NotIn}
	orderedOps = []Op{Less, AtMost, More, AtLeast, Between}
	textOps    = []Op{Contains, StartsWith, EndsWith}
	truthOps   = []Op{IsTrue, IsNotTrue, IsFalse, IsNotFalse}
)

// opsOf lists what can be asked of a field.
func opsOf(f palier.Field) []Op {
	switch {
	case f.Type == palier.FieldText:
		return slices.Concat(sameOps, textOps, setOps)
	case f.Type == palier.FieldBool:
		return slices.Concat(truthOps, setOps)
	case isConsent(f):
		return slices.Concat(sameOps, truthOps, setOps)
	case isOrdered(f):
		return slices.Concat(sameOps, orderedOps, setOps)
	}
	return slices.Concat(sameOps, setOps)
}

// isOrdered tells whether of two values of the field one is higher.
func isOrdered(f palier.Field) bool {
	switch f.Type {
	case palier.FieldNumber, palier.FieldMoney, palier.FieldDay:
		return true
	case palier.FieldChoice:
		return slices.Contains([]string{"status", "highest_status", "next_status", "amount_level"}, f.Name)
	}
	return false
}

func isConsent(f palier.Field) bool {
	return f.Type == palier.FieldChoice && f.Of == palier.OfContact
}

// choices names the values of a choice from 1 on.
func (v *Vocabulary) choices(field string) []string {
	switch field {
	case "stage", "next_stage":
		return namesOf[palier.Stage](palier.Stages)
	case "status", "highest_status", "next_status":
		return v.statuses()
	case "profile", "next_profile":
		return namesOf[palier.Profile](palier.Profiles)
	case "amount_level":
		return namesOf[palier.AmountLevel](palier.AmountLevels)
	case "group":
		return namesOf[palier.Group](palier.Groups)
	}
	return []string{string(palier.NoConsent), string(palier.SoftOptIn), string(palier.OptIn)}
}

func namesOf[T interface {
	~uint8
	String() string
}](count int) []string {
	var names []string
	for value := 1; value < count; value++ {
		names = append(names, T(value).String())
	}
	return names
}

func (v *Vocabulary) model() *palier.Model {
	if v.Model == nil {
		return palier.DefaultModel()
	}
	return v.Model
}

func (v *Vocabulary) statuses() []string {
	m := v.model()
	var names []string
	for value := 1; value < m.ValueCount(palier.FacetStatus); value++ {
		names = append(names, m.StatusName(palier.Status(value)))
	}
	return names
}

// place finds a name among others: as it is written, or else without regard to case.
func place(name string, among []string) int {
	if i := slices.Index(among, name); i >= 0 {
		return i
	}
	folded := fold.Text(name)
	return slices.IndexFunc(among, func(other string) bool { return fold.Text(other) == folded })
}
