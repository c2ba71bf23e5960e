package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/control"
	"palier/internal/phrase"
	"palier/internal/source"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

func (p *Program) mapping() *cobra.Command {
	command := &cobra.Command{
		Use:   "mapping",
		Short: "List, show or forget how files with certain columns are read",
		Long: `A mapping that was given once (--mapping, --map) is remembered for files with the same
columns and used for them again. docs/mapping.md explains mapping files.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	list := &cobra.Command{
		Use: "list", Short: "List the mappings that are remembered", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.in(c.Context(), "mapping list", func(w *workspace.Workspace) error { return p.listMappings(c, w) })
		},
	}
	command.AddCommand(list,
		p.onMapping("show N", "Write mapping N out, as a mapping file", p.showMapping),
		p.onMapping("forget N", "Forget mapping N", p.forgetMapping))
	return command
}

// onMapping makes a command that works on one mapping, by its number.
func (p *Program) onMapping(use, short string, do func(*cobra.Command, *workspace.Workspace, int) error) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			number, err := parseNumber("mapping", args[0])
			if err != nil {
				return err
			}
			return p.in(c.Context(), "mapping "+c.Name(), func(w *workspace.Workspace) error { return do(c, w, number) })
		},
	}
}

func (p *Program) listMappings(c *cobra.Command, w *workspace.Workspace) error {
	mappings, err := w.Control.Mappings(c.Context())
	if err != nil {
		return err
	}
	if p.json {
		all := make([]mappingJSON, len(mappings))
		for i, m := range mappings {
			all[i] = jsonMapping(m)
		}
		return p.writeJSON(all)
	}
	table := terminal.Table{
		Title:   p.book.Say("mapping.title", nil),
		Columns: p.columns("mapping", "day", "who", "name", "columns"),
		Left:    []int{1, 2, 3, 4},
	}
	for _, m := range mappings {
		table.Rows = append(table.Rows, []string{
			strconv.Itoa(m.Number), m.At.In(w.Zone).Format("2006-01-02 15:04"), printable(m.Who), printable(m.Name), printable(strings.Join(m.Columns, ", ")),
		})
	}
	return table.Draw(p.Out)
}

func (p *Program) showMapping(c *cobra.Command, w *workspace.Workspace, number int) error {
	m, err := w.Control.Mapping(c.Context(), number)
	if err != nil {
		return err
	}
	if p.json {
		return p.writeJSON(jsonMapping(m))
	}
	_, err = fmt.Fprintln(p.Out, strings.TrimRight(m.Text, "\n"))
	return err
}

func (p *Program) forgetMapping(c *cobra.Command, w *workspace.Workspace, number int) error {
	if err := w.Control.ForgetMapping(c.Context(), number); err != nil {
		return err
	}
	p.say(p.book.Say("mapping.forgotten", phrase.Args{"Number": number}))
	return nil
}

// readMappings reads the mapping files of an import, which say all that there is to say.
func (p *Program) readMappings(paths []string, options workspace.ImportOptions) ([]*source.Mapping, error) {
	if len(paths) > 0 && (options.Kind != "" || options.Preset != "" || len(options.Mapping) > 0) {
		return nil, usageError{palier.Refuse("use --mapping", "--as, --preset and --map say something else", "write it into the mapping file")}
	}
	var mappings []*source.Mapping
	for _, path := range paths {
		m, err := workspace.ReadMapping(p.path(path))
		if err != nil {
			return nil, err
		}
		mappings = append(mappings, m)
	}
	return mappings, nil
}

// readAs says how a file was read.
func (p *Program) readAs(file source.Summary) string {
	if file.Mapping != "" {
		return p.book.Say("import.mapped", phrase.Args{"Kind": file.Kind, "Mapping": printable(file.Mapping)})
	}
	return p.book.Say("import.columns", phrase.Args{"Kind": file.Kind, "Preset": file.Preset})
}

// tellMapping says by which mapping a file was read, and what becomes of it.
func (p *Program) tellMapping(w *workspace.Workspace, use workspace.MappingUse) {
	args := phrase.Args{"Number": use.Number, "Name": printable(use.Name), "Day": p.book.Day(palier.DayIn(use.At, w.Zone))}
	switch {
	case use.Number == 0:
	case use.Remembered:
		p.say("    " + p.book.Say("mapping.used", args))
	default:
		p.say("    " + p.book.Say("mapping.kept", args))
	}
}

// mappingJSON is a mapping as --json writes it.
type mappingJSON struct {
	Number  int       `json:"number"`
	Name    string    `json:"name"`
	Columns []string  `json:"columns"`
	Who     string    `json:"who"`
	At      time.Time `json:"at"`
	Text    string    `json:"text"`
}

func jsonMapping(m control.Mapping) mappingJSON {
	return mappingJSON{m.Number, m.Name, m.Columns, m.Who, m.At, m.Text}
}
