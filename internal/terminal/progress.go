package terminal

import (
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// Progress shows how far long work has come. A nil Progress shows nothing, so that
// callers need not ask whether there is a terminal.
type Progress struct {
	lock  sync.Mutex // work tells of itself from several goroutines
	bar   *progressbar.ProgressBar
	total int64
}

// NewProgress draws on w, which is a terminal.
func NewProgress(w io.Writer) *Progress {
	return &Progress{bar: progressbar.NewOptions64(-1,
		progressbar.OptionSetWriter(w),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetWidth(30),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionUseANSICodes(true),
	)}
}

// Show says what is being done and how much of total is; a total of -1 is unknown.
func (p *Progress) Show(what string, done, total int64) {
	if p == nil {
		return
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	if total != p.total {
		p.total = total
		p.bar.Reset()
		p.bar.ChangeMax64(total)
	}
	p.bar.Describe(what)
	_ = p.bar.Set64(done) // a bar that cannot be drawn is no reason to stop the work
}

// Close clears the bar away.
func (p *Progress) Close() {
	if p != nil {
		_ = p.bar.Finish()
	}
}
