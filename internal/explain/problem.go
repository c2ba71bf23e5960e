package explain

import (
	"fmt"
	"strings"

	"palier"
	"palier/internal/modelfile"
	"palier/internal/phrase"
)

// Problem says what is wrong with a value of a model. Where no words are for it, it says the
// message as it is.
func Problem(book *phrase.Book, p modelfile.Problem) string {
	args := phrase.Args{}
	for i, value := range p.Args {
		args[string(rune('A'+i))] = problemValue(book, value)
	}
	id := "problem." + p.Code
	if said := book.Say(id, args); said != id {
		return said
	}
	return p.Message
}

func problemValue(book *phrase.Book, value any) string {
	switch v := value.(type) {
	case palier.Amount:
		return book.Decimal(v.String())
	case modelfile.Value:
		return book.Say("problem.value."+v.Kind, phrase.Args{"Text": phrase.Printable(v.Text)})
	case string:
		return phrase.Printable(v)
	}
	return fmt.Sprint(value)
}

// Refusal says why a model is refused: all that is wrong with it, each on a line of its own with
// its place if it stands in a file.
func Refusal(book *phrase.Book, e *modelfile.Error) string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		path := ""
		if p.Path != "" {
			path = book.Say("problem.path", phrase.Args{"Path": p.Path})
		}
		if p.Line > 0 {
			path = book.Say("problem.place", phrase.Args{"Line": p.Line, "Column": p.Column}) + path
		}
		lines[i] = path + Problem(book, p)
	}
	if len(lines) == 1 {
		return book.Say("problem.one", phrase.Args{"Problem": lines[0]})
	}
	return book.Say("problem.several", phrase.Args{"N": len(lines)}) + "\n  " + strings.Join(lines, "\n  ")
}
