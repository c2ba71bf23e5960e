package web

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"palier"
	"palier/internal/modelfile"
)

// mostAddress is how long the changes of a model may be in an address, in bytes: servers on the
// way may cut longer ones. Longer lists of texts can be tried, and what is behind the numbers has
// no address then.
const mostAddress = 6000

// changedFields gives what another model changes, as its form has it: if a level of the status
// is another one, all levels.
func changedFields(current, other *palier.Model) modelfile.Fields {
	was, is := modelfile.FieldsOf(current), modelfile.FieldsOf(other)
	changed := modelfile.Fields{}
	levels := false
	for _, fields := range []modelfile.Fields{was, is} {
		for path := range fields {
			if was[path] != is[path] {
				changed[path] = is[path]
				levels = levels || strings.HasPrefix(path, "status.levels[")
			}
		}
	}
	maps.DeleteFunc(changed, func(path, _ string) bool { return strings.HasPrefix(path, "status.levels[") })
	for path, text := range is {
		if levels && strings.HasPrefix(path, "status.levels[") {
			changed[path] = text
		}
	}
	return changed
}

// changeFields makes in fields the changes that an address names. Levels of the status that are
// named in it, from the first on, are all there are.
func changeFields(fields, changed modelfile.Fields) {
	if changed.Levels() > 0 {
		setLevels(fields, nil)
	}
	maps.Copy(fields, changed)
}

// editAddress gives the address at which the form has these values again: what they change of
// the version in force, or of the revision of the draft that the form was made from. It is empty
// when that would be too long, or the values cannot stand.
func (m *modelling) editAddress(sent modelSent, other *palier.Model, draft draftPart) (string, error) {
	if other == nil {
		return "", nil
	}
	address, base := "/model/edit", m.current
	if draft.Number > 0 {
		revision, err := m.Workspace.Control.Draft(m.r.Context(), draft.Number, sent.revision)
		if err != nil {
			return "", err
		}
		if base, err = modelfile.Parse([]byte(revision.Text)); err != nil {
			return "", err
		}
		address = draftPath(draft.Number)
	}
	query := url.Values{}
	for path, text := range changedFields(base, other) {
		query.Set(path, text)
	}
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	if len(address) > mostAddress {
		return "", nil
	}
	return address, nil
}

// pairs writes changes as arguments of an address, without the labels, which move nobody.
func pairs(changed modelfile.Fields) []string {
	var list []string
	for _, path := range slices.Sorted(maps.Keys(changed)) {
		if !strings.HasPrefix(path, "labels.") {
			list = append(list, path+"="+changed[path])
		}
	}
	return list
}
