package timeline_test

import (
	"testing"

	"palier"
	"palier/timeline"
)

func TestThereIsNoStateBeforeTheEntryDay(t *testing.T) {
	k := timeline.New(palier.DefaultModel(), "EUR")
	for name, h := range map[string]*palier.History{
		"nothing is known":             {Registered: palier.NoDay},
		"there is only a credit":       historyOf(palier.NoDay, []line{{"a", epoch, -100}}, nil),
		"the registration is to come":  {Registered: epoch + 1},
		"the first order is to come":   historyOf(palier.NoDay, []line{{"a", epoch + 1, 100}}, nil),
		"the first answer is to come":  historyOf(palier.NoDay, nil, []palier.Day{epoch + 1}),
		"everything is yet to come":    historyOf(epoch+3, []line{{"a", epoch + 2, 100}}, []palier.Day{epoch + 4}),
		"a credit, and then an answer": historyOf(palier.NoDay, []line{{"a", epoch, -100}}, []palier.Day{epoch + 9}),
	} {
		if s := k.State(h, epoch); s != (palier.State{}) {
			t.Errorf("%s: got %+v", name, s)
		}
	}
	if s := k.State(&palier.History{Registered: epoch}, palier.NoDay); s != (palier.State{}) {
		t.Errorf("on no day: got %+v", s)
	}
}

func TestAStateIsValidUntilAnyFactChanges(t *testing.T) {
	bought := historyOf(palier.NoDay, []line{{"a", epoch, 100_00}}, nil)
	k := timeline.New(palier.DefaultModel(), "EUR")
	for _, c := range []struct {
		name       string
		h          *palier.History
		day, until palier.Day
	}{
		{"the level of recency falls first", bought, epoch, epoch + 16},
		{"then again", bought, epoch + 16, epoch + 31},
		{"the spend leaves the window last", bought, epoch + 400, epoch + 731},
		{"nothing is left to change", bought, epoch + 731, palier.NoDay},
		{"a lead turns cold", &palier.History{Registered: epoch}, epoch, epoch + 91},
		{"the engagement of a lead falls before it turns cold", historyOf(epoch, nil, []palier.Day{epoch}), epoch, epoch + 8},
	} {
		if got := k.State(c.h, c.day).ValidUntil; got != c.until {
			t.Errorf("%s: got %s, want %s", c.name, got, c.until)
		}
	}
}

func TestLimitsOfTheModelAreTakenInTheCurrency(t *testing.T) {
	m := palier.DefaultModel()
	m.Status.Levels[0].UpTo = 50_50 // 50.50
	m.RFM.Cuts.Monetary[3] = 40_50
	for _, c := range []struct {
		currency palier.Currency
		amount   palier.Money
		status   palier.Status
		level    uint8
		toNext   palier.Money
	}{
		{"EUR", 50_50, palier.LowestLevel, 1, 1},
		{"EUR", 50_51, palier.LowestLevel + 1, 1, 149_50},
		{"EUR", 40_49, palier.LowestLevel, 0, 10_02},
		{"JPY", 50, palier.LowestLevel, 1, 1},
		{"JPY", 51, palier.LowestLevel + 1, 1, 150},
		{"JPY", 40, palier.LowestLevel, 0, 11},
		{"TND", 50_500, palier.LowestLevel, 1, 1},
		{"TND", 50_501, palier.LowestLevel + 1, 1, 149_500},
		{"TND", 40_499, palier.LowestLevel, 0, 10_002},
	} {
		s := timeline.New(m, c.currency).State(historyOf(palier.NoDay, []line{{"a", epoch, c.amount}}, nil), epoch)
		if s.Status != c.status || s.Levels.Monetary != c.level || s.AmountToNextStatus != c.toNext {
			t.Errorf("%d %s: got status %d, monetary level %d and %d to the next status, want %d, %d and %d",
				c.amount, c.currency, s.Status, s.Levels.Monetary, s.AmountToNextStatus, c.status, c.level, c.toNext)
		}
	}
}

func TestAKernelServesSeveralGoroutines(t *testing.T) {
	k := timeline.New(palier.DefaultModel(), "EUR")
	histories := someBase()
	want := make([]palier.State, len(histories))
	for i := range histories {
		want[i] = k.State(&histories[i], benchFrom+900)
	}
	wrong := make(chan int, 4)
	for range cap(wrong) {
		go func() {
			n, walker := 0, k.Walker()
			for i := range histories {
				if walker.State(&histories[i], benchFrom+900) != want[i] {
					n++
				}
			}
			wrong <- n
		}()
	}
	for range cap(wrong) {
		if n := <-wrong; n != 0 {
			t.Errorf("%d states differ", n)
		}
	}
}
