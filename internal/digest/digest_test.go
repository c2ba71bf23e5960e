package digest_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/demo"
	"palier/internal/digest"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/workspace"
)

var now = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// open opens a made-up shop whose history ends the day before.
func open(t *testing.T) (*workspace.Workspace, *workspace.Lens) {
	t.Helper()
	dir := t.TempDir()
	err := workspace.Init(t.Context(), dir, control.Settings{Timezone: "Europe/Paris", Currency: "EUR"}, now)
	if err != nil {
		t.Fatal(err)
	}
	w, err := workspace.Open(t.Context(), dir, workspace.Options{Now: func() time.Time { return now }, Command: "test"})
	if err != nil {
		t.Fatal(err)
	}
	shop := demo.Small(w.Today() - 1)
	shop.Contacts = 400
	var paths []string
	for name, write := range map[string]func(io.Writer) error{"contacts": shop.WriteContacts, "products": shop.WriteProducts, "order_lines": shop.WriteOrderLines, "orders": shop.WriteCheckouts, "engagements": shop.WriteEngagements} {
		path := filepath.Join(t.TempDir(), name+".csv")
		file, err := os.Create(path)
		if err == nil {
			err = errors.Join(write(file), file.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	if _, err := w.Import(t.Context(), paths, workspace.ImportOptions{CompleteThrough: palier.NoDay}); err != nil {
		t.Fatal(err)
	}
	lens, err := w.Look(t.Context(), nil, palier.NoDay)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(lens.Close(), w.Close()); err != nil {
			t.Error(err)
		}
	})
	return w, lens
}

func book(t *testing.T, language string) *phrase.Book {
	t.Helper()
	b, err := phrase.In(language)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// asked asks a report for its rows.
func asked(t *testing.T, w *workspace.Workspace, lens *workspace.Lens, q report.Query) [][]any {
	t.Helper()
	q.AsOf, q.Today, q.Zone, q.Days = lens.AsOf, w.Today(), w.Zone, 30
	made, err := report.Run(t.Context(), lens.View, lens.Engine, q)
	if err != nil {
		t.Fatal(err)
	}
	return made.Rows
}

// sum adds up a column of the rows that a test holds for.
func sum(rows [][]any, column int, of func([]any) bool) (total int64) {
	for _, row := range rows {
		if !of(row) {
			continue
		}
		switch value := row[column].(type) {
		case int64:
			total += value
		case palier.Money:
			total += int64(value)
		}
	}
	return total
}

func TestADigestSaysTheNumbersOfTheReportsInBothLanguages(t *testing.T) {
	w, lens := open(t)
	vocabulary, err := w.Vocabulary(t.Context(), lens.View, lens.Engine.Model)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range []string{"stage = active_buyer", "purchases >= 3", "purchases >= 1 top 10 by spend"} {
		if _, _, err := w.SaveSegment(t.Context(), vocabulary, fmt.Sprintf("Own <%d>", i), text, false); err != nil {
			t.Fatal(err)
		}
	}
	made, err := digest.Make(t.Context(), digest.Query{Workspace: w, Lens: lens, Shelf: &report.Shelf{}})
	if err != nil {
		t.Fatal(err)
	}
	day := lens.AsOf
	t.Run("orders", func(t *testing.T) {
		ofStages := func(row []any) bool { return row[1] == "stage" }
		for back, told := range map[palier.Day]*digest.Sales{0: &made.Sales, 7: &made.Before, 364: made.YearAgo} {
			rows := asked(t, w, lens, report.Query{Name: "orders", From: day - back - 6, To: day - back})
			if want := (digest.Sales{Orders: sum(rows, 4, ofStages), Amount: palier.Money(sum(rows, 5, ofStages)), Credits: palier.Money(sum(rows, 7, ofStages))}); *told != want || want.Orders == 0 {
				t.Errorf("%d days before: %+v, want %+v", back, *told, want)
			}
		}
	})
	t.Run("stages", func(t *testing.T) {
		for _, s := range made.Stages {
			for back, told := range map[palier.Day]int64{0: s.Now, 7: s.WeekBefore, 364: s.YearBefore} {
				rows := asked(t, w, lens, report.Query{Name: "stages", From: day - back, To: day - back})
				if want := rows[0][s.Stage].(int64); told != want || !s.HasYear {
					t.Errorf("%s %d days before: %d, want %d", s.Stage, back, told, want)
				}
			}
		}
	})
	t.Run("rates", func(t *testing.T) {
		for rate, r := range made.Rates {
			for back, told := range map[palier.Day]palier.RateDay{0: r.Now, 7: r.Before} {
				row := asked(t, w, lens, report.Query{Name: "conversions", From: day - back, To: day - back})[rate]
				if want := (palier.RateDay{Cohort: row[2].(int64), Converted: row[3].(int64), SteadyCohort: row[4].(int64), SteadyConverted: row[5].(int64)}); told != want {
					t.Errorf("%v %d days before: %+v, want %+v", row[1], back, told, want)
				}
			}
		}
	})
	t.Run("moves", func(t *testing.T) {
		rows := asked(t, w, lens, report.Query{Name: "movement", Of: palier.FacetStage, From: day - 7, To: day})
		for i, m := range made.Moves {
			if want := sum(rows, 6, func(row []any) bool { return row[3] == m.From && row[4] == m.To }); m.Contacts != want || i > 0 && m.Contacts > made.Moves[i-1].Contacts {
				t.Errorf("%+v, want %d", m, want)
			}
		}
		if len(made.Moves) < 3 || len(made.Moves) > 6 {
			t.Errorf("%d moves", len(made.Moves))
		}
	})
	t.Run("coming", func(t *testing.T) {
		rows := asked(t, w, lens, report.Query{Name: "coming", From: palier.NoDay, To: palier.NoDay})
		for _, c := range made.Coming {
			all := func(row []any) bool { return row[1] == "stage" && row[2] == c.From && row[3] == c.To }
			soon := func(row []any) bool { return all(row) && row[0].(palier.Day) <= day+7 }
			if c.All != sum(rows, 4, all) || c.Soon != sum(rows, 4, soon) || int64(c.AllSpend) != sum(rows, 5, all) || int64(c.SoonSpend) != sum(rows, 5, soon) {
				t.Errorf("%+v", c)
			}
		}
	})
	t.Run("segments", func(t *testing.T) {
		stages := asked(t, w, lens, report.Query{Name: "stages", From: day - 7, To: day})
		for _, s := range made.Segments {
			if s.Name == "Own <0>" && (s.Now != stages[7][palier.ActiveBuyer].(int64) || s.Before != stages[0][palier.ActiveBuyer].(int64)) {
				t.Errorf("%+v", s)
			}
		}
		if len(made.Segments) != 2 {
			t.Errorf("of two of three segments the size a week ago is known: %+v", made.Segments)
		}
	})
	for _, language := range phrase.Languages() {
		t.Run(language, func(t *testing.T) { checkLetter(t, w, made, language) })
	}
}

// checkLetter checks that the letter says the numbers, and the same as HTML, as text and in a
// message.
func checkLetter(t *testing.T, w *workspace.Workspace, made *digest.Digest, language string) {
	b := book(t, language)
	site, err := digest.ParseSite("https://palier.example/shop/")
	if err != nil {
		t.Fatal(err)
	}
	letter := made.Letter(b, site)
	if len(letter.Sections) != 7 || !strings.Contains(letter.Lead, b.Number(made.Sales.Orders)) || !strings.Contains(letter.Lead, b.Whole("EUR", made.Sales.Amount)) {
		t.Errorf("%d sections after %q", len(letter.Sections), letter.Lead)
	}
	if got, want := letter.Sections[1].Rows[5], b.Number(made.Stages[5].Now); got[1].Text != want || got[1].At != "https://palier.example/shop/contacts?segment=stage+%3D+active_buyer&to=2026-11-20" {
		t.Errorf("active buyers: %+v, want %s", got, want)
	}
	var message bytes.Buffer
	to, err := digest.ParseMail("Boutique Éclair <shop@example.com>", "Anne Été <anne@example.com>, bob@example.com", "", now)
	if err == nil {
		err = letter.WriteMail(&message, to)
	}
	if err != nil {
		t.Fatal(err)
	}
	plain, markup := parts(t, message.Bytes(), letter)
	tags := regexp.MustCompile(`<[^>]*>`)
	seen := spaced(strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#39;", "'", "&#43;", "+", "&amp;", "&", "&#34;", `"`).Replace(tags.ReplaceAllString(markup, " ")))
	for _, section := range letter.Sections {
		for _, row := range section.Rows {
			for _, cell := range row {
				if !strings.Contains(seen, spaced(cell.Text)) || !strings.Contains(spaced(plain), spaced(cell.Text)) {
					t.Errorf("%s: %q is not in both alternatives", section.Title, cell.Text)
				}
			}
		}
	}
	if !strings.Contains(seen, spaced(letter.Lead)) || !strings.Contains(spaced(plain), spaced(letter.Lead)) {
		t.Errorf("the first sentence is not in both alternatives: %s", letter.Lead)
	}
	for _, foreign := range []string{"<img", "<script", "url(", "@import", "<link", "src="} {
		if strings.Contains(markup, foreign) {
			t.Errorf("the HTML has %s", foreign)
		}
	}
	for line := range strings.Lines(plain) {
		if len([]rune(strings.TrimRight(line, "\r\n"))) > 78 {
			t.Errorf("a long line: %q", line)
		}
	}
	if strings.Contains(markup, "@example.com") || strings.Contains(plain, "@example.com") {
		t.Error("the letter names somebody")
	}
	var without bytes.Buffer
	if err := made.Letter(b, digest.Site{}).WriteHTML(&without); err != nil || strings.Contains(without.String(), "href") {
		t.Errorf("without a site it leads somewhere, or fails: %v", err)
	}
}

func spaced(text string) string { return strings.Join(strings.Fields(text), " ") }

// parts reads a message as a mail program does, and checks what every line and head must be.
func parts(t *testing.T, message []byte, letter *digest.Letter) (plain, markup string) {
	t.Helper()
	for line := range strings.SplitSeq(string(message), "\r\n") {
		if len(line) > 998 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d bytes, or with a bare line break: %.80q", len(line), line)
		}
		for _, r := range line {
			if r > 126 {
				t.Errorf("not seven bits: %.80q", line)
				break
			}
		}
	}
	read, err := mail.ReadMessage(bytes.NewReader(message))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject"))
	if err != nil || subject != letter.Subject {
		t.Errorf("the subject is %q, want %q, %v", subject, letter.Subject, err)
	}
	from, err := read.Header.AddressList("From")
	if err != nil || len(from) != 1 || from[0].Name != "Boutique Éclair" {
		t.Errorf("it is from %v, %v", from, err)
	}
	to, err := read.Header.AddressList("To")
	if err != nil || len(to) != 2 || to[0].Name != "Anne Été" || to[1].Address != "bob@example.com" {
		t.Errorf("it goes to %v, %v", to, err)
	}
	if at, err := read.Header.Date(); err != nil || !at.Equal(now) {
		t.Errorf("it is of %v, %v", at, err)
	}
	kind, parameters, err := mime.ParseMediaType(read.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" || read.Header.Get("MIME-Version") != "1.0" || read.Header.Get("Message-ID") == "" {
		t.Fatalf("%s, %v", kind, err)
	}
	var texts []string
	for reader := multipart.NewReader(read.Body, parameters["boundary"]); ; {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil || part.Header.Get("Content-Transfer-Encoding") != "quoted-printable" {
			t.Fatal(err)
		}
		texts = append(texts, part.Header.Get("Content-Type")+"\n"+string(text))
	}
	if len(texts) != 2 || !strings.HasPrefix(texts[0], "text/plain; charset=utf-8\n") || !strings.HasPrefix(texts[1], "text/html; charset=utf-8\n") {
		t.Fatalf("%d parts", len(texts))
	}
	return texts[0], texts[1]
}
