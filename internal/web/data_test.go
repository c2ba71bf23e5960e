package web_test

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"palier"
	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/server"
	"palier/internal/server/servertest"
)

const oddOrders = "No;When;Who;Net;state\nA1;03/11/2026;ann;12,50;paid\nA2;21/11/2026;bob;1.234,56;paid\nA3;31/02/2026;cy;9,00;draft\n"

// oddChoices are what the columns of oddOrders are.
var oddChoices = []string{"as.0", "orders", "was.0", "orders  false", "c.0.No", "order_id", "c.0.When", "ordered_at", "f.0.When", "day_first", "c.0.Who", "contact_id", "c.0.Net", "amount", "c.0.state", "status"}

// put sends files as the form of the page does, by their names and texts in turn.
func (v *visitor) put(files ...string) *servertest.Answer {
	v.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i+1 < len(files); i += 2 {
		part, err := form.CreateFormFile("file", files[i])
		if err == nil {
			_, err = io.WriteString(part, files[i+1])
		}
		if err != nil {
			v.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		v.Fatal(err)
	}
	return v.With("Content-Type", form.FormDataContentType()).Do(http.MethodPost, "/data/files", &body)
}

// led follows where the answer leads, once the job that is there has ended.
func (v *visitor) led(a *servertest.Answer) (path string, page *servertest.Answer) {
	v.Helper()
	path = a.Is(http.StatusSeeOther).Header.Get("Location")
	if id, is := strings.CutPrefix(path, "/data/jobs/"); is {
		v.Get("/jobs/" + id + "/events").Is(http.StatusOK).Says("event: ended")
	}
	return path, v.see(path).Is(http.StatusOK)
}

// figure gives what a page says of a figure: before, after and the change.
func figure(t *testing.T, page *servertest.Answer, label string) []string {
	t.Helper()
	found := regexp.MustCompile(`</span>` + label + `</th><td>([^<]*)</td><td>([^<]*)</td>|>` + label + `</th><td>([^<]*)</td><td>([^<]*)</td>`).FindSubmatch(page.Body)
	if found == nil {
		t.Fatalf("%s is not in %s", label, page.Body)
	}
	return []string{html.UnescapeString(string(found[1]) + string(found[3])), html.UnescapeString(string(found[2]) + string(found[4]))}
}

func TestFilesGoAllTheWayByFormsAlone(t *testing.T) {
	s := openShop(t)
	ada := visit(s.User("ada", control.Admin, false))
	path, page := ada.led(ada.put("odd.csv", oddOrders))
	page.Says("those of no known kind").Says("21/11/2026")
	file := strings.TrimPrefix(path, "/data/import?file=")
	page = ada.see(path + "&as.0=orders")
	page.Says("Order number").Says("A column is missing for").Says(`name="c.0.When"`)

	tried, page := ada.led(ada.send("/data/import", append([]string{"file", file, "refused", "50%", "do", "try"}, oddChoices...)...))
	page.Says("This would become load 2").Says("31/02/2026").Says("nothing has changed").Says(`<th scope="row" class="count">1</th><td>When</td>`)
	if got := figure(t, page, "Orders"); !slices.Equal(got, []string{"4", "6"}) {
		t.Errorf("the orders would be %v", got)
	}
	page = ada.see("/data/import?job=" + strings.TrimPrefix(tried, "/data/jobs/")).Is(http.StatusOK)
	page.Says(`<option value="day_first" selected>`).Says(`value="50%"`)
	ada.see("/data").Says("odd.csv").Says(file)

	_, page = ada.led(ada.send(tried + "/load"))
	page.Says("Load 2 is in").Says("The mapping is remembered").Says("/api/v1/loads/2/refused")
	ada.send(tried + "/load").Is(http.StatusNotFound).Says("not there any more")
	var told answer.LoadHistory
	ada.Get("/loads/2").Into(&told)
	page = ada.see("/data/loads/2").Is(http.StatusOK)
	page.Says("ada").Says("odd.csv").Says("31/02/2026").Says("no such day")
	for label, want := range map[string][]int64{"Orders": {told.Outcomes[0].Before.Orders, told.Outcomes[0].After.Orders}, "Active buyer": {told.Outcomes[0].Before.Stages["active_buyer"], told.Outcomes[0].After.Stages["active_buyer"]}} {
		book, _ := phrase.In("en")
		if got := figure(t, page, label); !slices.Equal(got, []string{book.Number(want[0]), book.Number(want[1])}) {
			t.Errorf("%s are %v, and the API says %v", label, got, want)
		}
	}
	_, page = ada.led(ada.put("next.csv", oddOrders))
	page.Says("remembered for these columns").Says("Do without")

	_, page = ada.led(ada.send("/data/loads/2/undo", "do", "try"))
	page.Says("Undo load 2?")
	if got := figure(t, page, "Orders"); !slices.Equal(got, []string{"6", "4"}) {
		t.Errorf("the orders would be %v", got)
	}
	ada.see("/data/loads").Is(http.StatusOK)
	_, page = ada.led(ada.send("/data/loads/2/undo", "do", "undo"))
	page.Says("Load 2 is undone")
	ada.see("/data/loads/2").Says("Undone by ada")
	ada.see("/data/loads").Says(`class="undone"`)
	ada.send("/data/loads/2/undo", "do", "undo").Is(http.StatusConflict)
}

func TestALoadThatIsRefusedAsAWholeSaysWhyAndChangesNothing(t *testing.T) {
	s := openShop(t)
	ada := visit(s.User("ada", control.Admin, false))
	path, _ := ada.led(ada.put("odd.csv", oddOrders, "people.csv", "contact_id,registered_at\nzed,2026-01-01\n"))
	ids := strings.Split(strings.ReplaceAll(strings.TrimPrefix(path, "/data/import?"), "file=", ""), "&")
	form := url.Values{"file": ids, "do": {"load"}}
	for i := 0; i < len(oddChoices); i += 2 {
		form.Set(oddChoices[i], oddChoices[i+1])
	}
	begun, page := ada.led(ada.ask(http.MethodPost, "/data/import", form.Encode()))
	page.Says("nothing was changed").Says("1 of 4 rows").Says("31/02/2026").Says("odd.csv").Says(`href="/api/v1/rejected"`)
	ada.see("/data/import?job=" + strings.TrimPrefix(begun, "/data/jobs/")).Is(http.StatusOK).Says("people.csv")
	form.Set("refused", "lots")
	ada.ask(http.MethodPost, "/data/import", form.Encode()).Is(http.StatusUnprocessableEntity).Says("0% to 100%")
	form.Set("refused", "50%")
	form.Set("through", "2026-13-01")
	ada.ask(http.MethodPost, "/data/import", form.Encode()).Is(http.StatusUnprocessableEntity)
	ada.see("/data/loads/2").Is(http.StatusNotFound)
}

func TestALoadUnderWayIsFoundAgainIsNotBegunTwiceAndCanBeCancelled(t *testing.T) {
	s := openShop(t)
	ada, bea := visit(s.User("ada", control.Admin, false)), visit(s.User("bea", control.Admin, false))
	held, release := make(chan bool), make(chan bool)
	freed := make(chan error, 1)
	go func() {
		freed <- s.Workspace.Store.Update(context.Background(), func(palier.Update) error {
			close(held)
			<-release
			return context.Canceled // nothing is kept
		})
	}()
	<-held
	path, _ := ada.led(ada.put("contacts.csv", servertest.Files["contacts.csv"]))
	load := []string{"file", strings.TrimPrefix(path, "/data/import?file="), "do", "load"}
	at := ada.send("/data/import", load...).Header.Get("Location")
	leadsTo(t, ada.send("/data/import", load...), at)
	other, _ := bea.led(bea.put("orders.csv", servertest.Files["orders.csv"]))
	behind := bea.send("/data/import", "file", strings.TrimPrefix(other, "/data/import?file="), "do", "load").Header.Get("Location")
	ada.see(at).Says("<progress").Says("contacts.csv").Says("data-job=").Says(at + "/cancel")
	bea.see(behind).Says("Loading a file").Says("(ada)")
	page := bea.see("/data").Says("Under way").Says(at).Says(behind)
	if strings.Contains(string(page.Body), "Sent, not loaded") {
		t.Error("files that are being loaded are said to wait")
	}
	leadsTo(t, bea.send(at+"/cancel"), at)
	_, page = ada.led(&servertest.Answer{T: t, Status: http.StatusSeeOther, Header: http.Header{"Location": {at}}})
	page.Says("nothing was changed").Says("ended it early").Says("/data/import?job=")
	close(release)
	<-freed
	_, page = bea.led(&servertest.Answer{T: t, Status: http.StatusSeeOther, Header: http.Header{"Location": {behind}}})
	page.Says("Load 2 is in")
}

func TestWhoMayNotLoadIsShownNoForm(t *testing.T) {
	s := openShop(t)
	ada, mark, vera := visit(s.User("ada", control.Admin, false)), visit(s.User("mark", control.Marketer, false)), visit(s.User("vera", control.Viewer, false))
	path, _ := ada.led(ada.put("odd.csv", oddOrders))
	tried, _ := ada.led(ada.send("/data/import", append([]string{"file", strings.TrimPrefix(path, "/data/import?file="), "refused", "50%", "do", "load"}, oddChoices...)...))
	for _, open := range []string{"/data", "/data/loads", "/data/loads/2", "/data/quality"} {
		vera.see(open).Is(http.StatusForbidden)
		page := mark.see(open).Is(http.StatusOK)
		for _, hidden := range []string{"data-drop", "/undo", "31/02/2026", "/api/v1/loads"} {
			if strings.Contains(string(page.Body), hidden) {
				t.Errorf("%s shows %q to a marketer", open, hidden)
			}
		}
	}
	mark.see("/data").Says("Only administrators load files")
	for _, who := range []*visitor{mark, vera} {
		who.see(path).Is(http.StatusForbidden)
		who.see(tried).Is(http.StatusForbidden)
		who.put("odd.csv", oddOrders).Is(http.StatusForbidden)
		who.send("/data/import", "do", "load").Is(http.StatusForbidden)
		who.send(tried + "/cancel").Is(http.StatusForbidden)
		who.send(tried + "/load").Is(http.StatusForbidden)
		who.send("/data/loads/2/undo", "do", "undo").Is(http.StatusForbidden)
		who.send("/data/files/X/drop").Is(http.StatusForbidden)
	}
	leadsTo(t, s.Stranger().Do(http.MethodGet, "/data", nil), "/sign-in?back=%2Fdata")
}

func TestAFormOfFilesThatIsBrokenKeepsNothing(t *testing.T) {
	s := servertest.With(t, func(s *server.Server) { s.MaxUpload = 2000 })
	serve(t, s)
	ada := visit(s.User("ada", control.Admin, false))
	ada.put().Is(http.StatusBadRequest).Says("no file was chosen")
	ada.put("big.csv", strings.Repeat("x", 3000)).Is(http.StatusBadRequest).Says("larger than")
	ada.put("fine.csv", oddOrders, ".hidden", oddOrders).Is(http.StatusBadRequest).Says("hidden")
	ada.send("/data/files", "file", "orders.csv").Is(http.StatusBadRequest)
	half := ada.With("Content-Type", "multipart/form-data; boundary=x").Do(http.MethodPost, "/data/files", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"half.csv\"\r\n\r\norder_id,")
	half.Is(http.StatusBadRequest).Says("broke off")
	if left, _ := filepath.Glob(filepath.Join(s.Workspace.Dir, "scratch", "uploads", "*")); len(left) != 0 {
		t.Errorf("kept are %v", left)
	}
	path, page := ada.led(ada.put("../../../etc/passwd", "root:x:0:0\n"))
	page.Says(`<h2 id="file-0">passwd</h2>`).Says("single column")
	if !strings.Contains(string(page.Body), `value="try" disabled`) {
		t.Error("a file that is no table could be tried")
	}
	ada.send("/data/import", "file", strings.TrimPrefix(path, "/data/import?file="), "do", "load").Is(http.StatusUnprocessableEntity).Says("single column")
	ada.send("/data/files/" + strings.TrimPrefix(path, "/data/import?file=") + "/drop").Is(http.StatusSeeOther)
	for _, gone := range []string{path, "/data/import?file=..%2F..%2Fcontrol.db", "/data/import?job=none", "/data/jobs/none"} {
		ada.see(gone).Is(http.StatusNotFound).Says("not there any more")
	}
	for _, nowhere := range []string{"/data/loads/0", "/data/loads/x", "/data/loads/99"} {
		ada.see(nowhere).Is(http.StatusNotFound)
	}
	ada.send("/data/loads/1/undo").Is(http.StatusBadRequest)
}

func TestThePageOfQualityTellsWhatItsReportTells(t *testing.T) {
	s := openShop(t)
	mark := s.User("mark", control.Marketer, false)
	made := made(t, s, report.Query{Name: "quality", From: palier.NoDay, To: palier.NoDay, Today: s.Workspace.Today(), Zone: s.Workspace.Zone})
	for _, language := range phrase.Languages() {
		book, err := phrase.In(language)
		if err != nil {
			t.Fatal(err)
		}
		page := mark.With("Accept-Language", language).Do(http.MethodGet, "/data/quality", nil).Is(http.StatusOK)
		text, book := html.UnescapeString(string(page.Body)), book.OnPages()
		seen := 0
		for _, row := range made.Rows {
			check, advice := row[0].(string), row[7].(string)
			if advice == "status_unseen" {
				page.Says(row[2].(string))
				continue
			}
			seen++
			if !strings.Contains(text, book.Say("check."+check, nil)) && check != "status" || advice != "none" && !strings.Contains(text, book.Say("advice."+advice, nil)) {
				t.Errorf("%s: %v is not told", language, row)
			}
		}
		if shown := strings.Count(text, "data-check="); shown != seen {
			t.Errorf("%s: %d findings are shown, and %d made", language, shown, seen)
		}
		share := regexp.MustCompile(`(?s)data-check="unidentified_contacts">.*?<b>(.*?)</b><span>(.*?)</span>`).FindStringSubmatch(text)
		if share == nil || share[1] != "1" || share[2] != book.Percent(1, 4) {
			t.Errorf("%s: unidentified are %q", language, share)
		}
	}
}

func TestAnEmptyWorkspaceLetsAnAdministratorDropFilesAndSendsOthersToAsk(t *testing.T) {
	s := openEmpty(t)
	ada, vera := visit(s.User("ada", control.Admin, false)), visit(s.User("vera", control.Viewer, false))
	ada.see("/").Says("data-drop").Says("palier --workspace")
	page := vera.see("/").Says("Ask one of them")
	if text := string(page.Body); strings.Contains(text, "data-drop") || strings.Contains(text, "palier --workspace") {
		t.Errorf("a viewer is shown %s", text)
	}
	path, _ := ada.led(ada.put("contacts.csv", servertest.Files["contacts.csv"]))
	_, page = ada.led(ada.send("/data/import", "file", strings.TrimPrefix(path, "/data/import?file="), "do", "load"))
	page.Says("Load 1 is in")
	ada.see("/").Says("data-stage=")
}

func TestAValueThatMostCustomersHaveLeadsToThem(t *testing.T) {
	s := openEmpty(t)
	ada := visit(s.User("ada", control.Admin, false))
	rows := "order_id,contact_id,ordered_at,amount\n"
	for i := range 30 {
		rows += fmt.Sprintf("o%d,c%d,2026-11-0%d,10\n", i, i, 1+i%9)
	}
	path, _ := ada.led(ada.put("orders.csv", rows))
	ada.led(ada.send("/data/import", "file", strings.TrimPrefix(path, "/data/import?file="), "do", "load"))
	links := regexp.MustCompile(`data-check="dominant_value">.*?href="(/contacts\?[^"]*)"`).FindAllSubmatch(ada.see("/data/quality").Body, -1)
	if len(links) < 2 {
		t.Fatalf("there are %d", len(links))
	}
	for _, link := range links {
		ada.see(html.UnescapeString(string(link[1]))).Is(http.StatusOK).Says("c24")
	}
}
