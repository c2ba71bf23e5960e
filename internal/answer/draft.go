package answer

import (
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/segment"
	"palier/internal/workspace"
)

// Draft is a segment that somebody is writing.
type Draft struct {
	Text    string      `json:"text" doc:"As it was given, or of a tree as people type it; empty of a tree that cannot be read."`
	Words   string      `json:"words" doc:"What it says; empty where it cannot be read."`
	Tree    any         `json:"tree,omitempty" doc:"What it says, as JSON; left out where it cannot be read."`
	Broken  []Broken    `json:"broken" doc:"Saved segments that would no longer hold if it were saved under the name given."`
	Problem *DraftFault `json:"problem,omitempty" doc:"Why it cannot be asked; left out when it can."`
}

// DraftFault is what is wrong with a segment, and where.
type DraftFault struct {
	Reason string `json:"reason"`
	Hint   string `json:"hint" doc:"What to do; may be empty."`
	Path   string `json:"path" doc:"Of the part of the tree, such as all[2].bought.where; empty: the whole, or not known."`
	Line   int    `json:"line" doc:"Of the text, from 1; 0: not known."`
	Column int    `json:"column" doc:"In characters, from 1; 0: not known."`
}

// DraftOf tells of a draft; words says its tree.
func DraftOf(d segment.Draft, words func(segment.Segment) string) Draft {
	told := Draft{Text: d.Text, Broken: []Broken{}}
	if d.Segment.Where != nil {
		told.Tree, told.Words = d.Segment, words(d.Segment)
	}
	if d.Err != nil {
		reason, hint := d.Reason()
		told.Problem = &DraftFault{reason, hint, d.Spot.Path, d.Spot.Line, d.Spot.Column}
	}
	return told
}

// SegmentField is a field that segments may name.
type SegmentField struct {
	Name    string       `json:"name"`
	Of      string       `json:"of" enum:"state,contact,line,product,order,engagement" doc:"What has it; state: the facts under the model, of which any day can be asked."`
	Own     bool         `json:"own" doc:"A column of the merchant's own."`
	Written string       `json:"written" doc:"How texts name it."`
	Label   string       `json:"label" doc:"What people call it."`
	Type    string       `json:"type" enum:"text,number,money,day,boolean,choice"`
	Ops     []segment.Op `json:"ops" doc:"What can be asked of it."`
	Values  []Choice     `json:"values" doc:"Of a choice, the lowest first; else empty."`
}

// Choice is a value that a field can have.
type Choice struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// SegmentFieldsOf tells what segments may name.
func SegmentFieldsOf(v *segment.Vocabulary, book *phrase.Book) []SegmentField {
	known := v.Fields()
	fields := make([]SegmentField, len(known))
	for i, k := range known {
		f := SegmentField{
			Name: k.Name, Of: k.Of.String(), Own: k.Attribute, Written: workspace.Written(k.Field),
			Label: explain.FieldName(book, k.Field), Type: k.Type.String(), Ops: k.Ops, Values: []Choice{},
		}
		for _, value := range k.Values {
			f.Values = append(f.Values, Choice{value, explain.ChoiceName(book, v.Model, k.Field, value)})
		}
		fields[i] = f
	}
	return fields
}

// FieldValue is a value that files wrote, and how often.
type FieldValue struct {
	Value string `json:"value"`
	Count int64  `json:"count"`
}

// FieldValuesOf tells the values of a field, without those that are nothing but spaces.
func FieldValuesOf(values []palier.ValueCount) []FieldValue {
	told := []FieldValue{}
	for _, v := range values {
		if strings.TrimSpace(v.Value) != "" {
			told = append(told, FieldValue{v.Value, v.Count})
		}
	}
	return told
}
