package duckdb

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"palier"
)

// wild draws loads with everything the index is made of: few of each, so that they meet.
type wild struct{ *rand.Rand }

func (w wild) one(of ...string) string { return of[w.IntN(len(of))] }

func (w wild) day() palier.Day { return palier.Day(w.IntN(9)) }

// value is an attribute: missing, a text, a number or a day.
func (w wild) value() string {
	return w.one("", "", "Été", "STRASSE", "12,5", "-3", "075", "2024-02-29", "31/12/1999", "a much longer value, and Not ASCII: Œuvre")
}

func (w wild) contact() string { return w.one("Ann", "bob", "Çarl", "dee") }

func (w wild) email() string { return w.one("a@x.org", "é@x.org") }

// load draws the files of a load. Now and then they have a column that no load had before.
func (w wild) load() []palier.Batch {
	names := func() []palier.Attribute {
		return []palier.Attribute{{Name: "colour"}, {Name: w.one("size", "taste", "fit")}}[:w.IntN(3)]
	}
	values := func(n []palier.Attribute) []string {
		v := make([]string, len(n))
		for i := range v {
			v[i] = w.value()
		}
		return v
	}
	contacts := palier.Batch{Kind: palier.KindContacts, Attributes: names()}
	for range w.IntN(4) {
		row := palier.Contact{ContactID: w.contact(), Registered: w.day(), Email: w.one("", w.email()), Phone: w.one("", "+33"), FirstName: w.one("", "É")}
		for c := range row.Consents {
			state := []palier.Consent{palier.ConsentUnknown, palier.OptIn, palier.SoftOptIn, palier.NoConsent}[w.IntN(4)]
			row.Consents[c] = palier.ConsentRecord{State: state, At: []palier.Day{palier.NoDay, 3}[w.IntN(2)], Source: w.one("", "Shop")}
		}
		row.Attributes = values(contacts.Attributes)
		contacts.Contacts = append(contacts.Contacts, row)
	}
	products := palier.Batch{Kind: palier.KindProducts, File: 1, Attributes: names()}
	for range w.IntN(3) {
		products.Products = append(products.Products, palier.Product{ItemID: w.one("I", "j", "K"), Title: w.one("", "Ça"), Brand: w.one("", "Acme"),
			Category: w.one("", "Bikes", "Bikes > Road | Sale", "é | É"), Price: 1000, HasPrice: w.IntN(2) == 0, Attributes: values(products.Attributes)})
	}
	engagements := palier.Batch{Kind: palier.KindEngagements, File: 2}
	for range w.IntN(4) {
		row := palier.Engagement{Day: w.day(), Type: w.one("click", "open", "bounce"), Channel: w.one("", "email"), Campaign: w.one("", "SOLDES", "Été")}
		if row.ContactID = w.one("", w.contact()); row.ContactID == "" {
			row.Email = w.email()
		}
		engagements.Engagements = append(engagements.Engagements, row)
	}
	files := []palier.Batch{contacts, products, engagements}
	for _, kind := range []palier.Kind{palier.KindOrders, palier.KindOrderLines} {
		file := palier.Batch{Kind: kind, File: len(files), Attributes: names()}
		for range w.IntN(8) {
			order := w.IntN(8)
			row := palier.OrderLine{OrderID: fmt.Sprint("o", order), Day: w.day(), Amount: palier.Money(w.IntN(7)-2) * 100, Quantity: 1000,
				ItemID: w.one("", "I", "j", "new"), Currency: w.one("", "EUR", "CHF"), Status: w.one("", "paid", "Cancelled"), Attributes: values(file.Attributes)}
			if order%2 == 0 {
				row.ContactID = []string{"Ann", "bob", "Çarl", "dee"}[order/2]
			} else if row.Email = w.one("", w.email()); row.Amount < 0 && w.IntN(2) == 0 {
				row.OrderID, row.RefundOf = "r", row.OrderID
			}
			file.OrderLines = append(file.OrderLines, row)
		}
		files = append(files, file)
	}
	for _, f := range files {
		for i := range f.OrderLines {
			f.OrderLines[i].Line = i + 2
		}
		for i := range f.Contacts {
			f.Contacts[i].Line = i + 2
		}
		for i := range f.Products {
			f.Products[i].Line = i + 2
		}
	}
	return slices.DeleteFunc(files, func(b palier.Batch) bool { return b.Rows() == 0 })
}

// change makes a generation: it takes a load in or out, or erases a contact.
func (w wild) change(t *testing.T, s *Store, loads *[]int) {
	t.Helper()
	ctx := t.Context()
	staging, err := s.Stage(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer staging.Close()
	for _, batch := range w.load() {
		if err := staging.Write(ctx, &batch); err != nil {
			t.Fatal(err)
		}
	}
	err = s.Update(ctx, func(u palier.Update) error {
		switch n := w.IntN(10); {
		case n == 0:
			erasure := palier.Erasure{ContactID: w.contact(), As: fmt.Sprint("erased", w.Uint32()), Bare: w.IntN(2) == 0}
			if _, err := u.Erase(ctx, erasure); palier.CodeOf(err) != palier.NotFound {
				return err
			}
		case n < 3 && len(*loads) > 0:
			at := w.IntN(len(*loads))
			_, err := u.Undo(ctx, (*loads)[at])
			*loads = slices.Delete(*loads, at, at+1)
			return err
		}
		load, err := u.Apply(ctx, staging, palier.LoadInfo{CompleteThrough: palier.NoDay}, func(palier.Refusal) {})
		*loads = append(*loads, load.Number)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// indexView opens a view that is closed when the test ends.
func indexView(t *testing.T, s *Store) *view {
	t.Helper()
	opened, err := s.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	v := opened.(*view)
	t.Cleanup(func() {
		if err := v.Close(); err != nil {
			t.Error(err)
		}
	})
	return v
}

// check compares the tables of the index that are there with the facts, and tells how many
// those are.
func check(t *testing.T, v *view) int {
	t.Helper()
	there, err := v.built(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f := readFacts(t, v)
	for table, made := range naive {
		if !there[table] {
			continue
		}
		got, want := readRows(t, v, "FROM "+table), made(f)
		if got, want := sayRows(got), sayRows(want); got != want {
			t.Fatalf("%s has\n%s, want\n%s", table, got, want)
		}
	}
	return len(there)
}

func TestTheIndexSaysWhatTheFactsSayWhetherItIsPatchedOrMade(t *testing.T) {
	for seed := range uint64(8) {
		w := wild{rand.New(rand.NewPCG(seed, 1))}
		s := openStore(t, filepath.Join(t.TempDir(), "store.duckdb"))
		if seed%3 == 0 {
			s.limits.patch = 8
		}
		var loads []int
		kept := 0
		for step := range 6 {
			t.Logf("seed %d, step %d", seed, step)
			w.change(t, s, &loads)
			v := indexView(t, s)
			kept += check(t, v)
			for _, table := range indexTables {
				if step == 0 || w.IntN(3) > 0 {
					if err := v.indexed(t.Context(), table.name); err != nil {
						t.Fatal(err)
					}
				}
			}
			if check(t, v) == 0 {
				t.Error("no table was made")
			}
		}
		if kept == 0 {
			t.Errorf("seed %d: no table was patched", seed)
		}
	}
}
