package report_test

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"palier"
	"palier/internal/refresh"
	"palier/internal/report"
)

// fewer is a view of some contacts only, as if there were no others.
type fewer struct {
	palier.View
	keys []palier.Key
}

func (f *fewer) Histories(ctx context.Context, query palier.HistoryQuery, each func(worker int, batch []palier.History) error) error {
	return f.View.Histories(ctx, query, func(worker int, batch []palier.History) error {
		kept := slices.DeleteFunc(slices.Clone(batch), func(h palier.History) bool { return !slices.Contains(f.keys, h.Contact) })
		return each(worker, kept)
	})
}

// buyers are those who have bought twice by the as-of day.
func buyers() report.Segment {
	purchases := palier.Field{Of: palier.OfState, Name: "purchases", Type: palier.FieldNumber}
	return report.Segment{Text: "purchases >= 2", Where: palier.Test{Field: purchases, Op: palier.Within, Min: 2, Max: 1 << 40}}
}

func TestEveryReportOfASegmentIsThatOfItsMembersAlone(t *testing.T) {
	view := randomBase(t, 5)
	engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR", Workers: 2}
	members, err := engine.Members(ctx, view, palier.Selection{Where: buyers().Where, Day: last - 100})
	if err != nil || len(members) < 20 {
		t.Fatalf("%d members: %v", len(members), err)
	}
	for _, memory := range []*refresh.Memory{nil, refresh.NewMemory(1 << 20)} {
		engine.Memory = memory
		for _, name := range report.Names() {
			if name == "quality" {
				continue
			}
			q := query(name, palier.NoDay, palier.NoDay, last-100)
			q.Told = refresh.Telling{Engine: refresh.Engine{Model: otherModel(), Currency: "EUR", Workers: 2}}
			everybody := csvOf(t, view, engine, q)
			want := csvOf(t, &fewer{view, members}, refresh.Engine{Model: engine.Model, Currency: "EUR", Workers: 2}, q)
			q.Segment = buyers()
			if got := csvOf(t, view, engine, q); got != want || got == everybody {
				t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
			}
		}
	}
}

func TestASimulationOfASegmentIsThatOfItsMembersAlone(t *testing.T) {
	view := randomBase(t, 6)
	engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR", Workers: 2}
	members, err := engine.Members(ctx, view, palier.Selection{Where: buyers().Where, Day: last})
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range otherModels() {
		q := query("", palier.NoDay, last, last)
		want, err := report.Simulate(ctx, &fewer{view, members}, engine, under(engine, other), q)
		if err != nil {
			t.Fatal(err)
		}
		q.Segment = buyers()
		got, err := report.Simulate(ctx, view, engine, under(engine, other), q)
		if err != nil {
			t.Fatal(err)
		}
		for i, part := range got.Reports() {
			if part.Segment != "purchases >= 2" {
				t.Errorf("%s says it is about %q", part.Name, part.Segment)
			}
			if !reflect.DeepEqual(part.Rows, want.Reports()[i].Rows) {
				t.Errorf("%s differs", part.Name)
			}
		}
	}
}

func TestAReportSaysWhoseItIs(t *testing.T) {
	view, engine := reports(t)
	q := query("stages", palier.NoDay, palier.NoDay, first+30)
	for _, segment := range []report.Segment{{}, buyers()} {
		q.Segment = segment
		made, err := report.Run(ctx, view, engine, q)
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		if err := report.WriteJSON(&text, made, "EUR"); err != nil {
			t.Fatal(err)
		}
		var said map[string]any
		if err := json.Unmarshal([]byte(text.String()), &said); err != nil {
			t.Fatal(err)
		}
		if whose, there := said["segment"]; there != (segment.Text != "") || there && whose != segment.Text {
			t.Errorf("the report of %q says it is about %v", segment.Text, whose)
		}
	}
}

func TestAReportOfNobodyIsEmpty(t *testing.T) {
	view, engine := reports(t)
	q := query("stages", palier.NoDay, palier.NoDay, first+30)
	q.Segment = report.Segment{Text: "nobody", Where: palier.Any{}}
	if text := csvOf(t, view, engine, q); strings.Count(text, "\n") != 1 {
		t.Errorf("got\n%s", text)
	}
}

func TestTheQualityOfTheDataIsNobodysInParticular(t *testing.T) {
	view, engine := reports(t)
	q := query("quality", palier.NoDay, palier.NoDay, first+30)
	q.Segment = buyers()
	if _, err := report.Run(ctx, view, engine, q); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("got %v", err)
	}
}
