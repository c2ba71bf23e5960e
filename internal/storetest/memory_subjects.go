package storetest

import (
	"palier"
	"palier/internal/segment"
)

// Subjects gives the contacts of a view of Memory as segments see them under the model of
// a selection, by contact id. Their State is the published one whatever the day, and they
// have no Changes: whoever checks what the kernel knows fills these in.
func Subjects(of palier.View, s palier.Selection) map[string]*segment.Subject {
	v := of.(*view)
	subjects := map[string]*segment.Subject{}
	for id, who := range v.facts().owners {
		subjects[id] = v.subject(who, s)
	}
	return subjects
}
