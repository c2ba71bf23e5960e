package duckdb

import (
	"fmt"
	"strings"

	"palier"
	"palier/internal/duckdb/driver"
)

// stateColumn is a column of states, and how a fact gets in and out of it.
type stateColumn struct {
	column
	reader func(r *driver.Result, column int) func(row int, s *palier.State)
	writer func(b *driver.Batch, column int) func(row int, s *palier.State)
}

// stateColumns are the facts of palier.State, in its order.
var stateColumns = []stateColumn{
	number("stage", driver.UTinyInt, func(s *palier.State) *palier.Stage { return &s.Stage }),
	day("stage_since", func(s *palier.State) *palier.Day { return &s.StageSince }),
	number("status", driver.UTinyInt, func(s *palier.State) *palier.Status { return &s.Status }),
	number("highest_status", driver.UTinyInt, func(s *palier.State) *palier.Status { return &s.HighestStatus }),
	number("engagement", driver.UTinyInt, func(s *palier.State) *uint8 { return &s.Levels.Engagement }),
	number("recency", driver.UTinyInt, func(s *palier.State) *uint8 { return &s.Levels.Recency }),
	number("frequency", driver.UTinyInt, func(s *palier.State) *uint8 { return &s.Levels.Frequency }),
	number("monetary", driver.UTinyInt, func(s *palier.State) *uint8 { return &s.Levels.Monetary }),
	number("score_num", driver.Integer, func(s *palier.State) *int32 { return &s.Score.Num }),
	number("score_den", driver.Integer, func(s *palier.State) *int32 { return &s.Score.Den }),
	number("stars", driver.UTinyInt, func(s *palier.State) *palier.Stars { return &s.Stars }),
	number("profile", driver.UTinyInt, func(s *palier.State) *palier.Profile { return &s.Profile }),
	number("amount_level", driver.UTinyInt, func(s *palier.State) *palier.AmountLevel { return &s.AmountLevel }),
	number("group_name", driver.UTinyInt, func(s *palier.State) *palier.Group { return &s.Group }),
	number("purchases", driver.BigInt, func(s *palier.State) *int { return &s.Purchases }),
	number("spend", driver.BigInt, func(s *palier.State) *palier.Money { return &s.Spend }),
	number("lifetime_spend", driver.BigInt, func(s *palier.State) *palier.Money { return &s.LifetimeSpend }),
	number("average_order", driver.BigInt, func(s *palier.State) *palier.Money { return &s.AverageOrder }),
	day("first_purchase", func(s *palier.State) *palier.Day { return &s.FirstPurchase }),
	day("last_purchase", func(s *palier.State) *palier.Day { return &s.LastPurchase }),
	day("last_response", func(s *palier.State) *palier.Day { return &s.LastResponse }),
	number("next_stage", driver.UTinyInt, func(s *palier.State) *palier.Stage { return &s.NextStage.Value }),
	day("next_stage_on", func(s *palier.State) *palier.Day { return &s.NextStage.On }),
	number("next_status", driver.UTinyInt, func(s *palier.State) *palier.Status { return &s.NextStatus.Value }),
	day("next_status_on", func(s *palier.State) *palier.Day { return &s.NextStatus.On }),
	number("next_stars", driver.UTinyInt, func(s *palier.State) *palier.Stars { return &s.NextStars.Value }),
	day("next_stars_on", func(s *palier.State) *palier.Day { return &s.NextStars.On }),
	number("next_profile", driver.UTinyInt, func(s *palier.State) *palier.Profile { return &s.NextProfile.Value }),
	day("next_profile_on", func(s *palier.State) *palier.Day { return &s.NextProfile.On }),
	number("amount_to_next_status", driver.BigInt, func(s *palier.State) *palier.Money { return &s.AmountToNextStatus }),
	number("amount_to_keep_status", driver.BigInt, func(s *palier.State) *palier.Money { return &s.AmountToKeepStatus }),
	day("valid_until", func(s *palier.State) *palier.Day { return &s.ValidUntil }),
}

func number[T driver.Fixed](name string, kind driver.Type, field func(*palier.State) *T) stateColumn {
	return stateColumn{
		column: column{name, kind},
		reader: func(r *driver.Result, column int) func(int, *palier.State) {
			values := driver.Column[T](r, column)
			return func(row int, s *palier.State) { *field(s) = values[row] }
		},
		writer: func(b *driver.Batch, column int) func(int, *palier.State) {
			values := driver.Fill[T](b, column)
			return func(row int, s *palier.State) { values[row] = *field(s) }
		},
	}
}

// day is a column of days, which is NULL for NoDay.
func day(name string, field func(*palier.State) *palier.Day) stateColumn {
	return stateColumn{
		column: column{name, driver.DateType},
		reader: func(r *driver.Result, column int) func(int, *palier.State) {
			values, nulls := driver.Column[palier.Day](r, column), r.Nulls(column)
			return func(row int, s *palier.State) {
				*field(s) = values[row]
				if nulls.At(row) {
					*field(s) = palier.NoDay
				}
			}
		},
		writer: func(b *driver.Batch, column int) func(int, *palier.State) {
			values := driver.Fill[palier.Day](b, column)
			return func(row int, s *palier.State) {
				values[row] = *field(s)
				if values[row] == palier.NoDay {
					b.SetNull(column, row)
				}
			}
		},
	}
}

// stateList names the columns of states that are facts.
func stateList() string {
	names := make([]string, len(stateColumns))
	for i, c := range stateColumns {
		names[i] = c.name
	}
	return strings.Join(names, ", ")
}

// createStates is the statement that makes a table of states.
func createStates(table string) string {
	text := fmt.Sprintf("CREATE TABLE %s (contact UBIGINT", table)
	for _, c := range stateColumns {
		text += ", " + c.name + " " + sqlType(c.kind)
	}
	return text + ");\n"
}

// facetColumns are the columns of the facets.
var facetColumns = [palier.Facets]string{"stage", "status", "stars", "profile", "group_name"}
