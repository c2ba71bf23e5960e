package demo

import (
	"fmt"
	"math"
)

// place is where people live and what they speak there.
type place struct {
	city    string
	country *country
	tongue  int
	tickets int // how many of a thousand contacts live there
}

// country is a country, with its telephone numbers that are kept for films and books and
// belong to nobody: beginnings, and how many digits follow.
type country struct {
	code      string // ISO 3166
	mobiles   []string
	landlines []string
	digits    int
}

// The countries. Belgium and Switzerland keep no numbers for fiction.
var (
	// Arcep, plan national de numérotation.
	france = country{"FR", []string{"+3363998"}, []string{"+3319900", "+3326191", "+3335301", "+3346571", "+3353649"}, 4}
	// Bundesnetzagentur, Mitteilung 148/2021.
	germany = country{"DE", nil, []string{"+493023125", "+496990009", "+494066969", "+492214710", "+498999998"}, 3}
	// Ofcom, telephone numbers for use in TV and radio drama.
	britain     = country{"GB", []string{"+447700900"}, []string{"+442079460", "+441614960", "+441174960"}, 3}
	belgium     = country{code: "BE"}
	switzerland = country{code: "CH"}
)

var places = [...]place{
	{"Paris", &france, french, 150}, {"Lyon", &france, french, 75}, {"Marseille", &france, french, 62}, {"Lille", &france, french, 55},
	{"Nantes", &france, french, 50}, {"Bordeaux", &france, french, 50}, {"Toulouse", &france, french, 48}, {"Strasbourg", &france, french, 38},
	{"Rennes", &france, french, 34}, {"Besançon", &france, french, 26}, {"Saint-Étienne", &france, french, 22}, {"Annecy", &france, french, 20},
	{"Bruxelles", &belgium, french, 55}, {"Liège", &belgium, french, 30}, {"Namur", &belgium, french, 15}, {"Antwerpen", &belgium, dutch, 25}, {"Gent", &belgium, dutch, 20},
	{"Genève", &switzerland, french, 35}, {"Lausanne", &switzerland, french, 25}, {"Zürich", &switzerland, german, 20}, {"Basel", &switzerland, german, 10},
	{"Berlin", &germany, german, 22}, {"Köln", &germany, german, 16}, {"München", &germany, german, 16}, {"Freiburg", &germany, german, 12},
	{"London", &britain, english, 34}, {"Bristol", &britain, english, 14}, {"Edinburgh", &britain, english, 12}, {"Manchester", &britain, english, 9},
}

var placeShares = func() lottery {
	tickets := make([]int, len(places))
	for i := range places {
		tickets[i] = places[i].tickets
	}
	return newLottery(tickets...)
}()

// telephone says what kind of telephone somebody gave the number of.
type telephone int

const (
	noPhone telephone = iota
	mobile
	landline
)

var telephones = newLottery(30, 52, 18)

// beginnings gives those of the country's numbers of a kind.
func (c *country) beginnings(kind telephone) []string {
	switch kind {
	case mobile:
		return c.mobiles
	case landline:
		return c.landlines
	}
	return nil
}

// has tells whether the country keeps numbers of the kind for fiction.
func (c *country) has(kind telephone) bool { return len(c.beginnings(kind)) > 0 }

// phoneNumber gives a contact's number in the international form; empty without one.
func (c *card) phoneNumber() string {
	if c.phone == noPhone {
		return ""
	}
	country := c.home.country
	beginnings := country.beginnings(c.phone)
	numbers := int(math.Pow10(country.digits))
	return fmt.Sprintf("%s%0*d", beginnings[c.number/numbers%len(beginnings)], country.digits, c.number*7919%numbers)
}
