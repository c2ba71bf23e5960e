package web

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/modelfile"
	"palier/internal/phrase"
)

// modelPart is a part of the model as people read and change it.
type modelPart struct {
	ID, Title, About string
	Edit             bool
	Rows             []modelRow
	Sectors          []choice           // to start from; none: the part has nothing to do with them
	Levels           []modelLevel       // of the buyer status
	More, Wrong      string             // about the levels, and what is wrong with them together
	MayAdd           bool               // a level
	Labels           []modelLabels      // of the part with labels
	Languages        []string           // that they are in, in words
	Spreads          []modelSpread      // how contacts lie around the limits
	Shares           []modelLevelShares // of customers, on each level
}

// modelRow is a parameter with its explanation.
type modelRow struct {
	ID, Label, About string
	Fields           []modelField
	Wrong            string // with the parameter as a whole
}

// modelField is one value of a parameter.
type modelField struct {
	Path    string
	Label   string // for who cannot see where it stands
	Caption string // above it; empty: it stands alone
	Text    string
	Unit    string
	Usual   string // what holds when it is left empty
	Wrong   string
	Wide    bool
	Choices []choice // it is one of these
}

// modelLevel is a level of the buyer status.
type modelLevel struct {
	N          int
	Label      string // of the model's own, or the usual one
	Name, UpTo modelField
	Last       bool
	Remove     string // empty: two levels have to stay
}

// modelLabels are the labels of a kind of things.
type modelLabels struct {
	Title string
	Given int  // how many are the merchant's own
	Open  bool // they are seen without asking for them
	Rows  []modelLabelRow
}

type modelLabelRow struct {
	Name   string
	Stage  string // of the swatch
	Fields []modelField
}

// The parts of the model in the order of the page, and their parameters.
var modelParts = []struct {
	id    string
	paths []string
}{
	{"stages", []string{"lead.cold", "lead.inactive", "customer.defecting", "customer.inactive"}},
	{"status", []string{"status.window"}},
	{"stars", []string{"rfm.period", "rfm.cuts.engagement", "rfm.cuts.recency", "rfm.cuts.frequency", "rfm.cuts.monetary", "rfm.periods"}},
	{"groups", []string{"groups.recency", "groups.frequency", "groups.monetary"}},
	{"windows", []string{"windows.lead", "windows.repurchase", "windows.winback_defecting", "windows.winback_inactive"}},
	{"counts", []string{"purchase_unit", "refunds_affect_lifecycle", "orders.ignore_status", "engagement.types", "exclude"}},
	{"labels", nil},
}

// modelForm is the model as fields, and what is wrong with them.
type modelForm struct {
	book     *phrase.Book
	currency palier.Currency
	fields   modelfile.Fields
	wrong    map[string]string // what is wrong, by path
	around   *palier.Model     // what is left empty follows it: the model of the fields, or the one before they were broken
	edit     bool
}

// faults says what is wrong with fields by path; what has none is under the empty one.
func faults(book *phrase.Book, err error) map[string]string {
	wrong := map[string]string{}
	var told *modelfile.Error
	if !errors.As(err, &told) {
		if err != nil {
			wrong[""] = problemWords(err)
		}
		return wrong
	}
	for _, p := range told.Problems {
		if wrong[p.Path] != "" {
			wrong[p.Path] += " "
		}
		if other, is := p.Args, p.Code == "below"; is { // the form names parameters by their labels
			p.Args = append([]any{explain.Parameter(book, other[0].(string))}, other[1:]...)
		}
		wrong[p.Path] += sentence(explain.Problem(book, p))
	}
	return wrong
}

// parts gives the form.
func (f *modelForm) parts() []modelPart {
	var parts []modelPart
	for _, of := range modelParts {
		id := "model.part." + of.id
		p := modelPart{ID: of.id, Title: f.book.Say(id, nil), About: f.book.Say(id+".about", nil), Edit: f.edit}
		for _, path := range of.paths {
			p.Rows = append(p.Rows, f.row(path))
		}
		switch of.id {
		case "status":
			f.levels(&p)
		case "stars":
			p.Sectors = f.sectors()
			p.Rows[1].Wrong = strings.TrimSpace(p.Rows[1].Wrong + " " + f.wrong["rfm.weights"])
		case "labels":
			f.labels(&p)
		}
		parts = append(parts, p)
	}
	return parts
}

// row gives a parameter.
func (f *modelForm) row(path string) modelRow {
	row := modelRow{ID: strings.ReplaceAll(path, ".", "-"), Label: explain.Parameter(f.book, path), About: f.book.Say("model."+path+".about", nil), Wrong: f.wrong[path]}
	criterion, cut := strings.CutPrefix(path, "rfm.cuts.")
	switch {
	case cut || strings.HasPrefix(path, "groups."):
		row.Fields = f.four(path, row.Label)
		if cut {
			weight := f.field("rfm.weights."+criterion, f.book.Say("model.rfm.weights."+criterion, nil))
			weight.Caption = f.book.Say("model.unit.weight", nil)
			row.Fields = append(row.Fields, weight)
		}
		return row
	case path == "purchase_unit", path == "refunds_affect_lifecycle":
		row.Fields = []modelField{f.chosen(path, row.Label)}
	default:
		field := f.field(path, row.Label)
		field.Wide = len(modelfile.FieldsOf(f.around)[path]) > 12 || path == "exclude"
		field.Unit, field.Usual = f.unit(path), f.usual(path)
		row.Fields = []modelField{field}
	}
	row.Wrong = "" // it stands at the field
	return row
}

func (f *modelForm) field(path, label string) modelField {
	return modelField{Path: path, Label: label, Text: f.fields[path], Wrong: f.wrong[path]}
}

// four gives the limits of levels 4, 3, 2 and 1.
func (f *modelForm) four(path, label string) []modelField {
	fields := make([]modelField, 4)
	for i := range fields {
		caption := f.book.Say("model.unit.level", phrase.Args{"N": 4 - i})
		fields[i] = f.field(fmt.Sprintf("%s[%d]", path, i), label+", "+caption)
		fields[i].Caption = caption
		if path == "groups.recency" {
			fields[i].Usual = fmt.Sprint(f.around.GroupRecency()[i])
		}
	}
	return fields
}

// chosen gives a field with few values.
func (f *modelForm) chosen(path, label string) modelField {
	field := f.field(path, label)
	values := []string{"order", "day"}
	if path == "refunds_affect_lifecycle" {
		values = []string{"true", "false"}
	}
	for _, value := range values {
		field.Choices = append(field.Choices, choice{value, f.book.Say("model."+path+"."+value, nil), field.Text == value})
	}
	return field
}

func (f *modelForm) unit(path string) string {
	switch path {
	case "orders.ignore_status", "engagement.types", "exclude":
		return ""
	case "rfm.periods":
		return f.book.Say("model.unit.periods", nil)
	}
	return f.book.Say("model.unit.days", nil)
}

// usual gives the window that holds when none is given.
func (f *modelForm) usual(path string) string {
	m := *f.around
	m.Windows = palier.Windows{Lead: m.Windows.Lead}
	switch path {
	case "windows.repurchase":
		return fmt.Sprint(m.Window(palier.Repurchase))
	case "windows.winback_defecting":
		return fmt.Sprint(m.Window(palier.WinbackDefecting))
	case "windows.winback_inactive":
		return fmt.Sprint(m.Window(palier.WinbackInactive))
	}
	return ""
}

// sectors are those whose rhythm the form can be filled with.
func (f *modelForm) sectors() []choice {
	if !f.edit {
		return nil
	}
	sectors := []choice{{"", f.book.Say("model.sector.none", nil), false}}
	for _, name := range modelfile.Sectors() {
		sectors = append(sectors, choice{name, f.book.Say("model.sector."+name, nil), f.fields["sector"] == name})
	}
	return sectors
}

// typedFields takes the fields of a model from a form that was sent.
func typedFields(form url.Values) modelfile.Fields {
	fields := modelfile.Fields{}
	for name, values := range form {
		if strings.ContainsAny(name, ".[") || name == "purchase_unit" || name == "refunds_affect_lifecycle" || name == "exclude" || name == "sector" {
			fields[name] = values[0]
		}
	}
	return fields
}

// startFrom fills in the rhythm of a sector.
func startFrom(fields modelfile.Fields, sector string) error {
	m, err := modelfile.SectorModel(sector)
	if err != nil || sector == "" {
		return err
	}
	for path, text := range modelfile.FieldsOf(m) {
		if path == "rfm.period" || strings.HasPrefix(path, "rfm.cuts.recency") || strings.HasPrefix(path, "rfm.cuts.frequency") {
			fields[path] = text
		}
	}
	return nil
}
