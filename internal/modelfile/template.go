package modelfile

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"palier"
	"palier/internal/yamltext"
)

// currencyCode matches the codes of ISO 4217.
var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// Template writes the commented model file that a workspace starts with: the model of the
// sector (the defaults for the empty one), each key explained, and each value that
// follows the limits shown in a comment. The currency may be empty.
func Template(sector string, currency palier.Currency) ([]byte, error) {
	m, err := SectorModel(sector)
	if err != nil {
		return nil, err
	}
	if currency != "" && !currencyCode.MatchString(string(currency)) {
		return nil, palier.Refusef("start a model", "give the three capital letters of ISO 4217, such as EUR", "%q is no currency", yamltext.Clip(string(currency)))
	}
	var out bytes.Buffer
	writeComment(&out, "", templateHeader(sector, currency))
	writeTemplate(&out, "", schema(m), schema(spelledOut(m)))
	return out.Bytes(), nil
}

func templateHeader(sector string, currency palier.Currency) string {
	money := "your currency"
	if currency != "" {
		money = string(currency)
	}
	return fmt.Sprintf(`The model: what turns your contacts' purchases into stages, statuses and stars.
These values suit %s.

A line may be left out: it then takes its default. "palier model check" reads the
file and tells what is wrong with it; "palier simulate" shows what a change would
do before you adopt it; "palier advise" suggests values from your own data.

Amounts are in %s, as decimals: 50 or 49.90.`, sectorAbout(sector), money)
}

// writeTemplate writes the keys with their explanations; those that are left out as
// comments, with the values of full.
func writeTemplate(out *bytes.Buffer, margin string, keys, full []key) {
	for i, k := range keys {
		if margin == "" {
			out.WriteByte('\n')
		}
		writeComment(out, margin, k.about)
		if k.keys != nil {
			out.WriteString(margin + k.name + ":\n")
			writeTemplate(out, margin+indent, k.keys, full[i].keys)
			continue
		}
		lines := k.value.yaml()
		if len(lines) == 0 {
			writeLines(out, margin+"# ", k.name, full[i].value.yaml())
		}
		writeLines(out, margin, k.name, lines)
	}
}

func writeComment(out *bytes.Buffer, margin, text string) {
	if text == "" {
		return
	}
	for line := range strings.Lines(text) {
		out.WriteString(strings.TrimRight(margin+"# "+line, " \n") + "\n")
	}
}
