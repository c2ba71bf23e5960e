package source

import "strings"

var (
	notANumber    = &problem{"it is not a number", "write it like 1234.56, with a minus sign in front if it is negative"}
	exponent      = &problem{"it is written with an exponent", "write all its digits: widen the spreadsheet's column before exporting it"}
	brackets      = &problem{"brackets are no sign", "write a minus sign in front of negative numbers"}
	tooLarge      = &problem{"it is too large: it has more than 12 digits before the decimal mark", "correct it"}
	tooManyDigits = &problem{"it has too many decimals to be multiplied exactly", "round it"}
	wrongMark     = &problem{"its decimal mark is not the one of the other numbers", "write all numbers of the file in one way"}

	// ambiguousNumber: the mark may be that of decimals or part thousands.
	ambiguousNumber = &problem{"its mark may be that of decimals or of thousands", ""}
)

// parseNumber reads a number. The mark is the decimal mark, '.' or ',', or 0 when it is
// not known: then it is read if there is but one way to.
func parseNumber(text string, mark byte) (decimal, *problem) {
	if d, ok := plainNumber(text, mark); ok {
		return d, nil
	}
	if mark != 0 {
		return markedNumber(text, mark)
	}
	point, p := markedNumber(text, '.')
	comma, q := markedNumber(text, ',')
	switch {
	case p == nil && q == nil && point != comma:
		return decimal{}, ambiguousNumber
	case q == nil:
		return comma, nil
	case p == wrongMark && q != wrongMark:
		return decimal{}, q
	case p == wrongMark:
		return decimal{}, notANumber
	}
	return point, p
}

// plainNumber reads what most numbers look like: digits, and perhaps a mark among them
// that cannot part thousands.
func plainNumber(text string, mark byte) (d decimal, ok bool) {
	i := 0
	if text != "" && (text[0] == '-' || text[0] == '+') {
		d.negative = text[0] == '-'
		i = 1
	}
	start := i
	for ; i < len(text) && isDigit(text[i]); i++ {
		d.units = d.units*10 + uint64(text[i]-'0')
	}
	whole := i - start
	if i == len(text) {
		return d, whole > 0 && whole <= longestWhole
	}
	c := text[i]
	if c != '.' && c != ',' || mark != 0 && c != mark || whole > longestWhole {
		return d, false
	}
	d.scale = len(text) - i - 1
	if d.scale > mostDigits-longestWhole || mark == 0 && d.scale == 3 && mayGroup(text[start:i]) {
		return d, false
	}
	for i++; i < len(text) && isDigit(text[i]); i++ {
		d.units = d.units*10 + uint64(text[i]-'0')
	}
	return d, i == len(text) && whole+d.scale > 0
}

// markedNumber reads any number of which the decimal mark is known.
func markedNumber(text string, mark byte) (d decimal, p *problem) {
	digits := strings.TrimLeft(text, "+-")
	if len(text)-len(digits) > 1 {
		return d, notANumber
	}
	d.negative = strings.HasPrefix(text, "-")
	whole, fraction, p := splitAtMark(digits, mark)
	if p == nil {
		whole, p = ungrouped(whole)
	}
	if p != nil {
		return decimal{}, explained(digits, p)
	}
	if !areDigits(fraction) || whole+fraction == "" {
		return decimal{}, explained(digits, notANumber)
	}
	whole = strings.TrimLeft(whole, "0")
	if len(whole) > longestWhole {
		return decimal{}, tooLarge
	}
	kept := min(len(fraction), mostDigits-len(whole))
	d.cut = strings.Trim(fraction[kept:], "0") != ""
	d.scale = kept
	for _, digit := range []byte(whole + fraction[:kept]) {
		d.units = d.units*10 + uint64(digit-'0')
	}
	return d, nil
}

// splitAtMark parts a number at its decimal mark. Another mark may only part thousands.
func splitAtMark(digits string, mark byte) (whole, fraction string, p *problem) {
	last := strings.LastIndexAny(digits, ".,")
	if last < 0 {
		return digits, "", nil
	}
	c := digits[last]
	twice := strings.IndexByte(digits[:last], c) >= 0
	switch {
	case c == mark && !twice:
		return digits[:last], digits[last+1:], nil
	case c == mark, !twice && !mayGroup(digits[:last]):
		return "", "", wrongMark
	}
	return digits, "", nil
}

// mayGroup tells whether digits may stand before the first mark that parts thousands.
func mayGroup(digits string) bool {
	return len(digits) >= 1 && len(digits) <= 3 && digits[0] != '0' && areDigits(digits)
}

// separators part thousands: one of them throughout a number.
var separators = []string{",", ".", " ", "\u00a0", "\u202f", "\u2009", "'", "’"}

// ungrouped takes the separators out of a whole number, if they stand where they should.
func ungrouped(whole string) (string, *problem) {
	if areDigits(whole) {
		return whole, nil
	}
	for _, separator := range separators {
		if !strings.Contains(whole, separator) {
			continue
		}
		groups := strings.Split(whole, separator)
		if !mayGroup(groups[0]) {
			return "", notANumber
		}
		for _, group := range groups[1:] {
			if len(group) != 3 || !areDigits(group) {
				return "", wrongMark
			}
		}
		return strings.Join(groups, ""), nil
	}
	return "", notANumber
}

// explained says what a text that is no number seems to be.
func explained(digits string, p *problem) *problem {
	mantissa, power, found := strings.Cut(strings.ToLower(digits), "e")
	isNumber := func(text string) bool {
		return text != "" && strings.Trim(text, "0123456789+-.,") == ""
	}
	switch {
	case found && isNumber(mantissa) && isNumber(power):
		return exponent
	case strings.HasPrefix(digits, "(") && strings.HasSuffix(digits, ")"):
		return brackets
	}
	return p
}

func isDigit(c byte) bool { return c-'0' <= 9 }

func areDigits(text string) bool {
	for i := range len(text) {
		if !isDigit(text[i]) {
			return false
		}
	}
	return true
}
