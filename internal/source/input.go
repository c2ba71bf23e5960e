package source

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"

	"golang.org/x/text/encoding/unicode"

	"palier"
)

// containers are formats that are told by their first bytes.
var containers = []struct {
	magic   string
	name    string
	compact bool // gzip: the one that is unpacked here
	hint    string
}{
	{"\x1f\x8b", "gzip", true, ""},
	{"\x28\xb5\x2f\xfd", "a zstd file", false, "unpack it first, with zstd -d"},
	{"PK\x03\x04", "a workbook or a zip file", false, "save the sheet as CSV, or unpack it"},
	{"\xd0\xcf\x11\xe0", "an old Excel workbook", false, "save the sheet as CSV"},
	{"PAR1", "a Parquet file", false, "export it as CSV"},
	{"SQLite format 3", "an SQLite database", false, "export its tables as CSV"},
}

// utf8Mark is the byte order mark of UTF-8, which says nothing else.
const utf8Mark = "\xef\xbb\xbf"

// input opens a reading of the whole file from its beginning: unpacked, without byte
// order mark, in UTF-8 or in one byte per character. Several may go on at once.
func (f *File) input(progress func(int64)) (input io.Reader, notes []string, err error) {
	raw := bufio.NewReaderSize(&counter{input: io.NewSectionReader(f.file, 0, 1<<62), progress: progress}, 1<<16)
	head, _ := raw.Peek(16)
	for _, c := range containers {
		if !bytes.HasPrefix(head, []byte(c.magic)) {
			continue
		}
		if !c.compact {
			return nil, nil, palier.Refuse("read "+f.name, "it is "+c.name+", not a text file", c.hint)
		}
		unpacked, err := gzip.NewReader(raw)
		if err != nil {
			return nil, nil, unreadable(f.name, err)
		}
		raw = bufio.NewReaderSize(unpacked, 1<<16)
		notes = append(notes, "unpacked with gzip")
	}
	head, _ = raw.Peek(len(utf8Mark))
	switch {
	case string(head) == utf8Mark:
		_, err = raw.Discard(len(utf8Mark))
		return raw, notes, err
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		decoder := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder()
		return decoder.Reader(raw), append(notes, "read as UTF-16"), nil
	}
	return raw, notes, nil
}

// unreadable is the error of a file whose bytes cannot be had.
func unreadable(name string, err error) error {
	var refused *palier.Error
	var corrupt flate.CorruptInputError
	switch {
	case errors.As(err, &refused):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return palier.Refuse("read "+name, "the gzip file ends too early: it is not whole", "copy or export it again")
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.As(err, &corrupt):
		return palier.Refuse("read "+name, "the gzip file is damaged", "copy or export it again")
	}
	return palier.Fail(palier.Internal, "read "+name, err)
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
