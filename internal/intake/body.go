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

// stalled is how long an upload may bring nothing.
const stalled = time.Minute

// Most is how large a file may be that is sent, in bytes.
func (d Dock) Most() int64 { return cmp.Or(d.MaxUpload, DefaultMaxUpload) }

// body is a body that is read as it comes, however long that takes.
type body struct {
	r *http.Request
	w http.ResponseWriter
}

// Body gives the body of a request that brings files. It has as long for each piece; beyond
// most bytes it is an *http.MaxBytesError.
func Body(w http.ResponseWriter, r *http.Request, most int64) io.ReadCloser {
	return http.MaxBytesReader(w, io.NopCloser(body{r, w}), most)
}

func (b body) Read(to []byte) (int, error) {
	err := http.NewResponseController(b.w).SetReadDeadline(time.Now().Add(stalled))
	if err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	return b.r.Body.Read(to)
}
