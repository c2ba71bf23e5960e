// Package modelfile reads and writes the model file (model.md §11): YAML that turns into
// a palier.Model and back.
//
// One tree of keys (schema.go) says what the file holds. Reading, writing, the commented
// template, differences and the hash all walk that tree, so that a key exists everywhere
// as soon as it stands there. Values are read from the syntax tree rather than decoded
// into Go structures: only so can every problem of a file be told at once, each with its
// line and column, and amounts be read without passing through a float.
//
// A model file is written by hand or sent by a stranger. What YAML can do beyond
// plain maps, lists and values (anchors, aliases, tags, merge keys, several documents) is
// refused before the file is parsed, and so are files too large or too deep.
package modelfile
