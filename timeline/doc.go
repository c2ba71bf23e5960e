// Package timeline is the kernel: it turns one contact's history and a model into the
// contact's state on any day, all its changes, and the daily series of a whole base.
// It is pure: no input or output, no clock, no goroutine, no global.
package timeline
