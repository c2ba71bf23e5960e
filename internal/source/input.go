package source

import (
	"bufio"
	"bytes"
	"io"

	"golang.org/x/text/encoding/unicode"

	"palier"
)

// foreign are formats that are not read, told by their first bytes.
var foreign = []struct{ magic, name, hint string }{
	{"\xd0\xcf\x11\xe0", "an old Excel workbook, or one protected by a password", "save it as .xlsx without a password, or the sheet as CSV"},
	{"PARE", "an encrypted Parquet file", "export it without encryption"},
	{"SQLite format 3", "an SQLite database", "export its tables as CSV"},
	{"ORC", "an ORC file", "export it as Parquet or CSV"},
	{"Obj\x01", "an Avro file", "export it as Parquet or CSV"},
	{"BZh", "packed with bzip2", "unpack it first, with bunzip2"},
	{"\xfd7zXZ", "packed with xz", "unpack it first, with unxz"},
	{"7z\xbc\xaf", "a 7z archive", "unpack it first"},
	{"%PDF", "a PDF document", "export the table as CSV"},
	// These are read as files of their own, but not out of gzip or zstd.
	{zipMagic, "a workbook or a zip file that is packed once more", "unpack it first"},
	{parquetMagic, "a Parquet file that is packed once more", "unpack it first: Parquet is packed within"},
}

// utf8Mark is the byte order mark of UTF-8, which says nothing else.
const utf8Mark = "\xef\xbb\xbf"

// wrapping is what lies around a text: how it is packed, and how its characters are written.
type wrapping struct {
	packing  string // gzip or zstd; empty: not at all
	encoding string // empty: UTF-8, or one byte per character
}

// The encodings besides UTF-8.
const (
	encodingUTF16       = "UTF-16"
	encodingWindows1252 = "Windows-1252"
)

func (w wrapping) notes() (notes []string) {
	if w.packing != "" {
		notes = append(notes, "unpacked with "+w.packing)
	}
	if w.encoding != "" {
		notes = append(notes, "read as "+w.encoding)
	}
	return notes
}

// input opens a reading of a file of text from its beginning: unpacked, without byte
// order mark, in UTF-8 or in one byte per character. Several may go on at once.
func (f *File) input(progress func(int64)) (input io.Reader, w wrapping, err error) {
	packed := &counter{input: io.NewSectionReader(f.file, 0, 1<<62), progress: progress}
	raw := bufio.NewReaderSize(packed, 1<<16)
	head, _ := raw.Peek(16)
	for _, p := range packings {
		if !bytes.HasPrefix(head, []byte(p.magic)) {
			continue
		}
		unpacked, err := p.open(raw)
		if err != nil {
			return nil, w, damaged(f.name, p.name, err)
		}
		raw = bufio.NewReaderSize(&unpacker{input: unpacked, file: f.name, packing: p.name, packed: packed}, 1<<16)
		w.packing = p.name
	}
	head, _ = raw.Peek(16)
	for _, other := range foreign {
		if bytes.HasPrefix(head, []byte(other.magic)) {
			return nil, w, palier.Refuse("read "+f.name, "it is "+other.name, other.hint)
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte(utf8Mark)):
		_, err = raw.Discard(len(utf8Mark))
		return raw, w, err
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		decoder := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder()
		w.encoding = encodingUTF16
		return decoder.Reader(raw), w, nil
	}
	return raw, w, nil
}

// counter tells how much has been read.
type counter struct {
	input    io.Reader
	progress func(int64)
	read     int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.input.Read(b)
	c.read += int64(n)
	if c.progress != nil && n > 0 {
		c.progress(c.read)
	}
	return n, err
}
