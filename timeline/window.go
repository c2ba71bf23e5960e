package timeline

import "palier"

// walkLens appends the values that a lens gives for the days from … to, known as in
// the view: the stars, or the groups. Nothing changes but when money enters the window
// or leaves it, when the age of the last purchase passes a cut, and when the engagement
// changes; so it goes from one of these days to the next.
func (k *Kernel) walkLens(l *lens, v *view, from, to palier.Day, t track) track {
	p := v.purchases
	n := known(p, from)
	if n == 0 {
		t = t.set(from, 0)
		if v.after(-1) > to {
			return t
		}
		n, from = 1, p[0].day
	}
	w := windowOn(v, from, l.span)
	last := p[n-1].day
	single, r := 1, ageLevel(&l.recency, from-last)
	if v.several(n - 1) {
		single = 0
	}
	pulse := k.pulse(l, v, from)
	f, m := sizeLevel(&l.frequency, w.count), sizeLevel(&l.monetary, w.sum)
	for day := from; ; {
		t = t.set(day, l.values[single][pulse.level][r][f][m])
		enter, leave, fade := w.money[w.in].day, w.money[w.out].day+l.span, dusk
		if r > 0 {
			fade = last + l.recency[4-r] + 1
		}
		day = min(enter, leave, fade, pulse.next)
		if day > to || day == dusk {
			return t
		}
		if day == pulse.next {
			pulse.beat(k, day)
		}
		if day == fade {
			r = ageLevel(&l.recency, day-last)
		}
		if day == enter && w.money[w.in].count > 0 {
			last, r, single = day, 4, 0
		}
		if day == enter || day == leave {
			w.move(day, l.span)
			f, m = sizeLevel(&l.frequency, w.count), sizeLevel(&l.monetary, w.sum)
		}
	}
}

// window is the money of the ages 0 … span-1.
type window struct {
	money   []dayTotal // with theEnd behind it
	in, out int        // how many days have entered, and left
	count   int
	sum     palier.Money
}

// windowOn looks through a window on a day.
func windowOn(v *view, day, span palier.Day) window {
	w := window{money: v.money[:len(v.money)+1], in: known(v.money, day), out: known(v.money, day-span)}
	for _, total := range w.money[w.out:w.in] {
		w.count += int(total.count)
		w.sum += total.amount
	}
	return w
}

// move goes to the next day on which something enters or leaves.
func (w *window) move(day, span palier.Day) {
	if enter := &w.money[w.in]; enter.day == day {
		w.count += int(enter.count)
		w.sum += enter.amount
		w.in++
	}
	if leave := &w.money[w.out]; leave.day+span == day {
		w.count -= int(leave.count)
		w.sum -= leave.amount
		w.out++
	}
}

// pulse follows the level of engagement.
type pulse struct {
	responses []palier.Day // those to come
	last      palier.Day
	level     uint8
	next      palier.Day // the next day on which the level may change
}

// pulse begins to follow the engagement on a day, for a lens in which it has a say.
func (k *Kernel) pulse(l *lens, v *view, day palier.Day) pulse {
	b := pulse{next: dusk}
	if !l.engaged || len(v.responses) == 0 {
		return b
	}
	n := countUpTo(v.responses, day)
	b.responses = v.responses[n:]
	b.last = dawn
	if n > 0 {
		b.last = v.responses[n-1]
	}
	b.read(k, day)
	return b
}

func (b *pulse) beat(k *Kernel, day palier.Day) {
	for len(b.responses) > 0 && b.responses[0] <= day {
		b.last, b.responses = b.responses[0], b.responses[1:]
	}
	b.read(k, day)
}

func (b *pulse) read(k *Kernel, day palier.Day) {
	b.level, b.next = ageLevel(&k.age, day-b.last), dusk
	if b.level > 0 {
		b.next = b.last + k.age[4-b.level] + 1
	}
	if len(b.responses) > 0 {
		b.next = min(b.next, b.responses[0])
	}
}
