package workspace

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/source"
)

// MappingUse says by which mapping a file of an import was read, if by any.
type MappingUse struct {
	Number     int    // under which it is remembered; 0: no mapping was used
	Name       string // of the mapping file, or of the file whose columns were stated
	Remembered bool   // from an earlier import; else it is remembered from this one on
	At         time.Time
}

// ReadMapping reads a mapping file.
func ReadMapping(path string) (*source.Mapping, error) {
	text, err := readText(path)
	if err != nil {
		code := palier.Invalid
		if errors.Is(err, fs.ErrNotExist) {
			code = palier.NotFound
		}
		return nil, palier.Fail(code, "read the mapping", err)
	}
	return source.ParseMappingFile(filepath.Base(path), text)
}

// chooser chooses the mapping of the next file: of those given that fit its columns the one
// that speaks of most; or, where nothing is stated of the files, the one remembered for them. A file
// alone must be fitted by one that is given.
func (j *importJob) chooser(ctx context.Context, said Said, alone bool) source.Chooser {
	return func(columns []string) (*source.Mapping, error) {
		var best *source.Mapping
		for _, m := range j.options.Mappings {
			if len(m.Lacking(columns)) == 0 && (best == nil || len(m.Columns()) > len(best.Columns())) {
				best = m
			}
		}
		if best != nil {
			j.fitting[best] = true
			return best, nil
		}
		if alone && len(j.options.Mappings) > 0 {
			return nil, misfit(j.options.Mappings[0], columns)
		}
		if !said.silent() {
			return nil, nil
		}
		m, kept, err := j.w.recall(ctx, columns)
		if m != nil {
			j.recalled[m] = kept
		}
		return m, err
	}
}

// recall gives the mapping remembered for files with the columns named; nil: there is none.
func (w *Workspace) recall(ctx context.Context, columns []string) (*source.Mapping, control.Mapping, error) {
	kept, known, err := w.Control.MappingFor(ctx, source.ColumnsKey(columns))
	if err != nil || !known {
		return nil, kept, err
	}
	m, err := source.ParseMappingFile(kept.Name, []byte(kept.Text))
	return m, kept, err
}

// checkMappings refuses a mapping given that fits none of the files.
func (j *importJob) checkMappings() error {
	for _, m := range j.options.Mappings {
		if j.fitting[m] {
			continue
		}
		columns := columnNames(j.files[0])
		if len(m.Lacking(columns)) == 0 {
			return palier.Refuse("use the mapping "+m.Name, "another mapping fits the same files as well or better", "give one mapping for the files with the same columns")
		}
		return misfit(m, columns)
	}
	return nil
}

// misfit is the error of a mapping that fits none of the files, of which the columns of
// the first are told.
func misfit(m *source.Mapping, columns []string) error {
	column := m.Lacking(columns)[0]
	return palier.Refusef("use the mapping "+m.Name, "correct the mapping, or leave it out",
		"it fits none of the files: the first has no column %q; the nearest is %q", column, source.Nearest(column, columns))
}

// remember keeps the mappings that were stated for the files with the same columns, and
// tells those that were used.
func (j *importJob) remember(ctx context.Context) error {
	j.done.Mappings = make([]MappingUse, len(j.files))
	for i, file := range j.files {
		if kept, known := j.recalled[file.Mapping()]; known {
			j.done.Mappings[i] = MappingUse{kept.Number, kept.Name, true, kept.At}
			continue
		}
		text := file.Stated()
		if text == "" || j.options.DryRun {
			continue
		}
		name := filepath.Base(j.refused.files[i])
		if m := file.Mapping(); m != nil {
			name = m.Name
		}
		columns := columnNames(file)
		kept, err := j.w.Control.RememberMapping(ctx, control.Mapping{
			Key: source.ColumnsKey(columns), Columns: columns, Name: name, Text: text, Who: Who(ctx), At: j.w.now(),
		})
		if err != nil {
			return err
		}
		j.done.Mappings[i] = MappingUse{kept.Number, kept.Name, false, kept.At}
	}
	return nil
}

func columnNames(file *source.File) []string {
	var names []string
	for _, c := range file.Columns() {
		names = append(names, c.Name)
	}
	return names
}
