package workspace

import (
	"cmp"
	"slices"
)

// mostReasons is how many different reasons are counted apart: a reason may name a value.
const mostReasons = 200

// Reason counts the rows that were refused for the same reason.
type Reason struct {
	Column string // empty: the whole row, or any column beyond the reasons that are counted apart
	Reason string // empty: other reasons than these
	Hint   string
	Rows   int64
}

// reasons counts refused rows by their reason. The zero value has none.
type reasons struct {
	counted map[[2]string]*Reason
	other   int64
}

func (r *reasons) add(column, reason, hint string) {
	key := [2]string{column, reason}
	if known := r.counted[key]; known != nil {
		known.Rows++
		return
	}
	if len(r.counted) == mostReasons {
		r.other++
		return
	}
	if r.counted == nil {
		r.counted = map[[2]string]*Reason{}
	}
	r.counted[key] = &Reason{column, reason, hint, 1}
}

// list gives the reasons, the most frequent first, and the others last.
func (r *reasons) list() []Reason {
	var all []Reason
	for _, one := range r.counted {
		all = append(all, *one)
	}
	slices.SortFunc(all, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Reason, b.Reason))
	})
	if r.other > 0 {
		all = append(all, Reason{Rows: r.other})
	}
	return all
}
