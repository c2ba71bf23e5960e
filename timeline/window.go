package timeline

import "palier"

// walkLens appends the values that a lens gives for the days from … to, known as in
// the view: the stars, or the groups. Between a purchase, its leaving of the window,
// a response and an age that reaches a cut nothing changes, so it goes from one of
// these days to the next.
func (k *Kernel) walkLens(l *lens, v *view, from, to palier.Day, t track) track {
	p, m := v.purchases, v.money
	n := known(p, from)
	if n == 0 {
		t = t.set(from, 0)
		if len(p) == 0 || p[0].day > to {
			return t
		}
		n, from = 1, p[0].day
	}
	in, out := known(m, from), known(m, from-l.span)
	count, sum := 0, palier.Money(0)
	for _, total := range m[out:in] {
		count += int(total.count)
		sum += total.amount
	}
	single := 1
	if v.several(n - 1) {
		single = 0
	}
	last := p[n-1].day
	r := ageLevel(&l.recency, from-last)
	f, s := sizeLevel(&l.frequency, count), sizeLevel(&l.monetary, sum)
	pulse := k.pulse(l, v, from)
	for day := from; ; {
		t = t.set(day, l.values[single][pulse.level][r][f][s])
		enter, leave, fade := dusk, dusk, dusk
		if in < len(m) {
			enter = m[in].day
		}
		if out < in {
			leave = m[out].day + l.span
		}
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
		if day == leave {
			count -= int(m[out].count)
			sum -= m[out].amount
			out++
		}
		if day == enter {
			if m[in].count > 0 {
				last, r, single = day, 4, 0
			}
			count += int(m[in].count)
			sum += m[in].amount
			in++
		}
		if day == leave || day == enter {
			f, s = sizeLevel(&l.frequency, count), sizeLevel(&l.monetary, sum)
		}
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
