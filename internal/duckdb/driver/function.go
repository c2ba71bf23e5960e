package driver

/*
#include <stdlib.h>

void palierCallFunction(void *, void *, void *);
typedef void (*call_function)(void *, void *, void *);
void palierDropFunction(void *);
typedef void (*drop_function)(void *);
*/
import "C"

import (
	"runtime/cgo"
	"unsafe"

	bindings "github.com/duckdb/duckdb-go-bindings"
)

// function makes a column of a column of texts: one call of Go for 2,048 of them.
type function func(from []text, missing Nulls, to bindings.Vector)

// RegisterText gives SQL, on every connection of the database, a function of a VARCHAR to
// a VARCHAR, and to NULL of NULL. It is called from several threads at once and keeps
// nothing of the text.
func (c *Conn) RegisterText(name string, change func(text string) string) error {
	return c.register(name, Varchar, func(from []text, missing Nulls, to bindings.Vector) {
		for row := range from {
			if missing.At(row) {
				setNull(to, row)
				continue
			}
			bindings.VectorAssignStringElement(to, bindings.IdxT(row), change(from[row].lent()))
		}
	})
}

// RegisterFixed gives SQL a function of a VARCHAR to a type of fixed width, as RegisterText
// does. It is NULL of texts that cannot be read. T is as for Column.
func RegisterFixed[T Fixed](c *Conn, name string, kind Type, read func(text string) (T, bool)) error {
	return c.register(name, kind, func(from []text, missing Nulls, to bindings.Vector) {
		values := unsafe.Slice((*T)(bindings.VectorGetData(to)), len(from))
		var none Nulls // of to; a column without them has no mask
		for row := range from {
			ok := !missing.At(row)
			if ok {
				values[row], ok = read(from[row].lent())
			}
			if ok {
				continue
			}
			if none == nil {
				none = writableNulls(to)
			}
			none.set(row)
		}
	})
}

func (c *Conn) register(name string, kind Type, call function) error {
	f := bindings.CreateScalarFunction()
	defer bindings.DestroyScalarFunction(&f)
	from, to := bindings.CreateLogicalType(bindings.TypeVarchar), bindings.CreateLogicalType(bindings.Type(kind))
	defer bindings.DestroyLogicalType(&from)
	defer bindings.DestroyLogicalType(&to)
	bindings.ScalarFunctionSetName(f, name)
	bindings.ScalarFunctionAddParameter(f, from)
	bindings.ScalarFunctionSetReturnType(f, to)
	handle := C.malloc(C.size_t(unsafe.Sizeof(cgo.Handle(0)))) // memory of C, for C keeps it
	*(*cgo.Handle)(handle) = cgo.NewHandle(call)
	bindings.ScalarFunctionSetExtraInfo(f, handle, unsafe.Pointer(C.drop_function(C.palierDropFunction)))
	bindings.ScalarFunctionSetFunction(f, unsafe.Pointer(C.call_function(C.palierCallFunction)))
	if bindings.RegisterScalarFunction(c.raw, f) == bindings.StateError {
		return &Error{Kind: Other, Text: "DuckDB refuses the function " + name}
	}
	return nil
}

//export palierCallFunction
func palierCallFunction(info, input, output unsafe.Pointer) {
	handle := (*cgo.Handle)(bindings.ScalarFunctionGetExtraInfo(bindings.FunctionInfo{Ptr: info}))
	chunk := bindings.DataChunk{Ptr: input}
	rows := int(bindings.DataChunkGetSize(chunk))
	vector := bindings.DataChunkGetVector(chunk, 0)
	missing := Nulls(nil)
	if mask := bindings.VectorGetValidity(vector); mask != nil {
		missing = unsafe.Slice((*uint64)(mask), (rows+63)/64)
	}
	texts := unsafe.Slice((*text)(bindings.VectorGetData(vector)), rows)
	handle.Value().(function)(texts, missing, bindings.Vector{Ptr: output})
}

//export palierDropFunction
func palierDropFunction(info unsafe.Pointer) {
	(*cgo.Handle)(info).Delete()
	C.free(info)
}
