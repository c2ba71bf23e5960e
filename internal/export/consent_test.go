package export

import (
	"fmt"
	"strings"
	"testing"

	"palier"
)

func TestAnAddressIsForTheChannelsItServes(t *testing.T) {
	for _, c := range []struct{ columns, channel, want string }{
		{"contact_id,stage", "", "[]"},
		{"contact_id,email", "", "[0]"},
		{"email", "email", "[0]"},
		{"phone", "sms", "[1]"},
		{"phone", "phone", "[2]"},
		{"email,phone", "sms", "[0 1]"},
		{"email", "post", "[0 3]"},
		{"first_name,city", "post", "[3]"},
		{"email=x,contact_id", "", "[0]"},
		{"consent_email,consent_sms", "", "[]"},
		{"phone", "", "--channel sms or --channel phone"},
		{"phone", "email", "--channel sms or --channel phone"},
		{"email", "pigeon", "no such channel"},
	} {
		a, err := chosen(t, euros(), c.columns).Addressing(c.channel)
		if got := fmt.Sprint(a.Channels); err == nil && got != c.want || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s for %q: %s, %v", c.columns, c.channel, got, err)
		}
	}
	base := euros()
	base.Attributes = append(base.Attributes, palier.Field{Name: "email", Attribute: true})
	if a, err := chosen(t, base, `contact."email"`).Addressing(""); err != nil || a.Channels != nil {
		t.Errorf("a column of the merchant's own: %v, %v", a, err)
	}
}

func TestAFileWithAnAddressTakesOnlyThoseWhoMayBeReached(t *testing.T) {
	reachable, silent, unknown := palier.Row{Identified: true, Reachable: true}, palier.Row{Identified: true}, palier.Row{}
	for _, c := range []struct {
		of   Addressing
		want string
	}{
		{Addressing{}, "true true true"},
		{Addressing{Channels: []int{0}}, "true false false"},
		{Addressing{Channels: []int{0}, Unreachable: true}, "true true false"},
		{Addressing{Unreachable: true}, "true true true"},
	} {
		var tally Tally
		var taken []bool
		for _, row := range []palier.Row{reachable, silent, unknown} {
			taken = append(taken, c.of.Takes(&row))
			tally.Count(&row, c.of.Takes(&row))
		}
		if got := strings.Trim(fmt.Sprint(taken), "[]"); got != c.want {
			t.Errorf("%+v takes %s", c.of, got)
		}
		if tally.Total != 3 || tally.Identified != 2 || tally.Reachable != 1 || tally.Written != int64(strings.Count(c.want, "true")) || tally.LeftOut() != 3-tally.Written {
			t.Errorf("%+v is counted %+v", c.of, tally)
		}
	}
}
