package duckdb

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"palier"
)

// A test that needs a process of its own runs this test binary again, with the name of
// what the process is to do and its arguments.
const childVariable = "PALIER_DUCKDB_CHILD"

var children = map[string]func(ctx context.Context, args []string) error{
	"load":     loadForEver,
	"hold":     holdForEver,
	"overflow": overflow,
}

func TestMain(m *testing.M) {
	name := os.Getenv(childVariable)
	if name == "" {
		os.Exit(m.Run())
	}
	if err := children[name](context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func child(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Env = append(os.Environ(), childVariable+"="+name)
	return cmd
}

// edition makes a generation: every order, contact and state says its number.
func edition(ctx context.Context, store palier.Store, number, orders int) error {
	staging, err := store.Stage(ctx)
	if err != nil {
		return err
	}
	defer staging.Close()
	for first := 0; first < orders; first += 10_000 {
		batch := palier.Batch{Kind: palier.KindOrders}
		for i := first; i < min(first+10_000, orders); i++ {
			id := strconv.Itoa(i)
			batch.OrderLines = append(batch.OrderLines, palier.OrderLine{Line: i + 2, OrderID: "o" + id, ContactID: "c" + id, Day: 1, Amount: palier.Money(number)})
		}
		if err := staging.Write(ctx, &batch); err != nil {
			return err
		}
	}
	return store.Update(ctx, func(u palier.Update) error {
		if _, err := u.Apply(ctx, staging, palier.LoadInfo{CompleteThrough: palier.NoDay}, func(palier.Refusal) {}); err != nil {
			return err
		}
		err := u.Histories(ctx, palier.HistoryQuery{Workers: 2}, func(_ int, batch []palier.History) error {
			states := make([]palier.ContactState, len(batch))
			for i := range batch {
				states[i] = palier.ContactState{Contact: batch[i].Contact, State: palier.State{Stage: palier.NewLead, Spend: batch[i].Movements[0].Amount}}
			}
			return u.PutStates(ctx, states)
		})
		if err != nil {
			return err
		}
		return u.Publish(ctx, palier.Publication{AsOf: palier.Day(number)})
	})
}

// checkEdition gives the number of the newest generation when everything says it.
func checkEdition(ctx context.Context, store *Store, orders int) (int, error) {
	view, err := store.view(ctx, "BEGIN TRANSACTION READ ONLY")
	if err != nil {
		return 0, err
	}
	defer view.Close()
	number := int(view.Published().Generation)
	sum := palier.Money(0)
	err = view.Histories(ctx, palier.HistoryQuery{Workers: 1}, func(_ int, batch []palier.History) error {
		for i := range batch {
			for _, m := range batch[i].Movements {
				sum += m.Amount
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	cells, err := view.Census(ctx, palier.Selection{})
	if err != nil {
		return 0, err
	}
	loads, err := view.Loads(ctx)
	if err != nil {
		return 0, err
	}
	want := palier.Money(number * orders)
	if err := checkIndex(ctx, view, int64(want)); err != nil {
		return 0, fmt.Errorf("generation %d: %w", number, err)
	}
	switch {
	case len(loads) != number || sum != want:
		return 0, fmt.Errorf("generation %d has %d loads and amounts of %d", number, len(loads), sum)
	case number > 0 && (len(cells) != 1 || cells[0].Spend != want):
		return 0, fmt.Errorf("generation %d has the states %+v", number, cells)
	}
	return number, nil
}

// checkIndex makes sure that the tables of the index that a view sees agree with the rest.
func checkIndex(ctx context.Context, v *view, amounts int64) error {
	there, err := v.built(ctx)
	if err != nil {
		return err
	}
	for table, sql := range map[string]string{
		"purchases": fmt.Sprintf("SELECT coalesce(sum(amount), 0)::BIGINT - %d FROM purchases", amounts),
		"people":    "SELECT count(*) FROM (SELECT contact FROM people) p FULL JOIN owners o USING (contact) WHERE p.contact IS NULL OR o.contact IS NULL",
		"touches":   "SELECT (SELECT count(*) FROM touches) - (SELECT count(*) FROM engagements)",
	} {
		if !there[table] {
			continue
		}
		wrong, err := v.number(ctx, sql)
		if err != nil {
			return err
		}
		if wrong != 0 {
			return fmt.Errorf("%s is off by %d", table, wrong)
		}
	}
	return nil
}

// loadForEver makes generation after generation in a file, and tells each.
func loadForEver(ctx context.Context, args []string) error {
	orders, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	store, err := Open(ctx, args[0], Options{})
	if err != nil {
		return err
	}
	number, err := checkEdition(ctx, store, orders)
	for ; err == nil; err = edition(ctx, store, number, orders) {
		fmt.Println(number)
		number++
		if err = index(ctx, store); err != nil {
			break
		}
	}
	return err
}

// index makes all tables of the index of the newest generation.
func index(ctx context.Context, store *Store) error {
	view, err := store.view(ctx, "BEGIN TRANSACTION READ ONLY")
	if err != nil {
		return err
	}
	return errors.Join(view.indexed(ctx, indexNames()...), view.Close())
}

func holdForEver(ctx context.Context, args []string) error {
	_, err := Open(ctx, args[0], Options{})
	fmt.Println("open")
	time.Sleep(time.Minute)
	return err
}

func TestAProcessKilledAtAnyMomentLeavesAWholeGeneration(t *testing.T) {
	for _, orders := range []int{2_000, 150_000} { // patched, and replaced whole
		path := filepath.Join(t.TempDir(), "store.duckdb")
		told := 0
		for moment := range 8 {
			cmd := child(t, "load", path, strconv.Itoa(orders))
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(out)
			for range 2 { // after some generations, at a moment of the next
				if lines.Scan() {
					if told, err = strconv.Atoi(lines.Text()); err != nil {
						t.Fatal(err)
					}
				}
			}
			time.Sleep(time.Duration(moment*orders/1000) * time.Millisecond)
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			for lines.Scan() {
				told, _ = strconv.Atoi(lines.Text())
			}
			_ = cmd.Wait() // which tells that it was killed
			store, err := Open(t.Context(), path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			number, err := checkEdition(t.Context(), store, orders)
			if err != nil {
				t.Fatalf("after moment %d: %v", moment, err)
			}
			if number < told {
				t.Fatalf("generation %d was published, and %d is left", told, number)
			}
			if left := staged(t, store); len(left) > 0 {
				t.Errorf("staged rows are left: %s", left)
			}
			if err := store.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if told < 8 {
			t.Errorf("only %d generations were made", told)
		}
	}
}

// staged names the tables of staged rows.
func staged(t *testing.T, store *Store) string {
	t.Helper()
	result, err := store.definer.Query(t.Context(), "SELECT string_agg(table_name, ' ') FROM duckdb_tables() WHERE starts_with(table_name, 'staged_')")
	if err != nil {
		t.Fatal(err)
	}
	defer result.Close()
	if !result.Next() || result.Nulls(0).At(0) {
		return ""
	}
	return result.Text(0).At(0)
}

func TestAStoreHeldByAnotherProcessIsBusy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.duckdb")
	cmd := child(t, "hold", path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || strings.TrimSpace(line) != "open" {
		t.Fatal(line, err)
	}
	if _, err := Open(t.Context(), path, Options{}); palier.CodeOf(err) != palier.Busy {
		t.Errorf("want busy, got %v", err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	store, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, Options{}); palier.CodeOf(err) != palier.Busy {
		t.Errorf("want busy in the same process, got %v", err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		t.Error("the file is gone")
	}
}
