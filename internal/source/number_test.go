package source

import (
	"math/big"
	"strings"
	"testing"
)

func TestNumbersAreReadByTheirMark(t *testing.T) {
	cents := func(text string, mark byte) (int64, *problem) {
		d, p := parseNumber(text, mark)
		if p != nil {
			return 0, p
		}
		amount, _ := d.minor(2)
		return amount, nil
	}
	for _, c := range []struct {
		text string
		want int64
	}{
		{"1234.56", 123456}, {"-3", -300}, {"+3", 300}, {"0", 0}, {"-0.00", 0}, {"12,5", 1250}, {".5", 50}, {"5.", 500},
		{"1,234.56", 123456}, {"1.234,56", 123456}, {"1 234,56", 123456}, {"1\u00a0234,56", 123456}, {"1\u202f234.56", 123456},
		{"-1\u2009234", -123400}, {"1'234.56", 123456}, {"1’234", 123400}, {"1,234,567", 123456700}, {"1.234.567,8", 123456780},
		{"0.123", 12}, {"0,125", 13}, {"1234.567", 123457}, {"1.2345", 123}, {"1 234,567", 123457}, {"1,234.567", 123457},
		{"0.005", 1}, {"-0.005", -1}, {"2.675", 0}, {"12.340000000000001", 1234}, {"0.4999999999999999999999999999", 50}, {"0.0049999999999999999999999999", 0},
		{"999999999999.99", 99999999999999}, {"000000000000012.5", 1250},
	} {
		mark := byte(0)
		if c.text == "2.675" {
			mark, c.want = '.', 268
		}
		if got, p := cents(c.text, mark); p != nil || got != c.want {
			t.Errorf("%q is %d, %v; want %d", c.text, got, p, c.want)
		}
	}
}

func TestNumbersThatCanBeReadInTwoWaysNeedTheMark(t *testing.T) {
	for _, c := range []struct {
		text         string
		point, comma uint64 // thousandths
	}{
		{"1.234", 1234, 1234000}, {"1,234", 1234000, 1234}, {"-12.000", 12000, 12000000}, {"999,999", 999999000, 999999},
	} {
		if _, p := parseNumber(c.text, 0); p != ambiguousNumber {
			t.Errorf("%q without a mark: %v", c.text, p)
		}
		point, p := parseNumber(c.text, '.')
		comma, q := parseNumber(c.text, ',')
		if p != nil || q != nil || point.units*powers[3-point.scale] != c.point || comma.units*powers[3-comma.scale] != c.comma {
			t.Errorf("%q is %v with a point (%v) and %v with a comma (%v)", c.text, point, p, comma, q)
		}
	}
}

func TestWhatIsNoNumberIsRefusedWithTheReason(t *testing.T) {
	for text, want := range map[string]*problem{
		"": notANumber, "-": notANumber, "+-3": notANumber, "--3": notANumber, ".": notANumber, ",": notANumber, "-.": notANumber,
		"abc": notANumber, "12€": notANumber, "1e": notANumber, "e5": notANumber, "0x10": notANumber, "NaN": notANumber, "3-": notANumber,
		"1..2": notANumber, "1,2,3": notANumber, "1.2.3": notANumber, "1 23": notANumber, "1,23,456.78": notANumber, "12 34,5": notANumber,
		"1e5": exponent, "1.5E+03": exponent, "-2,5e-7": exponent, "(3.00)": brackets, "(1,234)": brackets,
		"1234567890123": tooLarge, "1,234,567,890,123.00": tooLarge, strings.Repeat("9", 5000): tooLarge, "18446744073709551617": tooLarge,
		"１２": notANumber, "1 ,234": notANumber, "1\t234": notANumber,
	} {
		if _, p := parseNumber(text, 0); p != want {
			t.Errorf("%.30q: %v, want %v", text, p, want)
		}
	}
	for text, mark := range map[string]byte{"12.50": ',', "1,50": '.', "1.234,56": '.', "1,234.56": ',', "1,234,567": ',', "1234.567": ','} {
		if _, p := parseNumber(text, mark); p != wrongMark {
			t.Errorf("%q with the mark %q: %v", text, mark, p)
		}
	}
}

func TestUnitPriceTimesQuantityIsExact(t *testing.T) {
	for _, c := range []struct {
		price, quantity string
		digits          int
		want            int64
		rounded         bool
	}{
		{"2.55", "6", 2, 1530, false}, {"0.001", "5", 2, 1, true}, {"0.001", "-5", 2, -1, true}, {"0.005", "1", 2, 1, true},
		{"1.15", "0.1", 2, 12, true}, {"-11062.06", "1", 2, -1106206, false}, {"3", "4", 0, 12, false}, {"3", "4", 3, 12000, false},
		{"0", "-80995", 2, 0, false}, {"2.5499999999999998", "6", 2, 1530, true}, {"999999999999", "0.001", 2, 100000000000, true},
		{"0.3333333333333333", "3000", 3, 1000000, true},
	} {
		price, p := parseNumber(c.price, '.')
		quantity, q := parseNumber(c.quantity, '.')
		got, rounded, r := price.times(quantity, c.digits)
		if p != nil || q != nil || r != nil || got != c.want || rounded != c.rounded {
			t.Errorf("%s × %s is %d, rounded %t, %v %v %v", c.price, c.quantity, got, rounded, p, q, r)
		}
	}
	for _, c := range [][2]string{{"999999999999", "10"}, {"999999999999.99", "999999999999.99"}, {"0.12345678901234567891", "1"}, {"0.123456789012345678", "0.12345678"}} {
		price, _ := parseNumber(c[0], '.')
		quantity, _ := parseNumber(c[1], '.')
		if got, _, p := price.times(quantity, 2); p == nil {
			t.Errorf("%s × %s is %d", c[0], c[1], got)
		}
	}
}

// FuzzNumber holds plain numbers against math/big, whatever else comes along against the
// rules that no reading may break.
func FuzzNumber(f *testing.F) {
	for _, text := range []string{"1234.56", "-1.005", "+0.1", "1.234,56", "1,234", "1 234,5", "(3)", "1e5", "", "0.00000000000000000000001", "99999999999999999999"} {
		f.Add(text, uint8(2))
	}
	f.Fuzz(func(t *testing.T, text string, digits uint8) {
		places := int(digits % 4)
		free, p := parseNumber(text, 0)
		point, q := parseNumber(text, '.')
		comma, r := parseNumber(text, ',')
		switch {
		case p == nil && q == nil && point != free, p == nil && r == nil && comma != free, p == nil && q != nil && r != nil:
			t.Fatalf("%q is %v, with a point %v, with a comma %v", text, free, point, comma)
		case p == ambiguousNumber && (q != nil || r != nil):
			t.Fatalf("%q is ambiguous, with a point %v, with a comma %v", text, q, r)
		}
		if q != nil || strings.ContainsAny(text, ", '") || strings.Contains(text, "’") || strings.ContainsAny(text, "\u00a0\u202f\u2009") {
			return
		}
		exact, ok := new(big.Rat).SetString(strings.TrimSuffix(text, "."))
		if !ok {
			t.Fatalf("%q was read as %v", text, point)
		}
		scaled := new(big.Rat).Mul(exact, new(big.Rat).SetUint64(powers[places]))
		half := new(big.Rat).Add(new(big.Rat).Abs(scaled), big.NewRat(1, 2))
		want := new(big.Int).Quo(half.Num(), half.Denom())
		if scaled.Sign() < 0 {
			want.Neg(want)
		}
		got, rounded := point.minor(places)
		if want.Cmp(big.NewInt(got)) != 0 || rounded == scaled.IsInt() {
			t.Fatalf("%q is %d rounded %t, want %s", text, got, rounded, want)
		}
	})
}
