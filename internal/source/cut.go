package source

import (
	"bytes"
	"io"

	"palier"
)

// Sizes of what is read at once. A block is large enough to be worth handing over, and
// small enough that the blocks in flight stay in a few megabytes.
const (
	blockSize     = 1 << 20
	longestRecord = 2 << 20
)

// block is some whole rows of a file: text, or cells.
type block struct {
	number int    // from 0
	line   int    // of the first record of the text, from 1
	text   string // empty when tooLong
	cells  cells
	plain  bool // it holds nothing but ASCII without zero bytes
	// tooLong stands for one record of more than longestRecord bytes, which was passed over.
	tooLong bool
}

// cutter takes blocks off a stream.
type cutter struct {
	name      string // of the file, for errors
	input     io.Reader
	delimiter byte
	lines     bool // each line is a record, whatever quotes are in it
	size      int  // of a block, but for longer records
	limit     int  // of a record
	buffer    []byte
	ended     bool // the input has
	line      int  // of the first byte of the buffer, from 1
	blocks    int  // cut so far
}

// next gives the next block; io.EOF after the last.
func (c *cutter) next() (block, error) {
	for want := c.size; ; want *= 2 {
		if err := c.fill(min(want, c.limit)); err != nil {
			return block{}, err
		}
		if len(c.buffer) == 0 {
			return block{}, io.EOF
		}
		end, rest := c.lastEnd()
		switch {
		case end > 0:
			return c.take(end), nil
		case c.ended && rest.place == inQuotes:
			return block{}, c.unclosed(c.line + rest.opened)
		case c.ended:
			return c.take(len(c.buffer)), nil
		case len(c.buffer) >= c.limit:
			return c.pass(rest)
		}
	}
}

// fill reads until the buffer holds n bytes or the input ends.
func (c *cutter) fill(n int) error {
	if c.ended || len(c.buffer) >= n {
		return nil
	}
	if cap(c.buffer) < n {
		c.buffer = append(make([]byte, 0, n), c.buffer...)
	}
	for len(c.buffer) < n {
		read, err := c.input.Read(c.buffer[len(c.buffer):n])
		c.buffer = c.buffer[:len(c.buffer)+read]
		if err == io.EOF {
			c.ended = true
			return nil
		}
		if err != nil {
			return unreadable(c.name, err)
		}
	}
	return nil
}

// lastEnd finds where the last record that is whole in the buffer ends, 0 when none is,
// and leaves a walker at the end of the unfinished one. It goes from quote to quote, so
// that stretches without any cost one search.
func (c *cutter) lastEnd() (end int, rest walker) {
	if c.lines {
		return bytes.LastIndexByte(c.buffer, '\n') + 1, walker{place: inBroken}
	}
	for end < len(c.buffer) {
		plain := c.buffer[end:]
		if quote := bytes.IndexByte(plain, '"'); quote >= 0 {
			plain = plain[:quote]
		}
		end += bytes.LastIndexByte(plain, '\n') + 1
		rest = walker{delimiter: c.delimiter}
		n, ended := rest.walk(c.buffer[end:])
		if !ended {
			return end, rest
		}
		end += n
	}
	return end, rest
}

// take cuts the first n bytes off the buffer.
func (c *cutter) take(n int) block {
	b := block{number: c.blocks, line: c.line, text: string(c.buffer[:n]), plain: isPlain(c.buffer[:n])}
	c.drop(n)
	return b
}

func (c *cutter) drop(n int) {
	c.blocks++
	c.line += bytes.Count(c.buffer[:n], newline)
	c.buffer = c.buffer[:copy(c.buffer, c.buffer[n:])]
}

// pass goes over a record that is longer than the limit, keeping nothing of it.
func (c *cutter) pass(rest walker) (block, error) {
	b := block{number: c.blocks, line: c.line, tooLong: true}
	for {
		c.line += bytes.Count(c.buffer, newline)
		c.buffer = c.buffer[:0]
		if err := c.fill(c.size); err != nil {
			return block{}, err
		}
		n, ended := rest.walk(c.buffer)
		switch {
		case ended:
			c.drop(n)
			return b, nil
		case c.ended && rest.place == inQuotes:
			return block{}, c.unclosed(b.line + rest.opened)
		case c.ended:
			c.drop(len(c.buffer))
			return b, nil
		}
	}
}

func (c *cutter) unclosed(line int) error {
	return palier.Refusef("read "+c.name, "close it, or double it if it is part of the text",
		"the quote that opens a field in line %d is never closed", line)
}
