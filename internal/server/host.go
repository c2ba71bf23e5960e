package server

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"palier/internal/api"
)

// called refuses requests for names that are not ours: a page elsewhere could otherwise have
// its own name lead here, and read what a browser in this network may read (DNS rebinding).
func (s *Server) called(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.ours(r) {
			api.WriteProblem(w, r, api.Misdirected(r.Host))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// ours tells whether a request asks for the machine itself, the address it came in on, or a
// name that we were told.
func (s *Server) ours(r *http.Request) bool {
	name := hostOf(r.Host)
	if isLoopback(name) || slices.ContainsFunc(s.Hosts, func(host string) bool { return strings.EqualFold(host, name) }) {
		return true
	}
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	asked, err := netip.ParseAddr(name)
	if !ok || err != nil {
		return false
	}
	came, err := netip.ParseAddrPort(local.String())
	return err == nil && came.Addr().Unmap().WithZone("") == asked.Unmap().WithZone("")
}

// hostOf gives the name in a Host header, without its port and the brackets of IPv6.
func hostOf(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
}

// isLoopback tells whether a name is the machine's own, for itself.
func isLoopback(name string) bool {
	if strings.EqualFold(name, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(name)
	return err == nil && address.Unmap().IsLoopback()
}

// fromHere tells whether a request was made on this machine for this machine, and not
// handed on by a proxy on it.
func fromHere(r *http.Request) bool {
	for _, header := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via"} {
		if r.Header.Get(header) != "" {
			return false
		}
	}
	return isLoopback(hostOf(r.RemoteAddr)) && isLoopback(hostOf(r.Host))
}

// handedOn says of a request that a server in front handed on whom it comes from: the last
// address that X-Forwarded-For tells, which is the one that server saw. Tries to sign in are
// counted by it. Those before it anybody may have written.
func (s *Server) handedOn(next http.Handler) http.Handler {
	if !s.Secure {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		told := strings.Join(r.Header.Values("X-Forwarded-For"), ",")
		last := strings.TrimSpace(told[strings.LastIndex(told, ",")+1:])
		if address, err := netip.ParseAddr(hostOf(last)); err == nil {
			r.RemoteAddr = address.String()
		}
		next.ServeHTTP(w, r)
	})
}
