package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"palier"
	"palier/internal/socket"
	"palier/internal/workspace"
)

// ended is how a command ended that another process has done, and said what there is to say.
type ended int

func (e ended) Error() string { return fmt.Sprintf("it ended with %d", int(e)) }

// How long a command waits for a server that is beginning or about to end, and how often it
// looks.
const (
	patience = 10 * time.Second
	lookFor  = 50 * time.Millisecond
)

// in does the work in the workspace. Where palier serve holds it, this command as a whole is
// handed to that process, and the error tells how it ended.
func (p *Program) in(ctx context.Context, command string, work func(*workspace.Workspace) error) error {
	if p.held != nil {
		p.doing = command
		return work(p.held)
	}
	for began := time.Now(); ; {
		busy := p.own(ctx, command, work)
		if !errors.As(busy, new(taken)) {
			return busy
		}
		code, err := p.hand(ctx)
		switch {
		case err == nil:
			return ended(code)
		case !errors.Is(err, socket.ErrNobody):
			return err
		case time.Since(began) > patience || !socket.Left(p.dir):
			return busy
		}
		select {
		case <-time.After(lookFor):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// taken is the error of a workspace that another process holds.
type taken struct{ error }

func (t taken) Unwrap() error { return t.error }

// own opens the workspace, does the work and closes it.
func (p *Program) own(ctx context.Context, command string, work func(*workspace.Workspace) error) (err error) {
	w, err := workspace.Open(ctx, p.dir, workspace.Options{Now: p.Now, Command: command, Slow: p.slow})
	if palier.CodeOf(err) == palier.Busy {
		return taken{err}
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	return work(w)
}

// hand has the process that holds the workspace do this command, with the same streams, and
// the files it reads passed open.
func (p *Program) hand(ctx context.Context) (int, error) {
	folder, err := os.Getwd()
	if err != nil {
		return 0, palier.Fail(palier.Internal, "hand the command to palier serve", err)
	}
	command := socket.Command{Version: version(), Args: p.args, Folder: folder, Who: workspace.Who(ctx), Terminal: p.Terminal, Watched: p.Watched}
	var links links
	defer links.done()
	files := []*os.File{links.input(p.In), links.output(p.Out), links.output(p.Err)}
	for _, path := range p.reads[:min(len(p.reads), socket.MostFiles)] {
		if file, err := os.Open(path); err == nil { // the other process tells what is wrong with it
			command.Files = append(command.Files, path)
			files = append(files, links.keep(file))
		}
	}
	return socket.Hand(ctx, p.dir, command, files)
}

// links are files by which another process reads and writes the streams of this one.
type links struct {
	open    []*os.File
	copying sync.WaitGroup
}

func (l *links) keep(file *os.File) *os.File {
	l.open = append(l.open, file)
	return file
}

// input gives a file that a stream is read from; nil is standard input.
func (l *links) input(from io.Reader) *os.File {
	if from == nil {
		from = os.Stdin
	}
	if file, ok := from.(*os.File); ok {
		if _, err := file.Stat(); err == nil {
			return file
		}
		return l.nothing()
	}
	read, write, err := os.Pipe()
	if err != nil {
		return l.nothing()
	}
	go func() { // it may wait for what never comes, and ends with this process
		io.Copy(write, from)
		write.Close()
	}()
	return l.keep(read)
}

// output gives a file that what is written to arrives in a stream.
func (l *links) output(to io.Writer) *os.File {
	if file, ok := to.(*os.File); ok {
		if _, err := file.Stat(); err == nil {
			return file
		}
		return l.nothing()
	}
	read, write, err := os.Pipe()
	if err != nil {
		return l.nothing()
	}
	l.copying.Go(func() {
		io.Copy(to, read)
		read.Close()
	})
	return l.keep(write)
}

// nothing stands for a stream that is closed.
func (l *links) nothing() *os.File {
	file, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		panic(err) // there is no such machine
	}
	return l.keep(file)
}

// done closes the files, when all that was written has arrived.
func (l *links) done() {
	for _, file := range l.open {
		file.Close()
	}
	l.copying.Wait()
}

// path gives the path by which a file is reached that somebody named in their folder.
func (p *Program) path(given string) string {
	if given == "" || p.folder == "" || filepath.IsAbs(given) {
		return given
	}
	return filepath.Join(p.folder, given)
}
