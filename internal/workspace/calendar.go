package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"palier"
	"palier/internal/calendar"
)

// CalendarFile is where a merchant says which events the shop's year has (calendar.Parse). It
// need not be there, and is read whenever the calendar is asked for.
const CalendarFile = "calendar.yaml"

// Calendar gives the shop's year: the rules of the country that the time zone tells, but for
// what the file says.
func (w *Workspace) Calendar() (*calendar.Calendar, error) {
	read, err := w.ReadCalendar(filepath.Join(w.Dir, CalendarFile))
	if errors.Is(err, fs.ErrNotExist) {
		return calendar.Usual(w.country()), nil
	}
	return read, err
}

// ReadCalendar reads a calendar file.
func (w *Workspace) ReadCalendar(path string) (*calendar.Calendar, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, palier.Fail(palier.NotFound, "read the calendar", err)
	}
	return calendar.Parse(text, w.country())
}

func (w *Workspace) country() string { return calendar.CountryIn(w.Settings.Timezone) }
