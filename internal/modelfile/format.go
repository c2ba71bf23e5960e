package modelfile

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"palier"
)

const indent = "  "

// Format writes the whole model as YAML, in the order of model.md §11 and without
// comments. Parse reads the same model back from it, provided that it has no problems.
// Values that follow the limits are left out.
func Format(m *palier.Model) []byte {
	var out bytes.Buffer
	for _, k := range schema(m) {
		writeKey(&out, "", k)
	}
	return out.Bytes()
}

func writeKey(out *bytes.Buffer, margin string, k key) {
	if k.keys != nil {
		out.WriteString(margin + k.name + ":\n")
		for _, inner := range k.keys {
			writeKey(out, margin+indent, inner)
		}
		return
	}
	writeLines(out, margin, k.name, k.value.yaml())
}

// writeLines writes a key with its value: behind it, or below it if it has several lines.
func writeLines(out *bytes.Buffer, margin, name string, lines []string) {
	switch len(lines) {
	case 0:
	case 1:
		out.WriteString(margin + name + ": " + lines[0] + "\n")
	default:
		out.WriteString(margin + name + ":\n")
		for _, line := range lines {
			out.WriteString(margin + indent + line + "\n")
		}
	}
}

// bare matches the texts that mean themselves without quotes, in lists and maps too.
var bare = regexp.MustCompile(`^\pL[\pL\pN_-]*( [\pL\pN_-]+)*$`)

// notText are the words that YAML, or an older version of it, takes for something else.
var notText = []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"}

// quote writes a text in YAML, in quotes where it needs them. YAML reads what JSON writes.
func quote(text string) string {
	if bare.MatchString(text) && !slices.Contains(notText, strings.ToLower(text)) {
		return text
	}
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		panic(err) // a string always encodes
	}
	return strings.TrimSuffix(out.String(), "\n")
}
