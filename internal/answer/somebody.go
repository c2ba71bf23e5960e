package answer

import "palier/internal/signin"

// Somebody is who asks, and what they may do.
type Somebody struct {
	Name     string   `json:"name"`
	User     int      `json:"user" doc:"The user's number; 0 for a program."`
	Language string   `json:"language" doc:"en, fr; empty: that of the browser."`
	Rights   []string `json:"rights" doc:"Of see, meet, hand_out, manage."`
}

// SomebodyOf tells who asks.
func SomebodyOf(who *signin.Somebody) Somebody {
	out := Somebody{Name: who.Name, User: who.User, Language: who.Language, Rights: []string{}}
	for _, right := range signin.Rights() {
		if who.May(right) {
			out.Rights = append(out.Rights, right.String())
		}
	}
	return out
}
