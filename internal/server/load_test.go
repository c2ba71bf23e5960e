package server_test

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/server/servertest"
	"palier/internal/workspace"
)

// How much is read and loaded at once.
const (
	atOnce     = 200
	loadedRows = 1_000_000
	reading    = time.Second // at least, between two questions of one reader
)

// question is something that readers ask.
type question struct{ method, path, body string }

var questions = []question{
	{http.MethodGet, "/reports/stages?from=2026-09-01", ""},
	{http.MethodGet, "/reports/conversions?from=2026-09-01", ""},
	{http.MethodGet, "/reports/customers", ""},
	{http.MethodGet, "/reports/rfm", ""},
	{http.MethodGet, "/reports/quality", ""},
	{http.MethodGet, "/reports/products", ""},
	{http.MethodGet, "/reports/stages?from=2026-09-25&segment=city+%3D+%22Paris%22", ""},
	{http.MethodGet, "/contacts?limit=20", ""},
	{http.MethodPost, "/segment/count", `{"segment":"bought at least 2 orders in the last 365 days and city = \"Lyon\""}`},
	{http.MethodPost, "/segment/members", `{"segment":"stage = active_buyer and spend > 50","limit":20}`},
	{http.MethodPost, "/segment/sizes", `{"segment":"stage = active_buyer","from":"2026-09-01"}`},
	{http.MethodGet, "/loads", ""},
}

// sealed is a cursor, which is never twice the same.
var sealed = regexp.MustCompile(`"next":"[^"]*"`)

func TestTwoHundredReadersSeeOneGenerationOrTheOtherWhileAMillionRowsAreLoaded(t *testing.T) {
	shop := servertest.Open(t)
	load(t, shop, "base.csv", 30_000, 10_000)
	secret := shop.Token(control.ScopeAdmin).Header.Get("Authorization")
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: atOnce}}
	ask := func(q question) (string, error) {
		r, err := http.NewRequestWithContext(t.Context(), q.method, shop.URL+"/api/v1"+q.path, strings.NewReader(q.body))
		if err != nil {
			return "", err
		}
		r.Header.Set("Authorization", secret)
		r.Header.Set("Content-Type", "application/json")
		got, err := client.Do(r)
		if err != nil {
			return "", err
		}
		defer got.Body.Close()
		text, err := io.ReadAll(got.Body)
		if err == nil && got.StatusCode != http.StatusOK {
			err = fmt.Errorf("it answers %d: %s", got.StatusCode, text)
		}
		return sealed.ReplaceAllString(string(text), ""), err
	}
	all := func() (answers []string) {
		t.Helper()
		for _, q := range questions {
			text, err := ask(q)
			if err != nil {
				t.Fatalf("%s: %v", q.path, err)
			}
			answers = append(answers, text)
		}
		return answers
	}
	before := all()
	seen := make([]sync.Map, len(questions)) // the answers to each, by their sums
	var done atomic.Bool
	var asked atomic.Int64
	var readers sync.WaitGroup
	for n := range atOnce {
		readers.Go(func() {
			for last := false; !last; n++ {
				last = done.Load() // one more, after the load
				which := n % len(questions)
				text, err := ask(questions[which])
				if err != nil {
					t.Errorf("%s: %v", questions[which].path, err)
					return
				}
				asked.Add(1)
				seen[which].LoadOrStore(sha256.Sum256([]byte(text)), text)
				time.Sleep(reading + time.Duration(n%20)*reading/10)
			}
		})
	}
	load(t, shop, "million.csv", loadedRows, 250_000)
	done.Store(true)
	readers.Wait()
	after := all()
	for which, q := range questions {
		seen[which].Range(func(_, text any) bool {
			if text != before[which] && text != after[which] {
				t.Errorf("%s answers neither as before nor as after: %.300s", q.path, text)
			}
			return true
		})
		if before[which] == after[which] {
			t.Errorf("the load changes nothing of %s: %.300s", q.path, after[which])
		}
	}
	if asked.Load() < 2*atOnce {
		t.Errorf("only %d questions were answered", asked.Load())
	}
}

// load imports a file of so many orders of so many contacts, of whom every tenth is in a
// city.
func load(t *testing.T, shop *servertest.Shop, name string, rows, contacts int) {
	t.Helper()
	orders, people := filepath.Join(t.TempDir(), name), filepath.Join(t.TempDir(), "contacts-"+name)
	err := write(orders, func(out io.Writer) {
		fmt.Fprintln(out, "order_id,contact_id,ordered_at,amount")
		for i := range rows {
			fmt.Fprintf(out, "%s%d,c%d,2026-%02d-%02d,%d.50\n", name, i, i*7%contacts, 1+i%9, 1+i%28, 5+i%90)
		}
	})
	if err == nil {
		err = write(people, func(out io.Writer) {
			fmt.Fprintln(out, "contact_id,registered_at,city")
			for i := 0; i < contacts; i += 10 {
				fmt.Fprintf(out, "c%d,2026-01-0%d,%s\n", i, 1+i/10%9, [...]string{"Paris", "Lyon"}[i/10%2])
			}
		})
	}
	if err == nil {
		_, err = shop.Workspace.Import(t.Context(), []string{orders, people}, workspace.ImportOptions{CompleteThrough: palier.NoDay})
	}
	if err != nil {
		t.Error(err)
	}
}

func write(path string, rows func(io.Writer)) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	rows(out)
	return out.Flush()
}
