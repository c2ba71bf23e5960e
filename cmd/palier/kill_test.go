package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/export"
	"palier/internal/storetest"
	"palier/internal/workspace"
)

// killRounds is how often a process is killed; each load has killRows rows, more than
// the 122,880 of one row group, where a store might publish a part.
const (
	killRounds = 50
	killRows   = 130_000
)

func TestAKilledImportOrRefreshLeavesTheWorkspaceAsBeforeOrAfter(t *testing.T) {
	u := newUser(t)
	u.run("init")
	steps := []killStep{
		{args: []string{"import", u.file("a.csv", killOrders(1))}},
		{args: []string{"refresh", "--as-of", "2024-06-01"}},
		{args: []string{"import", u.file("b.csv", killOrders(2))}},
		{args: []string{"refresh", "--as-of", "2023-06-01"}},
	}
	for range 2 { // undisturbed, to learn how long each takes and what comes of it
		for i := range steps {
			steps[i].learn(u)
		}
	}
	random := rand.New(rand.NewPCG(7, 7))
	step, tries, died := 0, 0, 0
	before := u.checksum()
	for round := range killRounds {
		s := steps[step]
		if u.killed(s.args, time.Duration(random.Int64N(int64(s.took)))) {
			died++
		}
		now := u.checksum()
		if now != before && now != s.after {
			t.Fatalf("round %d, palier %v: neither as before nor as after", round, s.args)
		}
		if tries++; now != s.after && tries < killTries {
			continue
		}
		if now != s.after {
			u.finish(s.args)
		}
		step, tries, before = (step+1)%len(steps), 0, s.after
	}
	if died < killRounds/2 {
		t.Errorf("only %d of %d processes were killed in time: the test proves too little", died, killRounds)
	}
}

// killStep is a command of a cycle, and what is known of it.
type killStep struct {
	args  []string
	took  time.Duration
	after string // checksum of the workspace
}

// killTries is how often a command is killed before it may go through.
const killTries = 4

func (s *killStep) learn(u *user) {
	started := time.Now()
	u.finish(s.args)
	s.took = time.Since(started)
	s.after = u.checksum()
}

// killed starts a command, kills it after a while, and tells whether it was still running.
func (u *user) killed(args []string, after time.Duration) bool {
	u.t.Helper()
	command := u.process(args...)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	if err := command.Start(); err != nil {
		u.t.Fatal(err)
	}
	time.Sleep(after)
	if err := command.Process.Kill(); err != nil {
		u.t.Logf("kill: %v", err)
	}
	err := command.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() >= 0 {
		u.t.Fatalf("palier %v failed by itself: %v\n%s", args, err, stderr.String())
	}
	return err != nil
}

// finish runs a command to its end.
func (u *user) finish(args []string) {
	u.t.Helper()
	if out, err := u.process(args...).CombinedOutput(); err != nil {
		u.t.Fatalf("palier %v: %v\n%s", args, err, out)
	}
}

// checksum digests the facts, the states and what people typed.
func (u *user) checksum() string {
	u.t.Helper()
	ctx := context.Background()
	w, err := workspace.Open(ctx, u.dir, workspace.Options{Now: func() time.Time { return u.now }, Command: "checksum"})
	if err != nil {
		u.t.Fatal(err)
	}
	defer w.Close()
	view, err := w.Store.View(ctx)
	if err != nil {
		u.t.Fatal(err)
	}
	defer view.Close()
	facts, err := storetest.FactsChecksum(ctx, view)
	if err != nil {
		u.t.Fatal(err)
	}
	states := sha256.New()
	model, _, err := w.Model(ctx)
	if err != nil {
		u.t.Fatal(err)
	}
	told := export.Base{Model: model, Currency: w.Currency()}.All()
	out, err := export.New(states, export.Table{Format: export.CSV, Columns: told.Columns})
	if err != nil {
		u.t.Fatal(err)
	}
	engine, err := w.Engine(ctx, view, model)
	if err != nil {
		u.t.Fatal(err)
	}
	err = engine.Ordered(ctx, view, view.Published().AsOf, nil, func(s *palier.ContactState) (bool, error) { return true, out.Write(told.Row(export.RowOf(s), nil)) })
	if err != nil {
		u.t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		u.t.Fatal(err)
	}
	versions, err := w.Control.Versions(ctx)
	if err != nil {
		u.t.Fatal(err)
	}
	published := view.Published()
	return fmt.Sprint(facts, states.Sum(nil), published.AsOf, published.Model, published.Policy, published.Stale(), w.Settings, versions)
}

// killOrders is a file of orders in which every contact has one, of an amount of its own.
func killOrders(amount int) string {
	var text strings.Builder
	text.WriteString("order_id,contact_id,ordered_at,amount\n")
	for i := range killRows {
		fmt.Fprintf(&text, "o%d,c%d,2023-%02d-%02d,%d.%02d\n", i, i/2, 1+i%12, 1+i%28, amount, i%100)
	}
	return text.String()
}
