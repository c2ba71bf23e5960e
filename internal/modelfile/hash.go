package modelfile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"palier"
)

// Hash gives the SHA-256 of what the model means, in hexadecimal: two models with one
// hash give the same states. Labels change no number and are left out; a value that
// follows the limits is taken as if it were written, and lists without order or case.
func Hash(m *palier.Model) string {
	plain := spelledOut(m)
	plain.Labels = nil
	plain.IgnoreStatus = plainList(m.IgnoreStatus)
	plain.ResponseTypes = plainList(m.ResponseTypes)
	sum := sha256.New()
	for _, leaf := range leaves("", schema(plain)) {
		for _, f := range leaf.value.facts() {
			fmt.Fprintf(sum, "%s%s = %s\n", leaf.path, f.name, f.text)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// spelledOut gives the model with the values that follow the limits written out.
func spelledOut(m *palier.Model) *palier.Model {
	full := *m
	full.Groups.Recency = m.GroupRecency()
	full.Windows = palier.Windows{
		Lead:             m.Window(palier.LeadConversion),
		Repurchase:       m.Window(palier.Repurchase),
		WinbackDefecting: m.Window(palier.WinbackDefecting),
		WinbackInactive:  m.Window(palier.WinbackInactive),
	}
	return &full
}

func plainList(list []string) []string {
	plain := make([]string, len(list))
	for i, text := range list {
		plain[i] = strings.ToLower(text)
	}
	slices.Sort(plain)
	return slices.Compact(plain)
}

// leaf is a value of the model with its path.
type leaf struct {
	path  string
	value value
}

// leaves lists the values of the schema in its order.
func leaves(path string, keys []key) []leaf {
	var all []leaf
	for _, k := range keys {
		if k.keys != nil {
			all = append(all, leaves(below(path, k.name), k.keys)...)
			continue
		}
		all = append(all, leaf{below(path, k.name), k.value})
	}
	return all
}
