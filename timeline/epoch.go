package timeline

import "palier"

// Walker walks through histories, one at a time. It keeps its memory from one to the
// next, so a goroutine that looks at many contacts does best to hold one. It is not
// for several goroutines at once.
type Walker struct {
	k *Kernel
	view
	from, until palier.Day // the epoch is the days from ≤ D < until
	ledger      ledger

	counted, merged []dayTotal // where the view's slices live
	tracks          [palier.Facets]track
	weave           weave
	causes          causes
	bought          []Bought
}

// Walker gives a new walker.
func (k *Kernel) Walker() *Walker { return &Walker{k: k} }

// open begins with a history as known through a day and enters its first epoch, which
// ends where the first refund takes effect. It tells whether the contact has a stage by
// the day.
func (w *Walker) open(h *palier.History, through palier.Day) bool {
	w.from, w.until = dawn, dusk
	w.ledger.close()
	w.responses = h.Responses
	if n := len(h.Responses); n > 0 && h.Responses[n-1] > through {
		w.responses = h.Responses[:countUpTo(h.Responses, through)]
	}
	w.appear(h.Registered, firstSale(h.Movements))
	if !w.entry.Exists() || w.entry > through {
		return false
	}
	if !w.lookPlainly(h.Movements, through) {
		w.ledger.open(w.k, h.Movements, through)
		w.look()
	}
	return true
}

// next enters the epoch that follows, if there is one.
func (w *Walker) next() bool {
	if w.until == dusk {
		return false
	}
	w.from = w.until
	w.ledger.refund(w.k, w.from)
	w.look()
	return true
}

// lookPlainly makes the view of a contact without refunds and credits up to a day, the
// only one it needs. It gives up on others.
func (w *Walker) lookPlainly(movements []palier.Movement, through palier.Day) bool {
	purchases := w.counted[:0]
	day := palier.NoDay
	for i := range movements {
		m := &movements[i]
		if m.Day > through {
			break
		}
		if m.Amount <= 0 {
			return false
		}
		if m.Day != day {
			day = m.Day
			purchases = append(purchases, dayTotal{day, 1, m.Amount})
			continue
		}
		last := &purchases[len(purchases)-1]
		last.amount += m.Amount
		if !w.k.dayIsUnit {
			last.count++
		}
	}
	w.counted = append(purchases, theEnd)
	w.settle()
	return true
}

// look makes the view of the epoch that begins.
func (w *Walker) look() {
	w.until = w.ledger.nextRefund()
	w.counted = w.counted[:0]
	for _, s := range w.ledger.sales {
		switch {
		case s.orders == 0:
		case w.k.dayIsUnit:
			w.counted = append(w.counted, dayTotal{s.day, 1, s.amount})
		default:
			w.counted = append(w.counted, dayTotal{s.day, s.orders, s.amount})
		}
	}
	w.counted = append(w.counted, theEnd)
	w.settle()
	if credits := w.ledger.credits; len(credits) > 0 {
		w.merged = append(merge(w.merged[:0], w.purchases, credits), theEnd)
		w.money = w.merged[:len(w.merged)-1]
	}
}

// settle makes the view of the purchases counted, without credits.
func (w *Walker) settle() {
	w.purchases = w.counted[:len(w.counted)-1]
	w.money = w.purchases
	w.findLapses(w.k.customer.defecting)
}
