package server

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"palier/internal/api"
	"palier/internal/request"
	"palier/internal/signin"
)

// logged gives each request its note, and writes a line when it has been answered. The line
// tells which pattern answered and not the path, which may name a contact or hold a secret.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began, note := time.Now(), request.New()
		r = r.WithContext(request.With(r.Context(), note))
		w.Header().Set("X-Request-Id", note.ID)
		out := &written{ResponseWriter: w}
		s.metrics.underWay.Inc()
		defer func() {
			s.metrics.underWay.Dec()
			took, status := time.Since(began), cmp.Or(out.status, http.StatusOK)
			s.metrics.answered(r, status, took)
			s.log(r, note, status, out.bytes, took)
		}()
		next.ServeHTTP(out, r)
	})
}

func (s *Server) log(r *http.Request, note *request.Note, status int, bytes int64, took time.Duration) {
	facts := []slog.Attr{
		slog.String("request", note.ID), slog.String("method", r.Method), slog.String("pattern", cmp.Or(r.Pattern, "none")),
		slog.Int("status", status), slog.Int64("bytes", bytes), slog.Duration("took", took), slog.String("from", signin.From(r)),
	}
	if note.Generation > 0 {
		facts = append(facts, slog.Int64("generation", note.Generation))
	}
	level := slog.LevelInfo
	if status >= http.StatusInternalServerError && note.Err != nil {
		level = slog.LevelError
		facts = append(facts, slog.String("error", note.Err.Error()))
	}
	s.Log.LogAttrs(r.Context(), level, "answered", facts...)
}

// recovered makes a problem of a panic.
func recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			reason := recover()
			if reason == nil {
				return
			}
			if err, ok := reason.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(reason) // asks for the connection to be cut, which net/http does
			}
			err := fmt.Errorf("panic: %v\n%s", reason, debug.Stack())
			if out, ok := w.(*written); ok && out.status != 0 {
				request.Of(r.Context()).Err = err
				panic(http.ErrAbortHandler) // half an answer must not look whole
			}
			api.WriteProblem(w, r, err)
		}()
		next.ServeHTTP(w, r)
	})
}

// written counts what an answer is made of.
type written struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *written) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *written) Write(b []byte) (int, error) {
	w.status = cmp.Or(w.status, http.StatusOK)
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Flush sends what was written on its way.
func (w *written) Flush() {
	w.status = cmp.Or(w.status, http.StatusOK)
	http.NewResponseController(w.ResponseWriter).Flush()
}

// Unwrap gives the writer below to http.ResponseController.
func (w *written) Unwrap() http.ResponseWriter { return w.ResponseWriter }
