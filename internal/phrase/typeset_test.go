package phrase

import "testing"

func TestFrenchPagesAreTypesetAndWhatTheyAreToldIsNot(t *testing.T) {
	book, err := In("fr")
	if err != nil {
		t.Fatal(err)
	}
	told := Args{"Name": "l'Oréal : « un »", "Value": "100 %"}
	if got, want := book.OnPages().Say("whom.filter", told), "l'Oréal : « un »\u00a0: 100 %"; got != want {
		t.Errorf("a page says %q, want %q", got, want)
	}
	if got, want := book.Say("whom.filter", told), "l'Oréal : « un » : 100 %"; got != want {
		t.Errorf("a terminal says %q, want %q", got, want)
	}
	if got, want := typeset("Qu'est-ce ? {{if gt .N 1}}« {{.X}} » !{{end}} 5 % ; fin"), "Qu’est-ce\u202f? {{if gt .N 1}}«\u00a0{{.X}}\u00a0»\u202f!{{end}} 5\u00a0%\u202f; fin"; got != want {
		t.Errorf("it is set %q, want %q", got, want)
	}
	if got, want := typeset("{{range $i, $v := .Head}}{{$v}} : {{end}}"), "{{range $i, $v := .Head}}{{$v}}\u00a0: {{end}}"; got != want {
		t.Errorf("it is set %q, want %q", got, want)
	}
}

func TestEverySentenceStaysATemplateWhenItIsTypeset(t *testing.T) {
	book, err := In("fr")
	if err != nil {
		t.Fatal(err)
	}
	for id := range catalogue(t, "fr") {
		if plain, set := book.Count(id, 2), book.OnPages().Count(id, 2); (plain == id) != (set == id) {
			t.Errorf("%s is said by a terminal %q, by a page %q", id, plain, set)
		}
	}
}
