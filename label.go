package palier

// LabelledKind is a kind of things that can be called otherwise, and their names.
type LabelledKind struct {
	Kind  string // stage, status, profile, amount, group or rate
	Names []string
}

// Labelled lists what can be labelled under the model, in the order of model.md §12. A status
// level may have the name of something else, such as of an amount level.
func (m *Model) Labelled() []LabelledKind {
	kinds := []LabelledKind{{"stage", nil}, {"status", nil}, {"profile", nil}, {"amount", nil}, {"group", nil}, {"rate", nil}}
	add := func(kind int, name string) { kinds[kind].Names = append(kinds[kind].Names, name) }
	for s := NewLead; s < Stages; s++ {
		add(0, s.String())
	}
	for s := NoSpend; int(s) < m.ValueCount(FacetStatus); s++ {
		add(1, m.StatusName(s))
	}
	for p := VeryRegular; p < Profiles; p++ {
		add(2, p.String())
	}
	for a := AmountLevel(AmountLevels - 1); a >= VeryLow; a-- {
		add(3, a.String())
	}
	for g := Champions; g < Groups; g++ {
		add(4, g.String())
	}
	for r := LeadConversion; r < Rates; r++ {
		add(5, r.String())
	}
	return kinds
}

// LabelKey gives the key of a label in Model.Labels: "stage.cold_lead".
func LabelKey(kind, name string) string { return kind + "." + name }
