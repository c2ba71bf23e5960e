package control

import (
	"bytes"
	"testing"
)

// What each order of a load costs once somebody was forgotten.
func BenchmarkMark(b *testing.B) {
	m := NewMarker(Secret{Key: bytes.Repeat([]byte{7}, 32)})
	for b.Loop() {
		m.Mark(MarkOrder, "order-1234567")
	}
}
