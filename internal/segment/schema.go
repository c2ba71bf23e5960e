package segment

import _ "embed"

//go:embed schema.json
var schema []byte

// Schema gives the JSON Schema (draft 2020-12) of a segment, as programs that write
// segments may check them. ParseJSON refuses what it refuses.
func Schema() []byte { return schema }
