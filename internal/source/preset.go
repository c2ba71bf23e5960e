package source

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"sync"

	"palier/internal/yamltext"
)

// preset says how the files of one program or data set are written.
type preset struct {
	Name    string
	Layouts []*layout
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
		p, problems := parsePreset(text)
		if len(problems) > 0 {
			panic(fmt.Sprintf("preset %s: %v", entry.Name(), problems))
		}
		all = append(all, p)
	}
	return all
}

// parsePreset reads a preset and checks it against the kinds.
func parsePreset(text []byte) (preset, []yamltext.Problem) {
	var p preset
	root, wrong := yamltext.Parse(text)
	if wrong != nil {
		return p, []yamltext.Problem{*wrong}
	}
	r := &yamlReader{}
	for _, e := range r.entries(root, []string{"name", "layouts"}) {
		if e.name == "name" {
			p.Name = r.text(e.value)
			continue
		}
		for _, item := range r.items(e.value) {
			l := r.layout(item, layoutKeys)
			if len(l.Header) == 0 {
				r.problem(item, "it has no header")
			}
			p.Layouts = append(p.Layouts, l)
		}
	}
	if p.Name == "" || len(p.Layouts) == 0 {
		r.problem(root, "it needs a name and layouts")
	}
	return p, r.problems
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
