package palier_test

import (
	"testing"

	"palier"
)

func TestAQuantityIsWrittenWithTheDecimalsItNeeds(t *testing.T) {
	for quantity, want := range map[palier.Quantity]string{
		0: "0", 1000: "1", 100_000: "100", 1500: "1.5", 1: "0.001", -2250: "-2.25", 10: "0.01",
	} {
		if got := quantity.String(); got != want {
			t.Errorf("%d thousandths are %s, want %s", int64(quantity), got, want)
		}
	}
}
