// Package answer is what Palier says as JSON: the same objects from the command line's
// --json and from the API. They are a contract (docs/json.md): fields are added, never
// renamed or taken away. Days are 2006-01-02, instants RFC 3339 in UTC, money is a decimal
// number in the workspace's currency, a list without elements is empty and not null.
package answer

import "palier"

// dayOrNull gives a day as JSON has it: null when there is none.
func dayOrNull(day palier.Day) *palier.Day {
	if !day.Exists() {
		return nil
	}
	return &day
}
