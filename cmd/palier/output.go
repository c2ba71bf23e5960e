package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"palier"
	"palier/internal/export"
	"palier/internal/phrase"
)

// outputFlags say how a file is handed out, and where to.
type outputFlags struct {
	format string // "": as the path's ending says, else csv
	path   string // "": standard output
	labels bool
}

func (given *outputFlags) bind(command *cobra.Command) {
	flags := command.Flags()
	flags.StringVar(&given.path, "output", "", "write this `file`, which is whole or not there; else to standard output")
	flags.BoolVar(&given.labels, "labels", false, "call columns and values what people call them, in the language of --lang")
}

// resolve finds the format out.
func (given *outputFlags) resolve(fallback export.Format) (export.Format, error) {
	if given.format == "" {
		if format, ok := export.FormatOf(given.path); ok {
			return format, nil
		}
		return fallback, nil
	}
	format, err := export.ParseFormat(given.format)
	if err != nil {
		return "", usageError{err}
	}
	return format, nil
}

// words gives the book in whose words a file is written; nil for names that scripts know.
func (p *Program) words(given outputFlags, format export.Format, m *palier.Model) (*phrase.Book, error) {
	switch {
	case format == export.FrenchCSV:
		book, err := phrase.In("fr")
		if err != nil {
			return nil, err
		}
		return book.With(m), nil
	case given.labels:
		return p.book.With(m), nil
	}
	return nil, nil
}

// handOut writes a file to where it is wanted.
func (p *Program) handOut(ctx context.Context, given outputFlags, format export.Format, write func(io.Writer) error) error {
	if given.path != "" {
		return export.ToFile(ctx, p.path(given.path), write)
	}
	if file, ok := p.Out.(*os.File); ok && !format.Readable() && term.IsTerminal(int(file.Fd())) {
		return usageError{palier.Refuse("write "+string(format)+" to the terminal", "it is not text", "name a file: --output FILE."+string(format))}
	}
	// Whoever reads may go away; that is an error to be told of and no reason to be killed.
	signal.Ignore(syscall.SIGPIPE)
	defer signal.Reset(syscall.SIGPIPE)
	err := write(p.Out)
	if errors.Is(err, syscall.EPIPE) {
		return palier.Fail(palier.Conflict, "write to standard output", errors.New("nobody reads it any more"))
	}
	return err
}

// tellGuarded says how many texts were changed because they look like formulas.
func (p *Program) tellGuarded(texts int64) {
	if texts > 0 {
		p.say(p.book.Count("export.guarded", texts))
	}
}
