package yamltext

import (
	"strings"
	"unicode/utf8"
)

// maxSize of a file in bytes: a few hundred times what a real one needs.
const maxSize = 1 << 20

// plainText gives the text of a file with its byte order mark taken off and its line ends
// made one, or the problem that keeps it from being text.
func plainText(file []byte) (string, *Problem) {
	if len(file) > maxSize {
		return "", &Problem{Line: 1, Column: 1, Message: "the file is larger than 1 MiB", Code: "yaml_large"}
	}
	text := strings.TrimPrefix(string(file), "\ufeff")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	for i, r := range text {
		switch {
		case r == 0:
			return "", problemAt(text, i, "yaml_nul", "a NUL byte: save the file as plain text in UTF-8")
		case r == utf8.RuneError && strings.IndexByte(text[i:], "\uFFFD"[0]) != 0:
			return "", problemAt(text, i, "yaml_bytes", "a byte that is not UTF-8: save the file as plain text in UTF-8")
		}
	}
	return text, nil
}

// problemAt places a problem at a byte of the text.
func problemAt(text string, at int, code, message string) *Problem {
	before := text[:at]
	lineStart := strings.LastIndexByte(before, '\n') + 1
	return &Problem{
		Line:    strings.Count(before, "\n") + 1,
		Column:  utf8.RuneCountInString(before[lineStart:]) + 1,
		Message: message,
		Code:    code,
	}
}
