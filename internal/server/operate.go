package server

import (
	"net/http"
	"net/http/pprof"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"palier/internal/api"
	"palier/internal/signin"
)

// operate registers what operators and their programs ask for.
func (s *Server) operate(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz", alive)
	mux.HandleFunc("GET /readyz", s.ready)
	mux.Handle("GET /metrics", hereOrAdmin(promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{})))
	mux.Handle("GET /debug/pprof/", admin(http.HandlerFunc(pprof.Index)))
	mux.Handle("GET /debug/pprof/profile", admin(http.HandlerFunc(pprof.Profile)))
	mux.Handle("GET /debug/pprof/trace", admin(http.HandlerFunc(pprof.Trace)))
}

func alive(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write([]byte("ok\n"))
}

// ready tells whether the workspace answers: its store and what people typed.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	view, err := s.Workspace.Store.View(r.Context())
	if err == nil {
		err = view.Close()
	}
	if err == nil {
		_, err = s.Workspace.Control.Settings(r.Context())
	}
	if err != nil {
		api.WriteProblem(w, r, err)
		return
	}
	alive(w, r)
}

// admin gives to administrators only.
func admin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := api.Admit(r.Context(), signin.Manage); err != nil {
			api.WriteProblem(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// hereOrAdmin gives to programs on this machine, too.
func hereOrAdmin(next http.Handler) http.Handler {
	guarded := admin(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if fromHere(r) {
			next.ServeHTTP(w, r)
			return
		}
		guarded.ServeHTTP(w, r)
	})
}
