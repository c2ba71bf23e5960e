package answer

import (
	"time"

	"palier"
)

// Outcome tells what a generation that took loads in or out made of the base.
type Outcome struct {
	Generation int64     `json:"generation"`
	At         time.Time `json:"at"`
	Taken      []int     `json:"taken" doc:"Numbers of the loads taken in."`
	Undone     []int     `json:"undone" doc:"Numbers of the loads taken out."`
	Before     Figures   `json:"before"`
	After      Figures   `json:"after"`
}

// Figures are what a person knows a base by.
type Figures struct {
	AsOf         *palier.Day      `json:"as_of" format:"date" doc:"Null before the first states."`
	Identified   int64            `json:"identified"`
	Unidentified int64            `json:"unidentified"`
	Orders       int64            `json:"orders"`
	OrderLines   int64            `json:"order_lines"`
	Products     int64            `json:"products"`
	Engagements  int64            `json:"engagements"`
	Stages       map[string]int64 `json:"stages" doc:"Contacts by stage, all eight."`
	Spend        Amount           `json:"spend" doc:"In the status window, of the contacts that have a stage."`
	Lifetime     Amount           `json:"lifetime_spend"`
}

// OutcomeOf tells an outcome.
func OutcomeOf(o palier.Outcome, currency palier.Currency) Outcome {
	return Outcome{
		Generation: o.Generation, At: o.At.UTC(), Taken: append([]int{}, o.Taken...), Undone: append([]int{}, o.Undone...),
		Before: figuresOf(o.Before, currency), After: figuresOf(o.After, currency),
	}
}

func figuresOf(f palier.Figures, currency palier.Currency) Figures {
	out := Figures{
		AsOf: dayOrNull(f.AsOf), Identified: f.Identified, Unidentified: f.Unidentified, Orders: f.Orders, OrderLines: f.OrderLines,
		Products: f.Products, Engagements: f.Engagements, Stages: map[string]int64{},
		Spend: amountOf(f.Spend, currency), Lifetime: amountOf(f.Lifetime, currency),
	}
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		out.Stages[stage.String()] = f.Stages[stage]
	}
	return out
}

// Amount is money as a decimal number, exactly as it is written.
type Amount string

func amountOf(m palier.Money, currency palier.Currency) Amount { return Amount(currency.Format(m)) }

// MarshalJSON writes the number.
func (a Amount) MarshalJSON() ([]byte, error) { return []byte(a), nil }

// UnmarshalJSON reads it.
func (a *Amount) UnmarshalJSON(text []byte) error {
	*a = Amount(text)
	return nil
}
