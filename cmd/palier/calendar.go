package main

import (
	"time"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/calendar"
	"palier/internal/explain"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

func (p *Program) calendar() *cobra.Command {
	command := &cobra.Command{
		Use:   "calendar",
		Short: "Show the days of the year on which your trade is not as on others, and check your own",
		Long: `Palier knows the sales, Black Friday, Christmas and such days by the rules of your country.
Which of them your year has, and your own days, stand in calendar.yaml in the workspace's
folder; docs/calendar.md explains it. Charts shade these days.`,
	}
	year := 0
	list := &cobra.Command{Use: "list", Short: "List the events of a year with their days", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		if c.Flags().Changed("year") && (year < palier.FirstDay.Time().Year() || year > palier.LastDay.Time().Year()) {
			return usageError{palier.Refusef("list the events", "name one of 1900 to 2199", "%d is no year of a shop", year)}
		}
		return p.in(c.Context(), "calendar list", func(w *workspace.Workspace) error { return p.listEvents(w, year) })
	}}
	list.Flags().IntVar(&year, "year", 0, "the `year`; else this one")
	command.AddCommand(list,
		&cobra.Command{Use: "show", Short: "Write out a commented calendar file to begin with", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
			return p.in(c.Context(), "calendar show", func(w *workspace.Workspace) error {
				_, err := p.Out.Write(calendar.Template(calendar.CountryIn(w.Settings.Timezone)))
				return err
			})
		}},
		&cobra.Command{Use: "check [FILE]", Short: "Tell what is wrong with a calendar file, all at once", Args: cobra.MaximumNArgs(1), RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "calendar check", func(w *workspace.Workspace) error { return p.checkCalendar(w, args) })
		}},
	)
	return command
}

func (p *Program) listEvents(w *workspace.Workspace, year int) error {
	kept, err := w.Calendar()
	if err != nil {
		return err
	}
	if year == 0 {
		year = w.Today().Time().Year()
	}
	events := kept.Between(palier.DayOf(year, time.January, 1), palier.DayOf(year, time.December, 31))
	if p.json {
		return p.writeJSON(answer.EventsOf(p.book, events))
	}
	if len(events) == 0 {
		p.say(p.book.Say("calendar.none", nil))
		return nil
	}
	table := terminal.Table{Columns: []string{p.book.Say("calendar.column.event", nil), p.book.Say("column.from", nil), p.book.Say("column.to", nil), p.book.Say("calendar.column.days", nil)}, Left: []int{0}}
	for _, e := range events {
		table.Rows = append(table.Rows, []string{explain.Event(p.book, e), p.book.Day(e.From), p.book.Day(e.To), p.book.Number(int64(e.To - e.From + 1))})
	}
	return table.Draw(p.Out)
}

// checkCalendar checks a calendar file; that of the workspace where none is named.
func (p *Program) checkCalendar(w *workspace.Workspace, args []string) (err error) {
	if len(args) > 0 {
		_, err = w.ReadCalendar(p.path(args[0]))
	} else {
		_, err = w.Calendar()
	}
	if err == nil {
		p.say(p.book.Say("calendar.sound", nil))
	}
	return err
}
