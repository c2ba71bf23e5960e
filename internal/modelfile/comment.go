package modelfile

import (
	"bytes"

	"palier"
)

// Commented writes what Format writes, with a comment above the whole, and one above each of
// the keys that notes has by its path, such as rfm.cuts.recency.
func Commented(m *palier.Model, header string, notes map[string]string) []byte {
	var out bytes.Buffer
	writeComment(&out, "", header)
	writeCommented(&out, "", "", schema(m), notes)
	return out.Bytes()
}

func writeCommented(out *bytes.Buffer, margin, path string, keys []key, notes map[string]string) {
	for _, k := range keys {
		at := below(path, k.name)
		writeComment(out, margin, notes[at])
		if k.keys == nil {
			writeLines(out, margin, k.name, k.value.yaml())
			continue
		}
		out.WriteString(margin + k.name + ":\n")
		writeCommented(out, margin+indent, at, k.keys, notes)
	}
}
