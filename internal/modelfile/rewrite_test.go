package modelfile

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"palier"
)

func TestCommentsOfAFileStayWhenAModelIsWrittenIntoIt(t *testing.T) {
	file, err := Template("food", "EUR")
	if err != nil {
		t.Fatal(err)
	}
	comments := func(text []byte) (n int) { return bytes.Count(text, []byte("#")) }
	for name, change := range map[string]func(*palier.Model){
		"limits": func(m *palier.Model) { m.Customer.Defecting, m.Lead.Cold = 45, 30 },
		"cuts and amounts": func(m *palier.Model) {
			m.RFM.Cuts.Monetary[1], m.RFM.Cuts.Recency[3], m.RFM.Weights.Recency = 333_33, 22, 4
		},
		"a window": func(m *palier.Model) { m.Windows.Repurchase, m.Groups.Recency = 30, [4]int{1, 2, 3, 4} },
		"levels":   func(m *palier.Model) { m.Status.Levels = m.Status.Levels[2:]; m.Status.Levels[0].Name = "argent" },
		"texts": func(m *palier.Model) {
			m.IgnoreStatus, m.Exclude, m.PurchaseUnit, m.RefundsAffectLifecycle = []string{"lost"}, "staff, tests", palier.UnitDay, false
		},
		"labels": func(m *palier.Model) {
			m.Labels = map[string]map[string]string{"fr": {"stage.cold_lead": "Endormi", "status.low": "# Petit"}}
		},
	} {
		m := parse(t, string(file))
		change(m)
		text, kept := Rewrite(file, m)
		if !kept || comments(text) < comments(file) {
			t.Errorf("%s: kept %t, with %d comments of %d:\n%s", name, kept, comments(text), comments(file), text)
		}
		if got := parse(t, string(text)); !reflect.DeepEqual(got, m) {
			t.Errorf("%s: it is another model: %v", name, Diff(got, m))
		}
		if back, kept := Rewrite(text, parse(t, string(file))); !kept || !reflect.DeepEqual(parse(t, string(back)), parse(t, string(file))) {
			t.Errorf("%s: and back, kept %t, it is\n%s", name, kept, back)
		}
	}
}

func TestAModelIsWrittenIntoAnyFile(t *testing.T) {
	m := parse(t, "lead: {cold: 30}\nstatus: {levels: [{name: a, up_to: 5}, {name: b}]}\nlabels: {fr: {a: A}}")
	for text, want := range map[string]string{
		"":                                    "lead:\n  cold: 30\n",
		"# mine\n":                            "# mine\n",
		"lead: {cold: 90, inactive: 180} # x": "lead: {cold: 30, inactive: 180} # x\n",
		"lead:\r\n  cold: 90 # ours\r\n":      "lead:\n  cold: 30 # ours\n",
		"lead:\n    inactive: 180 # y\n":      "lead:\n    cold: 30\n    inactive: 180 # y\n",
		"status:\n  levels:\n  - name: low\n    up_to: 9\n\n  # kept\n  - name: top\n\n# of the lead\nlead:\n  cold: 7\n": "# of the lead\nlead:\n  cold: 30\n",
	} {
		got, kept := Rewrite([]byte(text), m)
		if !kept || !strings.Contains(string(got), want) || !reflect.DeepEqual(parse(t, string(got)), m) {
			t.Errorf("%q: kept %t, it is\n%s", text, kept, got)
		}
	}
	for _, text := range []string{`{"lead": {"cold": 9}}`, "lead: {inactive: 200, cold: 5}\nstatus: {levels: [{name: low, up_to: 9}, {name: top}, {name: x}]}", "lead: [", "? lead\n: {cold: 5}"} {
		got, kept := Rewrite([]byte(text), m)
		if kept && !reflect.DeepEqual(parse(t, string(got)), m) || !kept && !bytes.Equal(got, Format(m)) {
			t.Errorf("%q: kept %t, it is\n%s", text, kept, got)
		}
	}
}

func TestWhateverIsWrittenIntoAFileIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old, m := drawModel(t), drawModel(t)
		text, kept := Rewrite(Format(old), m)
		if got, err := Parse(text); err != nil || !bytes.Equal(Format(got), Format(m)) {
			t.Fatalf("kept %t: %v\n%s", kept, err, text)
		}
		if !kept {
			t.Fatalf("a file of our own is not kept:\n%s\nwith\n%s", Format(old), Format(m))
		}
	})
}
