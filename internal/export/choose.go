package export

import (
	"strconv"
	"strings"

	"palier"
)

// item is a column asked for.
type item struct {
	name      string
	attribute bool   // written contact."…"
	label     string // "": none
}

// parseItems reads columns asked for: a name, bare or as contact."…", and after an equals
// sign a label, bare or in quotes. Bare texts end at a comma.
func parseItems(text string) ([]item, error) {
	s := &scanner{text, text}
	var items []item
	for {
		item, err := s.item()
		if err != nil {
			return nil, err
		}
		items = append(items, item)
		if s.rest == "" {
			return items, nil
		}
		s.rest = s.rest[1:]
	}
}

// scanner reads a choice of columns from left to right.
type scanner struct{ whole, rest string }

func (s *scanner) item() (item item, err error) {
	s.skip()
	if rest, ok := strings.CutPrefix(s.rest, `contact."`); ok {
		s.rest, item.attribute = rest, true
		item.name, err = s.quoted()
	} else {
		item.name = s.bare(",=")
	}
	if err != nil {
		return item, err
	}
	if item.name == "" {
		return item, s.refuse("a column without a name")
	}
	if rest, ok := strings.CutPrefix(s.rest, "="); ok {
		s.rest = rest
		if item.label, err = s.label(); err != nil {
			return item, err
		}
	}
	if s.rest != "" && s.rest[0] != ',' {
		return item, s.refuse("%q where a comma belongs", s.rest)
	}
	return item, nil
}

func (s *scanner) label() (string, error) {
	s.skip()
	if rest, ok := strings.CutPrefix(s.rest, `"`); ok {
		s.rest = rest
		return s.quoted()
	}
	label := s.bare(",")
	if label == "" {
		return "", s.refuse("an equals sign without a label")
	}
	return label, nil
}

func (s *scanner) skip() { s.rest = strings.TrimLeft(s.rest, " ") }

// bare reads up to one of the ends.
func (s *scanner) bare(ends string) string {
	end := strings.IndexAny(s.rest, ends)
	if end < 0 {
		end = len(s.rest)
	}
	text := strings.TrimSpace(s.rest[:end])
	s.rest = s.rest[end:]
	return text
}

// quoted reads up to the quote that ends the text; \" and \\ stand for themselves.
func (s *scanner) quoted() (string, error) {
	var text strings.Builder
	for i := 0; i < len(s.rest); i++ {
		switch c := s.rest[i]; {
		case c == '"':
			s.rest = s.rest[i+1:]
			s.skip()
			return text.String(), nil
		case c == '\\' && i+1 < len(s.rest) && strings.IndexByte(`"\`, s.rest[i+1]) >= 0:
			i++
			text.WriteByte(s.rest[i])
		default:
			text.WriteByte(c)
		}
	}
	return "", s.refuse("a quote that is not closed")
}

func (s *scanner) refuse(format string, args ...any) error {
	return palier.Refusef("read the columns "+strconv.Quote(s.whole),
		`separate names by commas, such as contact_id,stage=Stage,contact."Loyalty tier"`, "there is "+format, args...)
}

// names lists the columns that can be chosen.
func (b Base) names() []string {
	var all []string
	for _, field := range palier.BuiltIn() {
		if field.Of == palier.OfContact {
			all = append(all, field.Name)
		}
	}
	for _, f := range facts {
		all = append(all, f.Name)
	}
	for _, attribute := range b.Attributes {
		all = append(all, attributeName(attribute))
	}
	return all
}

// attributeName is how a column of the merchant's own is asked for, whatever its name.
func attributeName(attribute palier.Field) string {
	return `contact."` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(attribute.Name) + `"`
}
