package main

import (
	"github.com/spf13/cobra"

	"palier"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

func (p *Program) backup() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FOLDER",
		Short: "Write a backup of the workspace, of one generation, to a new folder",
		Long: `Writes a backup to a new folder: the facts and states of one generation, the settings and
versions of the model, its draft, and the refused rows. palier restore makes a workspace
of it, and refuses one that has been changed since.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "backup", func(w *workspace.Workspace) error {
				manifest, err := w.Backup(c.Context(), p.path(args[0]))
				if err != nil {
					return err
				}
				if p.json {
					return p.writeJSON(jsonBackup(args[0], manifest))
				}
				p.say(p.book.Say("backup.done", phrase.Args{"Path": args[0], "Day": p.book.Day(manifest.AsOf)}))
				return nil
			})
		},
	}
}

func (p *Program) restore() *cobra.Command {
	var into string
	options := workspace.RestoreOptions{Now: p.Now}
	command := &cobra.Command{
		Use:   "restore BACKUP --into FOLDER",
		Short: "Make a workspace of a backup, whole or not at all",
		Long: `Makes a workspace of a backup in a new folder or, with --replace, in the place of the
workspace that is there. A backup that is damaged is refused. However a restore is
interrupted, the folder holds either what was there before or all that was restored.
Whoever was forgotten in the workspace that is replaced, or in this one since its backup,
stays forgotten.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if into == "" {
				return usageError{palier.Refuse("restore "+args[0], "it is not said where", "name a folder with --into")}
			}
			options.Current = p.dir // whoever was forgotten there stays forgotten
			manifest, err := workspace.Restore(c.Context(), args[0], into, options)
			if err != nil {
				return err
			}
			if p.json {
				return p.writeJSON(jsonBackup(into, manifest))
			}
			p.say(p.book.Say("restore.done", phrase.Args{"Path": into, "At": manifest.At.Format("2006-01-02 15:04 UTC"), "Day": p.book.Day(manifest.AsOf)}))
			return nil
		},
	}
	command.Flags().StringVar(&into, "into", "", "the `folder` of the workspace to be")
	command.Flags().BoolVar(&options.Replace, "replace", false, "replace the workspace that is there")
	return command
}

// jsonBackup is what backup and restore answer with --json (docs/json.md).
func jsonBackup(path string, manifest *workspace.Manifest) any {
	return struct {
		Path string `json:"path"`
		*workspace.Manifest
	}{path, manifest}
}
