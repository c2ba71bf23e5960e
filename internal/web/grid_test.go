package web

import (
	"testing"

	"palier"
	"palier/internal/fold"
)

func TestAnAmountPerPieceIsRoundedHalfUp(t *testing.T) {
	for _, c := range []struct{ amount, n, want int64 }{{5, 2, 3}, {4, 3, 1}, {5, 3, 2}, {0, 7, 0}, {-5, 2, -2}, {-7, 2, -3}, {-3, 4, -1}, {-1, 4, 0}, {-6, 3, -2}} {
		if got := each(palier.Money(c.amount), c.n); int64(got) != c.want {
			t.Errorf("%d for %d are %d each, want %d", c.amount, c.n, got, c.want)
		}
	}
}

func TestWhatIsLittleHasAShadeAndWhatIsNothingHasNone(t *testing.T) {
	for n, want := range map[int64]int{0: 0, -4: 0, 1: 1, 500: 5, 1000: shades, 2000: shades} {
		if got := shade(n, 1000); got != want {
			t.Errorf("%d of 1000 has the shade %d, want %d", n, got, want)
		}
	}
}

func TestSharesOfAStripAreWrittenInHundredths(t *testing.T) {
	for want, share := range map[string][2]int64{"0.000": {0, 3}, "33.333": {1, 3}, "66.667": {2, 3}, "100.000": {3, 3}, "0.007": {1, 14_000}} {
		if got := hundredths(share[0], share[1]); got != want {
			t.Errorf("%d of %d is %s, want %s", share[0], share[1], got, want)
		}
	}
}

func TestTextsOfCategoriesMeanJustThose(t *testing.T) {
	var all categories
	for _, c := range [][]string{{"Food > Tea", "Food", "Food > Tea"}, {"Food>Coffee", "Food", "Food > Coffee"}, {"Bikes", "Bikes"}, {"Bikes > Road", "Bikes", "Bikes > Road"}, {"size", "size"}, {"Size", "Size"}} {
		all = append(all, category{c[0], fold.Text(c[0]), c[1:]})
	}
	for path, want := range map[string]string{
		"Food": `category in ("Food > Tea", "Food>Coffee")`, "Food > Coffee": `category in ("Food>Coffee")`, "Food > Tea": `category = "Food > Tea"`,
		"Bikes": `category = "Bikes" or category starts with "Bikes > "`, "Size": "", "-": "category is not set",
	} {
		if got := all.text(path); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
	if got := append(all, category{">", ">", nil}).text("-"); got != "" {
		t.Errorf("a product whose category has no level has none, and not %s", got)
	}
}
