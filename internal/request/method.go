package request

import (
	"net/http"
	"strings"
)

// methods are those that anything of ours answers to.
var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

// Methods lists the methods that a mux answers to at the path of a request, as the header
// Allow has them; empty where it has nothing there. Patterns without a method do not count:
// they are for paths that mean nothing.
func Methods(mux *http.ServeMux, r *http.Request) string {
	var allowed []string
	for _, method := range methods {
		_, pattern := mux.Handler(&http.Request{Method: method, URL: r.URL, Host: r.Host})
		if strings.Contains(pattern, " ") {
			allowed = append(allowed, method)
		}
	}
	return strings.Join(allowed, ", ")
}
