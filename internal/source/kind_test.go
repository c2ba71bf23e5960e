package source

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"palier"
)

func TestContactsAreReadWithTheirConsents(t *testing.T) {
	got := loadText(t, "contact_id,registered_at,email,phone,first_name,last_name,source,consent_email,consent_email_at,consent_email_source,consent_sms,consent_phone,Consent Post,age\n"+
		"7,2030-01-02,\" Ann@Example.COM \",+33 1,Ann,Lee,fair,opt_in,2021-01-02T23:30:00Z,form,TRUE,false,Soft-opt-in,44\n"+
		"8,,,,,,,,,,none,,,\n", Options{Zone: paris(t), Today: day(t, "2026-01-01")})
	want := palier.Contact{
		Line: 2, ContactID: "7", Registered: day(t, "2030-01-02"), Email: "ann@example.com", Phone: "+33 1", FirstName: "Ann", LastName: "Lee", Source: "fair",
		Consents: [4]palier.ConsentRecord{
			{State: palier.OptIn, At: day(t, "2021-01-03"), Source: "form"}, {State: palier.OptIn, At: palier.NoDay},
			{State: palier.NoConsent, At: palier.NoDay}, {State: palier.SoftOptIn, At: palier.NoDay},
		},
		Attributes: []string{"44"},
	}
	if len(got.contacts) != 2 || !reflect.DeepEqual(got.contacts[0], want) {
		t.Errorf("%+v, refused %+v", got.contacts, got.refusals)
	}
	if bare := got.contacts[1]; bare.Registered != palier.NoDay || bare.Consents[0].State != palier.ConsentUnknown || bare.Consents[1].State != palier.NoConsent {
		t.Errorf("%+v", bare)
	}
}

func TestOrderLinesAreRead(t *testing.T) {
	got := loadText(t, "order_id,ordered_at,amount,contact_id,email,item_id,quantity,currency,status,refund_of,colour\n"+
		"A1,2021-06-30T22:30:00Z,12.345,7,A@B.c,S1,1.5,eur, Paid ,,red\n"+
		"A2,2021-07-02,-5,,,,2,,,A1,\n"+
		"A3,2021-07-01,0,,,,-3,,,,\n", Options{Zone: paris(t), Currency: "EUR"})
	want := []palier.OrderLine{
		{Line: 2, OrderID: "A1", ContactID: "7", Email: "a@b.c", Day: day(t, "2021-07-01"), Amount: 1235, Quantity: 1500, ItemID: "S1", Currency: "EUR", Status: "Paid", Attributes: []string{"red"}},
		{Line: 3, OrderID: "A2", Day: day(t, "2021-07-02"), Amount: -500, Quantity: 2000, RefundOf: "A1", Attributes: []string{""}},
		{Line: 4, OrderID: "A3", Day: day(t, "2021-07-01"), Quantity: -3000, Attributes: []string{""}},
	}
	if !reflect.DeepEqual(got.lines, want) {
		t.Errorf("%+v, refused %+v", got.lines, got.refusals)
	}
	if got.Rows != 3 || got.Refused != 0 || got.Rounded != 1 || got.LastOrderDay != day(t, "2021-07-02") {
		t.Errorf("%+v", got.Summary)
	}
}

func TestAmountsHaveTheDecimalsOfTheCurrency(t *testing.T) {
	text := "order_id,ordered_at,amount\na,2021-01-01,1234.5678\nb,2021-01-01,-0.5\nc,2021-01-01,12.50\n"
	for currency, want := range map[palier.Currency]struct {
		amounts []palier.Money
		rounded int64
	}{
		"EUR": {[]palier.Money{123457, -50, 1250}, 1},
		"":    {[]palier.Money{123457, -50, 1250}, 1},
		"JPY": {[]palier.Money{1235, -1, 13}, 3},
		"TND": {[]palier.Money{1234568, -500, 12500}, 1},
	} {
		got := loadText(t, text, Options{Currency: currency})
		var amounts []palier.Money
		for _, line := range got.lines {
			amounts = append(amounts, line.Amount)
		}
		if !slices.Equal(amounts, want.amounts) || got.Rounded != want.rounded {
			t.Errorf("%s: %v, %d rounded", currency, amounts, got.Rounded)
		}
	}
}

func TestProductsAreRead(t *testing.T) {
	got := loadText(t, "item_id;title;category;brand;price;weight\nS1;Tea;Food > Hot;Lu;\"3,99\";2\nS2;;;;;\n;x;;;;\nS4;;;;free;\n", Options{})
	want := []palier.Product{
		{Line: 2, ItemID: "S1", Title: "Tea", Category: "Food > Hot", Brand: "Lu", Price: 399, HasPrice: true, Attributes: []string{"2"}},
		{Line: 3, ItemID: "S2", Attributes: []string{""}},
	}
	if !reflect.DeepEqual(got.products, want) || got.Refused != 2 || got.refusals[0].Column != "item_id" || got.refusals[1].Column != "price" {
		t.Errorf("%+v, %+v", got.products, got.refusals)
	}
}

func TestEngagementsAreRead(t *testing.T) {
	got := loadText(t, "contact_id,email,engaged_at,type,channel,campaign\n7,,2021-01-02 10:00,Click,Email,May\n,A@b.c,2021-01-03,visit,,\n,,2021-01-03,visit,,\n8,,2021-01-03,,,\n", Options{})
	want := []palier.Engagement{
		{Line: 2, ContactID: "7", Day: day(t, "2021-01-02"), Type: "click", Channel: "Email", Campaign: "May"},
		{Line: 3, Email: "a@b.c", Day: day(t, "2021-01-03"), Type: "visit"},
	}
	if !slices.Equal(got.engagements, want) || got.Refused != 2 || got.refusals[0].Reason != nobody.reason || got.refusals[1].Column != "type" {
		t.Errorf("%+v, %+v", got.engagements, got.refusals)
	}
}

func TestColumnsOfEngagementsThatNobodyKnowsAreLeftOut(t *testing.T) {
	got := loadText(t, "contact_id,engaged_at,type,coupon,till\n7,2021-01-02,click,X,3\n", Options{})
	if len(got.engagements) != 1 || len(got.attributes) != 0 {
		t.Errorf("%+v, attributes %v", got.engagements, got.attributes)
	}
}

func TestARowIsRefusedForWhatIsWrongInIt(t *testing.T) {
	const orders = "order_id,ordered_at,amount,contact_id,quantity,currency\n"
	for name, c := range map[string]struct {
		text, column, value string
		why                 *problem
	}{
		"no order id":          {orders + ",2021-01-01,5,7,1,\n", "order_id", "", missing},
		"no day":               {orders + "a,,5,7,1,\n", "ordered_at", "", missing},
		"no amount":            {orders + "a,2021-01-01,,7,1,\n", "amount", "", missing},
		"an impossible date":   {orders + "a,2021-02-30,5,7,1,\n", "ordered_at", "2021-02-30", noSuchDay},
		"a future day":         {orders + "a,2021-06-02,5,7,1,\n", "ordered_at", "2021-06-02", inFuture},
		"a day long ago":       {orders + "a,1799-06-02,5,7,1,\n", "ordered_at", "1799-06-02", outOfRange},
		"a word as amount":     {orders + "a,2021-01-01,free,7,1,\n", "amount", "free", notANumber},
		"an enormous amount":   {orders + "a,2021-01-01,1234567890123,7,1,\n", "amount", "1234567890123", tooLarge},
		"signs that disagree":  {orders + "a,2021-01-01,5,7,-1,\n", "quantity", "-1", oppositeSigns},
		"a word as quantity":   {orders + "a,2021-01-01,5,7,two,\n", "quantity", "two", notANumber},
		"a reserved id":        {orders + "a,2021-01-01,5,email:x@y.z,1,\n", "contact_id", "email:x@y.z", reservedPrefix},
		"another reserved id":  {orders + "a,2021-01-01,5,order:1,1,\n", "contact_id", "order:1", reservedPrefix},
		"no currency":          {orders + "a,2021-01-01,5,7,1,€\n", "currency", "€", notACurrency},
		"another currency":     {orders + "a,2021-01-01,5,7,1,USD\n", "currency", "USD", &problem{reason: "the workspace counts in EUR, and no rates are known"}},
		"no contact id":        {"contact_id,city\n,Paris\n", "contact_id", "", missing},
		"a contact's reserved": {"contact_id,city\nemail:a,Paris\n", "contact_id", "email:a", reservedPrefix},
		"a wrong consent":      {"contact_id,consent_sms\n1,maybe\n", "consent_sms", "maybe", notAConsent},
		"a future engagement":  {"contact_id,engaged_at,type\n1,2021-06-02,click\n", "engaged_at", "2021-06-02", inFuture},
		"too few fields":       {"contact_id,city\n1\n", "", "", ragged(1, 2)},
		"too many fields":      {"contact_id,city\n1,2,3\n", "", "", ragged(3, 2)},
		"a long value":         {"contact_id,registered_at\n1," + strings.Repeat("é", 150) + "\n", "registered_at", strings.Repeat("é", 100), notADay},
	} {
		t.Run(name, func(t *testing.T) {
			got := loadText(t, c.text, Options{Currency: "EUR", Today: day(t, "2021-06-01")})
			if got.Rows != 1 || got.Refused != 1 || len(got.refusals) != 1 {
				t.Fatalf("%+v", got.Summary)
			}
			r := got.refusals[0]
			if r.Line != 2 || r.Column != c.column || r.Value != c.value || r.Reason != c.why.reason || r.Hint == "" {
				t.Errorf("%+v", r)
			}
		})
	}
}

func TestTwoCurrenciesWithoutAWorkspacesAreRefused(t *testing.T) {
	got := refusedText(t, "order_id,ordered_at,amount,currency\na,2021-01-01,5,EUR\nb,2021-01-01,5,\nc,2021-01-01,5,usd\n", Options{})
	if !strings.Contains(got, "amounts in EUR (line 2) and in USD (line 4)") {
		t.Error(got)
	}
}
