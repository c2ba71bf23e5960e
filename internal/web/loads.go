package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"palier"
	"palier/internal/phrase"
)

// loadLine is a load in a list.
type loadLine struct {
	Number     int
	At, Who    string
	Path       string
	Files      string
	Kinds      string
	Rows       string
	New        string
	Replaced   string
	Refused    string
	AnyRefused bool
	Through    string
	Generation string
	Undone     bool
}

// loadsBody is the page of all loads.
type loadsBody struct {
	Loads []loadLine
	Drop  dropPart
}

// showLoads answers with all loads.
func showLoads(v *visit) error {
	loads, err := v.loads()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page{Name: "loads", Title: v.book.Say("page.data", nil), Active: "data", Body: loadsBody{loads, v.drop()}})
}

// loads lists the loads, the latest first.
func (v *visit) loads() ([]loadLine, error) {
	ctx := v.r.Context()
	view, err := v.Workspace.Store.View(ctx)
	if err != nil {
		return nil, err
	}
	defer view.Close()
	loads, err := view.Loads(ctx)
	if err != nil {
		return nil, err
	}
	outcomes, err := view.Outcomes(ctx)
	if err != nil {
		return nil, err
	}
	who, err := v.Workspace.Loaders(ctx, loads)
	if err != nil {
		return nil, err
	}
	generations := map[int]int64{}
	for _, o := range outcomes {
		for _, number := range o.Taken {
			generations[number] = o.Generation
		}
	}
	lines := make([]loadLine, len(loads))
	for i, load := range loads {
		lines[i] = v.loadLine(load, who[load.Number], generations[load.Number])
	}
	slices.Reverse(lines)
	return lines, nil
}

func (v *visit) loadLine(load palier.Load, who string, generation int64) loadLine {
	line := loadLine{
		Number: load.Number, At: v.book.Instant(load.At.In(v.Workspace.Zone)), Who: who, Path: loadPath(load.Number),
		Files: strings.Join(load.Files, ", "), Undone: load.Undone,
	}
	if load.CompleteThrough.Exists() {
		line.Through = v.book.Date(load.CompleteThrough)
	}
	if generation > 0 {
		line.Generation = v.book.Number(generation)
	}
	var total palier.LoadCount
	var kinds []string
	for _, c := range load.Counts {
		total.Rows, total.New, total.Replaced, total.Refused = total.Rows+c.Rows, total.New+c.New, total.Replaced+c.Replaced, total.Refused+c.Refused
		kinds = append(kinds, v.book.Say("kind."+string(c.Kind), nil))
	}
	line.Kinds, line.AnyRefused = strings.Join(kinds, ", "), total.Refused > 0
	line.Rows, line.New, line.Replaced, line.Refused = v.book.Number(total.Rows), v.book.Number(total.New), v.book.Number(total.Replaced), v.book.Number(total.Refused)
	return line
}

func loadPath(number int) string { return "/data/loads/" + strconv.Itoa(number) }

// countLine says what a load did with the rows of a kind.
type countLine struct{ Kind, Rows, New, Replaced, Refused, Doubled, Rounded string }

// counts tells what a load did with its rows, by kind.
func (v *visit) counts(load palier.Load) (lines []countLine) {
	n := v.book.Number
	for _, c := range load.Counts {
		lines = append(lines, countLine{v.book.Say("kind."+string(c.Kind), nil), n(c.Rows), n(c.New), n(c.Replaced), n(c.Refused), n(c.Doubled), n(c.Rounded)})
	}
	return lines
}

// outcomePart says what the base was before something and after it.
type outcomePart struct {
	Title string
	Was   string
	Is    string
	Rows  []outcomeRow
	Note  string // that other loads came or went with it
}

// outcomeRow is one figure before and after.
type outcomeRow struct {
	Label, Was, Is, Change string
	Stage                  string // of the swatch; empty: the figure is of no stage
}

// outcome tells what a generation made of the base.
func (v *visit) outcome(book *phrase.Book, title string, o palier.Outcome) outcomePart {
	part := outcomePart{Title: title, Was: book.Date(o.Before.AsOf), Is: book.Date(o.After.AsOf)}
	count := func(stage, label string, before, after int64) {
		if before != 0 || after != 0 {
			part.Rows = append(part.Rows, outcomeRow{label, book.Number(before), book.Number(after), change(book, before, after), stage})
		}
	}
	for _, f := range []struct {
		id            string
		before, after int64
	}{
		{"identified", o.Before.Identified, o.After.Identified}, {"unidentified", o.Before.Unidentified, o.After.Unidentified},
		{"orders", o.Before.Orders, o.After.Orders}, {"order_lines", o.Before.OrderLines, o.After.OrderLines},
		{"products", o.Before.Products, o.After.Products}, {"engagements", o.Before.Engagements, o.After.Engagements},
	} {
		count("", book.Say("figure."+f.id, nil), f.before, f.after)
	}
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		count(stage.String(), book.Stage(stage), o.Before.Stages[stage], o.After.Stages[stage])
	}
	currency := v.Workspace.Currency()
	for _, f := range []struct {
		id            string
		before, after palier.Money
	}{{"spend", o.Before.Spend, o.After.Spend}, {"lifetime", o.Before.Lifetime, o.After.Lifetime}} {
		if f.before == 0 && f.after == 0 {
			continue
		}
		change := ""
		switch diff := f.after - f.before; {
		case diff > 0:
			change = "+" + book.Price(currency, diff)
		case diff < 0:
			change = book.Price(currency, diff)
		}
		part.Rows = append(part.Rows, outcomeRow{Label: book.Say("figure."+f.id, nil), Was: book.Price(currency, f.before), Is: book.Price(currency, f.after), Change: change})
	}
	if others := slices.Concat(o.Taken, o.Undone); len(others) > 1 {
		part.Note = book.Say("load.together", phrase.Args{"Loads": numberList(others)})
	}
	return part
}

// change writes a difference with its sign; empty where there is none.
func change(book *phrase.Book, before, after int64) string {
	if before == after {
		return ""
	}
	return book.Signed(after - before)
}

func numberList(numbers []int) string {
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ", ")
}

// labelled gives the book with the labels of the model in force.
func (v *visit) labelled() (*phrase.Book, error) {
	model, _, err := v.Workspace.Model(v.r.Context())
	if err != nil {
		return nil, err
	}
	return v.book.With(model), nil
}
