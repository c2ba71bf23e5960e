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

// labelled gives the book with the labels of the model in force.
func (v *visit) labelled() (*phrase.Book, error) {
	model, _, err := v.Workspace.Model(v.r.Context())
	if err != nil {
		return nil, err
	}
	return v.book.With(model), nil
}
