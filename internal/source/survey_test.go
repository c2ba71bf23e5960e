package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"palier"
)

func TestTheFilesOwnEvidenceDecidesDaysAndNumbers(t *testing.T) {
	far := strings.Repeat("z,2021-01-01,1\n", 200_000) // the evidence is in another block
	for name, c := range map[string]struct {
		rows   string
		day    string
		amount palier.Money
		note   string
	}{
		"day first":       {"a,03/04/2021,5\n" + far + "b,13/04/2021,5\n", "2021-04-03", 500, "dates read with the day first, because of 13/04/2021 in line 200003"},
		"month first":     {"a,03/04/2021,5\nb,04/13/2021 10:00,5\n", "2021-03-04", 500, "dates read with the month first, because of 04/13/2021 10:00 in line 3"},
		"decimal comma":   {"a,2021-04-03,\"1,234\"\n" + far + "b,2021-04-03,\"1,5\"\n", "2021-04-03", 123, "numbers read with a decimal comma, because of 1,5 in line 200003"},
		"decimal point":   {"a,2021-04-03,\"1,234\"\nb,2021-04-03,1.5\n", "2021-04-03", 123400, "numbers read with a decimal point, because of 1.5 in line 3"},
		"parted thousand": {"a,2021-04-03,\"1,234\"\nb,2021-04-03,\"1,234,567\"\n", "2021-04-03", 123400, "numbers read with a decimal point, because of 1,234,567 in line 3"},
		"no need for it":  {"a,2021-04-03,\"1.234,56\"\nb,2021-04-03,1.5\n", "2021-04-03", 123456, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := loadText(t, "order_id,ordered_at,amount\n"+c.rows, Options{Workers: 3})
			if line := got.lines[0]; line.Day != day(t, c.day) || line.Amount != c.amount || got.Refused != 0 {
				t.Errorf("%+v, %v", line, got.refusals)
			}
			if c.note == "" && len(got.Notes) != 0 || c.note != "" && !slices.Contains(got.Notes, c.note) {
				t.Errorf("notes %q", got.Notes)
			}
		})
	}
}

func TestAFileThatDecidesNothingIsRefusedWithHowToStateIt(t *testing.T) {
	for name, c := range map[string][2]string{
		"days":                 {"a,03/04/2021,5\nb,05/06/2021,6\n", `ordered_at 03/04/2021 in line 2 can be read day and month either way round, and nothing in the file tells which (state it: --map "ordered_at=ordered_at:day_first" or --map "ordered_at=ordered_at:month_first")`},
		"days both ways":       {"a,13/04/2021,5\nb,04/13/2021,5\nc,03/04/2021,6\n", "the file has both 13/04/2021 (line 2) and 04/13/2021 (line 3)"},
		"numbers":              {"a,2021-04-03,1.234\nb,2021-04-03,7\n", `amount 1.234 in line 2 can be read with its mark before decimals or between thousands, and nothing in the file tells which (state it: --map "amount=amount:decimal_point" or --map "amount=amount:decimal_comma")`},
		"numbers both ways":    {"a,2021-04-03,1.50\nb,2021-04-03,\"1,50\"\nc,2021-04-03,1.234\n", "the file has both 1.50 (line 2) and 1,50 (line 3)"},
		"evidence in a ragged": {"a,03/04/2021,5\nb,13/05/2021,6,7\n", "nothing in the file tells which"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := refusedText(t, "order_id,ordered_at,amount\n"+c[0], Options{}); !strings.Contains(got, c[1]) {
				t.Error(got)
			}
		})
	}
}

func TestAStatedFormatIsHeldAgainstEveryRow(t *testing.T) {
	text := "order_id,ordered_at,amount\na,03/04/2021,1.234\nb,13/04/2021,1\nc,04/13/2021,1\nd,2021-04-03,\"1,50\"\n"
	got := loadText(t, text, Options{Mapping: map[string]string{"ordered_at": "ordered_at:month_first", "amount": "amount:decimal_point"}})
	if len(got.lines) != 2 || got.lines[0].Day != day(t, "2021-03-04") || got.lines[0].Amount != 123 || got.lines[1].OrderID != "c" {
		t.Errorf("%+v", got.lines)
	}
	var told []string
	for _, r := range got.refusals {
		told = append(told, fmt.Sprint(r.Line, r.Column, r.Value, r.Reason))
	}
	if !slices.Equal(told, []string{"3ordered_at13/04/2021" + noSuchDay.reason, "5amount1,50" + wrongMark.reason}) {
		t.Errorf("%q", told)
	}
}
