package source

import (
	"context"
	"fmt"
	"sync"
	"time"
	"unicode/utf8"

	"palier"
)

// survey is what a whole file shows of how its values are written: for each way the
// first value that can be read in that way only, and the first that can be read both ways.
type survey struct {
	dayFirst, monthFirst, eitherDay sighting
	point, comma, eitherNumber      sighting
	unicode, other                  int64 // fields that are UTF-8 beyond ASCII, and that are not UTF-8
}

// sighting is the earliest place where something was seen; line 0: nowhere.
type sighting struct {
	line   int
	column int
	value  string
}

func (s *sighting) see(other sighting) {
	if s.line == 0 || other.line != 0 && other.line < s.line {
		*s = sighting{other.line, other.column, shown(other.value)}
	}
}

// survey gives the survey of the file, made when first asked for.
func (f *File) survey(ctx context.Context) (*survey, error) {
	f.surveying.Lock()
	defer f.surveying.Unlock()
	if f.surveyed != nil {
		return f.surveyed, nil
	}
	shapes := f.unstated()
	var mutex sync.Mutex
	whole := &survey{}
	err := f.eachBlock(ctx, f.options.Workers, nil, func(_ context.Context, _ int, b block) error {
		part := f.surveyBlock(b, shapes)
		mutex.Lock()
		defer mutex.Unlock()
		whole.add(part)
		return nil
	})
	if err != nil {
		return nil, err
	}
	f.surveyed = whole
	return whole, nil
}

func (s *survey) add(part *survey) {
	s.dayFirst.see(part.dayFirst)
	s.monthFirst.see(part.monthFirst)
	s.eitherDay.see(part.eitherDay)
	s.point.see(part.point)
	s.comma.see(part.comma)
	s.eitherNumber.see(part.eitherNumber)
	s.unicode += part.unicode
	s.other += part.other
}

// unstated gives for each column the shape of its values, if no mapping states how they
// are written; text for all others.
func (f *File) unstated() []shape {
	shapes := make([]shape, len(f.columns))
	for i, c := range f.columns {
		if known, _ := fieldOf(f.kind, c.Field); c.Field != "" && c.Format == "" {
			shapes[i] = known.shape
		}
	}
	return shapes
}

func (f *File) surveyBlock(b block, shapes []shape) *survey {
	s := &survey{}
	var r row
	for rows := f.form.rows(b); rows.next(&r); {
		if r.broken != nil || len(r.fields) != len(f.columns) {
			continue
		}
		for i, text := range r.fields {
			if !b.plain {
				s.encoding(text)
			}
			switch {
			case r.isExact(i):
			case shapes[i] == asDay:
				s.day(sighting{r.line, i, trimmed(toUTF8(text))}, f.options.Zone)
			case shapes[i] == asNumber:
				s.number(sighting{r.line, i, trimmed(toUTF8(text))})
			}
		}
	}
	return s
}

func (s *survey) encoding(value string) {
	switch {
	case isASCII(value):
	case utf8.ValidString(value):
		s.unicode++
	default:
		s.other++
	}
}

func (s *survey) day(at sighting, zone *time.Location) {
	if _, _, _, iso := isoDate(at.value); iso {
		return
	}
	day, p := orderedDay(at.value, dayThenMonth, zone)
	month, q := orderedDay(at.value, monthThenDay, zone)
	switch {
	case p == nil && q != nil:
		s.dayFirst.see(at)
	case p != nil && q == nil:
		s.monthFirst.see(at)
	case p == nil && day != month:
		s.eitherDay.see(at)
	}
}

func (s *survey) number(at sighting) {
	bare, _ := withoutSign(at.value)
	point, p := parseNumber(bare, '.')
	comma, q := parseNumber(bare, ',')
	switch {
	case p == nil && q != nil:
		s.point.see(at)
	case p != nil && q == nil:
		s.comma.see(at)
	case p == nil && point != comma:
		s.eitherNumber.see(at)
	}
}

// order decides how the file writes dates whose day and month may be either way round.
func (f *File) order(s *survey) (dayOrder, error) {
	switch {
	case s.dayFirst.line != 0 && s.monthFirst.line == 0:
		return dayThenMonth, nil
	case s.monthFirst.line != 0 && s.dayFirst.line == 0:
		return monthThenDay, nil
	}
	return unknownOrder, f.undecided(s.eitherDay, s.dayFirst, s.monthFirst, "day and month either way round", dayFirst, monthFirst)
}

// mark decides what the decimal mark of the file is.
func (f *File) mark(s *survey) (byte, error) {
	switch {
	case s.point.line != 0 && s.comma.line == 0:
		return '.', nil
	case s.comma.line != 0 && s.point.line == 0:
		return ',', nil
	}
	return 0, f.undecided(s.eitherNumber, s.point, s.comma, "with its mark before decimals or between thousands", decimalPoint, decimalComma)
}

// undecided is the error of a file with a value that can be read in two ways.
func (f *File) undecided(either, one, other sighting, ways, format, otherFormat string) error {
	why := "and nothing in the file tells which"
	if one.line != 0 {
		why = fmt.Sprintf("and the file has both %s (line %d) and %s (line %d)", one.value, one.line, other.value, other.line)
	}
	c := f.columns[either.column]
	mapped := c.Name + "=" + c.Field
	return palier.Refusef(f.tried(), fmt.Sprintf("state it: --map %q or --map %q", mapped+":"+format, mapped+":"+otherFormat),
		"%s %s in line %d can be read %s, %s", c.Name, either.value, either.line, ways, why)
}
