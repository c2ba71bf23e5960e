package source

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// longestField is how many bytes a field may have.
const longestField = 1 << 20

var (
	zeroByte = &problem{"it holds a zero byte", "the file is damaged or no text: export it again"}
	notUTF8  = &problem{"it is not UTF-8, as the rest of the file is", "save the whole file in UTF-8"}
)

// asWindows1252 is the note on a file that was decoded so.
const asWindows1252 = "read as " + encodingWindows1252

// toUTF8 gives a text in UTF-8, taking what is not for Windows-1252.
func toUTF8(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	return fromWindows1252(text)
}

// fromWindows1252 decodes a text of which every byte is a character. Latin-1 is the same
// but for control characters that no text has.
func fromWindows1252(text string) string {
	var b strings.Builder
	b.Grow(len(text) + len(text)/4)
	for i := range len(text) {
		b.WriteRune(charmap.Windows1252.DecodeByte(text[i]))
	}
	return b.String()
}

// isASCII tells whether a text has only bytes below 128.
func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isPlain tells whether a text is ASCII without zero bytes, eight bytes at a time.
func isPlain(text []byte) bool {
	const highBits = 0x8080808080808080
	i := 0
	for ; i+8 <= len(text); i += 8 {
		if binary.LittleEndian.Uint64(text[i:])&highBits != 0 {
			return false
		}
	}
	for ; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return bytes.IndexByte(text, 0) < 0
}

// trimmed takes the white space off both ends; quickly where there is none.
func trimmed(text string) string {
	if n := len(text); n == 0 || text[0]-'!' < 0x7f-'!' && text[n-1]-'!' < 0x7f-'!' {
		return text
	}
	return strings.TrimSpace(text)
}

// normalised gives a valid text in NFC, trimmed.
func normalised(text string) string {
	return strings.TrimSpace(norm.NFC.String(text))
}
