package web

import "testing"

func TestSizesAreKeptForAGenerationAndForgottenWithIt(t *testing.T) {
	var s sizes
	first, second := sized{generation: 1, who: "a"}, sized{generation: 1, who: "b"}
	s.keep(first, &size{})
	s.keep(second, &size{})
	for _, which := range []sized{first, second} {
		if found, _ := s.known(which); found == nil {
			t.Errorf("%v is not kept", which)
		}
	}
	s.keep(sized{generation: 2, who: "a"}, &size{})
	if found, _ := s.known(first); found != nil || len(s.kept) != 1 {
		t.Errorf("%d are kept, of another generation too", len(s.kept))
	}
}
