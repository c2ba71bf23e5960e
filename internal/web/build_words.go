package web

// buildPhrases are what the builder of segments says, without their "build." before them.
var buildPhrases = []string{}

// buildWords gives the phrases of the builder to its script.
func (r *reading) buildWords() []wordOf {
	words := make([]wordOf, len(buildPhrases))
	for i, id := range buildPhrases {
		words[i] = wordOf{id, r.book.Say("build."+id, nil)}
	}
	return words
}
