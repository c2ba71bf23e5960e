package explain

import (
	"strings"

	"palier"
)

// kinds are the kinds of labels that the values of a field have.
var kinds = map[string]string{
	"stage": "stage", "next_stage": "stage", "status": "status", "highest_status": "status", "next_status": "status",
	"profile": "profile", "next_profile": "profile", "group": "group", "amount_level": "amount",
	"consent_email": "consent", "consent_sms": "consent", "consent_phone": "consent", "consent_post": "consent",
}

// named gives the name of a value that a text means, in whatever case; nothing where there
// is no such value.
func (w *words) named(kind, text string) string {
	for _, name := range w.names(kind) {
		if strings.EqualFold(name, text) {
			return name
		}
	}
	return ""
}

// names lists the values that have labels of a kind.
func (w *words) names(kind string) []string {
	switch kind {
	case "amount":
		var names []string
		for level := palier.VeryLow; level < palier.AmountLevels; level++ {
			names = append(names, level.String())
		}
		return names
	case "consent":
		return []string{"opt_in", "soft_opt_in", "none"}
	}
	for facet := range palier.Facets {
		if f := palier.Facet(facet); f.String() == kind {
			names := make([]string, w.model.ValueCount(f)-1)
			for i := range names {
				names[i] = w.model.ValueName(f, uint8(i+1))
			}
			return names
		}
	}
	return nil
}
