package web

// draftLine is a draft in a list.
type draftLine struct{ Path, Name, Last string }
