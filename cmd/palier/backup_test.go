package main

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestABackupIsRestoredFromTheCommandLine(t *testing.T) {
	u := shop(t)
	before := u.facts()
	backup := filepath.Join(t.TempDir(), "backup")
	var said struct {
		Path       string
		Generation int64
		Files      []struct{ Name string }
	}
	u.answer(&said, "backup", backup)
	if said.Path != backup || said.Generation != 1 || len(said.Files) < 3 {
		t.Errorf("the backup says %+v", said)
	}
	u.run("import", u.file("more.csv", "order_id,contact_id,ordered_at,amount\no3,ann,2026-11-02,7.00\n"))
	restored := *u
	restored.dir = filepath.Join(t.TempDir(), "new")
	u.run("restore", backup, "--into", restored.dir)
	if restored.facts() != before {
		t.Error("the restored workspace differs")
	}
	if _, stderr, code := u.try("restore", backup, "--into", u.dir); code != refused || !strings.Contains(stderr, "--replace") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	u.run("restore", backup, "--into", u.dir, "--replace")
	if u.facts() != before {
		t.Error("the replaced workspace differs")
	}
	if _, _, code := u.try("restore", backup); code != wrongUse {
		t.Errorf("without --into: exit %d", code)
	}
}

func TestAKilledRestoreLeavesTheOldWorkspaceOrTheNew(t *testing.T) {
	u := newUser(t)
	u.run("init")
	u.finish([]string{"import", u.file("a.csv", killOrders(1))})
	after := u.checksum()
	backup := filepath.Join(t.TempDir(), "backup")
	u.run("backup", backup)
	change := []string{"import", u.file("b.csv", "order_id,contact_id,ordered_at,amount\nnew,ann,2024-01-01,5.00\n")}
	u.finish(change)
	before := u.checksum()
	restore := []string{"restore", backup, "--into", u.dir, "--replace"}
	started := time.Now()
	u.finish(restore)
	took := time.Since(started)
	random, died := rand.New(rand.NewPCG(3, 3)), 0
	// How many are killed in time depends on what else the machine does.
	for round := 0; died < 5 && round < 50; round++ {
		if u.checksum() == after {
			u.finish(change)
		}
		if u.killed(restore, time.Duration(random.Int64N(int64(took)))) {
			died++
		}
		if now := u.checksum(); now != before && now != after {
			t.Fatalf("round %d: neither the old workspace nor the new", round)
		}
	}
	if died < 5 {
		t.Errorf("only %d processes were killed in time: the test proves too little", died)
	}
}
