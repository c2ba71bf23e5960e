package source

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"palier"
)

// part is a part of a workbook under way: XML, read piece by piece.
type part struct {
	*xml.Decoder
	packed io.ReadCloser
	budget *budget
}

// budget ends a reading that goes on for too long.
type budget struct {
	input       io.Reader
	piece, left int64 // bytes that may still be read of the piece, and of the whole
	told        func(read int64)
	read        int64
}

var errTooMuch = errors.New("it unpacks to more than a sheet can hold")

func (b *budget) Read(p []byte) (int, error) {
	if b.piece <= 0 || b.left <= 0 {
		return 0, errTooMuch
	}
	n, err := b.input.Read(p)
	b.piece -= int64(n)
	b.left -= int64(n)
	b.read += int64(n)
	if b.told != nil {
		b.told(b.read)
	}
	return n, err
}

// open opens a part of the workbook. The caller closes its packed reader.
func (w *workbook) open(name string) (*part, error) {
	entry := w.parts[name]
	if entry == nil {
		return nil, w.damaged(errors.New("it has no " + name))
	}
	if entry.Flags&1 != 0 {
		return nil, palier.Refuse(w.file.tried(), "it is protected by a password", "take the password off, or save the sheet as CSV")
	}
	packed, err := entry.Open()
	if err != nil {
		return nil, w.damaged(err)
	}
	b := &budget{input: packed, left: largestPart}
	return &part{Decoder: xml.NewDecoder(b), packed: packed, budget: b}, nil
}

// next gives the next token, which is valid until the one after.
func (p *part) next() (xml.Token, error) {
	p.budget.piece = longestMarkup
	return p.Token()
}

// eachElement goes through the elements of a part, to its end.
func (w *workbook) eachElement(name string, visit func(xml.StartElement, *part) error) error {
	p, err := w.open(name)
	if err != nil {
		return err
	}
	defer p.packed.Close()
	for {
		token, err := p.next()
		if err == io.EOF {
			return nil
		}
		if start, ok := token.(xml.StartElement); ok && err == nil {
			err = visit(start, p)
		}
		if err != nil {
			return w.damaged(err)
		}
	}
}

// richText gives the text of an element that has been begun, whose name is given: all of
// its runs, but not how they are pronounced.
func (p *part) richText(name string) (string, error) {
	var text strings.Builder
	inText, silent := false, 0
	for {
		token, err := p.next()
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.StartElement:
			inText = e.Name.Local == "t"
			if e.Name.Local == "rPh" {
				silent++
			}
		case xml.CharData:
			if inText && silent == 0 {
				text.Write(e)
			}
		case xml.EndElement:
			inText = false
			switch e.Name.Local {
			case "rPh":
				silent--
			case name:
				return unescaped(text.String()), nil
			}
		}
		if text.Len() > longestMarkup {
			return "", errTooMuch
		}
	}
}

// unescaped undoes how workbooks write characters that XML cannot: _x000D_.
func unescaped(text string) string {
	at := strings.Index(text, "_x")
	for at >= 0 && at+7 <= len(text) {
		if code, err := strconv.ParseUint(text[at+2:at+6], 16, 16); err == nil && text[at+6] == '_' {
			text = text[:at] + string(rune(code)) + text[at+7:]
		}
		next := strings.Index(text[at+1:], "_x")
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return text
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// damaged is the error of a workbook that cannot be read, but for errors that say more.
func (w *workbook) damaged(err error) error {
	var refused *palier.Error
	switch {
	case errors.As(err, &refused):
		return err
	case errors.Is(err, errTooMuch):
		return palier.Refuse(w.file.tried(), "the workbook unpacks to more than a sheet can hold", "save the sheet as CSV")
	case errors.Is(err, zip.ErrAlgorithm):
		return palier.Refuse(w.file.tried(), "the workbook is packed in a way that is not known", "save it again, or the sheet as CSV")
	}
	return &palier.Error{Code: palier.Invalid, Tried: w.file.tried(), Reason: "the workbook is damaged", Hint: "copy or save it again", Err: err}
}
