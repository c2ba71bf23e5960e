package source

import (
	"errors"
	"strings"
	"testing"

	"palier"
)

func TestRefusalsAreWrittenAsCSV(t *testing.T) {
	var b strings.Builder
	w := NewRefusalWriter(&b, []string{"a.csv", "b, c.csv"})
	w.Write(palier.Refusal{File: 1, Line: 7, Column: "amount", Value: "=1+\"2\"\n", Reason: "it is not a number", Hint: "write it"})
	w.Write(palier.Refusal{Line: 8, Value: "@x", Reason: "r"})
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	want := "file,line,column,value,reason,hint\n\"b, c.csv\",7,amount,\"=1+\"\"2\"\"\n\",it is not a number,write it\na.csv,8,,@x,r,\n"
	if b.String() != want {
		t.Errorf("%s", b.String())
	}
}

func TestWithoutRefusalsOnlyTheColumnsAreWritten(t *testing.T) {
	var b strings.Builder
	if err := NewRefusalWriter(&b, nil).Flush(); err != nil || b.String() != "file,line,column,value,reason,hint\n" {
		t.Errorf("%q, %v", b.String(), err)
	}
}

func TestAFullDiskIsToldWhenRefusalsAreFlushed(t *testing.T) {
	w := NewRefusalWriter(fullDisk{}, []string{"a.csv"})
	w.Write(palier.Refusal{Line: 1})
	if err := w.Flush(); !errors.Is(err, errFull) {
		t.Errorf("%v", err)
	}
}

var errFull = errors.New("full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }
