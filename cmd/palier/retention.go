package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/phrase"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

func (p *Program) retention() *cobra.Command {
	command := &cobra.Command{
		Use:   "retention",
		Short: "Say after how long without contact people are erased, and erase those who are due",
		Long: `Tells after how many days without contact leads and customers are erased, and how many are
due. The last contact is the latest of the registration, a purchase, even if it was
refunded since, and a response; what somebody is sent is none. Days are counted to the
day on which the data ends. Everybody is kept unless you say otherwise.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.withDue(c, "retention", 0, p.tellRetention)
		},
	}
	command.AddCommand(p.setRetention(), p.listDue(), p.purge())
	return command
}

func (p *Program) setRetention() *cobra.Command {
	var lead, customer int
	command := &cobra.Command{
		Use:   "set",
		Short: "Say after how many days leads and customers are erased; 0 keeps them",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if !c.Flags().Changed("lead") && !c.Flags().Changed("customer") {
				return usageError{palier.Refuse("set after how long contacts are erased", "it is not said of whom", "give --lead DAYS, --customer DAYS or both; 0 keeps them")}
			}
			return p.in(c.Context(), "retention set", func(w *workspace.Workspace) error {
				rule, err := w.Control.Retention(c.Context())
				if err != nil {
					return err
				}
				if c.Flags().Changed("lead") {
					rule.Lead = lead
				}
				if c.Flags().Changed("customer") {
					rule.Customer = customer
				}
				rule, err = w.SetRetention(c.Context(), rule.Lead, rule.Customer)
				if err != nil {
					return err
				}
				if p.json {
					return p.writeJSON(map[string]int{"lead": rule.Lead, "customer": rule.Customer})
				}
				p.tellRule(rule)
				return nil
			})
		},
	}
	command.Flags().IntVar(&lead, "lead", 0, "`days` after the last contact of somebody without a purchase")
	command.Flags().IntVar(&customer, "customer", 0, "`days` after the last contact of somebody with one")
	return command
}

func (p *Program) listDue() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List those who are due to be erased, who has been silent for longest first",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.withDue(c, "retention list", -1, func(due *workspace.Due) error {
				table := terminal.Table{
					Title:   p.book.Say("retention.title", phrase.Args{"Day": p.book.Day(due.AsOf)}),
					Columns: p.columns("contact", "kind_of_contact", "last_contact", "days_ago"), Left: []int{0, 1, 2},
				}
				for _, d := range due.Contacts {
					kind := "retention.kind.lead"
					if d.Customer {
						kind = "retention.kind.customer"
					}
					table.Rows = append(table.Rows, []string{printable(d.ContactID), p.book.Say(kind, nil), p.book.Day(d.Last), p.book.Number(int64(due.AsOf - d.Last))})
				}
				if len(table.Rows) == 0 {
					p.say(p.book.Say("retention.none", nil))
					return nil
				}
				return table.Draw(p.Out)
			})
		},
	}
}

// withDue finds out who is due, and tells it: in JSON with at most so many of them.
func (p *Program) withDue(c *cobra.Command, name string, most int, tell func(*workspace.Due) error) error {
	return p.in(c.Context(), name, func(w *workspace.Workspace) error {
		due, err := p.due(c, w)
		if err != nil {
			return err
		}
		if p.json {
			return p.writeJSON(answer.RetentionOf(due, most))
		}
		return tell(due)
	})
}

func (p *Program) due(c *cobra.Command, w *workspace.Workspace) (*workspace.Due, error) {
	lens, err := w.Look(c.Context(), nil, palier.NoDay)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	return w.Due(c.Context(), lens)
}

func (p *Program) tellRetention(due *workspace.Due) error {
	p.tellRule(due.Rule)
	if !due.Rule.IsOff() {
		customers := due.Customers()
		fmt.Fprintln(p.Out, p.book.Say("retention.due", phrase.Args{
			"Day": p.book.Day(due.AsOf), "Leads": p.book.Number(int64(len(due.Contacts) - customers)), "Customers": p.book.Number(int64(customers)), "All": p.book.Number(int64(due.All)),
		}))
		fmt.Fprintln(p.Out, p.book.Say("retention.when", nil))
	}
	return nil
}

// tellRule says after how long whom is erased.
func (p *Program) tellRule(rule control.Retention) {
	if rule.IsOff() {
		fmt.Fprintln(p.Out, p.book.Say("retention.off", nil))
		return
	}
	for _, of := range []struct {
		id   string
		days int
	}{{"retention.lead", rule.Lead}, {"retention.customer", rule.Customer}} {
		if of.days == 0 {
			of.id += ".off"
		}
		fmt.Fprintln(p.Out, p.book.Say(of.id, phrase.Args{"Days": p.book.Number(int64(of.days))}))
	}
}
