package main

import (
	"cmp"
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/phrase"
	"palier/internal/signin"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// userFlags are what a user can be given.
type userFlags struct {
	role, language, name string
	exporter             bool
	address              string
}

// serverAddress is what links begin with while nobody serves the pages and says where.
const serverAddress = "http://127.0.0.1:8420"

func (p *Program) user() *cobra.Command {
	command := &cobra.Command{Use: "user", Short: "List, add, change, invite and remove those who may sign in"}
	command.AddCommand(p.listUsers(), p.addUser(), p.changeUser(), p.inviteUser(), p.signOutUser(), p.removeUser())
	return command
}

func (given *userFlags) bind(command *cobra.Command, role string) *cobra.Command {
	flags := command.Flags()
	flags.StringVar(&given.role, "role", role, "`viewer` sees numbers, marketer also contacts, admin may do everything")
	flags.BoolVar(&given.exporter, "exporter", false, "may also hand out contacts with their addresses")
	flags.StringVar(&given.language, "language", "", "`en` or fr; else that of the browser")
	return command
}

func (given *userFlags) bindAddress(command *cobra.Command) *cobra.Command {
	command.Flags().StringVar(&given.address, "address", "", "where the pages are: the link begins with this `address`; else with where they are served")
	return command
}

// desk is where people and programs are made known.
func (p *Program) desk(w *workspace.Workspace) *signin.Desk {
	return &signin.Desk{DB: w.Control, Now: p.Now, Log: p.logger()}
}

func (p *Program) listUsers() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the users", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.in(c.Context(), "user list", func(w *workspace.Workspace) error {
				users, err := w.Control.Users(c.Context())
				if err != nil {
					return err
				}
				seen, err := w.Control.Seen(c.Context())
				if err != nil {
					return err
				}
				if p.json {
					return p.writeJSON(answer.UsersOf(users, seen))
				}
				table := terminal.Table{Columns: p.columns("user", "name", "role", "exporter", "since", "seen"), Left: []int{1, 2, 3, 4, 5}}
				for _, u := range users {
					last := ""
					if at := seen[u.Number]; !at.IsZero() {
						last = at.In(w.Zone).Format("2006-01-02 15:04")
					}
					table.Rows = append(table.Rows, []string{strconv.Itoa(u.Number), printable(u.Name), string(u.Role), p.yes(u.Exporter), u.At.In(w.Zone).Format("2006-01-02"), last})
				}
				return table.Draw(p.Out)
			})
		},
	}
}

// yes says yes, or nothing.
func (p *Program) yes(whether bool) string {
	if !whether {
		return ""
	}
	return p.book.Say("yes", nil)
}

func (p *Program) addUser() *cobra.Command {
	var given userFlags
	return given.bindAddress(given.bind(&cobra.Command{
		Use: "add NAME", Short: "Add a user, and print the link by which it sets a password, once", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "user add", func(w *workspace.Workspace) error {
				user, err := w.Control.AddUser(c.Context(), control.User{
					Name: args[0], Role: control.Role(given.role), Exporter: given.exporter, Language: given.language, At: p.Now(),
				}, workspace.Who(c.Context()))
				if err != nil {
					return err
				}
				return p.tellInvitation(c.Context(), w, user, given.address)
			})
		},
	}, string(control.Viewer)))
}

func (p *Program) inviteUser() *cobra.Command {
	var given userFlags
	return given.bindAddress(&cobra.Command{
		Use: "invite NAME", Short: "Print a new link, for a user who forgot the password", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "user invite", func(w *workspace.Workspace) error {
				user, err := w.Control.UserNamed(c.Context(), args[0])
				if err != nil {
					return err
				}
				return p.tellInvitation(c.Context(), w, user, given.address)
			})
		},
	})
}

// tellInvitation prints the link by which a user sets a password.
func (p *Program) tellInvitation(ctx context.Context, w *workspace.Workspace, user control.User, address string) error {
	secret, err := p.desk(w).Invite(ctx, user.Number)
	if err != nil {
		return err
	}
	link := cmp.Or(address, p.origin, serverAddress) + signin.InvitationPath + secret
	if p.json {
		return p.writeJSON(struct {
			User       answer.User `json:"user"`
			Invitation string      `json:"invitation"`
		}{answer.UserOf(user), link})
	}
	p.say(p.book.Say("user.invited", phrase.Args{"Name": printable(user.Name)}))
	_, err = fmt.Fprintln(p.Out, link)
	return err
}

func (p *Program) changeUser() *cobra.Command {
	var given userFlags
	command := given.bind(&cobra.Command{
		Use: "change NAME", Short: "Change a user's name, role, right or language: what is named by a flag", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "user change", func(w *workspace.Workspace) error {
				user, err := w.Control.UserNamed(c.Context(), args[0])
				if err != nil {
					return err
				}
				given.apply(c, &user)
				if err := w.Control.ChangeUser(c.Context(), user, workspace.Who(c.Context()), p.Now()); err != nil {
					return err
				}
				return p.tellUser("user.changed", user)
			})
		},
	}, "")
	command.Flags().StringVar(&given.name, "name", "", "the new `name`")
	return command
}

// apply changes what a flag names.
func (given *userFlags) apply(c *cobra.Command, user *control.User) {
	flags := c.Flags()
	if flags.Changed("name") {
		user.Name = given.name
	}
	if flags.Changed("role") {
		user.Role = control.Role(given.role)
	}
	if flags.Changed("exporter") {
		user.Exporter = given.exporter
	}
	if flags.Changed("language") {
		user.Language = given.language
	}
}

// tellUser says what was done with a user.
func (p *Program) tellUser(id string, user control.User) error {
	if p.json {
		return p.writeJSON(answer.UserOf(user))
	}
	p.say(p.book.Say(id, phrase.Args{"Name": printable(user.Name)}))
	return nil
}

func (p *Program) signOutUser() *cobra.Command {
	return &cobra.Command{
		Use: "sign-out NAME", Short: "End all sessions of a user", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "user sign-out", func(w *workspace.Workspace) error {
				user, err := w.Control.UserNamed(c.Context(), args[0])
				if err != nil {
					return err
				}
				if err := p.desk(w).EndSessions(c.Context(), user.Number, workspace.Who(c.Context())); err != nil {
					return err
				}
				return p.tellUser("user.signed_out", user)
			})
		},
	}
}

func (p *Program) removeUser() *cobra.Command {
	return &cobra.Command{
		Use: "remove NAME", Short: "Remove a user, whose sessions end", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "user remove", func(w *workspace.Workspace) error {
				user, err := w.Control.UserNamed(c.Context(), args[0])
				if err != nil {
					return err
				}
				if err := w.Control.RemoveUser(c.Context(), user.Number, workspace.Who(c.Context()), p.Now()); err != nil {
					return err
				}
				return p.tellUser("user.removed", user)
			})
		},
	}
}
