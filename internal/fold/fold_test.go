package fold

import "testing"

func TestTextsThatDifferInCaseOrInTypingFoldAlike(t *testing.T) {
	for _, same := range [][]string{
		{"Paris", "PARIS", "paris"},
		{"Élodie", "éLODIE", "E\u0301lodie"},
		{"Straße", "STRASSE", "strasse"},
		{"ΟΔΟΣ", "οδος", "οδοσ"},
		{"K", "k", "\u212a"},
		{"", ""},
	} {
		for _, text := range same[1:] {
			if Text(text) != Text(same[0]) {
				t.Errorf("%q is %q and %q is %q", same[0], Text(same[0]), text, Text(text))
			}
		}
	}
}

func TestAccentsAreKept(t *testing.T) {
	if Text("pêche") == Text("peche") || Text("ï") == Text("i") {
		t.Error("they are lost")
	}
}

func TestAFoldedTextFoldsToItself(t *testing.T) {
	for _, text := range []string{"İstanbul", "ﬁn", "ŉ", "ΐ", "שלום", "\u0344", "Ǆ", "ᾳ"} {
		if once := Text(text); Text(once) != once {
			t.Errorf("%q becomes %q and then %q", text, once, Text(once))
		}
	}
}
