package timeline

import "palier"

// leadStage is the rule for somebody who has not bought (model.md §3). Registered is
// the registration day, or the entry day until that has come; response is the latest
// one so far, or NoDay.
func (k *Kernel) leadStage(day, registered, response palier.Day) palier.Stage {
	switch {
	case response.Exists() && day-response <= k.lead.cold:
		return palier.ActiveLead
	case day-registered <= k.lead.cold:
		return palier.NewLead
	case day-max(registered, response) <= k.lead.inactive:
		return palier.ColdLead
	}
	return palier.InactiveLead
}

// customerStage is the rule for somebody who bought (model.md §3). Last is the day of
// the latest purchase; several tells whether there was more than one.
func (k *Kernel) customerStage(day, last palier.Day, several bool) palier.Stage {
	switch age := day - last; {
	case age > k.customer.inactive:
		return palier.InactiveBuyer
	case age > k.customer.defecting:
		return palier.DefectingBuyer
	case several:
		return palier.ActiveBuyer
	}
	return palier.FirstTimeBuyer
}

// leadStageEnds gives the first day on which the rule that made somebody this kind of
// lead no longer holds.
func (k *Kernel) leadStageEnds(stage palier.Stage, registered, response palier.Day) palier.Day {
	switch stage {
	case palier.ActiveLead:
		return response + k.lead.cold + 1
	case palier.NewLead:
		return registered + k.lead.cold + 1
	case palier.ColdLead:
		return max(registered, response) + k.lead.inactive + 1
	}
	return dusk
}

// walkStages appends the stages of the days from … to, known as in the view.
func (k *Kernel) walkStages(v *view, from, to palier.Day, t track) track {
	p := v.purchases
	i := 0 // the latest purchase so far, or else the first to come
	if n := known(p, from); n > 0 {
		i = n - 1
		t = t.set(from, uint8(k.customerStage(from, p[i].day, v.several(i))))
	} else {
		t = k.walkLead(v, max(from, v.entry), min(to, v.after(-1)-1), t)
		if v.after(-1) > to {
			return t
		}
		t = t.set(p[0].day, uint8(k.customerStage(p[0].day, p[0].day, v.several(0))))
	}
	if second := v.after(0); i == 0 && v.lapses[0] > 0 && second <= to {
		t = t.set(second, uint8(palier.ActiveBuyer))
	}
	for _, i := range v.lapsesFrom(i) {
		last, next := p[i].day, v.after(int(i))
		end := min(to, next-1)
		if day := last + k.customer.defecting + 1; day > from && day <= end {
			t = t.set(day, uint8(palier.DefectingBuyer))
		}
		if day := last + k.customer.inactive + 1; day > from && day <= end {
			t = t.set(day, uint8(palier.InactiveBuyer))
		}
		if next > to {
			break
		}
		t = t.set(next, uint8(palier.ActiveBuyer))
	}
	return t
}

// walkLead appends the stages of the days from … to, all before the first purchase.
func (k *Kernel) walkLead(v *view, from, to palier.Day, t track) track {
	answered := countUpTo(v.responses, from)
	for day := from; day <= to; {
		registered, response, until := v.registered, palier.NoDay, dusk
		if registered > day {
			registered, until = v.entry, registered
		}
		if answered > 0 {
			response = v.responses[answered-1]
		}
		if answered < len(v.responses) {
			until = min(until, v.responses[answered])
		}
		stage := k.leadStage(day, registered, response)
		t = t.set(day, uint8(stage))
		day = min(until, k.leadStageEnds(stage, registered, response))
		for answered < len(v.responses) && v.responses[answered] <= day {
			answered++
		}
	}
	return t
}
