package demo

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"palier"
)

// fictional are the numbers that regulators keep for films and books.
var fictional = map[string]*regexp.Regexp{
	"FR": regexp.MustCompile(`^\+33(19900|26191|35301|46571|53649|63998)\d{4}$`),
	"DE": regexp.MustCompile(`^\+49(3023125|6990009|4066969|2214710|8999998)\d{3}$`),
	"GB": regexp.MustCompile(`^\+44(7700900|2079460|1614960|1174960)\d{3}$`),
}

func TestPeopleAreCoherentAndReachNobody(t *testing.T) {
	shop := Small(today)
	homes, names, plain := map[string]string{}, map[string]string{}, regexp.MustCompile(`^[a-z.0-9-]+@example\.(com|org|net)$`)
	for _, c := range rows(t, shop, "contacts") {
		if !plain.MatchString(c["email"]) {
			t.Errorf("an address that may be somebody's: %q", c["email"])
		}
		if phone := c["phone"]; phone != "" && (fictional[c["country"]] == nil || !fictional[c["country"]].MatchString(phone)) {
			t.Errorf("a number that may be somebody's: %s %s", c["country"], phone)
		}
		if home := c["country"] + c["language"]; homes[c["city"]] != "" && homes[c["city"]] != home {
			t.Errorf("%s is in %s and %s", c["city"], homes[c["city"]], home)
		} else {
			homes[c["city"]] = home
		}
		name := c["language"] + c["first_name"]
		if c["gender"] != "" && names[name] != "" && names[name] != c["gender"] && !slices.Contains([]string{"nlJana", "deJana", "frCamille"}, name) {
			t.Errorf("%s is %s and %s", name, names[name], c["gender"])
		}
		if c["gender"] != "" {
			names[name] = c["gender"]
		}
		if c["birth_date"] != "" && c["registered_at"] != "" {
			if age := day(t, c["registered_at"]).Time().AddDate(-18, 0, 0).Compare(day(t, c["birth_date"]).Time()); age < 0 {
				t.Errorf("registered as a minor: %v", c)
			}
		}
	}
}

func TestThePeopleAreAsManyAsTheyShouldBe(t *testing.T) {
	contacts := rows(t, Small(today), "contacts")
	shares := map[string]int{}
	for _, c := range contacts {
		for _, column := range []string{"country", "gender", "source", "consent_email", "consent_sms", "consent_phone", "consent_post"} {
			shares[column+" "+c[column]]++
		}
		for _, column := range []string{"phone", "birth_date"} {
			if c[column] != "" {
				shares[column]++
			}
		}
	}
	for what, bounds := range map[string][2]int{ // in hundredths
		"country FR": {58, 68}, "country BE": {11, 18}, "country CH": {6, 12}, "country DE": {5, 9}, "country GB": {5, 9},
		"gender female": {50, 62}, "gender male": {33, 45}, "gender ": {3, 8},
		"source search": {15, 35}, "source contest": {5, 15}, "source newsletter": {8, 20}, "source fair": {1, 6},
		"consent_email opt_in": {40, 60}, "consent_email soft_opt_in": {8, 25}, "consent_email none": {20, 40}, "consent_email ": {5, 12},
		"consent_sms opt_in": {8, 25}, "consent_phone opt_in": {2, 10}, "consent_post opt_in": {35, 50},
		"phone": {40, 65}, "birth_date": {80, 90},
	} {
		between(t, what, shares[what]*100/len(contacts), bounds[0], bounds[1])
	}
}

func TestNobodyIsWrittenToWithoutConsent(t *testing.T) {
	shop := Small(today)
	type allowed struct {
		mail, text string
		until      palier.Day
	}
	people := map[string]allowed{}
	for _, c := range rows(t, shop, "contacts") {
		a := allowed{mail: c["consent_email"], text: c["consent_sms"], until: shop.To}
		if c["consent_email_source"] == "unsubscribe" {
			a.mail, a.until = "opt_in", day(t, c["consent_email_at"])-1
		}
		people[c["contact_id"]] = a
	}
	sent := map[string]bool{}
	counts, campaigns := map[string]int{}, map[string]int{}
	for _, e := range rows(t, shop, "engagements") {
		who, at := people[e["contact_id"]], day(t, e["engaged_at"])
		counts[e["channel"]+" "+e["type"]]++
		key := e["contact_id"] + e["campaign"]
		switch {
		case e["type"] != "send":
			if (e["campaign"] == "") != (e["channel"] == "web") || e["campaign"] != "" && !sent[key] {
				t.Fatalf("a reaction to nothing: %v", e)
			}
			continue
		case e["channel"] == "email" && (!strings.Contains(who.mail, "opt_in") || at > who.until):
			t.Fatalf("no consent to e-mail: %v %+v", e, who)
		case e["channel"] == "sms" && who.text != "opt_in":
			t.Fatalf("no consent to messages: %v %+v", e, who)
		}
		sent[key] = true
		campaigns[e["campaign"]]++
	}
	between(t, "opens of e-mails sent, in a thousand", counts["email open"]*1000/counts["email send"], 150, 400)
	between(t, "clicks on e-mails sent, in a thousand", counts["email click"]*1000/counts["email send"], 20, 100)
	between(t, "clicks on text messages, in a thousand", counts["sms click"]*1000/counts["sms send"], 50, 90)
	between(t, "campaigns", len(campaigns), 160, 180)
	for _, campaign := range []string{"welcome", "birthday", "first-order-thanks", "missing-you", "news-2026-11-17", "sms-winter-sale-2026"} {
		if campaigns[campaign] < 1000 {
			t.Errorf("%s was sent to %d contacts", campaign, campaigns[campaign])
		}
	}
	for _, kind := range []string{"email reply", "web visit", "web login", "web form"} {
		if counts[kind] < 300 {
			t.Errorf("%s: %d", kind, counts[kind])
		}
	}
}

func TestWhoBuysMoreRespondsMore(t *testing.T) {
	histories, err := Small(today).Histories()
	if err != nil {
		t.Fatal(err)
	}
	var contacts, responses [2]int // of who bought once, of who bought ten times and more
	for i := range histories {
		switch n := len(histories[i].Movements); {
		case n == 1:
			contacts[0]++
			responses[0] += len(histories[i].Responses)
		case n >= 10:
			contacts[1]++
			responses[1] += len(histories[i].Responses)
		}
	}
	if responses[1]*contacts[0] < 2*responses[0]*contacts[1] {
		t.Errorf("%d responses of %d loyal buyers, %d of %d others", responses[1], contacts[1], responses[0], contacts[0])
	}
}
