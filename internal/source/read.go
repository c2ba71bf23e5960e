package source

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"palier"
)

// Read reads the whole file. It calls write with batches of up to a few thousand rows,
// from several goroutines at once; a batch is valid during the call, its texts for ever.
// It calls refuse with each row that is left out, one at a time, in the order of the
// file. Index is the file's number in its load.
//
// An error means that the file as a whole cannot be read, and that what was written must
// be dropped: it is damaged, it ends within quotes, its dates or numbers can be read in
// two ways, or it has two currencies and the options none. An error of write ends the
// reading and is returned. A file may be read again.
func (f *File) Read(ctx context.Context, index int, write func(context.Context, *palier.Batch) error, refuse func(palier.Refusal)) (Summary, error) {
	workers := f.options.Workers
	if f.layout.inOrder() {
		workers = 1
	}
	shared := &reading{file: f, index: index, write: write}
	readers := make([]*reader, workers)
	for i := range readers {
		readers[i] = newReader(shared)
	}
	refusals := orderlyRefusals{refuse: refuse, waiting: map[int][]palier.Refusal{}}
	err := f.eachBlock(ctx, workers, f.options.Progress, func(ctx context.Context, worker int, b block) error {
		r := readers[worker]
		r.ctx = ctx
		err := r.read(b)
		refusals.done(b.number, r.refusals)
		r.refusals = nil
		return err
	})
	for _, r := range readers {
		if err == nil {
			err = r.finish(ctx)
		}
	}
	if err != nil {
		return Summary{}, err
	}
	return f.summary(readers), nil
}

// summary adds up what the readers did.
func (f *File) summary(readers []*reader) Summary {
	s := Summary{Name: f.name, Kind: f.kind, Preset: f.preset, Columns: f.Columns(), LastOrderDay: palier.NoDay}
	if f.mapping != nil {
		s.Mapping = f.mapping.Name
	}
	s.Notes = append(s.Notes, f.notes...)
	windows, order, mark := false, false, false
	var undated int64
	statuses := map[string]int64{}
	for _, r := range readers {
		s.Rows += r.rows
		s.Refused += r.refused
		s.Rounded += r.rounded
		s.LastOrderDay = max(s.LastOrderDay, r.lastOrderDay)
		undated += r.undated
		for status, n := range r.statusCounts {
			statuses[status] += n
		}
		windows = windows || r.windows1252
		order = order || r.order != unknownOrder
		mark = mark || r.mark != 0
	}
	if windows && !slices.Contains(s.Notes, asWindows1252) {
		s.Notes = append(s.Notes, asWindows1252)
	}
	if order {
		first, at := "day", f.surveyed.dayFirst
		if at.line == 0 {
			first, at = "month", f.surveyed.monthFirst
		}
		s.Notes = append(s.Notes, fmt.Sprintf("dates read with the %s first, because of %s in line %d", first, at.value, at.line))
	}
	if mark {
		name, at := "point", f.surveyed.point
		if at.line == 0 {
			name, at = "comma", f.surveyed.comma
		}
		s.Notes = append(s.Notes, fmt.Sprintf("numbers read with a decimal %s, because of %s in line %d", name, at.value, at.line))
	}
	if undated > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf("%d refunds have no day of their own and take effect on the day of their order", undated))
	}
	if f.layout != nil && f.layout.Note != "" {
		s.Notes = append(s.Notes, f.layout.Note)
	}
	s.Statuses = mostFrequent(statuses)
	if s.Rows == 0 {
		s.Notes = append(s.Notes, "it has no rows after its first line, "+strings.Join(f.names(), ", "))
	}
	return s
}

// mostFrequent lists what was counted, the most frequent first.
func mostFrequent(counts map[string]int64) []palier.ValueCount {
	var list []palier.ValueCount
	for value, count := range counts {
		list = append(list, palier.ValueCount{Value: value, Count: count})
	}
	slices.SortFunc(list, func(a, b palier.ValueCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return list
}

// names lists the names of the columns.
func (f *File) names() []string {
	names := make([]string, len(f.columns))
	for i, c := range f.columns {
		names[i] = c.Name
	}
	return names
}
