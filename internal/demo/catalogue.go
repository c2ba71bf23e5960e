package demo

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"palier"
)

// catalogueFile is the shop's products as WriteProducts writes them, with the months in
// which each is sold: from-to, which may run over the new year; empty for all year.
//
//go:embed catalogue.csv
var catalogueFile string

// item is a product of the shop.
type item struct {
	id, title, category, brand string
	price                      palier.Money // in cents
	from, to                   time.Month
}

// sold tells whether the product is sold in a month.
func (i *item) sold(month time.Month) bool {
	if i.from <= i.to {
		return month >= i.from && month <= i.to
	}
	return month >= i.from || month <= i.to
}

// catalogue lists the products in the order of their ids.
var catalogue = func() []item {
	lines := strings.Split(strings.TrimSpace(catalogueFile), "\n")
	list := make([]item, len(lines)-1)
	for i, line := range lines[1:] {
		cells := strings.Split(line, ",")
		cents, err := strconv.Atoi(strings.Replace(cells[4], ".", "", 1))
		if err != nil {
			panic("catalogue.csv: " + err.Error())
		}
		list[i] = item{id: cells[0], title: cells[1], category: cells[2], brand: cells[3], price: palier.Money(cents), from: time.January, to: time.December}
		if cells[5] != "" {
			if _, err := fmt.Sscanf(cells[5], "%d-%d", &list[i].from, &list[i].to); err != nil {
				panic("catalogue.csv: " + err.Error())
			}
		}
	}
	return list
}()

// The departments are the roots of the category tree.
var (
	departments      = [...]string{"Pantry", "Kitchen", "Table", "Garden", "Home", "Gifts"}
	departmentShares = newLottery(34, 22, 14, 10, 12, 8)
)

const pantry = 0 // among departments

// shelves are the products of each department from the cheapest to the dearest.
var shelves = func() (shelves [len(departments)][]*item) {
	for i := range catalogue {
		root, _, _ := strings.Cut(catalogue[i].category, " > ")
		department := slices.Index(departments[:], root)
		shelves[department] = append(shelves[department], &catalogue[i])
	}
	for _, shelf := range shelves {
		slices.SortStableFunc(shelf, func(a, b *item) int { return cmp.Compare(a.price, b.price) })
	}
	return shelves
}()
