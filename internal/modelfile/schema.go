package modelfile

import (
	"github.com/goccy/go-yaml/ast"

	"palier"
)

// key is one key of the model file: a section with keys of its own, or a value.
type key struct {
	name  string
	about string // what it means, in plain words, for the template
	keys  []key
	value value
}

// value is what stands behind a key, bound to its place in a model.
type value interface {
	// read takes the value from the file, or tells the decoder what is wrong with it.
	read(d *decoder, path string, node ast.Node)

	// yaml writes the value: one line to stand behind the key, or several to stand below
	// it; none when it is left out.
	yaml() []string

	// facts tells the value apart for comparing: one fact without a name, or named ones.
	facts() []fact

	// fields gives the value as a form has it, one fact for each field; typed writes as
	// YAML what was typed into them, whatever it is.
	fields() []fact
	typed(path string, from Fields) []string
}

// fact is a part of a value that changes by itself.
type fact struct {
	name string // "" for the value as a whole, else what follows the path: ".gold"
	text string
}

// schema gives the keys of the model file, in the order in which they are written, bound
// to the fields of m.
func schema(m *palier.Model) []key {
	return []key{
		{name: "purchase_unit", about: aboutPurchaseUnit, value: word{(*string)(&m.PurchaseUnit)}},
		{name: "refunds_affect_lifecycle", about: aboutRefunds, value: flag{&m.RefundsAffectLifecycle}},
		{name: "orders", keys: []key{
			{name: "ignore_status", about: aboutIgnoreStatus, value: words{&m.IgnoreStatus}},
		}},
		{name: "engagement", keys: []key{
			{name: "types", about: aboutTypes, value: words{&m.ResponseTypes}},
		}},
		{name: "lead", about: aboutLead, keys: []key{
			{name: "cold", about: aboutLeadCold, value: count{&m.Lead.Cold}},
			{name: "inactive", about: aboutLeadInactive, value: count{&m.Lead.Inactive}},
		}},
		{name: "customer", about: aboutCustomer, keys: []key{
			{name: "defecting", about: aboutDefecting, value: count{&m.Customer.Defecting}},
			{name: "inactive", about: aboutInactive, value: count{&m.Customer.Inactive}},
		}},
		{name: "status", about: aboutStatus, keys: []key{
			{name: "window", about: aboutStatusWindow, value: count{&m.Status.Window}},
			{name: "levels", about: aboutLevels, value: levels{&m.Status.Levels}},
		}},
		{name: "rfm", about: aboutRFM, keys: rfmKeys(&m.RFM)},
		{name: "groups", about: aboutGroups, keys: []key{
			{name: "recency", about: aboutGroupRecency, value: optionalCounts{&m.Groups.Recency}},
			{name: "frequency", about: aboutGroupFrequency, value: counts{&m.Groups.Frequency}},
			{name: "monetary", about: aboutGroupMonetary, value: amounts{&m.Groups.Monetary}},
		}},
		{name: "windows", about: aboutWindows, keys: []key{
			{name: "lead", about: aboutWindowLead, value: count{&m.Windows.Lead}},
			{name: "repurchase", about: aboutWindowRepurchase, value: optionalCount{&m.Windows.Repurchase}},
			{name: "winback_defecting", about: aboutWindowDefecting, value: optionalCount{&m.Windows.WinbackDefecting}},
			{name: "winback_inactive", about: aboutWindowInactive, value: optionalCount{&m.Windows.WinbackInactive}},
		}},
		{name: "exclude", about: aboutExclude, value: word{&m.Exclude}},
		{name: "labels", about: aboutLabels, value: labels{m}},
	}
}

func rfmKeys(rfm *palier.RFMModel) []key {
	return []key{
		{name: "period", about: aboutPeriod, value: count{&rfm.Period}},
		{name: "periods", about: aboutPeriods, value: count{&rfm.Periods}},
		{name: "cuts", about: aboutCuts, keys: []key{
			{name: "engagement", about: aboutCutEngagement, value: counts{&rfm.Cuts.Engagement}},
			{name: "recency", about: aboutCutRecency, value: counts{&rfm.Cuts.Recency}},
			{name: "frequency", about: aboutCutFrequency, value: counts{&rfm.Cuts.Frequency}},
			{name: "monetary", about: aboutCutMonetary, value: amounts{&rfm.Cuts.Monetary}},
		}},
		{name: "weights", about: aboutWeights, keys: []key{
			{name: "engagement", value: count{&rfm.Weights.Engagement}},
			{name: "recency", value: count{&rfm.Weights.Recency}},
			{name: "frequency", value: count{&rfm.Weights.Frequency}},
			{name: "monetary", value: count{&rfm.Weights.Monetary}},
		}},
	}
}
