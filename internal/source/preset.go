package source

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"sync"

	"github.com/goccy/go-yaml"

	"palier"
)

// preset says how the files of one program or data set are written.
type preset struct {
	Name    string
	Layouts []layout
}

// layout is one kind of file of a preset.
type layout struct {
	Kind    palier.Kind
	Header  []string          // the columns by which it is recognised: all are there
	Columns map[string]string // column → field[:format] or "-"; other columns of the header are attributes
	// OrderPerRow makes each row an order of its own, whose id is made of its contact, its
	// day and its number among the rows of that contact and day. Such files are read by
	// one worker, in order.
	OrderPerRow bool `yaml:"order_per_row"`
	// StatusByOrderID gives a status to rows without one, by how their order id begins.
	StatusByOrderID []statusRule `yaml:"status_by_order_id"`
}

// statusRule gives a status to orders by how their id begins.
type statusRule struct {
	Begins, Status string
}

// nativePreset is the name of Palier's own columns, which need no layout.
const nativePreset = "palier"

//go:embed presets/*.yaml
var presetFiles embed.FS

// presets gives those of the files. A mistake in one is a defect of the program, which any
// test meets.
var presets = sync.OnceValue(mustLoadPresets)

func mustLoadPresets() []preset {
	entries, err := presetFiles.ReadDir("presets")
	if err != nil {
		panic(err)
	}
	var all []preset
	for _, entry := range entries {
		text, err := presetFiles.ReadFile(path.Join("presets", entry.Name()))
		if err != nil {
			panic(err)
		}
		p, err := parsePreset(text)
		if err != nil {
			panic(fmt.Sprintf("preset %s: %v", entry.Name(), err))
		}
		all = append(all, p)
	}
	return all
}

// parsePreset reads a preset and checks it against the kinds.
func parsePreset(text []byte) (preset, error) {
	var p preset
	if err := yaml.UnmarshalWithOptions(text, &p, yaml.Strict()); err != nil {
		return p, err
	}
	if p.Name == "" || len(p.Layouts) == 0 {
		return p, fmt.Errorf("it needs a name and layouts")
	}
	for _, l := range p.Layouts {
		if !slices.Contains(kinds, l.Kind) {
			return p, fmt.Errorf("there is no kind %q", l.Kind)
		}
		if len(l.Header) == 0 {
			return p, fmt.Errorf("a layout of %s has no header", l.Kind)
		}
		for column, text := range l.Columns {
			if _, err := parseTarget(l.Kind, column, text); err != nil {
				return p, err
			}
		}
	}
	return p, nil
}

// Presets lists the names of all presets.
func Presets() []string {
	names := []string{nativePreset}
	for _, p := range presets() {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	return names
}

// fits tells whether a file has all columns of the layout's header.
func (l *layout) fits(names []string) bool {
	return len(l.lacking(names)) == 0
}

// lacking lists the columns of the layout's header that a file does not have.
func (l *layout) lacking(names []string) []string {
	var lacking []string
	for _, column := range l.Header {
		if !slices.ContainsFunc(names, func(name string) bool { return folded(name) == folded(column) }) {
			lacking = append(lacking, column)
		}
	}
	return lacking
}
