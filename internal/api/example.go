package api

import "github.com/danielgtaylor/huma/v2"

// body is the JSON of a request.
type body = map[string]any

// What requests in the examples ask about.
const (
	parisians   = `stage = active_buyer and city = "Paris"`
	shorter     = "customer: {defecting: 60}"
	exampleName = "Active in Paris"
	exampleID   = "C0003610"
	exampleFile = "3V7QJ6EIBZKHG2L5XWYUTRS4NM"
)

// examples are what a request of each operation may bring. The document shows them, and a test
// sends them.
var examples = map[string]body{
	"sign-in":           {"name": "ada", "password": "a sentence only I say"},
	"change-password":   {"current": "a sentence only I say", "password": "another sentence of mine"},
	"accept-invitation": {"secret": "wqDMIXCRQZ_4Ar-dL84a20PlJluL4iUIoo7XlzWmErI", "name": "ada", "password": "a sentence only I say"},
	"add-user":          {"name": "mia", "role": "marketer", "language": "fr", "exporter": true},
	"change-user":       {"name": "mia", "role": "viewer"},
	"make-token":        {"name": "the till", "scopes": []string{"read"}, "days": 365},

	"import-files":   {"uploads": []string{exampleFile}, "dry_run": true, "each": body{exampleFile: body{"as": "orders", "map": body{"Order No": "order_id"}}}},
	"preview-upload": {"as": "orders", "map": body{"Order No": "order_id"}},

	"save-segment":      {"name": exampleName, "text": parisians},
	"check-segment":     {"text": parisians, "name": exampleName},
	"count-segment":     {"segment": parisians, "as_of": "2026-10-01", "channel": "email"},
	"list-members":      {"segment": parisians, "sort": "-spend", "limit": 50},
	"list-sizes":        {"segment": parisians, "from": "2026-09-01", "to": "2026-10-01"},
	"list-turns":        {"segment": parisians, "from": "2026-09-01", "to": "2026-10-01"},
	"portray-segment":   {"segment": parisians},
	"export-segment":    {"segment": parisians, "format": "csv", "columns": "contact_id,email,stage", "purpose": "the letter of spring"},
	"list-field-values": {"field": "city", "start": "P", "limit": 20},
	"type-attribute":    {"field": "city", "type": "text"},

	"add-filter":          {"name": "Town", "field": "city"},
	"change-filter":       {"name": "City", "position": 1},
	"choose-page-filters": {"filters": []string{"stage", "source"}},
	"save-calendar-file":  {"text": "country: fr\nown:\n  - name: Our birthday\n    on: 03-14\n"},

	"check-model":            {"text": shorter},
	"simulate-model":         {"text": shorter, "of": "status"},
	"publish-model":          {"text": shorter, "message": "90 days is too long", "after": 1},
	"rollback-model":         {"message": "it was better before"},
	"backtest-models":        {"text": shorter},
	"accept-suggestions":     {"accept": []string{"customer.defecting"}},
	"begin-model-draft":      {"name": "Shorter", "text": shorter, "after": 1},
	"save-model-draft":       {"name": "Shorter", "text": shorter, "after": 1, "revision": 1},
	"comment-on-model-draft": {"text": "Would this fit the winter too?"},

	"find-contact":      {"given": "ann@shop.example"},
	"object":            {"contact_id": exampleID, "reason": "by telephone"},
	"erase":             {"contact_id": exampleID, "dry_run": true},
	"write-access-file": {"contact_id": exampleID},
	"set-retention":     {"lead": 1095, "customer": 1825},
}

// exemplify puts the examples into the document.
func (a *API) exemplify() {
	for _, item := range a.huma.OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Post, item.Put} {
			if op == nil || op.RequestBody == nil {
				continue
			}
			if as := op.RequestBody.Content["application/json"]; as != nil {
				as.Example = examples[op.OperationID]
			}
		}
	}
}
