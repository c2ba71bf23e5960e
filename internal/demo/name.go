package demo

import (
	"strconv"
	"time"

	"palier"
)

// name is what a contact is called; the forms for an address have no accents.
type name struct {
	first, last string
	address     string // what stands before the @
}

var firstNames = [...][2]string{
	{"Alice", "alice"}, {"Amina", "amina"}, {"Bruno", "bruno"}, {"Camille", "camille"}, {"Chloé", "chloe"}, {"David", "david"},
	{"Elsa", "elsa"}, {"Fanny", "fanny"}, {"Gaël", "gael"}, {"Hélène", "helene"}, {"Hugo", "hugo"}, {"Inès", "ines"},
	{"Jules", "jules"}, {"Karim", "karim"}, {"Léa", "lea"}, {"Louis", "louis"}, {"Maëlle", "maelle"}, {"Nadia", "nadia"},
	{"Noé", "noe"}, {"Olivier", "olivier"}, {"Pauline", "pauline"}, {"Rémi", "remi"}, {"Sofia", "sofia"}, {"Zoé", "zoe"},
}

var lastNames = [...][2]string{
	{"Albert", "albert"}, {"Barré", "barre"}, {"Besson", "besson"}, {"Carpentier", "carpentier"}, {"Collet", "collet"}, {"Delmas", "delmas"},
	{"Diallo", "diallo"}, {"Étienne", "etienne"}, {"Ferreira", "ferreira"}, {"Gauthier", "gauthier"}, {"Hamon", "hamon"}, {"Jacquet", "jacquet"},
	{"Keller", "keller"}, {"Lacroix", "lacroix"}, {"Marchal", "marchal"}, {"Nguyen", "nguyen"}, {"Olivier", "olivier"}, {"Perrot", "perrot"},
	{"Rivière", "riviere"}, {"Rossi", "rossi"}, {"Santos", "santos"}, {"Tessier", "tessier"}, {"Vidal", "vidal"}, {"Weber", "weber"},
}

var (
	cities       = [...]string{"Paris", "Lyon", "Marseille", "Lille", "Nantes", "Bordeaux", "Besançon", "Bruxelles", "Genève", "Saint-Étienne"}
	cityShares   = [...]int{25, 12, 11, 9, 9, 9, 6, 8, 6, 5}
	sources      = [...]string{"shop", "search", "newsletter", "friend", "fair"}
	sourceShares = [...]int{35, 30, 20, 10, 5}
	consents     = [...]palier.Consent{palier.OptIn, palier.NoConsent, palier.SoftOptIn, palier.ConsentUnknown}
)

// card is what a contact's row says about the person.
type card struct {
	name
	source, city string
	born         palier.Day
	consent      palier.Consent // to e-mail
}

// card draws what is on a contact's row.
func (s Shop) card(d dice, contact int) card {
	c := card{name: s.name(d, contact)} // first: the name begins the stream
	c.source = sources[d.pick(sourceShares[:]...)]
	c.city = cities[d.pick(cityShares[:]...)]
	c.born = palier.DayOf(1940, time.January, 1) + palier.Day(d.IntN(65*365))
	c.consent = consents[d.pick(60, 20, 12, 8)]
	return c
}

func (s Shop) name(d dice, contact int) name {
	d.start(s, forName, contact, 0)
	first, last := firstNames[d.IntN(len(firstNames))], lastNames[d.IntN(len(lastNames))]
	return name{first[0], last[0], first[1] + "." + last[1] + "." + strconv.Itoa(contact)}
}

// email gives an address that belongs to nobody (RFC 2606).
func (n name) email() string { return n.address + "@example.com" }
