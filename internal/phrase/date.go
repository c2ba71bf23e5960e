package phrase

import (
	"fmt"
	"time"

	"palier"
)

// months are the short names of the months, as the languages abbreviate them.
var months = map[string][12]string{
	"en": {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	"fr": {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
}

// Date writes a day for reading: 21 Nov 2026 in English, 21 nov. 2026 in French.
func (b *Book) Date(d palier.Day) string {
	if !d.Exists() {
		return "–"
	}
	return fmt.Sprintf("%s\u00a0%d", b.ShortDate(d), d.Time().Year())
}

// ShortDate writes a day whose year is known: 21 Nov.
func (b *Book) ShortDate(d palier.Day) string {
	if !d.Exists() {
		return "–"
	}
	day := fmt.Sprint(d.Time().Day())
	if day == "1" && b.language == "fr" {
		day = "1er"
	}
	return day + "\u00a0" + months[b.language][d.Time().Month()-1]
}

// Instant writes a moment in the zone it is given in, to the minute.
func (b *Book) Instant(t time.Time) string {
	year, month, day := t.Date()
	return b.Date(palier.DayOf(year, month, day)) + " " + t.Format("15:04")
}

// Month writes a month by any of its days: Nov 2026.
func (b *Book) Month(d palier.Day) string {
	if !d.Exists() {
		return "–"
	}
	return fmt.Sprintf("%s\u00a0%d", months[b.language][d.Time().Month()-1], d.Time().Year())
}
