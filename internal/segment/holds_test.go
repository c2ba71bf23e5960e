package segment

import (
	"testing"

	"palier"
)

// today is the day that the tests ask about.
var today = dayOf(2017, 6, 30)

// ada lives in Paris and has bought four times, of which one order counts no more and
// one never did.
func ada() *Subject {
	bike := &palier.Product{ItemID: "b1", Title: "Rapide", Category: "Bikes > Road | Sale", Brand: "Acme", Price: 500_00, HasPrice: true}
	bell := &palier.Product{ItemID: "b2", Title: "Bell", Category: "Parts"}
	line := func(item string, product *palier.Product, amount palier.Money, quantity int64) Line {
		return Line{OrderLine: palier.OrderLine{ItemID: item, Amount: amount, Quantity: quantity}, Product: product}
	}
	back := func(item string, product *palier.Product, amount palier.Money, effect palier.Day) Line {
		l := line(item, product, -amount, 1000)
		l.Effect = effect
		return l
	}
	red := line("b1", bike, 500_00, 1000)
	red.Attributes = []palier.AttributeValue{{Name: "colour", Value: "Red"}}
	red.Currency = "USD"
	return &Subject{
		Contact:   palier.KeyOf("ada"),
		ContactID: "ada",
		Row: &palier.Contact{
			ContactID: "ada", Email: "ada@example.org", Registered: dayOf(2016, 1, 5),
			Consents: [4]palier.ConsentRecord{{State: palier.SoftOptIn, At: dayOf(2016, 1, 5), Source: "Shop"}, {State: palier.NoConsent, At: palier.NoDay}, {At: palier.NoDay}, {At: palier.NoDay}},
		},
		Attributes: []palier.AttributeValue{
			{Name: "city", Value: "PARIS"}, {Name: "birth_date", Value: "1980-02-29"}, {Name: "children", Value: "2,5"},
			{Name: "member", Value: "Oui"}, {Name: "gender", Value: "F"}, {Name: "Size", Value: "tall"},
		},
		Orders: []Order{
			{Day: dayOf(2017, 1, 10), Status: "paid", Lines: []Line{red, line("b2", bell, 20_00, 2000), {OrderLine: palier.OrderLine{ItemID: "zero"}}}},
			{Day: dayOf(2017, 6, 30), Attributes: []palier.AttributeValue{{Name: "coupon", Value: "ÉTÉ"}, {Name: "delivered", Value: "2017-06-30"}}, Lines: []Line{
				line("b2", bell, 30_00, 1500), back("b2", bell, 10_00, dayOf(2017, 6, 30)), back("b2", bell, 5_00, dayOf(2017, 7, 1)),
			}},
			{Day: dayOf(2017, 3, 1), Lines: []Line{line("b3", nil, 80_00, 1000), back("b3", nil, 80_00, dayOf(2017, 6, 1))}},
			{Day: dayOf(2017, 4, 1), Status: "Cancelled", Lines: []Line{line("b4", nil, 70_00, 1000)}},
			{Day: dayOf(2017, 7, 1), Lines: []Line{line("b5", nil, 60_00, 1000)}},
		},
		Engagements: []palier.Engagement{
			{Day: dayOf(2017, 6, 30), Type: "click", Campaign: "Soldes A"}, {Day: dayOf(2017, 6, 30), Type: "click", Campaign: "soldes a", Channel: "sms"},
			{Day: dayOf(2017, 6, 30), Type: "visit", Campaign: "Soldes A"}, {Day: dayOf(2017, 5, 1), Type: "click", Campaign: "Soldes A"},
			{Day: dayOf(2017, 4, 30), Type: "open"}, {Day: dayOf(2017, 7, 1), Type: "bounce"},
		},
		State:        adaOn,
		Changes:      adaChanges,
		IgnoreStatus: []string{"cancelled"},
		RefundsUndo:  true,
	}
}

// adaOn gives facts that are made up: they need not follow from the orders.
func adaOn(on palier.Day) *palier.State {
	switch {
	case on < dayOf(2016, 1, 5):
		return nil
	case on < dayOf(2017, 1, 10):
		return &palier.State{
			Stage: palier.ColdLead, StageSince: dayOf(2016, 1, 5),
			FirstPurchase: palier.NoDay, LastPurchase: palier.NoDay, LastResponse: palier.NoDay,
		}
	}
	return &palier.State{
		Stage: palier.ActiveBuyer, StageSince: dayOf(2017, 6, 1), Status: palier.LowestLevel + 3, HighestStatus: palier.LowestLevel + 4,
		Levels: palier.Levels{Recency: 4, Frequency: 1}, Score: palier.Score{Num: 5, Den: 3}, Stars: palier.StarsOf(3),
		Profile: palier.Regular, AmountLevel: palier.VeryHigh, Group: palier.Loyal,
		Purchases: 3, Spend: 540_00, LifetimeSpend: 540_00, AverageOrder: 180_00,
		FirstPurchase: dayOf(2017, 1, 10), LastPurchase: dayOf(2017, 6, 30), LastResponse: palier.NoDay,
		NextStage:          palier.Next[palier.Stage]{Value: palier.DefectingBuyer, On: dayOf(2017, 7, 14)},
		NextStars:          palier.Next[palier.Stars]{Value: palier.StarsOf(0), On: dayOf(2017, 8, 1)},
		AmountToKeepStatus: 12_00,
	}
}

func adaChanges(through palier.Day) []palier.Change {
	var known []palier.Change
	for _, c := range []palier.Change{
		{Day: dayOf(2016, 1, 5), Facet: palier.FacetStage, From: 0, To: uint8(palier.NewLead)},
		{Day: dayOf(2017, 5, 31), Facet: palier.FacetStage, From: uint8(palier.ActiveBuyer), To: uint8(palier.DefectingBuyer)},
		{Day: dayOf(2017, 6, 1), Facet: palier.FacetStage, From: uint8(palier.DefectingBuyer), To: uint8(palier.ActiveBuyer)},
		{Day: dayOf(2017, 6, 1), Facet: palier.FacetStars, From: uint8(palier.StarsOf(2)), To: uint8(palier.StarsOf(3))},
		{Day: dayOf(2017, 7, 14), Facet: palier.FacetStage, From: uint8(palier.ActiveBuyer), To: uint8(palier.DefectingBuyer)},
	} {
		if c.Day <= through {
			known = append(known, c)
		}
	}
	return known
}

// answers are segments, and whether they hold for ada on 2017-06-30, worked out by hand.
var answers = map[string]bool{
	// The examples of segments.md §1.
	`stage = active_buyer and stars >= 3 and city = "Paris"`:                                            true,
	`gender = "F" and years_since(birth_date) between 20 and 40 and purchases >= 3`:                     true,
	`profile in (regular, very_regular) and amount_level = very_high`:                                   true,
	`bought at least 2 orders where (category starts with "Bikes") in the last 365 days`:                false, // one
	`spent at least 200 where (brand in ("Acme", "Zed")) between 2017-01-01 and 2017-06-30`:             true,  // 500
	`not bought where (item_id = "42")`:                                                                 true,
	`moved from active_buyer to defecting_buyer in the last 30 days`:                                    true, // exactly 30 days ago
	`stage on 2016-12-31 = active_buyer and stage = defecting_buyer`:                                    false,
	`next_stage = defecting_buyer and days_until(next_stage_on) <= 14`:                                  true, // 14
	`engaged at least 3 times by (click, visit) where (campaign contains "soldes") in the last 60 days`: true, // two clicks and a visit
	`bought where (order."coupon" is set) in the last 90 days`:                                          true,
	`in segment "VIP" and consent_email is true`:                                                        true,
	`anniversary(birth_date) in the next 7 days`:                                                        false,

	// Texts.
	`city = "paris" and not city = "pâris"`:                    true,
	`city != "Lyon" and city not in ("Lyon", "Rome")`:          true,
	`city starts with "PAR" and city ends with "Is"`:           true,
	`city contains "arIS" and not city contains "x"`:           true,
	`email ends with "@EXAMPLE.org"`:                           true,
	`phone is set or first_name is set or source = "x"`:        false,
	`phone != "1" and phone not in ("1") and phone is not set`: true, // missing
	`phone = "1" or not phone != "1"`:                          false,
	`contact_id = "ADA"`:                                       true,

	// Other attributes and fields of the contact.
	`children = 2.5 and children between 2.5 and 2.500000`:                                    true,
	`children > 2.5 or children < 2.5`:                                                        false,
	`member is true and member is not false`:                                                  true,
	`member is false`:                                                                         false,
	`contact."Size" is set`:                                                                   false, // no number
	`identified is true`:                                                                      true,
	`registered_at = 2016-01-05 and days_since(registered_at) = 542`:                          true,
	`consent_email = soft_opt_in and consent_email is not false`:                              true,
	`consent_sms is false and consent_sms = none`:                                             true,
	`consent_phone is false or consent_phone is true`:                                         false,
	`consent_phone is not true`:                                                               true,
	`consent_email_source = "shop" and consent_email_at is set and consent_sms_at is not set`: true,

	// Facts, on the day and on others.
	`status = gold and status < platinum and status >= gold and highest_status = platinum`:               true,
	`score = 1.67 and engagement = 0 and recency = 4 and stars = 3`:                                      true,
	`group = loyal and spend = 540 and average_order between 180 and 180.00`:                             true,
	`first_purchase = 2017-01-10 and last_response is not set`:                                           true,
	`next_stars = 0 and next_stars_on = 2017-08-01`:                                                      true,
	`next_status is set or next_profile is set or next_status_on is set`:                                 false,
	`amount_to_keep_status = 12 and amount_to_next_status is not set`:                                    true,
	`days_in_stage = 29 and days_since_last_purchase = 0`:                                                true,
	`days_until(last_purchase) = 0 and days_until(stage_since) = -29`:                                    true,
	`stage on 2016-01-04 is set`:                                                                         false, // not yet there
	`stage on 2016-01-05 = cold_lead and stars on 2016-01-05 is not set`:                                 true,
	`purchases on 2016-12-31 = 0 and spend on 2016-12-31 = 0 and average_order on 2016-12-31 is not set`: true,
	`stage on 171 days ago = active_buyer and stage on 172 days ago = cold_lead`:                         true,
	`days_in_stage on 2016-01-15 = 10`:                                                                   true,  // as of that day
	`stage on 2017-07-01 is set`:                                                                         false, // not known yet

	// What counts. The order of March is refunded, that of April ignored, that of July to come.
	`bought exactly 2 orders and bought exactly 3 lines and bought exactly 4.5 units`: true,
	`spent exactly 540`: true, // 500 + 20 + 30 - 10
	`bought where (item_id in ("b3", "b4", "b5", "zero"))`:                          false,
	`bought where (category = "bikes > road") and bought where (category = "sale")`: true,
	`bought exactly 1 lines where (category != "sale" and category is set)`:         false, // both bells
	`bought exactly 2 lines where (category != "sale")`:                             true,
	`bought where (category = "Bikes")`:                                             false,
	`bought where (brand is not set and price is not set)`:                          true,
	`bought where (price = 500 and line."colour" = "red")`:                          true,
	`bought where (order."coupon" = "été" and title = "bell")`:                      true,
	`bought where (days_since(delivered) = 0)`:                                      true,
	`bought where (delivered is not set and status = "PAID")`:                       true,
	`bought exactly 1 lines where (amount > 20 and quantity < 1.5)`:                 true,
	`bought exactly 1 lines where (currency = "USD")`:                               true,
	`bought exactly 2 lines where (currency = "EUR")`:                               true,
	`bought exactly 3 lines where (currency is set)`:                                true,
	`bought at least 2 orders where (item_id = "b2")`:                               true,
	`spent exactly 40 where (item_id = "b2")`:                                       true,
	`spent exactly -10 where (amount < 0)`:                                          true,
	`bought where (amount < 0)`:                                                     false,
	`bought at most 0 lines where (item_id = "42")`:                                 true,
	`bought exactly 0 orders where (item_id = "42")`:                                true,
	`spent at most 0 where (item_id = "42")`:                                        true,
	`spent at least 0 where (item_id = "42")`:                                       true,

	// Windows.
	`bought exactly 1 orders in the last 0 days`:                true,
	`bought exactly 1 orders in the last 170 days`:              true,
	`bought exactly 2 orders in the last 171 days`:              true,
	`bought exactly 1 orders before 2017-06-30`:                 true,
	`bought exactly 1 orders since 2017-01-11`:                  true,
	`bought exactly 2 orders between 2017-01-10 and 2017-12-31`: true, // never beyond today
	`not bought since 2017-07-01`:                               true,

	// Engagements.
	`engaged exactly 3 times by (click, visit)`:                     true,
	`engaged exactly 2 times by (CLICK)`:                            true,
	`engaged where (channel = "sms")`:                               true,
	`engaged exactly 1 times where (channel is set)`:                true,
	`engaged by (open) in the last 61 days`:                         true,
	`engaged by (open) in the last 60 days`:                         false,
	`engaged by (bounce)`:                                           false, // tomorrow
	`engaged exactly 4 times and engaged at most 0 times by (send)`: true,

	// Moves.
	`entered active_buyer in the last 29 days and left defecting_buyer since 2017-06-01`: true,
	`entered active_buyer in the last 28 days`:                                           false,
	`entered new_lead before 2017-01-01`:                                                 true, // from none
	`moved from none to new_lead`:                                                        true,
	`entered 3 stars and left 2 stars and not entered 2 stars`:                           true,
	`entered gold`: false,
	`moved from active_buyer to defecting_buyer since 2017-06-01`: false, // the next one is to come

	// And, or, not.
	`stars = 1 or stars = 3 and not city = "Lyon"`: true,
	`not (stars = 3 and city = "Paris")`:           false,
	`not not stars = 3`:                            true,
}

func TestTheAnswersAreThoseWorkedOutByHand(t *testing.T) {
	v := shop()
	for text, want := range answers {
		if got := Holds(bound(t, v, text).Where, ada(), today); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestYearsAreCompletedOnAnniversaries(t *testing.T) {
	leap, plain := dayOf(1980, 2, 29), dayOf(1980, 3, 1)
	for _, c := range []struct {
		since, on palier.Day
		years     int
	}{
		{leap, dayOf(2017, 2, 27), 36},
		{leap, dayOf(2017, 2, 28), 37}, // in other years
		{leap, dayOf(2020, 2, 28), 39},
		{leap, dayOf(2020, 2, 29), 40},
		{leap, dayOf(2100, 2, 28), 120}, // no leap year
		{plain, dayOf(2020, 2, 29), 39},
		{plain, dayOf(2020, 3, 1), 40},
		{today, today, 0},
		{today, today - 1, -1}, // to come
		{dayOf(2018, 6, 30), today, -1},
		{dayOf(2018, 7, 1), today, -2},
		{palier.FirstDay, palier.LastDay, 299},
	} {
		if got := yearsSince(c.since, c.on); got != c.years {
			t.Errorf("on %s, %d years since %s, not %d", c.on, got, c.since, c.years)
		}
	}
}

func TestAnAnniversaryFallsInTheNextDaysOrOnTheDayItself(t *testing.T) {
	leap := dayOf(1980, 2, 29)
	for _, c := range []struct {
		of, on palier.Day
		later  palier.Day
		want   bool
	}{
		{leap, dayOf(2017, 2, 28), 0, true},
		{leap, dayOf(2017, 3, 1), 0, false},
		{leap, dayOf(2020, 2, 28), 0, false},
		{leap, dayOf(2020, 2, 28), 1, true},
		{leap, dayOf(2020, 2, 29), 0, true},
		{leap, dayOf(2019, 12, 31), 58, false},
		{leap, dayOf(2019, 12, 31), 60, true}, // across the end of the year
		{dayOf(1980, 1, 3), dayOf(2016, 12, 28), 6, true},
		{dayOf(1980, 1, 3), dayOf(2016, 12, 28), 5, false},
		{today, today, 400, false}, // has not been before
		{today + 1, today, 400, false},
		{today - 1, today, 363, false},
		{today - 1, today, 364, true},
		{dayOf(1980, 7, 1), today, 100_000, true},
	} {
		if got := anniversaryWithin(c.of, c.on, c.later); got != c.want {
			t.Errorf("on %s, an anniversary of %s in the next %d days: %v", c.on, c.of, c.later, got)
		}
	}
}

func TestAnOrderCountsAsLongAsMoreIsSoldThanGivenBack(t *testing.T) {
	v := shop()
	march := `item_id = "b3"`
	for _, c := range []struct {
		text  string
		on    palier.Day
		undo  bool
		holds bool
	}{
		{"bought where (" + march + ")", dayOf(2017, 2, 28), true, false},
		{"bought where (" + march + ")", dayOf(2017, 3, 1), true, true},
		{"bought where (" + march + ")", dayOf(2017, 5, 31), true, true},
		{"bought where (" + march + ")", dayOf(2017, 6, 1), true, false}, // given back that day
		{"bought where (" + march + ")", dayOf(2017, 6, 1), false, true},
		{"spent exactly 80 where (" + march + ")", dayOf(2017, 5, 31), true, true},
		{"spent exactly 0 where (" + march + ")", dayOf(2017, 6, 1), false, true},
		{"spent exactly 30 since 2017-06-02", dayOf(2017, 6, 29), true, false}, // still to come
		{"spent exactly 20 since 2017-06-02", dayOf(2017, 6, 30), true, true},
		{"spent exactly 15 between 2017-06-02 and 2017-06-30", dayOf(2017, 7, 1), true, true},
		{`bought where (item_id = "b4")`, today, false, false}, // ignored in any case
	} {
		s := ada()
		s.RefundsUndo = c.undo
		if got := Holds(bound(t, v, c.text).Where, s, c.on); got != c.holds {
			t.Errorf("%s on %s, refunds undo %v: %v", c.text, c.on, c.undo, got)
		}
	}
}

func TestWhoIsKnownFromOrdersOnlyHasNoRowAndPerhapsNoStage(t *testing.T) {
	v := shop()
	s := ada()
	s.Row, s.Attributes, s.ContactID = nil, nil, "email:ada@example.org"
	s.State = func(palier.Day) *palier.State { return nil }
	for text, want := range map[string]bool{
		"identified is false and identified is set":         true,
		"email is set or city is set or stage is set":       false,
		`stage != active_buyer and spend is not set`:        true,
		`purchases = 0 or spend < 100 or days_in_stage < 1`: false,
		`contact_id = "email:ADA@example.org"`:              true,
		"bought and engaged":                                true,
	} {
		if got := Holds(bound(t, v, text).Where, s, today); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestAListHoldsForTheContactsOnIt(t *testing.T) {
	key := palier.KeyOf("ada")
	for _, c := range []struct {
		among palier.Among
		want  bool
	}{{palier.Among{1, key, ^palier.Key(0)}, true}, {palier.Among{1, key + 1}, false}, {nil, false}} {
		if got := Holds(c.among, ada(), today); got != c.want {
			t.Errorf("among %v: %v", c.among, got)
		}
	}
	if !Holds(nil, ada(), today) {
		t.Error("no condition does not hold for everybody")
	}
}

func TestAMoveComesFromAnyOtherValue(t *testing.T) {
	to := palier.Moved{Facet: palier.FacetStage, From: palier.AnyValue, To: int16(palier.NewLead), Window: palier.Always()}
	if !Holds(to, ada(), dayOf(2016, 1, 5)) || Holds(to, ada(), dayOf(2016, 1, 4)) {
		t.Error("entered new_lead is not known from its day on")
	}
}

func TestARankIsMissingWhereTheValueIs(t *testing.T) {
	s := ada()
	if by, there := Rank(builtInField(palier.OfState, "spend"), s, today); by != 540_00 || !there {
		t.Errorf("spend is %d, %v", by, there)
	}
	if _, there := Rank(builtInField(palier.OfState, "last_response"), s, today); there {
		t.Error("a response that never was has a rank")
	}
}
