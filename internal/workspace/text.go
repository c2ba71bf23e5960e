package workspace

import (
	"io"
	"os"
)

// mostText is more than any file may have that people write by hand; whoever reads one says so.
const mostText = 1<<20 + 1

// readText reads a file that people write, and of one that has no end only as much as is too
// much.
func readText(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, mostText))
}
