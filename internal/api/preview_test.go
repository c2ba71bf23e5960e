package api_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/server/servertest"
)

const odd = "No;When;Who;Net;source\nA1;03/11/2026;ann;12,50;shop\nA2;21/11/2026;bob;1.234,56;web\n"

// said is what is said of one file.
type said struct {
	As        string            `json:"as,omitempty"`
	Preset    string            `json:"preset,omitempty"`
	Map       map[string]string `json:"map,omitempty"`
	NoMapping bool              `json:"no_mapping,omitempty"`
}

type preview struct {
	answer.Preview
	Said said
}

func look(c *servertest.Caller, id string, s said) (p preview) {
	c.Helper()
	c.Post("/uploads/"+id+"/preview", s).Is(http.StatusOK).Into(&p)
	return p
}

func TestAPreviewTellsWhatAFileIsTakenForAndWhatIsMissing(t *testing.T) {
	shop := servertest.Open(t)
	admin := shop.Token(control.ScopeAdmin)
	id := send(admin, "odd.csv", odd)
	p := look(admin, id, said{})
	if p.Kind != "" || p.Wrong == "" || p.Form != "separated" || p.Delimiter != ";" || p.Encoding != "UTF-8" || len(p.Rows) != 2 || !p.Whole {
		t.Errorf("unknown columns: %+v", p)
	}
	if p.Rows[1].Line != 3 || !slices.Equal(p.Rows[1].Fields, []string{"A2", "21/11/2026", "bob", "1.234,56", "web"}) {
		t.Errorf("the rows are %+v", p.Rows)
	}
	p = look(admin, id, said{As: "orders"})
	if p.Kind != palier.KindOrders || len(p.Lacking) != 3 || p.Lacking[2][1] != "unit_price" || p.Wrong == "" {
		t.Errorf("as orders: %+v", p)
	}
	p = look(admin, id, said{As: "orders", Map: map[string]string{"No": "order_id", "When": "ordered_at:day_first", "Who": "contact_id", "Net": "amount", "source": "attribute"}})
	if len(p.Lacking) != 0 || p.Wrong != "" || p.Columns[1] != (answer.Column{Name: "When", Field: "ordered_at", Format: "day_first"}) || len(p.Said.Map) != 4 {
		t.Fatalf("with its columns: %+v", p)
	}
	done := follow(admin, admin.Post("/loads", map[string]any{"uploads": []string{id}, "each": map[string]said{id: p.Said}}))
	if done.State != "done" || done.Import.Load.Counts[0].New != 2 || done.Import.Outcome.After.Lifetime != "1377.55" {
		t.Fatalf("loaded so: %+v", done)
	}
	again := look(admin, send(admin, "later.csv", odd), said{})
	if again.Mapping == nil || again.Mapping.Name != "odd.csv" || again.Columns[3].Field != "amount" || again.Said.Map != nil {
		t.Errorf("the next such file: %+v", again)
	}
	corrected := look(admin, again.Upload.ID, said{Map: map[string]string{"No": "order_id", "source": "status"}})
	if corrected.Said.Map["Who"] != "contact_id" || corrected.Said.Map["source"] != "status" || corrected.Mapping != nil {
		t.Errorf("corrected: %+v", corrected)
	}
	if bare := look(admin, again.Upload.ID, said{NoMapping: true}); bare.Kind != "" {
		t.Errorf("without the mapping: %+v", bare)
	}
	var mappings struct{ Mappings []struct{ Number int } }
	admin.Get("/mappings").Is(http.StatusOK).Says("odd.csv").Into(&mappings)
	forgotten := fmt.Sprintf("/api/v1/mappings/%d", mappings.Mappings[0].Number)
	admin.Do(http.MethodDelete, forgotten, nil).Is(http.StatusNoContent)
	admin.Do(http.MethodDelete, forgotten, nil).Is(http.StatusNotFound)
	if forgot := look(admin, again.Upload.ID, said{}); forgot.Kind != "" || forgot.Mapping != nil {
		t.Errorf("with the mapping forgotten: %+v", forgot)
	}
	var list struct{ Uploads []answer.Upload }
	admin.Get("/uploads").Is(http.StatusOK).Into(&list)
	if len(list.Uploads) != 1 || list.Uploads[0].Name != "later.csv" || list.Uploads[0].Bytes != int64(len(odd)) {
		t.Errorf("kept are %+v", list)
	}
}

func TestAColumnNamedLikeAFieldCanStayAnAttribute(t *testing.T) {
	admin := servertest.Open(t).Token(control.ScopeAdmin)
	id := send(admin, "people.csv", "contact_id,source,email\nzed,fair,zed@shop.example\n")
	p := look(admin, id, said{})
	if p.Columns[1].Field != "source" || !slices.Equal(p.Because, []string{"contact_id"}) {
		t.Errorf("by itself: %+v", p)
	}
	p = look(admin, id, said{Map: map[string]string{"contact_id": "contact_id", "source": "attribute", "email": "-"}})
	if p.Columns[1].Field != "" || p.Columns[2].Field != "-" || len(p.Said.Map) != 2 || p.Said.As != "contacts" {
		t.Errorf("as said: %+v", p)
	}
	if done := follow(admin, admin.Post("/loads", map[string]any{"uploads": []string{id}, "each": map[string]said{id: p.Said}})); done.State != "done" || done.Import.Files[0].Columns[1].Field != "" {
		t.Errorf("loaded: %+v", done)
	}
}

func TestWhatIsNoTableIsRefusedInItsPreview(t *testing.T) {
	admin := servertest.Open(t).Token(control.ScopeAdmin)
	for name, c := range map[string]struct{ text, says string }{
		"picture.png": {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "none that is known"},
		"letter.txt":  {"Dear shop!\nHere is the file.\n", "none that is known"},
		"empty.csv":   {"", "empty"},
		"broken.gz":   {"\x1f\x8b\x08\x00garbage", "gzip"},
		"archive.zip": {"PK\x03\x04 no archive", "damaged"},
		"list.json":   {"[{}]", "JSON list"},
		"twice.csv":   {"a,a\n1,2\n", "same name"},
	} {
		id := send(admin, name, c.text)
		admin.Post("/uploads/"+id+"/preview", said{}).Is(http.StatusUnprocessableEntity).Says(c.says)
	}
	id := send(admin, "odd.csv", odd)
	admin.Post("/uploads/"+id+"/preview", map[string]any{"as": "shoes"}).Is(http.StatusUnprocessableEntity)
	if p := look(admin, id, said{As: "orders", Preset: "nothing"}); p.Wrong == "" {
		t.Errorf("a preset that is not there: %+v", p)
	}
	if p := look(admin, id, said{As: "orders", Map: map[string]string{"No": "shoes"}}); !strings.Contains(p.Wrong, "shoes") {
		t.Errorf("a field that is not there: %+v", p)
	}
	admin.Post("/uploads/NOBODYS/preview", said{}).Is(http.StatusNotFound)
	admin.Post("/loads", map[string]any{"uploads": []string{id}, "each": map[string]said{"OTHER": {}}}).Is(http.StatusUnprocessableEntity).Says("not among the uploads")
}

func TestOnlyAdministratorsLoadAndUndo(t *testing.T) {
	shop := servertest.Open(t)
	admin := shop.Token(control.ScopeAdmin)
	id := send(admin, "more.csv", more)
	for _, c := range []*servertest.Caller{shop.User("vera", control.Viewer, false), shop.User("mark", control.Marketer, true)} {
		c.With("Content-Type", "text/csv").Do(http.MethodPost, "/api/v1/uploads?name=a.csv", more).Is(http.StatusForbidden)
		c.Get("/uploads").Is(http.StatusForbidden)
		c.Post("/uploads/"+id+"/preview", said{}).Is(http.StatusForbidden)
		c.Do(http.MethodDelete, "/api/v1/uploads/"+id, nil).Is(http.StatusForbidden)
		c.Post("/loads", order{Uploads: []string{id}}).Is(http.StatusForbidden)
		c.Post("/loads/1/undo?dry_run=true", nil).Is(http.StatusForbidden)
		c.Get("/loads/1/refused").Is(http.StatusForbidden)
		c.Get("/jobs").Is(http.StatusForbidden)
		c.Get("/loads/1").Is(http.StatusOK)
		c.Get("/reports/quality").Is(http.StatusOK)
	}
}

func TestAnUndoIsTriedFirstAndTellsWhoDidWhat(t *testing.T) {
	shop := servertest.Open(t)
	ada, bea := shop.User("ada", control.Admin, false), shop.User("bea", control.Admin, false)
	if done := follow(ada, ada.Post("/loads", order{Uploads: []string{send(ada, "more.csv", more)}})); done.State != "done" {
		t.Fatalf("the import says %+v", done)
	}
	tried := follow(bea, bea.Post("/loads/2/undo?dry_run=true", nil))
	var load answer.LoadHistory
	bea.Get("/loads/2").Into(&load)
	if !tried.Undone.DryRun || tried.Undone.Outcome.After.Orders != 4 || load.Undone || load.Who != "ada" {
		t.Errorf("tried: %+v, the load %+v", tried.Undone, load)
	}
	undone := follow(bea, bea.Post("/loads/2/undo", nil))
	bea.Get("/loads/2").Into(&load)
	if undone.Undone.Outcome.After.Orders != tried.Undone.Outcome.After.Orders || undone.Undone.DryRun || !load.Undone || load.UndoneBy != "bea" {
		t.Errorf("undone: %+v, the load %+v", undone.Undone, load)
	}
	bea.Post("/loads/2/undo?dry_run=true", nil).Is(http.StatusConflict)
	bea.Get("/loads").Says(`"who":"ada"`)
	bea.Get("/audit").Says(`"load_undone"`)
}

func TestTwoWhoLoadAtOnceWaitForEachOtherAndOneMayGiveUp(t *testing.T) {
	shop := servertest.Open(t)
	admin := shop.Token(control.ScopeAdmin)
	held, release := make(chan bool), make(chan bool)
	freed := make(chan error, 1)
	go func() {
		freed <- shop.Workspace.Store.Update(context.Background(), func(palier.Update) error {
			close(held)
			<-release
			return context.Canceled // nothing is kept
		})
	}()
	<-held
	begin := func(file string) *servertest.Answer {
		return admin.Post("/loads", order{Uploads: []string{file}}).Is(http.StatusAccepted)
	}
	people := send(admin, "people.csv", "contact_id,registered_at\nzed,2026-01-01\n")
	first, second := begin(send(admin, "more.csv", more)), begin(people)
	for _, begun := range []*servertest.Answer{first, second} {
		waiting(admin, begun)
	}
	admin.Post("/loads", order{Uploads: []string{people}}).Is(http.StatusConflict).Says("already")
	admin.Do(http.MethodDelete, first.Header.Get("Location"), nil).Is(http.StatusAccepted)
	if given := follow(admin, first); given.State != "failed" || !strings.Contains(given.Problem.Detail, "ended it early") {
		t.Errorf("given up: %+v", given)
	}
	close(release)
	<-freed
	if done := follow(admin, second); done.State != "done" || done.Import.Load.Number != 2 || done.Import.Outcome.After.Orders != 4 {
		t.Errorf("the other: %+v", done.Import)
	}
	admin.Get("/uploads").Is(http.StatusOK).Says("more.csv") // to be loaded later
}

// waiting waits until a job waits for its turn.
func waiting(c *servertest.Caller, begun *servertest.Answer) {
	c.Helper()
	var at job
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		at = job{}
		c.Do(http.MethodGet, begun.Header.Get("Location"), nil).Into(&at)
		if at.Progress != nil && at.Progress.Step == "waiting" {
			return
		}
	}
	c.Fatalf("it never waits: %+v", at)
}
