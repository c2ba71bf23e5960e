package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/demo"
	"palier/internal/report"
)

// told is a report as its file tells it: the columns of each row by name.
type told []map[string]string

// walk is a workspace whose reports are asked for in all ways.
type walk struct {
	*user
	*served
	session string // a cookie
}

// question is what reports are asked about: some days, and everybody or a segment.
type question struct{ from, to, segment string }

// startWalk makes a shop, serves it, and signs somebody in.
func startWalk(t *testing.T) *walk {
	t.Helper()
	u := newUser(t)
	u.run("init")
	made := demo.Small(palier.DayOf(2026, 11, 20))
	made.Contacts = 300
	var files []string
	for name, write := range map[string]func(io.Writer) error{
		"contacts": made.WriteContacts, "products": made.WriteProducts, "order_lines": made.WriteOrderLines, "orders": made.WriteCheckouts, "engagements": made.WriteEngagements,
	} {
		path := filepath.Join(t.TempDir(), name+".csv")
		file, err := os.Create(path)
		if err == nil {
			err = errors.Join(write(file), file.Close())
		}
		must(t, err)
		files = append(files, path)
	}
	u.run(append([]string{"import"}, files...)...)
	u.now = u.now.Add(time.Hour)
	u.run("model", "apply", u.file("model.yaml", "customer: {defecting: 75, inactive: 300}\n")) // so that days were told otherwise
	w := &walk{user: u}
	var added struct{ Invitation string }
	u.answer(&added, "user", "add", "mia", "--role", "marketer")
	w.served = u.serve()
	t.Cleanup(func() { w.stop() })
	secret := added.Invitation[strings.LastIndex(added.Invitation, "/")+1:]
	response, err := http.Post(w.Address+"/api/v1/invitation", "application/json", strings.NewReader(`{"secret":"`+secret+`","password":"a sentence only I say"}`))
	must(t, err)
	response.Body.Close()
	for _, cookie := range response.Cookies() {
		w.session += cookie.Name + "=" + cookie.Value + "; "
	}
	return w
}

// page asks for a page about what is asked.
func (w *walk) page(t *testing.T, path string, q question) string {
	t.Helper()
	path, own, _ := strings.Cut(path, "?")
	query, err := url.ParseQuery(own)
	must(t, err)
	query.Set("from", q.from)
	query.Set("to", q.to)
	if q.segment != "" {
		query.Set("segment", q.segment)
	}
	return w.see(t, path+"?"+query.Encode())
}

// see asks for something as who is signed in.
func (w *walk) see(t *testing.T, path string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.Address+path, nil)
	must(t, err)
	r.Header.Set("Cookie", w.session)
	got, err := http.DefaultClient.Do(r)
	must(t, err)
	defer got.Body.Close()
	text, err := io.ReadAll(got.Body)
	must(t, err)
	if got.StatusCode != http.StatusOK {
		t.Fatalf("%s is %d: %.500s", path, got.StatusCode, text)
	}
	return string(text)
}

// report asks for a report at the command line, of the API and as a download, and gives what
// they all say. What a report is asked for besides stands after its name, as in an address.
func (w *walk) report(t *testing.T, name string, q question) told {
	t.Helper()
	name, own, _ := strings.Cut(name, "?")
	query, err := url.ParseQuery(own)
	must(t, err)
	args := []string{"report", name, "--from", q.from, "--to", q.to, "--as-of", q.to}
	for option := range query {
		args = append(args, "--"+option, query.Get(option))
	}
	for option, value := range map[string]string{"from": q.from, "to": q.to, "as_of": q.to} {
		query.Set(option, value)
	}
	if q.segment != "" {
		args = append(args, "--segment", q.segment)
		query.Set("segment", q.segment)
	}
	ask := func(format string) string {
		query.Set("format", format)
		return w.see(t, "/api/v1/reports/"+name+"?"+query.Encode())
	}
	asJSON, asCSV := w.run(append(args, "--json")...), w.run(append(args, "--format", "csv")...)
	if got := ask("json"); got != asJSON {
		t.Errorf("the API answers\n%.2000s\nand the command line\n%.2000s", got, asJSON)
	}
	if got := ask("csv"); got != asCSV {
		t.Errorf("the download is\n%.2000s\nand the command line says\n%.2000s", got, asCSV)
	}
	rows := fromCSV(t, asCSV)
	if fromJSON := fromJSON(t, asJSON); !slices.EqualFunc(rows, fromJSON, maps.Equal) {
		t.Errorf("as CSV it is\n%.2000s\nand as JSON\n%.2000s", asCSV, asJSON)
	}
	return rows
}

func fromCSV(t *testing.T, text string) (rows told) {
	t.Helper()
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	must(t, err)
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, value := range line {
			row[lines[0][i]] = value
		}
		rows = append(rows, row)
	}
	return rows
}

// fromJSON reads the rows with their numbers as they are written.
func fromJSON(t *testing.T, text string) (rows told) {
	t.Helper()
	var made struct{ Rows []map[string]any }
	in := json.NewDecoder(strings.NewReader(text))
	in.UseNumber()
	must(t, in.Decode(&made))
	for _, given := range made.Rows {
		row := map[string]string{}
		for name, value := range given {
			switch value := value.(type) {
			case string:
				row[name] = value
			case json.Number:
				row[name] = value.String()
			case nil:
				row[name] = ""
			default:
				t.Fatalf("%s is %v", name, value)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// askedReports are all reports, and those that pages ask for otherwise.
func askedReports() []string {
	names := report.Names()
	for _, p := range shownPages {
		for _, shows := range p.shows {
			if name, _, _ := strings.Cut(shows, ":"); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

func TestEveryReportSaysTheSameAsPageAtTheCommandLineInTheAPIAndAsFile(t *testing.T) {
	w := startWalk(t)
	for _, q := range []question{{"2026-05-15", "2026-11-20", ""}, {"2026-06-10", "2026-09-30", "purchases >= 2"}} {
		reports := map[string]told{}
		for _, name := range askedReports() {
			if name == "quality" && q.segment != "" {
				continue // it is about the data as a whole
			}
			reports[name] = w.report(t, name, q)
			if len(reports[name]) == 0 {
				t.Errorf("%s has no rows: nothing is compared", name)
			}
		}
		for _, p := range shownPages {
			if p.whole && q.segment != "" {
				continue
			}
			seen, err := readPage(w.page(t, p.at, q))
			if err != nil {
				t.Errorf("%s: %v", p.at, err)
			}
			for _, problem := range seen.differences(p.says(reports, q)) {
				t.Errorf("%s %v: %s", p.at, q, problem)
			}
			if q.segment == "" {
				p.notices(t, seen, reports, q)
			}
		}
	}
}

// notices checks that the page is compared with every column that it shows: were the report's
// numbers others, the page would be found wrong.
func (p shownPage) notices(t *testing.T, seen figures, reports map[string]told, q question) {
	t.Helper()
	for _, shows := range p.shows {
		name, columns, _ := strings.Cut(shows, ": ")
		for _, column := range strings.Split(columns, ", ") {
			changed := maps.Clone(reports)
			changed[name] = nil
			for _, row := range reports[name] {
				other := maps.Clone(row)
				if other[column] != "" {
					other[column] = nine(other[column])
				}
				changed[name] = append(changed[name], other)
			}
			if len(seen.differences(p.says(changed, q))) == 0 {
				t.Errorf("%s: another %s of the report %s is not noticed", p.at, column, name)
			}
		}
	}
}

func TestEveryReportHasAPage(t *testing.T) {
	shown := map[string]bool{}
	for _, p := range shownPages {
		for _, shows := range p.shows {
			name := strings.FieldsFunc(shows, func(r rune) bool { return r == ':' || r == '?' })[0]
			shown[name] = true
		}
	}
	for _, name := range report.Names() {
		if !shown[name] {
			t.Errorf("no page shows %s", name)
		}
	}
}

// nine gives another number, by a digit before it.
func nine(number string) string {
	if rest, negative := strings.CutPrefix(number, "-"); negative {
		return "-9" + rest
	}
	return "9" + number
}
