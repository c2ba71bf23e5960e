package timeline_test

import (
	"fmt"

	"palier"

	"pgregory.net/rapid"
)

// drawModel draws a sound model with limits so short that everything happens within
// some hundred days.
func drawModel(t *rapid.T) *palier.Model {
	m := palier.DefaultModel()
	if rapid.Bool().Draw(t, "unit day") {
		m.PurchaseUnit = palier.UnitDay
	}
	m.RefundsAffectLifecycle = rapid.IntRange(0, 3).Draw(t, "refunds") > 0
	number := func(name string, least, most int) int { return rapid.IntRange(least, most).Draw(t, name) }
	m.Lead.Cold = number("cold", 1, 20)
	m.Lead.Inactive = m.Lead.Cold + number("lead inactive", 1, 30)
	m.Customer.Defecting = number("defecting", 1, 25)
	m.Customer.Inactive = m.Customer.Defecting + number("inactive", 1, 40)
	m.Status.Window = number("window", 1, 60)
	m.Status.Levels = nil
	bound := 0
	for i := range number("levels", 1, 4) {
		bound += number("bound", 1, 40)
		m.Status.Levels = append(m.Status.Levels, palier.StatusLevel{Name: fmt.Sprintf("level%d", i), UpTo: palier.Amount(bound)})
	}
	m.Status.Levels = append(m.Status.Levels, palier.StatusLevel{Name: "top"})
	m.RFM.Period, m.RFM.Periods = number("period", 1, 20), number("periods", 3, 16)
	m.RFM.Cuts.Engagement = drawRising(t, "engagement")
	m.RFM.Cuts.Recency = drawRising(t, "recency")
	m.RFM.Cuts.Frequency = drawFalling[int](t, "frequency", 2)
	m.RFM.Cuts.Monetary = drawFalling[palier.Amount](t, "monetary", 30)
	m.RFM.Weights = palier.Weights{Engagement: number("we", 0, 2), Recency: number("wr", 0, 3), Frequency: number("wf", 0, 3), Monetary: number("wm", 1, 3)}
	if rapid.Bool().Draw(t, "own group recency") {
		m.Groups.Recency = drawRising(t, "group recency")
	}
	m.Groups.Frequency = drawFalling[int](t, "group frequency", 2)
	m.Groups.Monetary = drawFalling[palier.Amount](t, "group monetary", 30)
	m.Windows = palier.Windows{Lead: number("lead window", 1, 40), Repurchase: number("repurchase", 0, 40), WinbackDefecting: number("wd", 0, 40), WinbackInactive: number("wi", 0, 40)}
	if problems := m.Problems(); problems != nil {
		t.Fatalf("the model drawn is not sound: %v", problems)
	}
	return m
}

func drawRising(t *rapid.T, name string) (cuts [4]int) {
	cut := 0
	for i := range cuts {
		cut += rapid.IntRange(1, 15).Draw(t, name)
		cuts[i] = cut
	}
	return cuts
}

func drawFalling[T int | palier.Amount](t *rapid.T, name string, most int) (cuts [4]T) {
	cut := 0
	for i := range cuts {
		cut += rapid.IntRange(1, most).Draw(t, name)
		cuts[3-i] = T(cut)
	}
	return cuts
}

// drawHistory draws what a contact did within some days from day 0 of the epoch, few
// enough that events often meet.
func drawHistory(t *rapid.T) *palier.History {
	number := func(name string, least, most int) int { return rapid.IntRange(least, most).Draw(t, name) }
	span := rapid.SampledFrom([]int{8, 30, 100}).Draw(t, "span")
	registered := palier.NoDay
	if rapid.Bool().Draw(t, "registered") {
		registered = epoch + palier.Day(number("registered on", -10, span+10))
	}
	var lines []line
	for i := range number("orders", 0, 8) {
		id := fmt.Sprint(i)
		day := epoch + palier.Day(number("ordered on", 0, span))
		lines = append(lines, line{id, day, palier.Money(number("amount", 1, 60))})
		for range max(0, number("refunds", -3, 3)) {
			lines = append(lines, line{id, day + palier.Day(number("refunded after", -2, span/2)), -palier.Money(number("refunded", 1, 70))})
		}
	}
	for i := range max(0, number("credits", -2, 3)) {
		lines = append(lines, line{fmt.Sprint("credit", i), epoch + palier.Day(number("credited on", 0, span)), -palier.Money(number("credit", 1, 60))})
	}
	var responses []palier.Day
	for range max(0, number("responses", -3, 6)) {
		responses = append(responses, epoch+palier.Day(number("responded on", 0, span+10)))
	}
	return historyOf(registered, lines, responses)
}
