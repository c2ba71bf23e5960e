package storetest

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"

	"palier"
)

var segmentCases = []testCase{
	{"who has no value passes no test, and every negation", func(s *shop) {
		ann, bob := contact("ann", 3, "a@x.org"), contact("bob", palier.NoDay, "")
		ann.Source = "Fair"
		s.load(contactFile(ann, bob), orderFile(guest("o", "g@x.org", 4, 100)))
		guest := "email:g@x.org"
		for field, passes := range map[string]palier.Test{
			"source":        text("source", palier.OneOf, "fair", "shop"),
			"email":         text("email", palier.Contains, "@"),
			"registered_at": {Op: palier.Within, Min: 0, Max: 9},
			"last_name":     {Op: palier.IsSet},
		} {
			passes.Field = builtIn(palier.OfContact, field)
			want := []string{"ann"}
			if field == "last_name" {
				want = nil
			}
			s.selects(palier.Selection{Where: passes, Day: 9}, want...)
			s.selects(palier.Selection{Where: palier.Not{Of: passes}, Day: 9}, butFor([]string{"ann", "bob", guest}, want)...)
		}
		s.selects(palier.Selection{Day: 9}, "ann", "bob", guest)
		s.selects(palier.Selection{Where: palier.All{}}, "ann", "bob", guest)
		s.selects(palier.Selection{Where: palier.Any{}})
		s.selects(palier.Selection{Where: flag("identified", 0)}, guest)
	}},
	{"who has no published state has no facts", func(s *shop) {
		s.load(contactFile(contact("ann", 1, ""), contact("bob", 1, ""), contact("carl", 1, "")))
		s.publish(palier.Publication{AsOf: 9, At: loadTime}, stateOf("ann", palier.ColdLead), palier.ContactState{Contact: palier.KeyOf("carl")})
		stage := palier.Test{Field: builtIn(palier.OfState, "stage"), Op: palier.IsSet}
		s.selects(palier.Selection{Where: stage}, "ann")
		s.selects(palier.Selection{Where: palier.Not{Of: stage}}, "bob", "carl")
		purchases := palier.Test{Field: builtIn(palier.OfState, "purchases"), Numbers: []int64{0}}
		s.selects(palier.Selection{Where: purchases}, "ann")
		s.selects(palier.Selection{Where: palier.Test{Field: builtIn(palier.OfState, "average_order"), Op: palier.IsSet}})
	}},
	{"what was never bought adds up to 0", func(s *shop) {
		s.load(contactFile(contact("ann", 1, ""), contact("bob", 1, "")), lineFile(sale("o", "ann", 3, 100), sale("o", "ann", 3, 200), sale("p", "ann", 5, 50)))
		for _, c := range []struct {
			count    palier.Count
			min, max int64
			want     []string
		}{
			{palier.Lines, 1, math.MaxInt64, []string{"ann"}},
			{palier.Lines, 3, 3, []string{"ann"}},
			{palier.Lines, 0, 2, []string{"bob"}},
			{palier.Lines, 0, 0, []string{"bob"}},
			{palier.Lines, math.MinInt64, math.MaxInt64, []string{"ann", "bob"}},
			{palier.Orders, 2, 2, []string{"ann"}},
			{palier.Orders, 3, math.MaxInt64, nil},
			{palier.Orders, math.MinInt64, 1, []string{"bob"}},
			{palier.Units, 3000, 3000, []string{"ann"}},
			{palier.Units, 0, 2999, []string{"bob"}},
			{palier.Spent, 350, 350, []string{"ann"}},
			{palier.Spent, math.MinInt64, 0, []string{"bob"}},
			{palier.Spent, 1, 0, nil},
			{palier.Engagements, 0, 0, []string{"ann", "bob"}},
		} {
			a := palier.Activity{Count: c.count, Min: c.min, Max: c.max, Window: palier.Always()}
			s.selects(palier.Selection{Where: a, Day: 9}, c.want...)
			s.selects(palier.Selection{Where: palier.Not{Of: a}, Day: 9}, butFor([]string{"ann", "bob"}, c.want)...)
		}
	}},
	{"orders count as long as more is sold than given back, and on their own day", func(s *shop) {
		s.load(orderFile(sale("o", "ann", 3, 100), refund("o", "ann", 6, 100), withStatus(sale("p", "bob", 4, 100), "Cancelled"), refund("credit", "carl", 4, 10)))
		bought := func(w palier.Window) palier.Condition {
			return palier.Activity{Count: palier.Orders, Min: 1, Max: math.MaxInt64, Window: w}
		}
		spent := func(n int64) palier.Condition {
			return palier.Activity{Count: palier.Spent, Min: n, Max: n, Window: palier.Always()}
		}
		ask := func(day palier.Day, where palier.Condition) palier.Selection {
			return palier.Selection{Where: where, Day: day, RefundsUndo: true, IgnoreStatus: []string{"cancelled"}}
		}
		s.selects(ask(2, bought(palier.Always())))
		s.selects(ask(3, bought(palier.Always())), "ann")
		s.selects(ask(5, bought(palier.Always())), "ann")
		s.selects(ask(6, bought(palier.Always())))
		s.selects(palier.Selection{Where: bought(palier.Always()), Day: 6}, "ann", "bob")
		s.selects(palier.Selection{Where: spent(0), Day: 6}, "ann", "carl")
		s.selects(ask(5, spent(100)), "ann")
		s.selects(ask(5, bought(palier.Window{Last: true, Days: 2})), "ann")
		s.selects(ask(5, bought(palier.Window{Last: true, Days: 1})))
		s.selects(ask(5, bought(palier.Window{From: 3, To: 3})), "ann")
		s.selects(ask(5, bought(palier.Window{From: 4, To: palier.NoDay})))
		s.selects(ask(5, bought(palier.Window{From: palier.NoDay, To: 2})))
		s.selects(ask(5, palier.Not{Of: bought(palier.Window{From: 7, To: 9})}), "ann", "bob", "carl")
	}},
	{"a product with several categories is of each, and one without a row is of none", func(s *shop) {
		s.load(lineFile(withItem(sale("o", "ann", 3, 100), "i", 1000), withItem(sale("p", "bob", 3, 100), "j", 1000), sale("q", "carl", 3, 100)),
			productFile(palier.Product{ItemID: "i", Category: "Bikes > Road | Sale"}))
		category := text("category", palier.StartsWith, "bikes")
		bought := func(where palier.Condition) palier.Selection {
			return palier.Selection{Day: 9, Where: palier.Activity{Min: 1, Max: math.MaxInt64, Count: palier.Lines, Where: where, Window: palier.Always()}}
		}
		s.selects(bought(category), "ann")
		s.selects(bought(text("category", palier.OneOf, "sale")), "ann")
		s.selects(bought(palier.Not{Of: text("category", palier.OneOf, "sale")}), "bob", "carl")
		s.selects(bought(palier.All{category, text("category", palier.OneOf, "sale")}), "ann")
		s.selects(bought(palier.Any{category, palier.Not{Of: text("item_id", palier.OneOf, "j")}}), "ann", "carl")
		s.selects(bought(text("item_id", palier.OneOf, "j")), "bob")
	}},
	{"years are completed on the anniversary, on 28 February for those of the 29th", func(s *shop) {
		s.load(contactFile(contact("leap", palier.DayOf(2000, 2, 29), ""), contact("eve", palier.DayOf(2000, 2, 28), ""), contact("march", palier.DayOf(2000, 3, 1), "")))
		years := func(day palier.Day, n int64) palier.Selection {
			return palier.Selection{Day: day, Where: palier.Test{Field: builtIn(palier.OfContact, "registered_at"), Measure: palier.YearsSince, Numbers: []int64{n}}}
		}
		s.selects(years(palier.DayOf(2001, 2, 27), 0), "eve", "leap", "march")
		s.selects(years(palier.DayOf(2001, 2, 28), 1), "eve", "leap")
		s.selects(years(palier.DayOf(2004, 2, 28), 4), "eve")
		s.selects(years(palier.DayOf(2004, 2, 29), 4), "eve", "leap")
		s.selects(years(palier.DayOf(2000, 2, 28), -1), "leap", "march")
		anniversary := func(day palier.Day, days int64) palier.Selection {
			return palier.Selection{Day: day, Where: palier.Test{Field: builtIn(palier.OfContact, "registered_at"), Op: palier.Anniversary, Max: days}}
		}
		s.selects(anniversary(palier.DayOf(2001, 2, 28), 0), "eve", "leap")
		s.selects(anniversary(palier.DayOf(2004, 2, 28), 0), "eve")
		s.selects(anniversary(palier.DayOf(2003, 12, 31), 59), "eve")
		s.selects(anniversary(palier.DayOf(2003, 12, 31), 60), "eve", "leap")
		s.selects(anniversary(palier.DayOf(2003, 12, 31), 61), "eve", "leap", "march")
		s.selects(anniversary(palier.DayOf(2000, 2, 29), 400), "eve")
	}},
	{"the first ones are those with the highest values, or the lowest, and of equal ones the smaller id", func(s *shop) {
		s.load(contactFile(contact("a", 5, ""), contact("b", 7, ""), contact("C", 5, ""), contact("d", palier.NoDay, ""), contact("e", 1, "")))
		top := func(n int, lowest bool) palier.Selection {
			return palier.Selection{Day: 9, Top: palier.Ranking{Count: n, By: builtIn(palier.OfContact, "registered_at"), Lowest: lowest}}
		}
		s.selects(top(2, false), "C", "b")
		s.selects(top(3, false), "C", "a", "b")
		s.selects(top(2, true), "C", "e")
		s.selects(top(9, true), "C", "a", "b", "e")
	}},
	{"contacts listed by their keys are found among few and among many", func(s *shop) {
		s.load(contactFile(contact("ann", 1, ""), contact("bob", 1, ""), contact("carl", 1, "")))
		var many []string
		for i := range 5000 {
			many = append(many, fmt.Sprint("x", i))
		}
		for _, others := range [][]string{nil, many} {
			among := palier.Among(keysOf(append([]string{"ann", "carl"}, others...)))
			s.selects(palier.Selection{Where: among}, "ann", "carl")
			s.selects(palier.Selection{Where: palier.Not{Of: palier.Any{among, palier.Among(keysOf(others))}}}, "bob")
		}
	}},
	{"contacts are reachable with an address, a lawful basis and no hard bounce", func(s *shop) {
		row := func(id, email string, consent palier.Consent) palier.Contact {
			row := contact(id, 1, email)
			row.Phone = "06"
			for i := range row.Consents {
				row.Consents[i].State = consent
			}
			return row
		}
		bounce := func(id, kind, channel string) palier.Engagement {
			return palier.Engagement{ContactID: id, Day: 3, Type: kind, Channel: channel}
		}
		s.load(contactFile(row("in", "a@x.org", palier.OptIn), row("soft", "b@x.org", palier.SoftOptIn), row("none", "c@x.org", palier.NoConsent),
			row("unknown", "d@x.org", ""), row("nowhere", "", palier.OptIn), row("gone", "e@x.org", palier.OptIn), row("gone too", "f@x.org", palier.OptIn)),
			engagementFile(bounce("gone", "hard_bounce", "Email"), bounce("gone too", "bounce", ""), bounce("soft", "bounce", "sms"), bounce("in", "soft_bounce", "email")),
			orderFile(guest("o", "g@x.org", 4, 100)))
		for channel, want := range [...]int64{2, 4, 5, 5} {
			s.see(func(v palier.View) {
				got, err := v.Audience(s.ctx, palier.Selection{Day: 9}, channel)
				s.must(err)
				if want := (palier.Audience{Total: 8, Identified: 7, Reachable: want}); got != want {
					s.Errorf("%s: got %+v, want %+v", palier.Channels[channel], got, want)
				}
			})
		}
	}},
	{"what only the kernel knows is refused", func(s *shop) {
		for _, c := range []palier.Condition{
			palier.Moved{Window: palier.Always()},
			palier.Test{Field: builtIn(palier.OfState, "stage"), Op: palier.IsSet, On: palier.Moment{Ago: 1}},
			palier.Any{palier.Not{Of: palier.Test{Field: builtIn(palier.OfState, "stage"), Op: palier.IsSet, On: palier.Moment{Fixed: true, Day: 3}}}},
		} {
			s.see(func(v palier.View) {
				_, err := v.Members(s.ctx, palier.Selection{Where: c, Day: 9})
				s.mustBe(palier.Internal, err)
			})
		}
	}},
	{"an update answers for what it has done so far, and views for their generation", func(s *shop) {
		s.load(contactFile(contact("ann", 1, "")))
		s.see(func(before palier.View) {
			staging := s.stage(contactFile(contact("bob", 1, "")))
			s.update(func(u palier.Update) error {
				s.membersAre(u, palier.Selection{}, "ann")
				_, err := u.Apply(s.ctx, staging, palier.LoadInfo{At: loadTime}, nil)
				s.membersAre(u, palier.Selection{}, "ann", "bob")
				return err
			})
			s.must(staging.Close())
			s.membersAre(before, palier.Selection{}, "ann")
			s.selects(palier.Selection{}, "ann", "bob")
		})
	}},
	{"who does not wait for the answer gets the error of the context", func(s *shop) {
		s.loadMany(1000)
		ended, end := context.WithCancel(s.ctx)
		end()
		late, end := context.WithDeadline(s.ctx, time.Now().Add(-time.Second))
		defer end()
		s.see(func(v palier.View) {
			for _, ctx := range []context.Context{ended, late} {
				if _, err := v.Audience(ctx, palier.Selection{Day: 9}, 0); err != ctx.Err() {
					s.Errorf("got %v, want %v", err, ctx.Err())
				}
			}
		})
		s.must(s.ctx.Err())
	}},
	{"segments as large as may be are answered", func(s *shop) {
		s.load(contactFile(contact("ann", 1, ""), contact("bob", 1, "")), orderFile(sale("o", "ann", 3, 100)))
		var many palier.Any
		for i := range 1000 {
			many = append(many, text("contact_id", palier.OneOf, fmt.Sprint("x", i)))
		}
		s.selects(palier.Selection{Where: append(many, text("contact_id", palier.OneOf, "bob"))}, "bob")
		deep := palier.Condition(text("contact_id", palier.OneOf, "ann"))
		for range 100 {
			deep = palier.Not{Of: palier.All{palier.Not{Of: palier.Any{deep}}, palier.All{}}}
		}
		s.selects(palier.Selection{Where: deep}, "ann")
		var bought palier.All
		for i := range 50 {
			bought = append(bought, palier.Activity{Count: palier.Lines, Min: 1, Max: int64(100 + i), Window: palier.Always(), Where: palier.Not{Of: text("item_id", palier.OneOf, fmt.Sprint(i))}})
		}
		s.selects(palier.Selection{Where: bought, Day: 9}, "ann")
		var values []string
		for i := range 20_000 {
			values = append(values, fmt.Sprint("y", i))
		}
		s.selects(palier.Selection{Where: text("contact_id", palier.OneOf, append(values, "bob")...)}, "bob")
		s.selects(palier.Selection{Where: text("contact_id", palier.OneOf, strings.Repeat("long", 100_000))})
	}},
}
