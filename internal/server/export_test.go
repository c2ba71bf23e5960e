package server

import "time"

// Hurry gives connections no longer than this.
func (s *Server) Hurry(all time.Duration) {
	s.limits = limits{header: all, read: all, write: time.Minute, idle: all, stop: 30 * time.Second}
}
