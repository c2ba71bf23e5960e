package storetest

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sync"

	"palier"
)

// stateOf is a state with little in it.
func stateOf(contactID string, stage palier.Stage) palier.ContactState {
	return palier.ContactState{
		Contact: palier.KeyOf(contactID), ContactID: contactID,
		State: palier.State{
			Stage: stage, StageSince: 1, FirstPurchase: palier.NoDay, LastPurchase: palier.NoDay, LastResponse: palier.NoDay, ValidUntil: palier.NoDay,
			NextStage: never[palier.Stage](), NextStatus: never[palier.Status](), NextStars: never[palier.Stars](), NextProfile: never[palier.Profile](),
		},
	}
}

func never[T ~uint8]() palier.Next[T] { return palier.Next[T]{On: palier.NoDay} }

// variedState makes states of all values.
func variedState(i int) palier.State {
	return palier.State{
		Stage: palier.Stage(1 + i%(palier.Stages-1)), StageSince: palier.Day(i - 500),
		Status: palier.Status(i % palier.Statuses), HighestStatus: palier.Status((i + 3) % palier.Statuses),
		Levels: palier.Levels{Engagement: uint8(i % 5), Recency: uint8(i % 4), Frequency: uint8(i % 3), Monetary: uint8(i % 2)},
		Score:  palier.Score{Num: int32(i), Den: int32(i%40 + 1)}, Stars: palier.Stars(i % palier.StarCount),
		Profile: palier.Profile(i % palier.Profiles), AmountLevel: palier.AmountLevel(i % palier.AmountLevels), Group: palier.Group(i % palier.Groups),
		Purchases: i, Spend: palier.Money(i) << 20, LifetimeSpend: palier.Money(i) << 30, AverageOrder: 1 << 30,
		FirstPurchase: palier.Day(-i), LastPurchase: palier.Day(i), LastResponse: palier.Day(2 * i),
		NextStage: palier.Next[palier.Stage]{Value: palier.Stage(i % palier.Stages), On: palier.Day(i + 1)}, NextStatus: palier.Next[palier.Status]{Value: palier.Status(i % palier.Statuses), On: palier.Day(i + 2)},
		NextStars: palier.Next[palier.Stars]{Value: palier.Stars(i % palier.StarCount), On: palier.Day(i + 3)}, NextProfile: palier.Next[palier.Profile]{Value: palier.Profile(i % palier.Profiles), On: palier.Day(i + 4)},
		AmountToNextStatus: palier.Money(i * 7), AmountToKeepStatus: palier.Money(i * 9), ValidUntil: palier.Day(i + 5),
	}
}

// publishMany loads n contacts and publishes a state of each from several goroutines;
// it gives the states as they are to come back.
func (s *shop) publishMany(n int) []palier.ContactState {
	s.Helper()
	contacts := contactFile()
	states := make([]palier.ContactState, n)
	for i := range states {
		id := fmt.Sprint("c", i)
		contacts.Contacts = append(contacts.Contacts, contact(id, 1, ""))
		states[i] = palier.ContactState{Contact: palier.KeyOf(id), ContactID: id, State: variedState(i)}
	}
	s.load(contacts)
	s.update(func(u palier.Update) error {
		var putting sync.WaitGroup
		for part := range slices.Chunk(states, max(n/7, 1)) {
			putting.Go(func() {
				put := slices.Clone(part)
				for i := range put {
					put[i].ContactID = "" // not read by PutStates
				}
				if err := u.PutStates(s.ctx, put); err != nil {
					s.Error(err)
				}
				clear(put)
			})
		}
		putting.Wait()
		return u.Publish(s.ctx, palier.Publication{AsOf: 9, Model: "m", At: loadTime})
	})
	sortStates(states)
	return states
}

// loadExtremes loads contacts and gives a state of each with the largest, the smallest
// and no values.
func (s *shop) loadExtremes() []palier.ContactState {
	s.Helper()
	s.load(contactFile(contact("bare", 1, ""), contact("large", 1, ""), contact("small", 1, "")))
	large := palier.ContactState{ContactID: "large", State: palier.State{
		Stage: palier.InactiveBuyer, StageSince: math.MaxInt32, Status: palier.Status(palier.Statuses - 1), HighestStatus: palier.Status(palier.Statuses - 1),
		Levels: palier.Levels{Engagement: 4, Recency: 4, Frequency: 4, Monetary: 4}, Score: palier.Score{Num: math.MaxInt32, Den: math.MaxInt32},
		Stars: palier.StarsOf(4), Profile: palier.LosingSteam, AmountLevel: palier.VeryHigh, Group: palier.Lost, Purchases: math.MaxInt32,
		Spend: math.MaxInt64, LifetimeSpend: math.MaxInt64, AverageOrder: math.MaxInt64,
		FirstPurchase: math.MaxInt32, LastPurchase: math.MaxInt32, LastResponse: math.MaxInt32,
		NextStage: palier.Next[palier.Stage]{Value: palier.InactiveBuyer, On: math.MaxInt32}, NextStatus: palier.Next[palier.Status]{Value: palier.Status(palier.Statuses - 1), On: math.MaxInt32},
		NextStars: palier.Next[palier.Stars]{Value: palier.StarsOf(4), On: math.MaxInt32}, NextProfile: palier.Next[palier.Profile]{Value: palier.LosingSteam, On: math.MaxInt32},
		AmountToNextStatus: math.MaxInt64, AmountToKeepStatus: math.MaxInt64, ValidUntil: math.MaxInt32,
	}}
	small := stateOf("small", palier.NewLead)
	small.StageSince, small.Spend, small.LifetimeSpend, small.AverageOrder = palier.FirstDay, math.MinInt64, math.MinInt64, math.MinInt64
	small.FirstPurchase, small.LastPurchase, small.LastResponse, small.ValidUntil = palier.FirstDay, -1, 0, palier.FirstDay
	large.Contact = palier.KeyOf("large")
	return []palier.ContactState{stateOf("bare", palier.ColdLead), large, small}
}

func cellOf(s *palier.State) palier.Cell {
	cell := palier.Cell{Stage: s.Stage, Status: s.Status, Stars: s.Stars, Profile: s.Profile, AmountLevel: s.AmountLevel, Group: s.Group,
		Contacts: 1, Spend: s.Spend, Lifetime: s.LifetimeSpend}
	if s.LastPurchase != palier.NoDay {
		cell.Latest = int64(s.LastPurchase)
	}
	return cell
}

// valuesOf is the cell without its sums.
func valuesOf(cell palier.Cell) palier.Cell {
	cell.Contacts, cell.Spend, cell.Lifetime, cell.Latest = 0, 0, 0, 0
	return cell
}

func addToCell(cells map[palier.Cell]palier.Cell, cell palier.Cell) {
	sum := cells[valuesOf(cell)]
	cell.Contacts += sum.Contacts
	cell.Spend += sum.Spend
	cell.Lifetime += sum.Lifetime
	cell.Latest += sum.Latest
	cells[valuesOf(cell)] = cell
}

// compareCells sorts cells by their values.
func compareCells(a, b palier.Cell) int {
	return cmp.Or(cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Status, b.Status), cmp.Compare(a.Stars, b.Stars),
		cmp.Compare(a.Profile, b.Profile), cmp.Compare(a.AmountLevel, b.AmountLevel), cmp.Compare(a.Group, b.Group))
}
