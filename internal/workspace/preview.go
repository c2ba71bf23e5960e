package workspace

import (
	"context"
	"maps"

	"palier/internal/control"
	"palier/internal/source"
)

// previewRows is how many rows a preview shows.
const previewRows = 20

// Preview is a file that was sent as an import would read it.
type Preview struct {
	Upload
	*source.Preview
	Use  MappingUse // the mapping remembered for such files, where it is used
	Said Said       // what an import is to be told, so that it reads the file so
}

// Preview shows the beginning of a file that was sent, and what its columns would be taken
// for. What is said may name the target of every column: what the file would be taken for
// anyway needs no saying, and what a remembered mapping states is kept where nothing else is
// said. The error is that of a file which is no table.
func (w *Workspace) Preview(ctx context.Context, u Upload, said Said) (*Preview, error) {
	plain := said
	plain.Mapping = nil
	p := &Preview{Upload: u, Said: plain}
	options := w.reading(u.Name, plain)
	if plain.silent() {
		options.Choose = func(columns []string) (m *source.Mapping, err error) {
			var kept control.Mapping
			if m, kept, err = w.recall(ctx, columns); m != nil {
				p.Use = MappingUse{kept.Number, kept.Name, true, kept.At}
			}
			return m, err
		}
	}
	var err error
	if p.Preview, err = source.Look(u.Path, options, previewRows); err != nil {
		return nil, err
	}
	other := differences(p.Preview, said.Mapping)
	if len(other) == 0 || p.Fixed() {
		return p, nil
	}
	if p.Mapping != nil {
		stated := p.Mapping.Stated()
		maps.Copy(stated, other)
		other = stated
	}
	p.Said = Said{Kind: p.Kind, Preset: p.Preview.Preset, Mapping: other, NoMapping: said.NoMapping}
	p.Use = MappingUse{}
	p.Preview, err = source.Look(u.Path, w.reading(u.Name, p.Said), previewRows)
	return p, err
}

// Fixed tells that the file is read by a mapping file that says more than what columns are,
// which single columns cannot be taken out of.
func (p *Preview) Fixed() bool { return p.Mapping != nil && p.Mapping.Stated() == nil }

// differences are the targets said of columns that the file would not be taken for anyway.
func differences(p *source.Preview, said map[string]string) map[string]string {
	other := map[string]string{}
	for _, column := range p.Columns {
		if target, is := said[column.Name]; is && target != "" && target != column.Target() {
			other[column.Name] = target
		}
	}
	return other
}
