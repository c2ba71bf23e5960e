package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// How long a connection may take. Whoever takes longer on purpose, an upload or a stream of
// events, moves its own deadline on as it goes.
const (
	headerTime = 10 * time.Second
	readTime   = time.Minute
	writeTime  = 5 * time.Minute
	idleTime   = 2 * time.Minute
	stopTime   = 30 * time.Second // for requests under way, when the server ends
)

// Run answers on a listener until the context ends, and then finishes what is under way:
// requests, loads, a refresh.
func (s *Server) Run(ctx context.Context, listener net.Listener) error {
	handler, err := s.Handler()
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	out := &http.Server{
		Handler: handler, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
	}
	stopClock := s.wind(ctx)
	failed := make(chan error, 1)
	go func() { failed <- out.Serve(listener) }()
	select {
	case err = <-failed:
	case <-ctx.Done():
		s.Log.Info("stopping")
		within, cancel := context.WithTimeout(context.Background(), stopTime)
		defer cancel()
		if err = out.Shutdown(within); errors.Is(err, context.DeadlineExceeded) {
			err = out.Close()
		}
	}
	s.Jobs.Close()
	stopClock()
	return err
}
