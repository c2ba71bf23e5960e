package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"palier/internal/workspace"
)

func TestASecondProcessIsToldWhoHoldsTheWorkspace(t *testing.T) {
	u := shop(t)
	w, err := workspace.Open(context.Background(), u.dir, workspace.Options{Now: time.Now, Command: "import big.csv"})
	if err != nil {
		t.Fatal(err)
	}
	out, err := u.process("report", "stages").CombinedOutput()
	if err == nil {
		t.Error("the second process got in")
	}
	for _, word := range []string{fmt.Sprintf("process %d", os.Getpid()), "import big.csv"} {
		if !strings.Contains(string(out), word) {
			t.Errorf("it does not say %q: %s", word, out)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if out, err := u.process("report", "stages").CombinedOutput(); err != nil {
		t.Errorf("after the first has ended: %v\n%s", err, out)
	}
}
