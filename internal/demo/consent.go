package demo

import "palier"

// consent is what a contact allowed on one channel.
type consent struct {
	state palier.Consent
	at    palier.Day // NoDay when nothing is known
	from  string     // where it was given or withdrawn
}

// The consents by number, and how many in a hundred gave each: for e-mail those who
// registered by themselves and those who did with an order, then for the other channels.
var (
	consents       = [...]palier.Consent{palier.OptIn, palier.SoftOptIn, palier.NoConsent, palier.ConsentUnknown}
	subscriberMail = newLottery(68, 0, 22, 10)
	buyerMail      = newLottery(46, 24, 22, 8)
	textConsents   = newLottery(35, 0, 45, 20)
	callConsents   = newLottery(8, 0, 52, 40)
	letterConsents = newLottery(42, 0, 18, 40)
)

// unsubscribers are those who took it back, of a thousand who had consented to e-mail.
const unsubscribers = 130

// consents draws what a contact allowed, by channel.
func (d drawer) consents(p *person, c *card) {
	mail, from := buyerMail, "checkout"
	if p.kind == onlooker || p.kind == lateBuyer {
		mail, from = subscriberMail, "form"
	}
	for channel, lot := range [...]lottery{mail, textConsents, callConsents, letterConsents} {
		given := consent{state: consents[lot.draw(d.dice)], at: p.since, from: from}
		if given.state == palier.ConsentUnknown || channel == textChannel && c.phone != mobile || channel == callChannel && c.phone == noPhone {
			given = consent{at: palier.NoDay}
		}
		c.consents[channel] = given
	}
	c.mailUntil = palier.NoDay
	if !c.mailable() {
		return
	}
	c.mailUntil = d.shop.To
	if d.perMille(unsubscribers) && p.since+30 < d.shop.To {
		day := p.since + 30 + palier.Day(d.IntN(int(d.shop.To-p.since-30)))
		c.consents[mailChannel] = consent{palier.NoConsent, day, "unsubscribe"}
		c.mailUntil = day - 1
	}
}

// The channels, as palier.Channels orders them.
const (
	mailChannel = iota
	textChannel
	callChannel
)

// mailable tells whether e-mail may be sent to the contact today.
func (c *card) mailable() bool {
	state := c.consents[mailChannel].state
	return state == palier.OptIn || state == palier.SoftOptIn
}
