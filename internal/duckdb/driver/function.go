package driver

/*
#include <stdlib.h>

void palierHashTexts(void *, void *, void *);
typedef void (*hash_texts)(void *, void *, void *);
void palierDropHash(void *);
typedef void (*drop_hash)(void *);
*/
import "C"

import (
	"runtime/cgo"
	"unsafe"

	bindings "github.com/duckdb/duckdb-go-bindings"
)

// Hash is a function of a text that SQL can call, from several threads at once. It keeps
// nothing of the text.
type Hash func(text string) uint64

// RegisterHash gives SQL, on every connection of the database, a function of a VARCHAR to
// a UBIGINT. It works on whole columns: one call of Go for 2,048 texts.
func (c *Conn) RegisterHash(name string, hash Hash) error {
	f := bindings.CreateScalarFunction()
	defer bindings.DestroyScalarFunction(&f)
	from, to := bindings.CreateLogicalType(bindings.TypeVarchar), bindings.CreateLogicalType(bindings.TypeUBigInt)
	defer bindings.DestroyLogicalType(&from)
	defer bindings.DestroyLogicalType(&to)
	bindings.ScalarFunctionSetName(f, name)
	bindings.ScalarFunctionAddParameter(f, from)
	bindings.ScalarFunctionSetReturnType(f, to)
	handle := C.malloc(C.size_t(unsafe.Sizeof(cgo.Handle(0)))) // memory of C, for C keeps it
	*(*cgo.Handle)(handle) = cgo.NewHandle(hash)
	bindings.ScalarFunctionSetExtraInfo(f, handle, unsafe.Pointer(C.drop_hash(C.palierDropHash)))
	bindings.ScalarFunctionSetFunction(f, unsafe.Pointer(C.hash_texts(C.palierHashTexts)))
	if bindings.RegisterScalarFunction(c.raw, f) == bindings.StateError {
		return &Error{Kind: Other, Text: "DuckDB refuses the function " + name}
	}
	return nil
}

//export palierHashTexts
func palierHashTexts(info, input, output unsafe.Pointer) {
	handle := (*cgo.Handle)(bindings.ScalarFunctionGetExtraInfo(bindings.FunctionInfo{Ptr: info}))
	hash := handle.Value().(Hash)
	chunk := bindings.DataChunk{Ptr: input}
	rows := int(bindings.DataChunkGetSize(chunk))
	vector := bindings.DataChunkGetVector(chunk, 0)
	texts := unsafe.Slice((*text)(bindings.VectorGetData(vector)), rows)
	result := bindings.Vector{Ptr: output}
	hashes := unsafe.Slice((*uint64)(bindings.VectorGetData(result)), rows)
	nulls := Nulls(nil)
	if mask := bindings.VectorGetValidity(vector); mask != nil {
		nulls = unsafe.Slice((*uint64)(mask), (rows+63)/64)
	}
	for row := range texts {
		if nulls.At(row) {
			setNull(result, row)
			continue
		}
		bytes := texts[row].bytes()
		hashes[row] = hash(unsafe.String(unsafe.SliceData(bytes), len(bytes)))
	}
}

//export palierDropHash
func palierDropHash(info unsafe.Pointer) {
	(*cgo.Handle)(info).Delete()
	C.free(info)
}
