package advice

import (
	"fmt"

	"github.com/goccy/go-yaml"

	"palier"
)

// Format writes all advice in all languages, ours and the merchant's own, as a file that Parse
// reads: what a merchant begins with.
func Format(own *Own) ([]byte, error) {
	var file yaml.MapSlice
	for _, language := range languages {
		b, err := own.In(language)
		if err != nil {
			return nil, err
		}
		file = append(file, yaml.MapItem{Key: language, Value: b.written()})
	}
	text, err := yaml.Marshal(file)
	if err != nil {
		return nil, fmt.Errorf("write the advice: %w", err)
	}
	return text, nil
}

// written is the book as its file has it.
func (b *Book) written() yaml.MapSlice {
	var onStages, onProfiles yaml.MapSlice
	for i, name := range stages {
		onStages = append(onStages, yaml.MapItem{Key: name, Value: b.stages[int(palier.NewLead)+i].written()})
	}
	for i, name := range profiles {
		var onLevels yaml.MapSlice
		for j, level := range levels {
			onLevels = append(onLevels, yaml.MapItem{Key: level, Value: b.profiles[int(palier.VeryRegular)+i][int(palier.VeryLow)+j].written()})
		}
		onProfiles = append(onProfiles, yaml.MapItem{Key: name, Value: onLevels})
	}
	return yaml.MapSlice{{Key: parts[0], Value: onStages}, {Key: parts[1], Value: onProfiles}}
}

func (a Advice) written() yaml.MapSlice {
	return yaml.MapSlice{{Key: texts[0], Value: a.Like}, {Key: texts[1], Value: a.Do}, {Key: texts[2], Value: a.Avoid}}
}
