package source

import (
	"strings"

	"palier"
)

var (
	missing        = &problem{"it is empty", "fill it in: every row needs it"}
	inFuture       = &problem{"it is in the future", "correct it: what has not happened yet cannot be loaded"}
	reservedPrefix = &problem{"ids of contacts cannot begin with " + palier.EmailPrefix + " or " + palier.OrderPrefix, "leave the id empty and give the e-mail in a column email"}
)

// needed gives the text of a column that every row must fill.
func (r *reader) needed(row *row, c column) (string, error) {
	text := row.text(c)
	if text == "" {
		return "", row.flawed(c, missing)
	}
	return text, nil
}

// allowedID gives a contact id, which may be empty.
func (r *reader) allowedID(row *row, c column) (string, error) {
	id := row.text(c)
	if isReserved(id) {
		return "", row.flawed(c, reservedPrefix)
	}
	return id, nil
}

// isReserved tells ids that Palier gives unidentified contacts itself.
func isReserved(id string) bool {
	return strings.HasPrefix(id, palier.EmailPrefix) || strings.HasPrefix(id, palier.OrderPrefix)
}

// address gives an e-mail address in lower case; it may be empty.
func (r *reader) address(row *row, c column) string { return strings.ToLower(row.text(c)) }

// day gives the day of a column, NoDay when it is empty.
func (r *reader) day(row *row, c column) (palier.Day, error) {
	text := row.text(c)
	if text == "" {
		return palier.NoDay, nil
	}
	if row.isExact(c.at) {
		if day, ok := r.file.serialDay(text); ok {
			return day, nil
		}
	}
	order := c.order
	if order == unknownOrder {
		order = r.order
	}
	day, p := parseDay(text, order, r.file.options.Zone)
	if p == ambiguousDay {
		if err := r.needOrder(); err != nil {
			return palier.NoDay, err
		}
		day, p = parseDay(text, r.order, r.file.options.Zone)
	}
	if p != nil {
		return palier.NoDay, row.flawed(c, p)
	}
	return day, nil
}

// pastDay gives the day of a column that must be filled, and not lie in the future.
func (r *reader) pastDay(row *row, c column) (palier.Day, error) {
	if _, err := r.needed(row, c); err != nil {
		return palier.NoDay, err
	}
	day, err := r.day(row, c)
	if err == nil && day > r.file.options.Today {
		err = row.flawed(c, inFuture)
	}
	return day, err
}

// number reads the text of a column as a number.
func (r *reader) number(row *row, c column, text string) (decimal, error) {
	mark := c.mark
	switch {
	case row.isExact(c.at):
		mark = '.'
	case mark == 0:
		mark = r.mark
	}
	d, p := parseNumber(text, mark)
	if p == ambiguousNumber {
		if err := r.needMark(); err != nil {
			return decimal{}, err
		}
		d, p = parseNumber(text, r.mark)
	}
	if p != nil {
		return decimal{}, row.flawed(c, p)
	}
	return d, nil
}

// needOrder has the survey decide how dates are written.
func (r *reader) needOrder() error {
	s, err := r.file.survey(r.ctx)
	if err != nil {
		return err
	}
	r.order, err = r.file.order(s)
	return err
}

// needMark has the survey decide what the decimal mark is.
func (r *reader) needMark() error {
	s, err := r.file.survey(r.ctx)
	if err != nil {
		return err
	}
	r.mark, err = r.file.mark(s)
	return err
}

// needEncoding has the survey decide whether the file is Windows-1252: it is when fewer
// of its fields beyond ASCII are UTF-8 than are not.
func (r *reader) needEncoding() error {
	if r.windows1252 {
		return nil
	}
	s, err := r.file.survey(r.ctx)
	if err != nil {
		return err
	}
	r.windows1252 = s.unicode < s.other
	return nil
}
