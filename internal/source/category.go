package source

import (
	"slices"
	"strings"
)

// A product may stand in several categories, each a path from the uppermost level down.
const (
	levelMark = " > "
	pathMark  = " | "
)

// categories puts the categories of a product in one form, "Home > Lamps | Sale": paths
// parted by vertical bars or by another mark stated, levels parted by >, empty and
// repeated ones left out. A mark behind a backslash is part of a name.
func categories(text string, mark byte) string {
	if strings.IndexByte(text, '>') < 0 && strings.IndexByte(text, mark) < 0 {
		return text
	}
	var paths []string
	for _, path := range partedBy(text, mark) {
		if path = categoryPath(strings.Split(path, ">")); path != "" && !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return strings.Join(paths, pathMark)
}

// categoryPath joins the levels of a category that have a name.
func categoryPath(levels []string) string {
	var named []string
	for _, level := range levels {
		if level = strings.TrimSpace(level); level != "" {
			named = append(named, level)
		}
	}
	return strings.Join(named, levelMark)
}

// partedBy splits a text at a mark, but for marks behind a backslash.
func partedBy(text string, mark byte) []string {
	var parts []string
	var part strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text) && text[i+1] == mark:
			i++
			part.WriteByte(mark)
		case text[i] == mark:
			parts = append(parts, part.String())
			part.Reset()
		default:
			part.WriteByte(text[i])
		}
	}
	return append(parts, part.String())
}
