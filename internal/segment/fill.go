package segment

import (
	"math"
	"slices"

	"palier"
	"palier/internal/fold"
)

// fill makes the test what the operator asks, without its not.
func (b *binder) fill(t *palier.Test, n Compare, known *Known) error {
	switch n.Op {
	case IsSet, IsNotSet:
		t.Op, t.Measure = palier.IsSet, palier.Itself
		return nil
	case IsTrue, IsNotTrue:
		t.Numbers = truth(known, true)
		return nil
	case IsFalse, IsNotFalse:
		t.Numbers = truth(known, false)
		return nil
	}
	if known.Type == palier.FieldText {
		return fillTexts(t, n)
	}
	var numbers []int64
	for _, literal := range n.Right {
		number, err := b.number(literal, n, known)
		if err != nil {
			return err
		}
		numbers = append(numbers, number)
	}
	if slices.Contains(sameOps, n.Op) {
		slices.Sort(numbers)
		t.Numbers = slices.Compact(numbers)
		return nil
	}
	t.Op = palier.Within
	t.Min, t.Max = bounds(n.Op, numbers)
	if known.Type == palier.FieldChoice {
		t.Min = max(t.Min, 1) // 0 is none
	}
	return nil
}

// truth lists the values that are true, or those that are false; a consent is true when
// it is a lawful basis.
func truth(known *Known, yes bool) []int64 {
	switch {
	case known.Type == palier.FieldChoice && yes:
		return []int64{palier.ChoiceSoftOptIn, palier.ChoiceOptIn}
	case known.Type == palier.FieldChoice:
		return []int64{palier.ChoiceNoConsent}
	case yes:
		return []int64{1}
	}
	return []int64{0}
}

func fillTexts(t *palier.Test, n Compare) error {
	switch n.Op {
	case Contains:
		t.Op = palier.Contains
	case StartsWith:
		t.Op = palier.StartsWith
	case EndsWith:
		t.Op = palier.EndsWith
	}
	for _, literal := range n.Right {
		text, err := plainText(literal, n)
		if err != nil {
			return err
		}
		t.Texts = append(t.Texts, fold.Text(text))
	}
	slices.Sort(t.Texts)
	t.Texts = slices.Compact(t.Texts)
	return nil
}

// bounds gives the least and the greatest number that pass. None does where a number has
// nothing below or above it.
func bounds(op Op, numbers []int64) (least, most int64) {
	n := numbers[0]
	switch {
	case op == Between:
		return n, numbers[1]
	case op == AtMost:
		return math.MinInt64, n
	case op == AtLeast:
		return n, math.MaxInt64
	case op == Less && n > math.MinInt64:
		return math.MinInt64, n - 1
	case op == More && n < math.MaxInt64:
		return n + 1, math.MaxInt64
	}
	return 1, 0
}
