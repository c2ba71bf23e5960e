package demo

import (
	"fmt"
	"strings"

	"palier"
)

// item is a product of the shop.
type item struct {
	id, title, category, brand string
	price                      palier.Money // in cents
}

// shelves are the categories, with what stands on them.
var shelves = []struct{ category, things string }{
	{"Kitchen > Pots and pans", "Saucepan,Frying pan,Casserole,Wok"},
	{"Kitchen > Knives", "Bread knife,Paring knife,Sharpener"},
	{"Kitchen > Storage", "Jar,Bread box,Tin"},
	{"Table > Plates and bowls", "Plate,Bowl,Dish"},
	{"Table > Glasses", "Tumbler,Wine glass,Carafe"},
	{"Table > Linen", "Tablecloth,Napkin,Runner"},
	{"Pantry > Coffee", "Dark roast,Light roast,Decaf"},
	{"Pantry > Tea", "Green tea,Black tea,Herb tea"},
	{"Pantry > Sweet things", "Honey,Jam,Biscuits"},
	{"Garden > Seeds", "Tomato seeds,Basil seeds,Flower mix"},
	{"Garden > Tools", "Trowel,Secateurs,Watering can"},
	{"Garden > Pots", "Terracotta pot,Planter,Saucer"},
	{"Home > Candles", "Candle,Candlestick,Lantern"},
	{"Home > Textiles", "Blanket,Cushion,Rug"},
	{"Home > Bath", "Towel,Soap,Bath mat"},
	{"Gifts > Sets", "Tea set,Breakfast set,Garden set"},
}

var brands = []string{"Ardoine", "Belvaux", "Cormeil", "Dalsberg", "Estrane", "Fjelde"}

// items is how many products there are.
const items = 240

// catalogue lists the products from the cheapest, about 2 euros, to the dearest, about 150.
var catalogue = func() []item {
	list := make([]item, items)
	exact := palier.Money(210) // cents; each product costs some 1.8 % more than the one before
	for i := range list {
		shelf := shelves[i*7%len(shelves)]
		things := strings.Split(shelf.things, ",")
		brand := brands[i*5%len(brands)]
		list[i] = item{
			id:       fmt.Sprintf("P%03d", i+1),
			title:    fmt.Sprintf("%s %s No. %d", brand, things[i%len(things)], i+1),
			category: shelf.category,
			brand:    brand,
			price:    exact/10*10 + 5*palier.Money(i%2),
		}
		exact += exact*18/1000 + 1
	}
	return list
}()
