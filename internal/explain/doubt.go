package explain

import (
	"palier"
	"palier/internal/advisor"
	"palier/internal/phrase"
)

// Trust is what must be known of the data before its numbers are trusted.
type Trust struct {
	Day, Newest, First palier.Day // that the numbers are of, that there are any of, and of the earliest fact
	Late               int        // how many days before today the newest is, where that is too many; else 0
	Stale              bool       // the data has changed since the states were computed
	Engagements        int64
	Warnings           []advisor.Warning
}

// Doubts says what makes numbers doubtful, in sentences.
func Doubts(book *phrase.Book, m *palier.Model, t Trust) (said []string) {
	doubt := func(id string, args phrase.Args) { said = append(said, book.Say(id, args)) }
	if t.Late > 0 {
		doubt("data.old", phrase.Args{"Day": book.Date(t.Newest), "Age": book.Count("days", int64(t.Late))})
	}
	if t.Stale {
		doubt("data.stale", nil)
	}
	if known := t.First + palier.Day(m.Customer.Inactive); t.Day < known {
		doubt("warning.young", phrase.Args{"First": book.Date(t.First), "Until": book.Date(known)})
	}
	if t.Engagements == 0 {
		doubt("warning.engagement", nil)
	}
	for i := range t.Warnings {
		words, advice := Warning(book, m, &t.Warnings[i])
		said = append(said, words+" "+advice)
	}
	return said
}
