package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/phrase"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

func (p *Program) token() *cobra.Command {
	command := &cobra.Command{Use: "token", Short: "List, make and revoke the keys of programs that use the API"}
	command.AddCommand(p.listTokens(), p.addToken(), p.revokeToken())
	return command
}

func (p *Program) listTokens() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the tokens that are in force; with --json all of them", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.in(c.Context(), "token list", func(w *workspace.Workspace) error {
				tokens, err := w.Control.Tokens(c.Context())
				if err != nil {
					return err
				}
				if p.json {
					return p.writeJSON(answer.TokensOf(tokens))
				}
				table := terminal.Table{Columns: p.columns("token", "name", "scopes", "who", "since", "expires"), Left: []int{1, 2, 3, 4, 5}}
				for _, t := range tokens {
					if t.InForce(p.Now()) {
						table.Rows = append(table.Rows, tokenRow(t, w.Zone))
					}
				}
				return table.Draw(p.Out)
			})
		},
	}
}

func tokenRow(t control.Token, zone *time.Location) []string {
	scopes := make([]string, len(t.Scopes))
	for i, scope := range t.Scopes {
		scopes[i] = string(scope)
	}
	until := ""
	if !t.Expires.IsZero() {
		until = t.Expires.In(zone).Format("2006-01-02")
	}
	return []string{strconv.Itoa(t.Number), printable(t.Name), strings.Join(scopes, ", "), printable(t.Who), t.At.In(zone).Format("2006-01-02"), until}
}

func (p *Program) addToken() *cobra.Command {
	var scopes []string
	var days int
	command := &cobra.Command{
		Use: "add NAME", Short: "Make a token, and print its secret, once", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if days < 0 || days > 3650 {
				return usageError{palier.Refusef("make a token", "give 0, for ever, to 3650", "%d days are no life", days)}
			}
			return p.in(c.Context(), "token add", func(w *workspace.Workspace) error {
				var may []control.Scope
				for _, scope := range scopes {
					may = append(may, control.Scope(scope))
				}
				secret, token, err := p.desk(w).MakeToken(c.Context(), args[0], may, time.Duration(days)*24*time.Hour, workspace.Who(c.Context()))
				if err != nil {
					return err
				}
				if p.json {
					return p.writeJSON(struct {
						Token  answer.Token `json:"token"`
						Secret string       `json:"secret"`
					}{answer.TokenOf(token), secret})
				}
				p.say(p.book.Say("token.made", phrase.Args{"Number": token.Number, "Name": printable(token.Name)}))
				_, err = fmt.Fprintln(p.Out, secret)
				return err
			})
		},
	}
	command.Flags().StringSliceVar(&scopes, "for", []string{string(control.ScopeRead)}, "what it may do, separated by commas: `read`, write, export, admin")
	command.Flags().IntVar(&days, "days", 0, "how many `days` it is good for; 0 for ever")
	return command
}

func (p *Program) revokeToken() *cobra.Command {
	return &cobra.Command{
		Use: "revoke N", Short: "Revoke token N", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			number, err := parseNumber("token", args[0])
			if err != nil {
				return err
			}
			return p.in(c.Context(), "token revoke", func(w *workspace.Workspace) error {
				if err := w.Control.RevokeToken(c.Context(), number, workspace.Who(c.Context()), p.Now()); err != nil {
					return err
				}
				p.say(p.book.Say("token.revoked", phrase.Args{"Number": number}))
				return nil
			})
		},
	}
}
