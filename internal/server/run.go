package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// limits are how long a connection may take. Whoever takes longer on purpose, an upload or a
// stream of events, moves its own deadline on as it goes.
type limits struct {
	header, read, write, idle time.Duration
	stop                      time.Duration // for requests under way, when the server ends
}

var usual = limits{header: 10 * time.Second, read: time.Minute, write: 5 * time.Minute, idle: 2 * time.Minute, stop: 30 * time.Second}

// mostHeaders is how much the headers of a request may bring, in bytes.
const mostHeaders = 64 << 10

// Run answers on a listener until the context ends, and then finishes what is under way:
// requests, loads, a refresh.
func (s *Server) Run(ctx context.Context, listener net.Listener) error {
	if s.limits == (limits{}) {
		s.limits = usual
	}
	handler, err := s.Handler()
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	out := &http.Server{
		Handler: handler, ReadHeaderTimeout: s.limits.header, ReadTimeout: s.limits.read, WriteTimeout: s.limits.write, IdleTimeout: s.limits.idle,
		MaxHeaderBytes: mostHeaders, ErrorLog: slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
	}
	stopClock := s.wind(ctx)
	failed := make(chan error, 1)
	go func() { failed <- out.Serve(listener) }()
	select {
	case err = <-failed:
	case <-ctx.Done():
		s.Log.Info("stopping")
		within, cancel := context.WithTimeout(context.Background(), s.limits.stop)
		defer cancel()
		if err = out.Shutdown(within); errors.Is(err, context.DeadlineExceeded) {
			err = out.Close()
		}
	}
	s.Jobs.Close()
	stopClock()
	return err
}
