package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
)

type calendarQuery struct {
	From string `query:"from" format:"date" doc:"First day; else the first of this year."`
	To   string `query:"to" format:"date" doc:"Last day; else the last of the year of from."`
	Lang string `query:"lang" enum:"en,fr" doc:"Else that of who asks."`
}

type eventList struct {
	Body struct {
		From   palier.Day     `json:"from" format:"date"`
		To     palier.Day     `json:"to" format:"date"`
		Events []answer.Event `json:"events" doc:"Those with at least one day in the range, the earliest first."`
	}
}

func (a *API) calendar() {
	register(a, a.behind(see, huma.Operation{
		OperationID: "list-events", Method: http.MethodGet, Path: "/calendar", Tags: []string{"reports"}, Summary: "List the days on which trade is not as on others",
		Description: "Sales, Black Friday, Christmas and such days by the rules of the country, and the merchant's own. The calendar file says which.",
	}), func(ctx context.Context, in *calendarQuery) (*eventList, error) {
		book, err := a.speech(ctx, in.Lang)
		if err != nil {
			return nil, err
		}
		out := &eventList{}
		if out.Body.From, out.Body.To, err = a.yearOf(in); err != nil {
			return nil, err
		}
		kept, err := a.Workspace.Calendar()
		if err != nil {
			return nil, err
		}
		out.Body.Events = answer.EventsOf(book, kept.Between(out.Body.From, out.Body.To))
		return out, nil
	})
}

type calendarFile struct {
	Body struct {
		Text string `json:"text" maxLength:"100000" doc:"A calendar file, such as palier calendar show writes."`
	}
}

func (a *API) calendarFiles() {
	tags := []string{"reports"}
	register(a, a.behind(see, huma.Operation{OperationID: "show-calendar-file", Method: http.MethodGet, Path: "/calendar/file", Tags: tags, Summary: "Show the calendar file"}),
		func(context.Context, *struct{}) (*calendarFile, error) {
			text, err := a.Workspace.CalendarText()
			out := &calendarFile{}
			out.Body.Text = string(text)
			return out, err
		})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "save-calendar-file", Method: http.MethodPut, Path: "/calendar/file", Tags: tags, Summary: "Make a text the calendar file",
		Description: "All that is wrong with it is told at once, with its lines. Charts show what it says at once.", DefaultStatus: http.StatusNoContent,
	}), func(_ context.Context, in *calendarFile) (*struct{}, error) {
		return nil, a.Workspace.SaveCalendar([]byte(in.Body.Text))
	})
}

// yearOf gives the days asked about: those of a year where they are not given.
func (a *API) yearOf(in *calendarQuery) (from, to palier.Day, err error) {
	if from, err = day(in.From); err != nil {
		return from, to, err
	}
	if to, err = day(in.To); err != nil {
		return from, to, err
	}
	if !from.Exists() {
		from = palier.DayOf(a.Workspace.Today().Time().Year(), time.January, 1)
	}
	if !to.Exists() {
		to = palier.DayOf(from.Time().Year(), time.December, 31)
	}
	const tried = "list the events"
	switch {
	case from < palier.FirstDay || to > palier.LastDay:
		return from, to, palier.Refusef(tried, "ask for days from "+palier.FirstDay.String()+" to "+palier.LastDay.String(), "shops have no days so far away")
	case from > to:
		return from, to, palier.Refusef(tried, "exchange them", "the first day, %s, is after the last, %s", from, to)
	}
	return from, to, nil
}
