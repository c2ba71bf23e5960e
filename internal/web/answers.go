package web

import (
	"sync"
	"time"

	"palier"
)

// answer names a report: the same one of the same generation and model is the same value.
type answer struct {
	generation int64
	published  time.Time // a backup that was restored counts on from an earlier generation
	model      string
	query      string // its report.Query, and who objected
}

// mostAnswers is how many reports are kept; some hundred kilobytes each at most.
const mostAnswers = 64

// answers keeps reports that were made, of the newest generation. The zero value has none.
type answers struct {
	lock sync.Mutex
	kept map[answer]*palier.Report
}

// of gives the report kept, or makes it. Two who ask at once may both make it.
func (a *answers) of(which answer, run func() (*palier.Report, error)) (*palier.Report, error) {
	a.lock.Lock()
	found := a.kept[which]
	a.lock.Unlock()
	if found != nil {
		return found, nil
	}
	made, err := run()
	if err != nil {
		return nil, err
	}
	a.lock.Lock()
	defer a.lock.Unlock()
	if a.kept == nil || len(a.kept) >= mostAnswers {
		a.kept = map[answer]*palier.Report{}
	}
	for old := range a.kept {
		if old.generation != which.generation || old.published != which.published {
			delete(a.kept, old)
		}
	}
	a.kept[which] = made
	return made, nil
}
