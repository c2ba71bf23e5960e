package modelfile

import (
	"reflect"
	"strings"
	"testing"

	"palier"
)

func TestCommentsStandAboveTheirKeysAndChangeNothing(t *testing.T) {
	m := palier.DefaultModel()
	m.Customer.Defecting = 77
	text := string(Commented(m, "From the data.\nTwo lines: with #, \"quotes\".", map[string]string{
		"customer.defecting": "80 % by day 75", "status.levels": "by shares\nof customers", "rfm.cuts.recency": "fifths", "no.such.key": "lost",
	}))
	for _, want := range []string{
		"# From the data.\n# Two lines", "  # 80 % by day 75\n  defecting: 77\n", "  # by shares\n  # of customers\n  levels:\n", "    # fifths\n    recency: [15",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	read, err := Parse([]byte(text))
	if err != nil || !reflect.DeepEqual(read, m) {
		t.Errorf("it is read as %+v, %v", read, err)
	}
	if plain := string(Commented(m, "", nil)); plain != string(Format(m)) {
		t.Errorf("without comments it is\n%s", plain)
	}
}
