package explain

import (
	"palier"
	"palier/internal/phrase"
)

// steadyDays is how many days of purchases the steady retention looks at (model.md §7).
const steadyDays = 28

// Stage says what a stage means under a model.
func Stage(b *phrase.Book, m *palier.Model, s palier.Stage) string {
	days := func(n int) string { return b.Count("days", int64(n)) }
	args := phrase.Args{"Defecting": days(m.Customer.Defecting), "Inactive": days(m.Customer.Inactive)}
	if s.IsLead() {
		args = phrase.Args{"Cold": days(m.Lead.Cold), "Inactive": days(m.Lead.Inactive)}
	}
	return b.Say("define."+s.String(), args)
}

// Rate says what a conversion rate means under a model, and in a second sentence what its
// steady companion does (model.md §7).
func Rate(b *phrase.Book, m *palier.Model, r palier.Rate) (meaning, steady string) {
	window := m.Window(r)
	days := func(n int) string { return b.Count("days", int64(n)) }
	args := phrase.Args{"Window": days(window), "Stage": b.Stage(palier.DefectingBuyer), "Twice": days(2 * window)}
	if r == palier.WinbackInactive {
		args["Stage"] = b.Stage(palier.InactiveBuyer)
	}
	if r == palier.Retention {
		args["Twice"] = days(window + steadyDays - 1)
		return b.Say("define.retention", args), b.Say("steady.retention", args)
	}
	return b.Say("define."+r.String(), args), b.Say("steady.entries", args)
}

// Conversion says what an order moved its contact on from, by the name of a conversion
// (model.md §7).
func Conversion(b *phrase.Book, name string) string {
	return b.Say("define.conversion."+name, phrase.Args{
		"First": b.Stage(palier.FirstTimeBuyer), "Active": b.Stage(palier.ActiveBuyer), "Defecting": b.Stage(palier.DefectingBuyer), "Inactive": b.Stage(palier.InactiveBuyer),
	})
}
