package driver

import "unsafe"

// inlineBytes is how many bytes of a text DuckDB keeps in the column itself.
const inlineBytes = 12

// text is DuckDB's duckdb_string_t: a length, and then the bytes and zeros when there are
// at most 12 of them, else the first four and the address of all.
type text struct {
	length uint32
	rest   [inlineBytes]byte
}

func (t *text) bytes() []byte {
	if t.length <= inlineBytes {
		return t.rest[:t.length]
	}
	return unsafe.Slice(*(**byte)(unsafe.Pointer(&t.rest[4])), t.length)
}

// lent is the text in DuckDB's own memory, as long as that is there.
func (t *text) lent() string {
	bytes := t.bytes()
	return unsafe.String(unsafe.SliceData(bytes), len(bytes))
}

// set points at bytes that must stay where they are while the text is in use.
func (t *text) set(bytes []byte) {
	t.length = uint32(len(bytes))
	if len(bytes) <= inlineBytes {
		t.rest = [inlineBytes]byte{}
		copy(t.rest[:], bytes)
		return
	}
	copy(t.rest[:4], bytes)
	*(*uintptr)(unsafe.Pointer(&t.rest[4])) = uintptr(unsafe.Pointer(unsafe.SliceData(bytes)))
}
