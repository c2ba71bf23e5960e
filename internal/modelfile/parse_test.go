package modelfile

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"palier"
)

// shared is where the vectors lie, from this package's folder.
const shared = "../../../shared/vectors"

func parse(t *testing.T, text string) *palier.Model {
	t.Helper()
	m, err := Parse([]byte(text))
	if err != nil {
		t.Fatalf("%v\nin\n%s", err, text)
	}
	return m
}

func TestAnEmptyFileIsTheDefaultModel(t *testing.T) {
	for _, text := range []string{"", "\n\n", "# only a comment\n", "{}", "---\n", "---\n...\n", "\ufeff", "lead:\n", "lead:\nrfm:\n  cuts:\n", "labels: {}", "labels:\n  fr:\n"} {
		if got := parse(t, text); !reflect.DeepEqual(got, palier.DefaultModel()) {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestTheModelsOfTheVectorsCanBeRead(t *testing.T) {
	files, err := filepath.Glob(shared + "/base/*.model.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no models in %s/base: %v", shared, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parse(t, string(text))
	}
	text, err := os.ReadFile(shared + "/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct{ Model json.RawMessage }
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		parse(t, string(c.Model))
	}
}

func TestKeysLeftOutKeepTheirDefaults(t *testing.T) {
	want := palier.DefaultModel()
	want.RFM.Period = 30
	want.RFM.Cuts.Recency = [4]int{3, 7, 14, 21}
	want.Windows.Repurchase = 120
	want.Groups.Recency = [4]int{5, 12, 25, 60}
	got := parse(t, "rfm: {period: 30, cuts: {recency: [3, 7, 14, 21]}}\nwindows:\n  repurchase: 120\ngroups:\n  recency:\n    - 5\n    - 12\n    - 25\n    - 60\n")
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestListsReplaceTheDefaultOnes(t *testing.T) {
	want := palier.DefaultModel()
	want.IgnoreStatus = nil
	want.ResponseTypes = []string{"visit", "store visit"}
	want.Status.Levels = []palier.StatusLevel{{Name: "small", UpTo: 1}, {Name: "large"}}
	want.Labels = map[string]map[string]string{"fr": {"status.small": "Petit", "stage.cold_lead": "Lead endormi"}}
	got := parse(t, `
labels: {fr: {small: Petit, cold_lead: "Lead endormi"}} # before the levels it names
orders: {ignore_status: []}
engagement: {types: [visit, " store visit "]}
status: {levels: [{name: small, up_to: "0.01"}, {name: large}]}`)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestTextIsComposedAsImportedTextIs(t *testing.T) {
	got := parse(t, "orders: {ignore_status: [annule\u0301e]}\nstatus: {levels: [{name: dore\u0301, up_to: 1}, {name: top}]}\nlabels: {fr: {dore\u0301: Dore\u0301}}")
	if got.IgnoreStatus[0] != "annulée" || got.Labels["fr"]["status.doré"] != "Doré" {
		t.Errorf("got %q and %q", got.IgnoreStatus, got.Labels)
	}
}

func TestLineEndsOfEverySystemAreRead(t *testing.T) {
	for _, end := range []string{"\n", "\r\n", "\r"} {
		_, err := Parse([]byte(strings.ReplaceAll("lead:\n  cold: 30\n  colt: 3\n", "\n", end)))
		if got := problems(t, err); len(got) != 1 || got[0].Line != 3 || got[0].Column != 3 {
			t.Errorf("%q: %v", end, got)
		}
	}
}

func TestAmountsAreReadExactly(t *testing.T) {
	for text, want := range map[string]palier.Amount{
		"50": 50_00, "50.5": 50_50, "0.01": 1, "0.1": 10, "49.90": 49_90, "50.00": 50_00,
		"0.29": 29, "1.1": 1_10, "4.35": 4_35, "999999999999.99": 99999999999999,
	} {
		for _, written := range []string{text, `"` + text + `"`, "'" + text + "'"} {
			m := parse(t, "status: {levels: [{name: a, up_to: "+written+"}, {name: b}]}")
			if got := m.Status.Levels[0].UpTo; got != want {
				t.Errorf("%s: got %d, want %d", written, got, want)
			}
		}
	}
}

func TestAmountsThatAreNoPlainDecimalsAreRefused(t *testing.T) {
	for _, text := range []string{
		"1e3", "1.5e2", ".inf", "-.inf", ".nan", "-1", "+1", "0.001", "50.", ".5", "05", "00", "1_000", "0x10", "0o17",
		`"50,5"`, `"1 000"`, `"1'000"`, `"€50"`, `"50 EUR"`, `""`, `" 50"`, "true", "[50]", "{a: 50}", "1000000000000", "1.2.3", "١٢", `"½"`,
	} {
		_, err := Parse([]byte("status: {levels: [{name: a, up_to: " + text + "}, {name: b}]}"))
		if got := problems(t, err); len(got) != 1 || got[0].Path != "status.levels[0].up_to" {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// problems gives those of an error, which must be one of Parse's.
func problems(t *testing.T, err error) []Problem {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || len(e.Problems) == 0 {
		t.Fatalf("not an error of a model file: %v", err)
	}
	if palier.CodeOf(err) != palier.Invalid {
		t.Fatalf("code %q of %v", palier.CodeOf(err), err)
	}
	return e.Problems
}
