package modelfile

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// The limits of package yamltext.
const (
	maxSize   = 1 << 20
	maxTokens = 20_000
)

func TestEachMistakeIsToldAtItsPlace(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// Keys.
		{"lead:\n  cald: 5", "line 2, column 3: lead.cald: unknown key: did you mean cold?"},
		{"Lead: {cold: 5}", "line 1, column 1: Lead: unknown key: did you mean lead?"},
		{"purchase-unit: day", "line 1, column 1: purchase-unit: unknown key: did you mean purchase_unit?"},
		{"period: 30", "line 1, column 1: period: unknown key here: did you mean rfm.period?"},
		{"wibble: 30", "line 1, column 1: wibble: unknown key: known here are purchase_unit, "},
		{"lead: {cold: 5, cold: 6}", "line 1, column 17: lead.cold: stands twice, first on line 1"},
		{"lead: {cold: 5}\n\nlead: {cold: 6}", "line 3, column 1: lead: stands twice, first on line 1"},
		{"? lead\n: 5", "line 1, column 1: ?: unknown key"},
		{"5: 5", "line 1, column 1: 5: unknown key"},
		{`"": 5`, "line 1, column 1: unknown key"},

		// Kinds of values.
		{"5", "line 1, column 1: expected keys with values, not the number 5"},
		{"- lead", "line 1, column 1: expected keys with values, not a list"},
		{"lead: 90", "line 1, column 7: lead: expected keys with values, not the number 90"},
		{"lead: [90]", "line 1, column 1: lead: expected keys with values, not a list"},
		{"lead:\n  cold: ninety", `line 2, column 9: lead.cold: expected a whole number, not the text "ninety"`},
		{`lead: {cold: "90"}`, `line 1, column 14: lead.cold: expected a whole number, not the text "90"`},
		{"lead: {cold: 90.0}", "line 1, column 14: lead.cold: expected a whole number, not the number 90.0"},
		{"lead: {cold: 9_0}", "lead.cold: expected a whole number in plain digits, such as 90, not 9_0"},
		{"lead: {cold: 090}", `lead.cold: expected a whole number, not the text "090"`},
		{"lead: {cold: 010}", "lead.cold: expected a whole number in plain digits, such as 90, not 010"},
		{"lead: {cold: 0x5a}", "lead.cold: expected a whole number in plain digits"},
		{"lead: {cold: +90}", "lead.cold: expected a whole number in plain digits"},
		{"lead: {cold: 1234567890}", "lead.cold: is too large"},
		{"lead: {cold: 123456789012345678901234567890}", "lead.cold: "},
		{"lead: {cold: .inf}", "lead.cold: expected a whole number, not the number .inf"},
		{"lead: {cold: }", "lead.cold: has no value: leave the key out for its default"},
		{"lead: {cold: ~}", "lead.cold: has no value"},
		{"lead:\n  cold:\n  inactive: 200", "line 2, column 3: lead.cold: has no value"},
		{"lead: {cold: {a: 1}}", "lead.cold: expected a whole number, not a map"},
		{"refunds_affect_lifecycle: yes", `line 1, column 27: refunds_affect_lifecycle: expected true or false, not the text "yes"`},
		{"refunds_affect_lifecycle: 1", "expected true or false, not the number 1"},
		{"purchase_unit: 1", "purchase_unit: expected text, not the number 1: put it in quotes"},
		{"purchase_unit: true", "purchase_unit: expected text, not true: put it in quotes"},
		{"purchase_unit: [day]", "purchase_unit: expected text, not a list"},
		{"orders: {ignore_status: cancelled}", `orders.ignore_status: expected a list, not the text "cancelled"`},
		{"orders: {ignore_status: [5]}", "line 1, column 26: orders.ignore_status[0]: expected text, not the number 5: put it in quotes"},
		{"orders: {ignore_status: [null]}", "orders.ignore_status[0]: expected text, not nothing"},
		{"orders: {ignore_status: ['']}", "orders.ignore_status[0]: must not be empty"},
		{`orders: {ignore_status: ["a\nb"]}`, "orders.ignore_status[0]: must be one line without control characters"},
		{`orders: {ignore_status: ["a\u2028b"]}`, "must be one line"},
		{"engagement: {types: [" + strings.Repeat("x", 101) + "]}", "engagement.types[0]: must be at most 100 characters"},
		{"engagement: {types: [" + strings.Repeat("x,", 200) + "x]}", "engagement.types: has more than 200 entries"},

		// Cuts.
		{"rfm: {cuts: {recency: [1, 2, 3]}}", "rfm.cuts.recency: expected four values, for levels 4, 3, 2 and 1, not 3"},
		{"rfm: {cuts: {recency: [1, 2, 3, 4, 5]}}", "rfm.cuts.recency: expected four values, for levels 4, 3, 2 and 1, not 5"},
		{"rfm: {cuts: {recency: 5}}", "rfm.cuts.recency: expected a list, not the number 5"},
		{"rfm: {cuts: {recency: [1, 2, x, 4]}}", `line 1, column 30: rfm.cuts.recency[2]: expected a whole number, not the text "x"`},
		{"rfm: {cuts: {recency: [1, 2, 2, 4]}}", "line 1, column 30: rfm.cuts.recency[2]: must be above the one before (2), not 2"},
		{"rfm:\n  cuts:\n    monetary:\n      - 5\n      - 4\n      - 4.01\n      - 1\n", "line 6, column 9: rfm.cuts.monetary[2]: must be below the one before (4), not 4.01"},
		{"groups: {recency: [0, 0, 0, 0]}", "groups.recency: must be at least 1 day each"},
		{"groups: {recency: [0, 1, 2, 3]}", "groups.recency[0]: must be 1 to 36500 days, not 0"},
		{"windows: {repurchase: 0}", "windows.repurchase: must be at least 1 day: leave it out to follow the limits"},
		{"windows: {winback_inactive: -5}", "windows.winback_inactive: must be 1 to 3650 days, not -5"},
		{"rfm: {weights: {recency: 0, frequency: 0, monetary: 0}}", "line 1, column 7: rfm.weights: must not all be 0"},

		// Limits that contradict each other, also one that is left out.
		{"lead: {cold: 180}", "line 1, column 14: lead.cold: must be below lead.inactive (180), not 180"},
		{"customer:\n  inactive: 80", "line 1, column 1: customer.defecting: must be below customer.inactive (80), not 90"},

		// Levels.
		{"status: {levels: {}}", "status.levels: expected a list, not a map"},
		{"status: {levels: []}", "status.levels: must be 2 to 10 levels, not 0"},
		{"status: {levels: [{name: a}]}", "status.levels: must be 2 to 10 levels, not 1"},
		{"status: {levels: [{name: a, up_to: 0}, {name: b}]}", "status.levels[0].up_to: must be at least 0.01"},
		{"status: {levels: [{name: a, up_to: 5}, {name: b, up_to: 0}]}", "status.levels[1].up_to: must be at least 0.01"},
		{"status: {levels: [{name: a, up_to: 5}, {name: b, up_to: 9}]}", "status.levels[1].up_to: must be left out"},
		{"status:\n  levels:\n    - {name: a, up_to: 5}\n    - {name: b, up_to: 5}\n    - name: c", "line 4, column 24: status.levels[1].up_to: must be above that of the level before (5), not 5"},
		{"status:\n  levels:\n    - name: a\n      up_to: 5\n    - {}", "line 5, column 7: status.levels[1]: expected a name"},
		{"status:\n  levels:\n    - up_to: 5\n    - name: b", "line 3, column 7: status.levels[0]: expected a name"},
		{"status: {levels: [{name: a, up_to: 5}, {nme: b}]}", "line 1, column 41: status.levels[1].nme: unknown key: did you mean name?"},
		{"status: {levels: [{name: a, up_to: 5}, b]}", `line 1, column 40: status.levels[1]: expected keys with values, not the text "b"`},
		{"status: {levels: [{name: 2x, up_to: 5}, {name: b}]}", "status.levels[0].name: must be one word"},

		// Labels.
		{"labels: {de: {cold_lead: x}}", "line 1, column 10: labels.de: unknown language: known are en, fr"},
		{"labels: {fr: {cald_lead: x}}", "line 1, column 15: labels.fr.cald_lead: unknown name: did you mean cold_lead?"},
		{"labels: {fr: {none: x}}", "labels.fr.none: unknown name"},
		{"labels: {fr: {gold: x}}\nstatus: {levels: [{name: a, up_to: 5}, {name: b}]}", "labels.fr.gold: unknown name"},
		{"labels: {fr: {cold_lead: ' '}}", "labels.fr.cold_lead: must not be empty"},
		{"labels: {fr: {cold_lead: 5}}", "labels.fr.cold_lead: expected text, not the number 5"},
		{"labels: {fr: {cold_lead: }}", "labels.fr.cold_lead: expected text, not nothing"},
		{"labels: {fr: {cold_lead: " + strings.Repeat("é", 101) + "}}", "labels.fr.cold_lead: must be at most 100 characters"},
		{"labels: {fr: cold}", "labels.fr: expected keys with values"},
		{"labels: [fr]", "labels: expected keys with values, not a list"},
	} {
		_, err := Parse([]byte(c.text))
		if got := problems(t, err); len(got) != 1 || !strings.HasPrefix(strings.TrimPrefix(got[0].String(), placeUnless(c.want, got[0])), c.want) {
			t.Errorf("%s\n got %v\nwant %s", c.text, got, c.want)
		}
	}
}

// placeUnless gives the place that a wanted text leaves out.
func placeUnless(want string, p Problem) string {
	if strings.HasPrefix(want, "line ") {
		return ""
	}
	text := p.String()
	if p.Path != "" && !strings.HasPrefix(want, p.Path) {
		return text[:strings.Index(text, p.Message)]
	}
	return text[:strings.Index(text, p.Path)]
}

func TestAllMistakesAreToldAtOnceByLine(t *testing.T) {
	_, err := Parse([]byte("rfm: {period: 731}\nlead: {cold: 181}\nwindow: 5\ncustomer: {defecting: x}\nlabels: {en: {nobody: x}}\n"))
	var lines []int
	for _, p := range problems(t, err) {
		lines = append(lines, p.Line)
	}
	if len(lines) != 5 {
		t.Fatalf("%v", err)
	}
	for i, line := range lines {
		if line != i+1 {
			t.Errorf("%v", err)
		}
	}
	if text := err.Error(); !strings.HasPrefix(text, "could not read the model file: 5 problems\n  line 1, column 15: rfm.period: must be") {
		t.Error(text)
	}
}

func TestAnUnreadableValueHidesWhatItWouldSayAboutItsNeighbours(t *testing.T) {
	_, err := Parse([]byte("lead: {cold: 200, inactive: x}\ncustomer: {defecting: 400}"))
	if got := problems(t, err); len(got) != 2 || got[0].Path != "lead.inactive" || got[1].Path != "customer.defecting" {
		t.Errorf("%v", got)
	}
}

func TestFilesThatAreNoPlainYAMLAreRefused(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"lead: [1,", "line 1, column 7: this is not YAML"},
		{"lead:\n\tcold: 1", "line 2, column 1: this is not YAML"},
		{"a: b: c", "this is not YAML"},
		{"purchase_unit: \"day", "this is not YAML"},
		{"lead: {cold: 1\x00}", "line 1, column 15: a NUL byte"},
		{"# é\nlead: {cold: \xff}", "line 2, column 14: a byte that is not UTF-8"},
		{"\xff\xfel\x00e\x00", "line 1, column 1: a byte that is not UTF-8"},
		{"a: &x 1\nb: *x", "line 1, column 4: anchors, aliases and merge keys are not used here"},
		{"lead: *x", "line 1, column 7: anchors, aliases"},
		{"<<: {lead: 1}", "line 1, column 1: anchors, aliases"},
		{"lead: !!map {}", "line 1, column 7: tags are not used here"},
		{"purchase_unit: !!binary ZGF5", "line 1, column 16: tags are not used here"},
		{"%YAML 1.2\n---\nlead: {}", "line 1, column 1: directives are not used here"},
		{"lead: {cold: 1}\n---\nlead: {cold: 2}", "line 3, column 5: a second document"},
		{strings.Repeat("[", 100), "line 1, column 17: nested too deeply"},
		{strings.Repeat("- ", 100), "line 1, column 33: nested too deeply"},
		{strings.Repeat("#", maxSize+1), "line 1, column 1: the file is larger than 1 MiB"},
	} {
		_, err := Parse([]byte(c.text))
		if got := problems(t, err); len(got) != 1 || !strings.Contains(got[0].String(), c.want) {
			t.Errorf("%.60q\n got %v\nwant %s", c.text, got, c.want)
		}
	}
}

func TestAReplacementCharacterIsText(t *testing.T) {
	if m := parse(t, "orders: {ignore_status: [\ufffd]}"); m.IgnoreStatus[0] != "\ufffd" {
		t.Errorf("got %q", m.IgnoreStatus)
	}
}

// A file of the largest size must be answered within the time that a page waits, however
// it is made.
func TestHostileFilesAreAnsweredSoon(t *testing.T) {
	repeat := func(text string) string { return strings.Repeat(text, maxSize/len(text)) }
	deep := func() string {
		var b strings.Builder
		for i := 0; b.Len() < maxSize/2; i++ {
			b.WriteString(strings.Repeat(" ", i) + "a:\n")
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"the same key":           repeat("k: 1\n"),
		"brackets":               repeat("["),
		"lists of nothing":       "[" + strings.Repeat("[],", maxSize/4) + "]",
		"a long list":            "engagement: {types: [" + strings.Repeat("a,", maxSize/3) + "a]}",
		"many levels":            "status: {levels: [" + strings.Repeat("{x: 1},", maxSize/8) + "]}",
		"dashes by lines":        repeat("- a\n"),
		"question marks":         repeat("?\n"),
		"colons":                 repeat("a: "),
		"one long text":          "purchase_unit: \"" + strings.Repeat("x", maxSize-20) + "\"",
		"one long key":           strings.Repeat("x", maxSize-20) + ": 1",
		"escapes":                "purchase_unit: \"" + strings.Repeat(`\u00e9`, maxSize/8) + "\"",
		"deep maps":              deep(),
		"as many keys as may be": strings.Repeat("k: 1\n", maxTokens/3),
		"blocks":                 repeat("a: |\n"),
		"comments":               repeat("#\n"),
	} {
		start := time.Now()
		_, err := Parse([]byte(text))
		took := time.Since(start)
		if (err == nil) != (name == "comments") {
			t.Errorf("%s: %.200v", name, err)
		}
		if took > 10*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
		if testing.Verbose() {
			t.Logf("%s: %v", name, took)
		}
	}
}

func TestAFileOfNothingButMistakesTellsTheFirstOnes(t *testing.T) {
	var text strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&text, "key%d: 1\n", i)
	}
	_, err := Parse([]byte(text.String()))
	if got := problems(t, err); len(got) != maxProblems {
		t.Errorf("%d problems", len(got))
	}
}
