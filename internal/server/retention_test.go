package server_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"palier/internal/server/servertest"
	"palier/internal/workspace"
)

func TestTheClockErasesThoseWhoAreDueOnceAMonthWhileTheDataIsFresh(t *testing.T) {
	shop := servertest.Open(t)
	rows := "contact_id,registered_at\nold,2020-01-01\n"
	for i := range 20 {
		rows += fmt.Sprintf("young-%d,2026-09-01\n", i)
	}
	file := filepath.Join(t.TempDir(), "contacts.csv")
	if err := os.WriteFile(file, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := shop.Workspace.Import(t.Context(), []string{file}, workspace.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	there := func(id string) bool {
		view, err := shop.Workspace.Store.View(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer view.Close()
		_, err = view.Dossier(t.Context(), id)
		return err == nil
	}
	at := func(month time.Month, day int, states bool, problem string) {
		t.Helper()
		shop.Now = time.Date(2026, month, day, 12, 0, 0, 0, time.UTC)
		if states {
			if _, err := shop.Workspace.Refresh(t.Context(), workspace.AsOfToday, nil); err != nil {
				t.Fatal(err)
			}
		}
		if err := shop.Server.Purge(t.Context()); fmt.Sprint(err) != "<nil>" && problem == "" || problem != "" && !strings.Contains(fmt.Sprint(err), problem) {
			t.Errorf("on %d %s: %v, not %q", day, month, err, problem)
		}
	}
	set := func(lead int) {
		if _, err := shop.Workspace.SetRetention(t.Context(), lead, 0); err != nil {
			t.Fatal(err)
		}
	}
	at(10, 2, false, "")
	set(1095)
	at(10, 31, true, "")
	if !there("old") {
		t.Error("somebody was erased in the month in which the rule was set")
	}
	at(11, 4, false, "the data ends on 2026-10-31")
	if !there("old") {
		t.Error("somebody was erased by old data")
	}
	at(11, 5, true, "")
	if there("old") || !there("young-1") {
		t.Errorf("old is there: %v, young: %v", there("old"), there("young-1"))
	}
	set(30)
	at(11, 30, true, "")
	at(12, 1, true, "contacts are due")
	if !there("young-1") {
		t.Error("most contacts were erased without anybody looking")
	}
	if _, err := shop.Workspace.Purge(t.Context(), nil); err != nil || there("young-1") || there("young-19") {
		t.Errorf("asked for, they were not erased: %v", err)
	}
	at(12, 31, true, "")
}
