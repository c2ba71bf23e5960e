package web

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"palier/internal/modelfile"
	"palier/internal/phrase"
)

// levels adds the levels of the buyer status.
func (f *modelForm) levels(p *modelPart) {
	n := f.fields.Levels()
	p.More, p.Wrong, p.MayAdd = f.book.Say("model.status.levels.about", nil), f.wrong["status.levels"], n < 10
	for i := range n {
		path := fmt.Sprintf("status.levels[%d]", i)
		at := f.book.Say("model.unit.level", phrase.Args{"N": i + 1})
		level := modelLevel{N: i, Label: f.book.With(f.around).Label("status", f.fields[path+".name"]), Last: i == n-1, Name: f.field(path+".name", at+", "+f.book.Say("model.level.name", nil)), UpTo: f.field(path+".up_to", at+", "+f.book.Say("model.level.up_to", nil))}
		if level.Name.Wrong == "" {
			level.Name.Wrong = f.wrong[path]
		}
		if n > 2 {
			level.Remove = f.book.Say("model.level.remove", phrase.Args{"N": i + 1})
		}
		p.Levels = append(p.Levels, level)
	}
}

// addLevel adds a level below the last, which has no bound, and removeLevel takes one away.
func addLevel(fields modelfile.Fields) {
	n := fields.Levels()
	levels := levelFields(fields)
	added := [2]string{"level_" + fmt.Sprint(n+1), ""}
	if n == 0 {
		setLevels(fields, [][2]string{added})
		return
	}
	for slices.ContainsFunc(levels, func(l [2]string) bool { return l[0] == added[0] }) {
		added[0] += "_"
	}
	setLevels(fields, slices.Insert(levels, n-1, added))
}

func removeLevel(fields modelfile.Fields, at int) {
	levels := levelFields(fields)
	if at < 0 || at >= len(levels) {
		return
	}
	levels = slices.Delete(levels, at, at+1)
	if len(levels) > 0 {
		levels[len(levels)-1][1] = "" // the last has no bound
	}
	setLevels(fields, levels)
}

func levelFields(fields modelfile.Fields) (levels [][2]string) {
	for i := range fields.Levels() {
		path := fmt.Sprintf("status.levels[%d]", i)
		levels = append(levels, [2]string{fields[path+".name"], fields[path+".up_to"]})
	}
	return levels
}

func setLevels(fields modelfile.Fields, levels [][2]string) {
	maps.DeleteFunc(fields, func(path, _ string) bool { return strings.HasPrefix(path, "status.levels[") })
	for i, level := range levels {
		path := fmt.Sprintf("status.levels[%d]", i)
		fields[path+".name"], fields[path+".up_to"] = level[0], level[1]
	}
}
