package answer

import (
	"palier"
	"palier/internal/calendar"
	"palier/internal/explain"
	"palier/internal/phrase"
)

// Event is some days of the shop's calendar.
type Event struct {
	ID   string     `json:"id,omitempty" doc:"Which rule it is of; none for the merchant's own."`
	Name string     `json:"name"`
	From palier.Day `json:"from" format:"date"`
	To   palier.Day `json:"to" format:"date" doc:"The last of its days."`
}

// EventsOf tells events of the calendar in a language.
func EventsOf(book *phrase.Book, events []calendar.Event) []Event {
	told := make([]Event, len(events))
	for i, e := range events {
		told[i] = Event{e.ID, explain.Event(book, e), e.From, e.To}
	}
	return told
}
