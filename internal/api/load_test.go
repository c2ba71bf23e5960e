package api_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/server/servertest"
)

const more = "order_id,contact_id,ordered_at,amount\no9,ann,2026-11-02,100.00\no10,new,2026-11-03,7.00\n"

// job is a job as a program reads it.
type job struct {
	ID       string
	State    string
	Ended    *string
	Progress *struct{ Step string }
	Import   *answer.Import
	Undone   *answer.Undone
	Version  *answer.Version
	Erasure  *answer.Erasure
	Problem  *struct {
		Status             int
		Code, Detail, Hint string
	}
}

// send sends a file and gives its id.
func send(c *servertest.Caller, name, text string) string {
	c.Helper()
	var got struct{ ID string }
	c.With("Content-Type", "text/csv").Do(http.MethodPost, "/api/v1/uploads?name="+name, text).Is(http.StatusCreated).Into(&got)
	return got.ID
}

// follow reads the events of the job that was begun, and gives the last.
func follow(c *servertest.Caller, begun *servertest.Answer) job {
	c.Helper()
	begun.Is(http.StatusAccepted)
	events := c.Do(http.MethodGet, begun.Header.Get("Location")+"/events", nil).Is(http.StatusOK)
	var last job
	name := ""
	lines := bufio.NewScanner(strings.NewReader(string(events.Body)))
	for lines.Scan() {
		if text, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			name = text
		}
		if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			last = job{}
			if err := json.Unmarshal([]byte(text), &last); err != nil {
				c.Fatalf("%v in %s", err, text)
			}
		}
	}
	if name != "ended" || last.Ended == nil {
		c.Fatalf("the events end with %s: %s", name, events.Body)
	}
	var shown job
	c.Do(http.MethodGet, begun.Header.Get("Location"), nil).Is(http.StatusOK).Into(&shown)
	if shown.ID != last.ID || shown.State != last.State {
		c.Errorf("it is shown as %+v, and was told as %+v", shown, last)
	}
	return last
}

type order struct {
	Uploads    []string          `json:"uploads"`
	As         string            `json:"as,omitempty"`
	Map        map[string]string `json:"map,omitempty"`
	Mapping    string            `json:"mapping,omitempty"`
	MaxRefused string            `json:"max_refused,omitempty"`
	DryRun     bool              `json:"dry_run,omitempty"`
}

func TestAFileThatIsSentIsTriedLoadedAndTakenOutAgain(t *testing.T) {
	shop := servertest.Open(t)
	admin := shop.User("ada", control.Admin, false)
	before := admin.Get("/reports/customers").Body
	file := send(admin, "more.csv", more)

	dry := follow(admin, admin.Post("/loads", order{Uploads: []string{file}, DryRun: true}))
	if dry.State != "done" || !dry.Import.Taken || dry.Import.Outcome.After.Orders != 6 || dry.Import.Files[0].Name != "more.csv" {
		t.Errorf("the dry run says %+v", dry.Import)
	}
	if after := admin.Get("/reports/customers").Body; string(after) != string(before) {
		t.Errorf("a dry run changed something: %s", after)
	}

	did := follow(admin, admin.Post("/loads", order{Uploads: []string{file}}))
	if did.State != "done" || did.Import.Load.Number != 2 || did.Import.Load.Files[0] != "more.csv" || did.Import.Outcome.After.Lifetime != "237.49" || did.Progress == nil {
		t.Errorf("the import says %+v", did)
	}
	admin.Post("/loads", order{Uploads: []string{file}}).Is(http.StatusNotFound).Says("send it again")
	var list struct{ Loads []answer.Load }
	admin.Get("/loads").Is(http.StatusOK).Into(&list)
	if len(list.Loads) != 2 {
		t.Errorf("the loads are %+v", list)
	}
	admin.Get("/loads/2").Is(http.StatusOK).Says(`"more.csv"`)
	admin.Get("/loads/2/refused").Is(http.StatusNotFound)

	undone := follow(admin, admin.Post("/loads/2/undo", nil))
	if undone.State != "done" || !undone.Undone.Loads[0].Undone || undone.Undone.Outcome.After.Orders != 4 {
		t.Errorf("the undo says %+v", undone)
	}
	admin.Post("/loads/2/undo", nil).Is(http.StatusConflict).Says("undone already")
	admin.Post("/loads/9/undo", nil).Is(http.StatusNotFound)
	admin.Get("/jobs").Is(http.StatusOK).Says(`"undo"`).Says(`"import"`)
	for _, line := range []string{`msg="job done" kind=import job=\w+ request=\w+ took=\S+ load=2 generation=2`, `msg="job done" kind=undo job=\w+ request=\w+ took=\S+ undone=2 generation=3`} {
		if !regexp.MustCompile(line).MatchString(shop.Log.String()) {
			t.Errorf("%s is not in %s", line, shop.Log)
		}
	}
}

func TestRowsThatAreRefusedAreGivenAsAFile(t *testing.T) {
	shop := servertest.Open(t)
	admin := shop.Token(control.ScopeAdmin)
	admin.Get("/rejected").Is(http.StatusNotFound)
	file := send(admin, "bad.csv", more+"o11,ann,2026-02-30,1.00\n")
	dry := follow(admin, admin.Post("/loads", order{Uploads: []string{file}, DryRun: true}))
	if dry.State != "done" || dry.Import.Taken || dry.Import.Refused != 1 || !strings.Contains(dry.Import.Why, "1 of 3 rows") {
		t.Errorf("the dry run says %+v", dry.Import)
	}
	if len(dry.Import.Reasons) != 1 || dry.Import.Reasons[0].Column != "ordered_at" || dry.Import.Reasons[0].Rows != 1 {
		t.Errorf("the reasons are %+v", dry.Import.Reasons)
	}
	failed := follow(admin, admin.Post("/loads", order{Uploads: []string{file}}))
	if failed.State != "failed" || failed.Problem.Status != http.StatusUnprocessableEntity || !strings.Contains(failed.Problem.Hint, "/api/v1/rejected") {
		t.Errorf("the import says %+v", failed)
	}
	if strings.Contains(failed.Problem.Detail+failed.Problem.Hint, shop.Workspace.Dir) {
		t.Errorf("where the workspace is, is told: %+v", failed.Problem)
	}
	admin.Get("/rejected").Is(http.StatusOK).Says("bad.csv,4,ordered_at,2026-02-30")
	done := follow(admin, admin.Post("/loads", order{Uploads: []string{file}, MaxRefused: "50%"}))
	if done.State != "done" || done.Import.RefusedTo != "/api/v1/loads/2/refused" {
		t.Fatalf("the import says %+v", done)
	}
	admin.Do(http.MethodGet, done.Import.RefusedTo, nil).Is(http.StatusOK).Says("bad.csv,4,ordered_at,2026-02-30")
	admin.Get("/loads/2").Is(http.StatusOK).Says(done.Import.RefusedTo)
}

func TestWhatIsSaidOfFilesIsUsedOrRefused(t *testing.T) {
	shop := servertest.Open(t)
	admin := shop.Token(control.ScopeAdmin)
	odd := func() string { return send(admin, "odd.csv", "No,When,Who,Net\nA3,2026-04-05,ann,5\n") }
	for _, good := range []order{
		{As: "orders", Map: map[string]string{"No": "order_id", "When": "ordered_at", "Who": "contact_id", "Net": "amount"}},
		{Mapping: "kind: orders\ncolumns:\n  No: order_id\n  When: ordered_at\n  Who: contact_id\n  Net: amount\n"},
	} {
		good.Uploads = []string{odd()}
		if done := follow(admin, admin.Post("/loads", good)); done.State != "done" {
			t.Errorf("%+v: %+v", good, done.Problem)
		}
	}
	for _, c := range []struct {
		given  any
		status int
		says   string
	}{
		{order{Uploads: []string{"../../../control.db"}}, http.StatusNotFound, "send it again"},
		{order{Uploads: []string{""}}, http.StatusNotFound, "send it again"},
		{order{Uploads: []string{"."}}, http.StatusNotFound, "send it again"},
		{order{}, http.StatusUnprocessableEntity, "body.uploads"},
		{order{Uploads: []string{odd()}, As: "shoes"}, http.StatusUnprocessableEntity, "body.as"},
		{order{Uploads: []string{odd()}, MaxRefused: "lots"}, http.StatusUnprocessableEntity, "0% to 100%"},
		{order{Uploads: []string{odd()}, Mapping: "colums: {}"}, http.StatusUnprocessableEntity, "mapping"},
		{order{Uploads: []string{odd()}, Mapping: "kind: orders", As: "orders"}, http.StatusUnprocessableEntity, "give either"},
		{map[string]any{"uploads": []string{odd()}, "path": "/etc/passwd"}, http.StatusUnprocessableEntity, "unexpected property"},
	} {
		admin.Post("/loads", c.given).Is(c.status).Says(c.says)
	}
	if failed := follow(admin, admin.Post("/loads", order{Uploads: []string{send(admin, "no.csv", "a,b\n1,2\n")}})); failed.State != "failed" || failed.Problem.Hint == "" {
		t.Errorf("a file of no kind: %+v", failed)
	}
}

func TestASentFileHasANameALimitAndAnEnd(t *testing.T) {
	shop := servertest.Open(t)
	admin := shop.Token(control.ScopeAdmin)
	for name, says := range map[string]string{"": "query.name", ".": "hidden", "..": "hidden", ".bashrc": "hidden", "a%2f": "empty", "a%0ab": "no text", strings.Repeat("a", 300): "too long"} {
		admin.Do(http.MethodPost, "/api/v1/uploads?name="+name, more).Is(http.StatusUnprocessableEntity).Says(says)
	}
	for given, kept := range map[string]string{"..%2f..%2fpasswd": "passwd", `C:%5cshop%5corders.csv`: "orders.csv", "caf%C3%A9.csv": "café.csv"} {
		admin.Do(http.MethodPost, "/api/v1/uploads?name="+given, more).Is(http.StatusCreated).Says(`"name":"` + kept + `"`)
	}
	admin.Do(http.MethodPost, "/api/v1/uploads?name=big.csv", strings.NewReader(strings.Repeat("x", 1<<20+1))).Is(http.StatusRequestEntityTooLarge)
	admin.With("Content-Type", "multipart/form-data; boundary=x").Do(http.MethodPost, "/api/v1/uploads?name=form.csv", "--x--").Is(http.StatusUnsupportedMediaType).Says("--data-binary")
	id := send(admin, "more.csv", more)
	admin.Do(http.MethodDelete, "/api/v1/uploads/"+id, nil).Is(http.StatusNoContent)
	admin.Do(http.MethodDelete, "/api/v1/uploads/"+id, nil).Is(http.StatusNotFound)
	left, err := filepath.Glob(filepath.Join(shop.Workspace.Dir, "scratch", "uploads", "*", "*"))
	if err != nil || len(left) != 3 {
		t.Errorf("kept are %v, %v", left, err)
	}
	for _, path := range left {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestAnUploadThatBreaksOffIsNotKept(t *testing.T) {
	shop := servertest.Open(t)
	admin := shop.Token(control.ScopeAdmin)
	reader, writer := io.Pipe()
	go func() {
		io.WriteString(writer, more)
		writer.CloseWithError(io.ErrUnexpectedEOF)
	}()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, shop.URL+"/api/v1/uploads?name=more.csv", reader)
	if err != nil {
		t.Fatal(err)
	}
	r.Header = admin.Header.Clone()
	if answer, err := http.DefaultTransport.RoundTrip(r); err == nil {
		answer.Body.Close()
		t.Errorf("it is answered with %d", answer.StatusCode)
	}
	shop.Stop() // waits for the handler
	if left, _ := filepath.Glob(filepath.Join(shop.Workspace.Dir, "scratch", "uploads", "*", "*")); len(left) > 0 {
		t.Errorf("kept are %v", left)
	}
}

func TestAJobThatIsNotThereIsNotFollowed(t *testing.T) {
	admin := servertest.Open(t).Token(control.ScopeAdmin)
	for _, path := range []string{"/jobs/none", "/jobs/none/events"} {
		got := admin.Get(path).Is(http.StatusNotFound)
		if kind := got.Header.Get("Content-Type"); kind != "application/problem+json" {
			t.Errorf("%s comes as %s", path, kind)
		}
	}
	admin.Do(http.MethodDelete, "/api/v1/jobs/none", nil).Is(http.StatusNotFound)
}

func TestReadersDuringLoadsSeeOneGenerationEach(t *testing.T) {
	shop := servertest.Open(t)
	admin, reader := shop.Token(control.ScopeAdmin), shop.Token(control.ScopeRead)
	const loads = 4
	// A generation, and how many contacts it has: each load adds as many.
	seen := make(chan [2]int64, 10_000)
	stop := make(chan bool)
	var readers sync.WaitGroup
	for range 6 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				var got struct {
					Generation int64
					Rows       []struct{ Contacts int64 }
				}
				reader.Get("/reports/customers").Into(&got)
				n := int64(0)
				for _, row := range got.Rows {
					n += row.Contacts
				}
				seen <- [2]int64{got.Generation, n}
			}
		})
	}
	for load := range loads {
		rows := []string{"contact_id,registered_at"}
		for i := range 50 {
			rows = append(rows, fmt.Sprintf("n%d-%d,2026-01-01", load, i))
		}
		if done := follow(admin, admin.Post("/loads", order{Uploads: []string{send(admin, "contacts.csv", strings.Join(rows, "\n")+"\n")}})); done.State != "done" {
			t.Errorf("load %d: %+v", load, done.Problem)
		}
	}
	close(stop)
	readers.Wait()
	close(seen)
	var generations []int64
	for s := range seen {
		if want := 3 + 50*(s[0]-1); s[1] != want {
			t.Fatalf("generation %d has %d contacts, and not %d", s[0], s[1], want)
		}
		generations = append(generations, s[0])
	}
	if slices.Max(generations) == slices.Min(generations) {
		t.Error("no load was seen to come")
	}
}
