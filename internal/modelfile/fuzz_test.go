package modelfile

import (
	"errors"
	"reflect"
	"testing"

	"palier"
)

// Whatever the file, Parse either tells problems that have a place, or gives a sound
// model that survives being written and read again.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "{}", "lead: {cold: 30}", "lead:\n  cold: 30\n  cold: 31\n", "labels:\n  fr:\n    gold: \"L'or\"\n",
		"status:\n  window: 5\n  levels:\n    - {name: a, up_to: 0.01}\n    - name: b\n",
		"rfm: {cuts: {monetary: [5, \"4.5\", 3, .5]}, weights: {engagement: 1}}",
		"orders: {ignore_status: ['it''s', \"\\u00e9\\n\", | ]}", "a: &x [*x]", "<<: {}", "---\n...\n---\n", "? - a\n: b", "!!int 5", "%YAML 1.2\n",
		"exclude: |\n  staff\n", "exclude: >-\n\n  x\n y\n", "[[[[{{{{", "\t", "\xff", "lead: {cold: 9e9}", "{\"lead\":{\"cold\":14}}", "- - - -", "a:\n- b\n  c: d",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := Parse(file)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || palier.CodeOf(err) != palier.Invalid {
				t.Fatalf("not a model file's error: %v", err)
			}
			for _, p := range e.Problems {
				if p.Line < 1 || p.Column < 1 || p.Message == "" {
					t.Fatalf("a problem without a place: %+v", p)
				}
			}
			return
		}
		if wrong := m.Problems(); len(wrong) > 0 {
			t.Fatalf("read a model with problems: %v", wrong)
		}
		again, err := Parse(Format(m))
		if err != nil {
			t.Fatalf("%v\nin\n%s", err, Format(m))
		}
		if !reflect.DeepEqual(again, m) || Hash(again) != Hash(m) {
			t.Fatalf("read back differently: %v", Diff(m, again))
		}
	})
}
