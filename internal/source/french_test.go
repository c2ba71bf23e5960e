package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"palier"
)

func TestAFrenchFileIsReadByItsOwnEvidence(t *testing.T) {
	text := "order_id;ordered_at;amount;quantity;Libellé\r\n" +
		"a;31/12/2024;1 234,56 €;1;Crème\r\n" +
		"b;01/02/2024 14:05;1\u00a0234,5\u00a0€;2;Été\r\n" +
		"c;03/04/2024 9:05:59;-12,345;-1,5;Noël\r\n" +
		"d;05/06/2024;-1 000,00 €;-1;L'œuvre\r\n"
	narrow := strings.ReplaceAll(text, "\u00a0", "\u202f")
	latin, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(narrow, ";", "\t")) // what Excel calls Unicode text
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ content, note string }{
		"UTF-8": {"\ufeff" + narrow, "separated by semicolons"}, "Windows-1252": {latin, asWindows1252}, "UTF-16": {wide, "read as UTF-16"}, "packed": {packedZstd(t, latin), asWindows1252},
	} {
		t.Run(name, func(t *testing.T) {
			got := loadText(t, c.content, Options{Currency: "EUR", Zone: paris(t)})
			var told []string
			for _, l := range got.lines {
				told = append(told, fmt.Sprint(l.OrderID, " ", l.Day, " ", l.Amount, " ", l.Quantity, " ", l.Attributes[0]))
			}
			want := []string{"a 2024-12-31 123456 1000 Crème", "b 2024-02-01 123450 2000 Été", "c 2024-04-03 -1235 -1500 Noël", "d 2024-06-05 -100000 -1000 L'œuvre"}
			if !slices.Equal(told, want) || got.Refused != 0 || got.Kind != palier.KindOrderLines {
				t.Errorf("%q, refused %+v", told, got.refusals)
			}
			for _, note := range []string{c.note, "dates read with the day first, because of 31/12/2024 in line 2"} {
				if !slices.Contains(got.Notes, note) {
					t.Errorf("the notes %q do not say %q", got.Notes, note)
				}
			}
		})
	}
}

func TestTheSignOfTheCurrencyMayStandBesideAnAmount(t *testing.T) {
	for text, want := range map[string]palier.Money{
		"12,50 €": 1250, "12.50€": 1250, "€12.50": 1250, "€ 12.50": 1250, "-€12.50": -1250, "€-12.50": -1250, "- 12,50 €": -1250, "\u221212,50 €": -1250, "\u221212,50": -1250,
		"1.234,56 EUR": 123456, "EUR 12.5": 1250, "12.50EUR": 1250, "+3,00 €": 300, ".5 €": 50,
	} {
		got := loadText(t, "order_id;ordered_at;amount\na;2024-01-02;"+text+"\n", Options{Currency: "EUR"})
		if len(got.lines) != 1 || got.lines[0].Amount != want {
			t.Errorf("%q: %+v, refused %+v", text, got.lines, got.refusals)
		}
	}
	for text, want := range map[string]string{
		"12.50 $": "the workspace counts in EUR", "£3": "the workspace counts in EUR", "12.50 USD": "the workspace counts in EUR", "US$12": "the workspace counts in EUR", "12 zł": "the workspace counts in EUR", "R$ 5": "the workspace counts in EUR", "5 R$": "the workspace counts in EUR",
		"€": notANumber.reason, "12 € 50": notANumber.reason, "€€5": notANumber.reason, "EUR": notANumber.reason, "12 eur": notANumber.reason, "--5 €": notANumber.reason,
	} {
		got := loadText(t, "order_id;ordered_at;amount\na;2024-01-02;"+text+"\n", Options{Currency: "EUR"})
		if len(got.refusals) != 1 || !strings.Contains(got.refusals[0].Reason, want) || got.refusals[0].Value != text {
			t.Errorf("%q: %+v, refused %+v", text, got.lines, got.refusals)
		}
	}
	for text, currency := range map[string]palier.Currency{"12.50 $": "CAD", "kr 12.50": "DKK", "12,50 zł": "PLN", "R$12.50": "BRL", "CHF 12.50": "CHF", "12.50 Fr.": "CHF", "12.50 US$": "USD", "CA$12.50": "CAD", "kr. 12,50": "DKK", "12,50\u00a0₴": "UAH"} {
		got := loadText(t, "item_id;title;price\na;hat;"+text+"\n", Options{Currency: currency})
		if len(got.products) != 1 || got.products[0].Price != 1250 {
			t.Errorf("%q: %+v, refused %+v", text, got.products, got.refusals)
		}
	}
}

func TestSignsOfTwoCurrenciesNeedARateThatNobodyKnows(t *testing.T) {
	got := refusedText(t, "order_id;ordered_at;amount\na;2024-01-02;5 €\nb;2024-01-02;5 $\n", Options{})
	if !strings.Contains(got, "amounts in EUR (line 2) and in USD (line 3)") {
		t.Error(got)
	}
}

func TestAmountsWithASignAreEvidenceAndNeedSome(t *testing.T) {
	got := loadText(t, "order_id;ordered_at;amount\na;2024-01-02;1.234 €\nb;2024-01-02;1,5 €\n", Options{Currency: "EUR"})
	if got.lines[0].Amount != 123400 || !slices.Contains(got.Notes, "numbers read with a decimal comma, because of 1,5 € in line 3") {
		t.Errorf("%+v, %q", got.lines, got.Notes)
	}
	if got := refusedText(t, "order_id;ordered_at;amount\na;2024-01-02;1.234 €\nb;2024-01-02;2 €\n", Options{Currency: "EUR"}); !strings.Contains(got, "amount 1.234 € in line 2 can be read") {
		t.Error(got)
	}
}

// FuzzSign takes signs off any text: what is left is shorter, and has no more signs to
// take than a person would write.
func FuzzSign(f *testing.F) {
	for _, seed := range []string{"12,50 €", "-€12", "EUR 1", "R$5", "\u2212 5 kr", "", "€", "USD", "5 Fr."} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		bare, codes := withoutSign(text)
		if codes == nil && bare != text && !strings.HasPrefix(text, "-") && !strings.HasPrefix(text, "\u2212") {
			t.Fatalf("%q became %q without a sign", text, bare)
		}
		if codes != nil && len(bare) >= len(text) {
			t.Fatalf("%q lost a sign and became %q", text, bare)
		}
		for _, mark := range []byte{0, '.', ','} {
			plain, p := parseNumber(text, mark)
			signed, q := parseNumber(bare, mark)
			if p == nil && (q != nil || plain != signed) {
				t.Fatalf("%q is a number and %q is not the same", text, bare)
			}
		}
	})
}
