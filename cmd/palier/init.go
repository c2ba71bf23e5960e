package main

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"palier/internal/control"
	"palier/internal/modelfile"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

func (p *Program) init() *cobra.Command {
	var settings control.Settings
	command := &cobra.Command{
		Use:   "init",
		Short: "Make a workspace with a commented model.yaml",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			settings.Currency = strings.ToUpper(settings.Currency)
			if err := workspace.Init(c.Context(), p.dir, settings, p.Now()); err != nil {
				return err
			}
			dir, err := filepath.Abs(p.dir)
			p.say(p.book.Say("init.done", phrase.Args{"Dir": dir}))
			return err
		},
	}
	flags := command.Flags()
	flags.StringVar(&settings.Sector, "sector", "", "start from the limits of a `sector`: "+strings.Join(modelfile.Sectors(), ", "))
	flags.StringVar(&settings.Timezone, "timezone", "Europe/Paris", "the `zone` in which days begin and end")
	flags.StringVar(&settings.Currency, "currency", "EUR", "the `currency` of all amounts")
	return command
}
