// Package server is what a workspace is reached by over HTTP: one handler for the API, the
// pages and what operators ask for, and what every request goes through first.
//
// Around all of them, from the outside in: a request that was handed on comes from whom it is
// of (host.go), a note and a line in the log (log.go), a panic
// becomes a problem, the name asked for is one of ours (host.go), headers that tell browsers
// what the answer may do (header.go), no change comes from another site, what comes in has a
// limit, and who asks is found out. Who may do what is for the API and the pages to say.
package server

import (
	"log/slog"
	"net/http"

	"palier/internal/api"
	"palier/internal/intake"
	"palier/internal/job"
	"palier/internal/request"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// Server is a workspace over HTTP.
type Server struct {
	Workspace *workspace.Workspace
	Desk      *signin.Desk
	Jobs      *job.Book
	Log       *slog.Logger
	Release   string
	Hosts     []string     // names it may be called by, besides those of the machine itself
	MaxUpload int64        // in bytes, of each file; 0: as the API says
	Secure    bool         // people come by HTTPS, through something in front of it
	Pages     http.Handler // everything that is not the API's; nil for none

	limits   limits // zero: usual
	metrics  *metrics
	inbox    *workspace.Inbox // opened when it is first emptied
	prepared int64            // the generation that questions need not wait for any more
}

// Handler gives the handler of everything.
func (s *Server) Handler() (http.Handler, error) {
	s.metrics = newMetrics(s.Workspace)
	mux := http.NewServeMux()
	rest := &api.API{Workspace: s.Workspace, Desk: s.Desk, Jobs: s.Jobs, Log: s.Log, MaxUpload: s.MaxUpload, Release: s.Release, Secure: s.Secure}
	if err := rest.Mount(mux); err != nil {
		return nil, err
	}
	s.operate(mux)
	astray := api.Astray(mux)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if s.Pages == nil || request.Methods(mux, r) != "" {
			astray.ServeHTTP(w, r)
			return
		}
		s.Pages.ServeHTTP(w, r)
	})
	var handler http.Handler = mux
	for _, around := range []func(http.Handler) http.Handler{s.attend, limited, s.ownSite, headed, s.called, recovered, s.logged, s.handedOn} {
		handler = around(handler)
	}
	return handler, nil
}

// attend finds out who asks, in whose name everything is then done.
func (s *Server) attend(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := s.Desk.Attend(r)
		if who, err := signin.Asking(ctx); err == nil && who != nil {
			ctx = workspace.As(ctx, who.Name)
		}
		*r = *r.WithContext(ctx) // in place: those around it read the pattern that answered
		next.ServeHTTP(w, r)
	})
}

// ownSite refuses what pages of other sites make a browser change.
func (s *Server) ownSite(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		api.WriteProblem(w, r, api.Forbidden("take this request: another site sent it", "open Palier itself, and do it there"))
	}))
	return protection.Handler(next)
}

// mostBytes is how much a request may bring that says no other limit.
const mostBytes = 1 << 20

// limited ends what a request brings at mostBytes. Uploads have a limit of their own.
func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case api.Prefix + api.UploadPath, intake.FormPath:
		default:
			r.Body = http.MaxBytesReader(w, r.Body, mostBytes)
		}
		next.ServeHTTP(w, r)
	})
}
