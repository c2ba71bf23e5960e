package timeline

import "palier"

// step says which value a facet takes from a day on, until the next step.
type step struct {
	day   palier.Day
	value uint8
}

// track is how one facet of one contact goes: steps by day, neighbours of different
// values. The first is that of dawn, when everybody has no value.
type track []step

// start empties a track.
func (t track) start() track { return append(t[:0], step{dawn, 0}) }

// set takes a value from a day on. Days come in ascending order, each once.
func (t track) set(day palier.Day, value uint8) track {
	if t[len(t)-1].value == value {
		return t
	}
	return append(t, step{day, value})
}

// on gives the index of the step in force on a day.
func (t track) on(day palier.Day) int {
	i := len(t) - 1
	for t[i].day > day {
		i--
	}
	return i
}
