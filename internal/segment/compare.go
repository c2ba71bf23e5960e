package segment

import (
	"slices"

	"palier"
)

// compare binds a comparison.
func (b *binder) compare(n Compare) (palier.Condition, error) {
	known, err := b.find(n.Left.Field, refusing(n))
	if err != nil {
		return nil, err
	}
	if known, err = measuredField(n, known); err != nil {
		return nil, err
	}
	field, measure := known.asked()
	test := palier.Test{Field: field, Measure: measure}
	if n.Left.On != nil {
		if test.On, err = moment(n, known); err != nil {
			return nil, err
		}
	}
	if !slices.Contains(known.Ops, n.Op) {
		return nil, wrong(n, "ask it with "+operatorList(known.Ops), "%s is %s, which cannot be asked with %q", known.Name, kindOf(known.Field), string(n.Op))
	}
	if !fits(n) {
		return nil, wrong(n, "", "%q cannot stand with %d values", string(n.Op), len(n.Right))
	}
	if err := b.fill(&test, n, known); err != nil {
		return nil, err
	}
	condition := b.withCurrency(test)
	if slices.Contains([]Op{NotEqual, NotIn, IsNotSet, IsNotTrue, IsNotFalse}, n.Op) {
		condition = palier.Not{Of: condition}
	}
	return condition, nil
}

// measuredField gives the field as the measure makes it: a number of years or days.
func measuredField(n Compare, known *Known) (*Known, error) {
	measures := map[Measure]palier.Measure{YearsSince: palier.YearsSince, DaysSince: palier.DaysSince, DaysUntil: palier.DaysUntil}
	by, ok := measures[n.Left.Measure]
	switch {
	case n.Left.Measure == Itself:
		return known, nil
	case !ok:
		return nil, wrong(n, "take years_since, days_since or days_until", "there is no measure %q", string(n.Left.Measure))
	case known.Type != palier.FieldDay:
		return nil, wrong(n, "take it of a day", "%s is %s, and %s is taken of days", known.Name, kindOf(known.Field), string(n.Left.Measure))
	}
	number := measure(known.Name, by, known.Field)
	return &number, nil
}

// moment binds the day that a fact is asked of.
func moment(n Compare, known *Known) (palier.Moment, error) {
	on := n.Left.On
	switch {
	case known.Of != palier.OfState:
		return palier.Moment{}, wrong(n, "leave the day out, or ask for a fact such as stage", "%s is known as it is today, not as it was on another day", known.Name)
	case on.Day.Exists():
		return palier.Moment{Fixed: true, Day: on.Day}, nil
	}
	ago, err := dayCount(n, on.DaysAgo)
	return palier.Moment{Ago: ago}, err
}

// fits tells whether there are as many values as the operator takes.
func fits(n Compare) bool {
	switch n.Op {
	case In, NotIn:
		return len(n.Right) > 0
	case Between:
		return len(n.Right) == 2
	case IsSet, IsNotSet, IsTrue, IsNotTrue, IsFalse, IsNotFalse:
		return len(n.Right) == 0
	}
	return len(n.Right) == 1
}

// withCurrency lets a row that names no currency be of the workspace's.
func (b *binder) withCurrency(t palier.Test) palier.Condition {
	if t.Field.Of != palier.OfLine || t.Field.Name != "currency" || t.Field.Attribute {
		return t
	}
	if !passes(t, textValue(string(b.Currency)), 0) {
		return t
	}
	return palier.Any{t, palier.Not{Of: palier.Test{Field: t.Field, Op: palier.IsSet}}}
}

// anniversary binds the question for an anniversary in the next days.
func (b *binder) anniversary(n Anniversary) (palier.Condition, error) {
	known, err := b.find(n.Field, refusing(n))
	if err != nil {
		return nil, err
	}
	if known.Type != palier.FieldDay {
		return nil, wrong(n, "ask it of a day", "%s is %s, and only days have anniversaries", known.Name, kindOf(known.Field))
	}
	days, err := dayCount(n, n.NextDays)
	return palier.Test{Field: known.Field, Op: palier.Anniversary, Max: int64(days)}, err
}
