package source

import (
	"compress/gzip"
	"errors"
	"io"
	"io/fs"

	"github.com/klauspost/compress/zstd"

	"palier"
)

// packings are the ways of packing a text that are undone here, told by its first bytes,
// never by its name.
var packings = []struct {
	magic, name string
	open        func(io.Reader) (io.Reader, error)
}{
	{"\x1f\x8b", "gzip", func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }},
	{"\x28\xb5\x2f\xfd", "zstd", openZstd},
}

// widestWindow is how far back a zstd file may refer, which is what unpacking it costs in
// memory: as much as the zstd command allows.
const widestWindow = 128 << 20

// openZstd unpacks in the goroutine that reads, so that there is nothing to close.
func openZstd(r io.Reader) (io.Reader, error) {
	return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(widestWindow))
}

// A text that is packed to less than a share of itself is no export of a shop: it would fill
// the disk. Up to freelyUnpacked anything may unpack.
const (
	freelyUnpacked = 1 << 30
	mostUnpacked   = 250 // bytes for each byte packed
)

// unpacker makes errors that people can act on of those of unpacking.
type unpacker struct {
	input         io.Reader
	file, packing string
	packed        *counter // what it comes from
	unpacked      int64
}

func (u *unpacker) Read(b []byte) (int, error) {
	n, err := u.input.Read(b)
	u.unpacked += int64(n)
	if u.unpacked > freelyUnpacked && u.unpacked > mostUnpacked*u.packed.read {
		return 0, palier.Refusef("read "+u.file, "unpack it first, if it is what the shop exports", "it unpacks to more than %d times its size", mostUnpacked)
	}
	if err != nil && err != io.EOF {
		err = damaged(u.file, u.packing, err)
	}
	return n, err
}

// damaged is the error of a file that cannot be unpacked.
func damaged(file, packing string, err error) error {
	tried := "read " + file
	var disk *fs.PathError
	switch {
	case errors.As(err, &disk):
		return unreadable(file, err)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return palier.Refuse(tried, "the "+packing+" file ends too early: it is not whole", "copy or export it again")
	case errors.Is(err, zstd.ErrWindowSizeExceeded):
		return palier.Refuse(tried, "unpacking the zstd file takes more than 128 MiB of memory", "pack it again, without --long")
	}
	return palier.Refuse(tried, "the "+packing+" file is damaged", "copy or export it again")
}

// unreadable is the error of a file whose bytes cannot be had.
func unreadable(name string, err error) error {
	var refused *palier.Error
	if errors.As(err, &refused) {
		return err
	}
	return palier.Fail(palier.Internal, "read "+name, err)
}
