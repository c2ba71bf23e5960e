package timeline_test

import (
	"slices"

	"palier"
)

// naive answers from scratch for every contact and day, straight from model.md and
// with no regard to speed. It is what the kernel is measured against.
type naive struct {
	m *palier.Model
	h *palier.History
}

// naivePurchase is one purchase as known on some day.
type naivePurchase struct {
	day    palier.Day
	amount palier.Money
}

// purchases are those known on a day (§2), by day.
func (n *naive) purchases(known palier.Day) (bought []naivePurchase) {
	for _, sale := range n.h.Movements {
		if sale.Amount <= 0 || sale.Day > known {
			continue
		}
		net := sale.Amount
		for _, refund := range n.h.Movements {
			if refund.Amount < 0 && refund.Order == sale.Order && refund.Effect <= known {
				net += refund.Amount
			}
		}
		if net <= 0 && n.m.RefundsAffectLifecycle {
			continue
		}
		bought = append(bought, naivePurchase{sale.Day, max(net, 0)})
	}
	if n.m.PurchaseUnit == palier.UnitOrder {
		return bought
	}
	var byDay []naivePurchase
	for _, p := range bought {
		if last := len(byDay) - 1; last >= 0 && byDay[last].day == p.day {
			byDay[last].amount += p.amount
		} else {
			byDay = append(byDay, p)
		}
	}
	return byDay
}

// credits are the refunds of unknown orders up to a day.
func (n *naive) credits(known palier.Day) (credits []naivePurchase) {
	for _, m := range n.h.Movements {
		isRefund := slices.ContainsFunc(n.h.Movements, func(sale palier.Movement) bool {
			return sale.Amount > 0 && sale.Order == m.Order
		})
		if m.Amount < 0 && !isRefund && m.Day <= known {
			credits = append(credits, naivePurchase{m.Day, m.Amount})
		}
	}
	return credits
}

func (n *naive) lastResponse(known palier.Day) palier.Day {
	last := palier.NoDay
	for _, day := range n.h.Responses {
		if day <= known && day > last {
			last = day
		}
	}
	return last
}

// firstContact is the earliest sale, even if refunded since, or response; NoDay for none.
func (n *naive) firstContact() palier.Day {
	first := palier.NoDay
	consider := func(day palier.Day) {
		if first == palier.NoDay || day < first {
			first = day
		}
	}
	for _, m := range n.h.Movements {
		if m.Amount > 0 {
			consider(m.Day)
		}
	}
	for _, day := range n.h.Responses {
		consider(day)
	}
	return first
}

// registration is R; NoDay when it does not exist.
func (n *naive) registration() palier.Day {
	if n.h.Registered != palier.NoDay {
		return n.h.Registered
	}
	return n.firstContact()
}

func (n *naive) entry() palier.Day {
	first, registered := n.firstContact(), n.registration()
	if first != palier.NoDay && first < registered {
		return first
	}
	return registered
}

// facts gives the facts of a later day (or the same) given what is known on a day,
// without what looks at other days.
func (n *naive) facts(known, day palier.Day) (s palier.State) {
	entry := n.entry()
	if entry == palier.NoDay || entry > day {
		return palier.State{}
	}
	s.FirstPurchase, s.LastPurchase, s.LastResponse = palier.NoDay, palier.NoDay, n.lastResponse(known)
	if s.LastResponse != palier.NoDay {
		s.Levels.Engagement = naiveAge(n.m.RFM.Cuts.Engagement, day-s.LastResponse)
	}
	bought := n.purchases(known)
	if len(bought) == 0 {
		s.Stage = n.leadStage(day, entry, s.LastResponse)
		return s
	}
	s.Purchases = len(bought)
	s.FirstPurchase, s.LastPurchase = bought[0].day, bought[len(bought)-1].day
	s.Stage = n.customerStage(day, s.LastPurchase, len(bought))
	n.spend(&s, known, day)
	n.levels(&s, known, day)
	n.group(&s, known, day)
	s.Profile = n.profile(bought, day)
	return s
}

func (n *naive) leadStage(day, entry, response palier.Day) palier.Stage {
	registered := n.registration()
	if registered > day {
		registered = entry
	}
	t := max(registered, response)
	within := func(since palier.Day, days int) bool {
		return since != palier.NoDay && int(day)-int(since) <= days
	}
	switch {
	case within(response, n.m.Lead.Cold):
		return palier.ActiveLead
	case within(registered, n.m.Lead.Cold):
		return palier.NewLead
	case within(t, n.m.Lead.Inactive):
		return palier.ColdLead
	}
	return palier.InactiveLead
}

func (n *naive) customerStage(day, last palier.Day, purchases int) palier.Stage {
	age := int(day - last)
	switch {
	case purchases == 1 && age <= n.m.Customer.Defecting:
		return palier.FirstTimeBuyer
	case purchases >= 2 && age <= n.m.Customer.Defecting:
		return palier.ActiveBuyer
	case age > n.m.Customer.Defecting && age <= n.m.Customer.Inactive:
		return palier.DefectingBuyer
	}
	return palier.InactiveBuyer
}

// window adds up the purchases and credits of the ages least … most; most < 0: all.
func (n *naive) window(known, day palier.Day, most int) (count int, sum palier.Money) {
	for _, p := range n.purchases(known) {
		if most < 0 || int(day-p.day) <= most {
			count++
			sum += p.amount
		}
	}
	for _, c := range n.credits(known) {
		if most < 0 || int(day-c.day) <= most {
			sum += c.amount
		}
	}
	return count, max(sum, 0)
}

func (n *naive) spend(s *palier.State, known, day palier.Day) {
	_, s.Spend = n.window(known, day, n.m.Status.Window)
	_, s.LifetimeSpend = n.window(known, day, -1)
	whole, rest := int64(s.LifetimeSpend)/int64(s.Purchases), int64(s.LifetimeSpend)%int64(s.Purchases)
	s.AverageOrder = palier.Money(whole)
	if 2*rest >= int64(s.Purchases) {
		s.AverageOrder++
	}
	s.Status = palier.NoSpend
	if s.Spend == 0 {
		return
	}
	s.Status = palier.LowestLevel
	for _, level := range n.m.Status.Levels[:len(n.m.Status.Levels)-1] {
		if int64(s.Spend) > int64(level.UpTo) {
			s.Status++
		}
	}
}

func (n *naive) levels(s *palier.State, known, day palier.Day) {
	cuts, w := n.m.RFM.Cuts, n.m.RFM.Weights
	count, sum := n.window(known, day, n.m.RFM.Period-1)
	s.Levels.Recency = naiveAge(cuts.Recency, day-s.LastPurchase)
	s.Levels.Frequency = naiveSize(cuts.Frequency, count)
	s.Levels.Monetary = naiveSize(cuts.Monetary, palier.Amount(sum))
	l := s.Levels
	num := w.Engagement*int(l.Engagement) + w.Recency*int(l.Recency) + w.Frequency*int(l.Frequency) + w.Monetary*int(l.Monetary)
	den := w.Engagement + w.Recency + w.Frequency + w.Monetary
	s.Score = palier.Score{Num: int32(num), Den: int32(den)}
	s.Stars = palier.StarsOf((2*num + den) / (2 * den))
	recent := palier.Money(0)
	for _, p := range n.purchases(known) {
		if int(s.LastPurchase-p.day) < n.m.RFM.Period {
			recent += p.amount
		}
	}
	s.AmountLevel = palier.VeryLow + palier.AmountLevel(naiveSize(cuts.Monetary, palier.Amount(recent)))
}

func naiveAge(cuts [4]int, age palier.Day) (level uint8) {
	for _, cut := range cuts {
		if int(age) <= cut {
			level++
		}
	}
	return level
}

func naiveSize[T int | palier.Amount](cuts [4]T, size T) (level uint8) {
	for _, cut := range cuts {
		if size >= cut {
			level++
		}
	}
	return level
}

func (n *naive) group(s *palier.State, known, day palier.Day) {
	count, _ := n.window(known, day, n.m.Status.Window)
	r := naiveAge(n.m.GroupRecency(), day-s.LastPurchase)
	f := naiveSize(n.m.Groups.Frequency, count)
	m := naiveSize(n.m.Groups.Monetary, palier.Amount(s.Spend))
	column := 4 - int(f+m+1)/2
	if column == 4 {
		column = 3
	}
	if s.Purchases == 1 {
		column = 4
	}
	s.Group = [5][5]palier.Group{
		{palier.Champions, palier.Loyal, palier.PotentialLoyalists, palier.PotentialLoyalists, palier.NewCustomers},
		{palier.Loyal, palier.Loyal, palier.PotentialLoyalists, palier.Promising, palier.Promising},
		{palier.NeedAttention, palier.NeedAttention, palier.NeedAttention, palier.AboutToSleep, palier.AboutToSleep},
		{palier.CantLose, palier.AtRisk, palier.AtRisk, palier.Hibernating, palier.Hibernating},
		{palier.CantLose, palier.AtRisk, palier.AtRisk, palier.Lost, palier.Lost},
	}[4-r][column]
}

func (n *naive) profile(bought []naivePurchase, day palier.Day) palier.Profile {
	p := n.m.RFM.Period
	h := min(n.m.RFM.Periods, int(day-bought[0].day)/p+1)
	b := make([]bool, h)
	s := 0
	for j := range b {
		b[j] = slices.ContainsFunc(bought, func(x naivePurchase) bool {
			age := int(day - x.day)
			return age >= j*p && age <= (j+1)*p-1
		})
		if b[j] {
			s++
		}
	}
	if !b[0] {
		t := slices.Index(b, true)
		if t < 0 {
			t = h
		}
		g, run := 0, 0
		for j := t; j >= 0 && j < h; j++ {
			if b[j] {
				g, run = max(g, run), 0
			} else {
				run++
			}
		}
		if g >= t {
			return palier.Cyclical
		}
		return palier.LosingSteam
	}
	switch {
	case s == 1:
		return palier.ToRetain
	case s == h && h >= 3:
		return palier.VeryRegular
	case 4*s >= 3*h:
		return palier.Regular
	}
	return palier.Cyclical
}
