package intake

import (
	"cmp"
	"errors"
	"io"
	"net/http"
	"time"
)

// DefaultMaxUpload is how large a file may be that is sent, in bytes.
const DefaultMaxUpload = 20 << 30

// FormPath is where a form of a page brings files, as API uploads do without one.
const FormPath = "/data/files"

// How long an upload may bring nothing, and how long its answer may take from its last
// piece on.
const (
	stalled   = time.Minute
	answering = 5 * time.Minute
)

// Most is how large a file may be that is sent, in bytes.
func (d Dock) Most() int64 { return cmp.Or(d.MaxUpload, DefaultMaxUpload) }

// body is a body that is read as it comes, however long that takes.
type body struct {
	input io.Reader
	w     http.ResponseWriter
}

// Body gives the body of a request that brings files. It has as long for each piece; beyond
// most bytes it is an *http.MaxBytesError.
func Body(w http.ResponseWriter, r *http.Request, most int64) io.ReadCloser {
	return http.MaxBytesReader(w, io.NopCloser(body{r.Body, w}), most)
}

func (b body) Read(to []byte) (int, error) {
	control, now := http.NewResponseController(b.w), time.Now()
	for _, err := range []error{control.SetReadDeadline(now.Add(stalled)), control.SetWriteDeadline(now.Add(answering))} {
		if err != nil && !errors.Is(err, http.ErrNotSupported) {
			return 0, err
		}
	}
	return b.input.Read(to)
}
