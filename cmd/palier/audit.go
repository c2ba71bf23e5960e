package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

func (p *Program) audit() *cobra.Command {
	var given auditFlags
	command := &cobra.Command{
		Use:   "audit",
		Short: "List what was done that somebody may have to answer for",
		Long: `Lists loads, exports, erasures, objections, backups, models published, and changes of segments,
filters and types, with who did it and when. Contacts are named by a mark that does not
tell who they are.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.in(c.Context(), "audit", func(w *workspace.Workspace) error { return p.listAudit(c, w, given) })
		},
	}
	flags := command.Flags()
	flags.StringVar(&given.who, "who", "", "only what somebody of this `name` did")
	flags.StringVar(&given.action, "action", "", "only this `action`: exported, forgotten, signed_in and the like")
	flags.StringVar(&given.from, "from", "", "only from this `day` on")
	flags.StringVar(&given.to, "to", "", "only through this `day`")
	return command
}

// auditFlags say which entries are wanted.
type auditFlags struct{ who, action, from, to string }

func (given auditFlags) query() (q workspace.AuditQuery, err error) {
	q = workspace.AuditQuery{Who: given.who, Action: control.Action(given.action)}
	if q.From, err = dayOrNone(given.from); err == nil {
		q.To, err = dayOrNone(given.to)
	}
	return q, err
}

func (p *Program) listAudit(c *cobra.Command, w *workspace.Workspace, given auditFlags) error {
	wanted, err := given.query()
	if err != nil {
		return err
	}
	found, err := w.Audit(c.Context(), wanted)
	if err != nil {
		return err
	}
	entries := found.Entries
	slices.Reverse(entries)
	if p.json {
		return p.writeJSON(answer.EntriesOf(entries))
	}
	table := terminal.Table{
		Title:   p.book.Say("audit.title", nil),
		Columns: p.columns("entry", "day", "who", "action", "details"),
		Left:    []int{1, 2, 3, 4},
	}
	for _, e := range entries {
		table.Rows = append(table.Rows, []string{
			strconv.Itoa(e.Number), e.At.In(w.Zone).Format("2006-01-02 15:04"), printable(e.Who), p.book.Say("audit."+string(e.Action), nil), printable(detailsText(e.Details)),
		})
	}
	return table.Draw(p.Out)
}

// detailsText writes the details of an entry in a line, by name.
func detailsText(details any) string {
	raw, _ := details.(json.RawMessage)
	var values map[string]json.RawMessage
	if json.Unmarshal(raw, &values) != nil {
		return string(raw)
	}
	var texts []string
	for _, name := range slices.Sorted(maps.Keys(values)) {
		value := string(values[name])
		if name == "contact" { // the mark's beginning tells contacts apart
			value = value[:min(len(value), 13)] + `…"`
		}
		texts = append(texts, fmt.Sprintf("%s %s", name, value))
	}
	return strings.Join(texts, ", ")
}
