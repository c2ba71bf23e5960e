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

// CalendarText gives the calendar file; where there is none, the one to begin with.
func (w *Workspace) CalendarText() ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(w.Dir, CalendarFile))
	if errors.Is(err, fs.ErrNotExist) {
		return calendar.Template(w.country()), nil
	}
	if err != nil {
		return nil, palier.Fail(palier.Internal, "read the calendar", err)
	}
	return text, nil
}

// ReadCalendar reads a calendar file.
func (w *Workspace) ReadCalendar(path string) (*calendar.Calendar, error) {
	text, err := readText(path)
	if err != nil {
		return nil, palier.Fail(palier.NotFound, "read the calendar", err)
	}
	return calendar.Parse(text, w.country())
}

// ChangeCalendar writes the calendar file anew with something changed, which must make sense.
// Comments in the file are lost.
func (w *Workspace) ChangeCalendar(change func(*calendar.Plan) error) error {
	w.typing.Lock()
	defer w.typing.Unlock()
	now, err := w.Calendar()
	if err != nil {
		return err
	}
	plan := now.Plan()
	if err := change(&plan); err != nil {
		return err
	}
	return w.writeCalendar(plan.Text())
}

// SaveCalendar makes a text the calendar file.
func (w *Workspace) SaveCalendar(text []byte) error {
	w.typing.Lock()
	defer w.typing.Unlock()
	return w.writeCalendar(text)
}

// writeCalendar puts a file that makes sense in the place of the one there is, at once.
func (w *Workspace) writeCalendar(text []byte) error {
	if _, err := calendar.Parse(text, w.country()); err != nil {
		return err
	}
	path := filepath.Join(w.Dir, CalendarFile)
	coming := path + ".new"
	err := os.WriteFile(coming, text, 0o600)
	if err == nil {
		err = os.Rename(coming, path)
	}
	if err != nil {
		return palier.Fail(spaceCode(err), "write the calendar", err)
	}
	return nil
}

func (w *Workspace) country() string { return calendar.CountryIn(w.Settings.Timezone) }
