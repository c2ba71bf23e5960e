package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/duckdb"
	"palier/internal/job"
	"palier/internal/phrase"
	"palier/internal/request"
	"palier/internal/server"
	"palier/internal/signin"
	"palier/internal/web"
	"palier/internal/workspace"
)

// serveFlags say how a workspace is reached.
type serveFlags struct {
	listen string
	hosts  []string
	https  bool
	slow   time.Duration
}

func (p *Program) serve() *cobra.Command {
	var given serveFlags
	command := &cobra.Command{
		Use:   "serve",
		Short: "Serve the pages and the API until it is told to stop",
		Long: `Serves the pages and the API, and keeps the states up to date as days pass, until it is
told to stop; it then finishes what is under way. As long as nobody may sign in it prints
a link that makes the first administrator, once.

It speaks HTTP. For people on other machines put a server in front of it that speaks
HTTPS, name it by --host, and say --https.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			p.slow = tellSlow(given.slow, p.logger())
			return p.own(c.Context(), "serve", func(w *workspace.Workspace) error { return p.runServer(c.Context(), w, given, p.tellAddress) })
		},
	}
	flags := command.Flags()
	flags.StringVar(&given.listen, "listen", "127.0.0.1:8420", "the `address` to listen on; port 0 chooses a free one")
	flags.StringSliceVar(&given.hosts, "host", nil, "a `name` by which people reach it, besides those of the machine itself (may be repeated)")
	flags.BoolVar(&given.https, "https", false, "people reach it by HTTPS, through a server in front of it: cookies are sent by nothing else")
	flags.DurationVar(&given.slow, "slow", 2*time.Second, "log `questions` to the store that take longer, with DuckDB's plan; 0 logs none")
	return command
}

// tellSlow logs questions that take long.
func tellSlow(after time.Duration, log *slog.Logger) duckdb.Slow {
	if after <= 0 {
		return duckdb.Slow{}
	}
	return duckdb.Slow{After: after, Tell: func(ctx context.Context, q duckdb.SlowQuestion) {
		log.Warn("slow question", "request", request.Of(ctx).ID, "generation", q.Generation, "took", q.Took, "sql", q.SQL, "plan", q.Plan)
	}}
}

// runServer serves a workspace until the context ends. Tell says where it is reached.
func (p *Program) runServer(ctx context.Context, w *workspace.Workspace, given serveFlags, tell func(context.Context, *signin.Desk) error) error {
	log := p.logger()
	desk := p.desk(w)
	listener, err := net.Listen("tcp", given.listen)
	if err != nil {
		return &palier.Error{Code: palier.Conflict, Tried: "listen on " + given.listen, Err: err, Hint: "choose another address: --listen 127.0.0.1:0 takes a free port"}
	}
	p.origin = given.origin(listener.Addr())
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	commandsDone, err := p.takeCommands(ctx, w, log)
	if err == nil {
		err = tell(ctx, desk)
	}
	if err != nil {
		listener.Close()
		return err
	}
	jobs := &job.Book{Now: p.Now, Log: log}
	pages := &web.Site{Workspace: w, Desk: desk, Jobs: jobs, Secure: given.https}
	s := &server.Server{Workspace: w, Desk: desk, Jobs: jobs, Log: log, Release: release, Hosts: given.hosts, Secure: given.https, Pages: pages.Handler()}
	return errors.Join(s.Run(ctx, listener), commandsDone())
}

// logger writes to Err what the server does: lines that programs read too.
func (p *Program) logger() *slog.Logger {
	level := slog.LevelInfo
	if p.quiet {
		level = slog.LevelError
	}
	return slog.New(slog.NewTextHandler(p.Err, &slog.HandlerOptions{Level: level}))
}

// tellAddress says where the server is, and how the first administrator gets in.
func (p *Program) tellAddress(ctx context.Context, desk *signin.Desk) error {
	told := struct {
		Address    string `json:"address"`
		Invitation string `json:"invitation,omitempty"`
	}{Address: p.origin}
	secret, err := desk.Invite(ctx, 0)
	switch {
	case err == nil:
		told.Invitation = told.Address + signin.InvitationPath + secret
	case palier.CodeOf(err) != palier.Conflict: // there is somebody already
		return err
	}
	if p.json {
		return p.writeJSON(told)
	}
	fmt.Fprintln(p.Out, p.book.Say("serve.address", phrase.Args{"Address": told.Address}))
	if told.Invitation != "" {
		fmt.Fprintln(p.Out, p.book.Say("serve.first", phrase.Args{"Link": told.Invitation}))
	}
	return nil
}

// origin gives the beginning of the addresses of pages, as somebody would type it: the first
// name that people were told, else what is listened on.
func (given serveFlags) origin(address net.Addr) string {
	scheme := "http://"
	if given.https {
		scheme = "https://"
	}
	if len(given.hosts) > 0 && given.https {
		return scheme + given.hosts[0]
	}
	host, port, err := net.SplitHostPort(address.String())
	if err != nil {
		return scheme + address.String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	if len(given.hosts) > 0 {
		host = given.hosts[0]
	}
	return scheme + net.JoinHostPort(host, port)
}
