package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/explain"
	"palier/internal/modelfile"
	"palier/internal/phrase"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

func (p *Program) model() *cobra.Command {
	command := &cobra.Command{Use: "model", Short: "Check, compare, adopt and roll back the limits"}
	command.AddCommand(p.modelCheck(), p.modelShow(), p.modelDiff(), p.modelApply(), p.modelHistory(), p.modelRollback())
	return command
}

// fileArgument gives the model file named, "" for the workspace's own.
func fileArgument(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

func (p *Program) modelCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check [FILE]",
		Short: "Tell what is wrong with a model file, all at once",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := p.checkModel(c.Context(), args); err != nil {
				return err
			}
			p.say(p.book.Say("model.sound", nil))
			return nil
		},
	}
}

// checkModel checks a model file. That takes a workspace only where the file is its own,
// or names a segment.
func (p *Program) checkModel(ctx context.Context, args []string) error {
	if len(args) > 0 {
		model, _, err := workspace.ReadModel(p.path(args[0]))
		if err != nil {
			return err
		}
		if model.Exclude == "" { // no workspace is needed, then
			return workspace.CheckLabels(model)
		}
	}
	return p.in(ctx, "model check", func(w *workspace.Workspace) error {
		model, _, err := w.ReadModel(p.path(fileArgument(args)))
		if err != nil {
			return err
		}
		return w.CheckModel(ctx, model)
	})
}

func (p *Program) modelShow() *cobra.Command {
	return &cobra.Command{
		Use:   "show [VERSION]",
		Short: "Write out the model in force, or an earlier one, with all defaults",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			number := 0
			if len(args) > 0 {
				var err error
				if number, err = parseNumber("version", args[0]); err != nil {
					return err
				}
			}
			return p.in(c.Context(), "model show", func(w *workspace.Workspace) error {
				model, version, err := modelOf(c.Context(), w, number)
				if err != nil {
					return err
				}
				if p.json {
					return p.writeJSON(map[string]any{"version": version.Number, "hash": version.Hash, "model": model})
				}
				_, err = p.Out.Write(modelfile.Format(model))
				return err
			})
		},
	}
}

// modelOf gives a version's model; number 0 is the one in force.
func modelOf(ctx context.Context, w *workspace.Workspace, number int) (*palier.Model, control.Version, error) {
	if number == 0 {
		return w.Model(ctx)
	}
	return w.ModelVersion(ctx, number)
}

func (p *Program) modelDiff() *cobra.Command {
	var against string
	command := &cobra.Command{
		Use:   "diff [FILE]",
		Short: "Tell what a model file changes in the model in force",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			number := 0
			if against != "" {
				var err error
				if number, err = parseNumber("version", against); err != nil {
					return err
				}
			}
			return p.in(c.Context(), "model diff", func(w *workspace.Workspace) error {
				old, _, err := modelOf(c.Context(), w, number)
				if err != nil {
					return err
				}
				draft, _, err := w.ReadModel(p.path(fileArgument(args)))
				if err != nil {
					return err
				}
				return p.writeDifferences(old, modelfile.Diff(old, draft))
			})
		},
	}
	command.Flags().StringVar(&against, "against", "", "compare with this `version` instead of the one in force")
	return command
}

// writeDifferences tells what differs, in words by what a model calls things.
func (p *Program) writeDifferences(m *palier.Model, differences []modelfile.Difference) error {
	if p.json {
		if differences == nil {
			differences = []modelfile.Difference{}
		}
		return p.writeJSON(differences)
	}
	if len(differences) == 0 {
		p.say(p.book.Say("model.same", nil))
	}
	for _, line := range p.differences(m, differences) {
		if _, err := fmt.Fprintln(p.Out, line); err != nil {
			return err
		}
	}
	return nil
}

// differences writes each difference on a line: where it stands in the file, and what it means.
func (p *Program) differences(m *palier.Model, list []modelfile.Difference) []string {
	lines := make([]string, len(list))
	for i, change := range explain.Changes(p.book.With(m), list) {
		lines[i] = printable(fmt.Sprintf("%s: %s → %s (%s)", list[i].Path, change.Old, change.New, change.Label))
	}
	return lines
}

func (p *Program) modelApply() *cobra.Command {
	var message string
	command := &cobra.Command{
		Use:   "apply [FILE]",
		Short: "Make a model file the model in force, as a new version",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "model apply", func(w *workspace.Workspace) error {
				_, text, err := w.ReadModel(p.path(fileArgument(args)))
				if err != nil {
					return err
				}
				return p.adopt(c.Context(), w, func(progress func(int)) (control.Version, error) {
					return w.ApplyModel(c.Context(), text, 0, message, progress)
				})
			})
		},
	}
	command.Flags().StringVarP(&message, "message", "m", "", "why: a `text` kept with the version")
	return command
}

func (p *Program) modelRollback() *cobra.Command {
	var message string
	command := &cobra.Command{
		Use:   "rollback VERSION",
		Short: "Make an earlier model the newest version",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			number, err := parseNumber("version", args[0])
			if err != nil {
				return err
			}
			if message == "" {
				message = "rollback to version " + strconv.Itoa(number)
			}
			return p.in(c.Context(), "model rollback", func(w *workspace.Workspace) error {
				return p.adopt(c.Context(), w, func(progress func(int)) (control.Version, error) {
					return w.RollbackModel(c.Context(), number, message, progress)
				})
			})
		},
	}
	command.Flags().StringVarP(&message, "message", "m", "", "why: a `text` kept with the version")
	return command
}

// adopt makes a model the one in force and says so.
func (p *Program) adopt(ctx context.Context, w *workspace.Workspace, apply func(func(int)) (control.Version, error)) error {
	bar := p.progress()
	version, err := apply(p.computing(bar))
	bar.Close()
	if err != nil {
		return err
	}
	if p.json {
		return p.writeJSON(answer.VersionOf(version))
	}
	p.say(p.book.Say("model.applied", phrase.Args{"Number": version.Number}))
	model, _, err := w.Model(ctx)
	if err != nil {
		return err
	}
	return p.writeDifferences(model, version.Difference)
}

func (p *Program) modelHistory() *cobra.Command {
	return &cobra.Command{
		Use:   "history",
		Short: "List the versions of the model: who, when, what, why",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.in(c.Context(), "model history", func(w *workspace.Workspace) error {
				versions, err := w.Control.Versions(c.Context())
				if err != nil {
					return err
				}
				return p.writeVersions(c.Context(), w, versions)
			})
		},
	}
}

func (p *Program) writeVersions(ctx context.Context, w *workspace.Workspace, versions []control.Version) error {
	if p.json {
		return p.writeJSON(answer.VersionsOf(versions))
	}
	model, _, err := w.Model(ctx)
	if err != nil {
		return err
	}
	table := terminal.Table{Title: p.book.Say("model.history", nil), Columns: p.columns("version", "day", "who", "message", "change"), Left: []int{1, 2, 3, 4}}
	for _, version := range versions {
		change := strings.Join(p.differences(model, version.Difference), "\n")
		table.Rows = append(table.Rows, []string{strconv.Itoa(version.Number), version.At.In(w.Zone).Format("2006-01-02 15:04"), printable(version.Who), printable(version.Message), change})
	}
	return table.Draw(p.Out)
}

// warnDraft says when the model file is not the model in force.
func (p *Program) warnDraft(ctx context.Context, w *workspace.Workspace) {
	draft, _, err := w.ReadModel("")
	if err != nil {
		return // palier model check tells; answers do not come from the draft
	}
	current, _, err := w.Model(ctx)
	if err == nil && len(modelfile.Diff(current, draft)) > 0 {
		p.say(p.book.Say("warn.model", nil))
	}
}
