package source

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"palier"
)

// loaded is everything a file gave, in the order of the file.
type loaded struct {
	Summary
	attributes  []palier.Attribute
	contacts    []palier.Contact
	lines       []palier.OrderLine
	products    []palier.Product
	engagements []palier.Engagement
	refusals    []palier.Refusal
}

// put writes a file of the test's own.
func put(t testing.TB, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "input.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func packed(t testing.TB, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sharedData finds the trial data beside the project.
func sharedData(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("the trial data are missing: %v", err)
	}
	return path
}

// load opens and reads a file that must be readable.
func load(t testing.TB, path string, options Options) loaded {
	t.Helper()
	l, err := tryLoad(path, options)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// loadText does so for a content.
func loadText(t testing.TB, content string, options Options) loaded {
	t.Helper()
	return load(t, put(t, content), options)
}

// refusedText gives the error of a content that must not be readable.
func refusedText(t testing.TB, content string, options Options) string {
	t.Helper()
	_, err := tryLoad(put(t, content), options)
	if err == nil {
		t.Fatal("the file was read")
	}
	if palier.CodeOf(err) != palier.Invalid {
		t.Fatalf("the code is %q: %v", palier.CodeOf(err), err)
	}
	return err.Error()
}

func tryLoad(path string, options Options) (loaded, error) {
	file, err := Open(path, options)
	if err != nil {
		return loaded{}, err
	}
	defer file.Close()
	var l loaded
	var mutex sync.Mutex
	write := func(_ context.Context, b *palier.Batch) error {
		mutex.Lock()
		defer mutex.Unlock()
		l.attributes = b.Attributes
		l.contacts = append(l.contacts, b.Contacts...)
		l.lines = append(l.lines, b.OrderLines...)
		l.products = append(l.products, b.Products...)
		l.engagements = append(l.engagements, b.Engagements...)
		for i := range b.OrderLines { // the batch is the reader's again after the call
			line := &l.lines[len(l.lines)-len(b.OrderLines)+i]
			line.Attributes = slices.Clone(line.Attributes)
		}
		for i := range b.Contacts {
			contact := &l.contacts[len(l.contacts)-len(b.Contacts)+i]
			contact.Attributes = slices.Clone(contact.Attributes)
		}
		return nil
	}
	l.Summary, err = file.Read(context.Background(), 0, write, func(r palier.Refusal) { l.refusals = append(l.refusals, r) })
	slices.SortFunc(l.contacts, func(a, b palier.Contact) int { return cmp.Compare(a.Line, b.Line) })
	slices.SortFunc(l.lines, func(a, b palier.OrderLine) int { return cmp.Compare(a.Line, b.Line) })
	return l, err
}

// day reads a day of a test.
func day(t testing.TB, text string) palier.Day {
	t.Helper()
	d, err := palier.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func paris(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}
