package workspace

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/source"
)

// Import reads the files as one load, applies it and publishes the states: all of it or
// nothing. A folder stands for the files in it, StandardInput for options.Stdin. When more
// rows are refused than allowed, the error says where they are told.
//
// A dry run does all of it and keeps nothing: what it gives is what the import would.
// Where it would be refused it gives, with the error, what was found until then.
func (w *Workspace) Import(ctx context.Context, paths []string, options ImportOptions) (*Imported, error) {
	job := &importJob{w: w, options: options, started: w.now(), done: &Imported{}, fitting: map[*source.Mapping]bool{}, recalled: map[*source.Mapping]control.Mapping{}}
	defer job.close()
	w.intake.RLock() // or somebody could be forgotten while a file that names them is on its way
	defer w.intake.RUnlock()
	for _, step := range []func(context.Context) error{
		func(ctx context.Context) error { return job.open(ctx, paths) }, job.read, job.apply, job.remember,
	} {
		if err := step(ctx); err != nil {
			if !options.DryRun {
				return nil, err
			}
			return job.done, err
		}
	}
	return job.done, nil
}

// importJob is one import under way.
type importJob struct {
	w        *Workspace
	options  ImportOptions
	started  time.Time
	files    []*source.File
	staging  palier.Staging
	fitting  map[*source.Mapping]bool            // of the mappings given, those that fit a file
	recalled map[*source.Mapping]control.Mapping // the remembered mappings that are used
	sifter   *sifter
	refused  *refusals
	done     *Imported
	bytes    atomic.Int64
	rows     atomic.Int64
	contacts atomic.Int64
	total    int64
	copied   string // where standard input is kept; empty without any
}

// open opens all files, so that a bad one is found before anything is read.
func (j *importJob) open(ctx context.Context, paths []string) (err error) {
	if len(paths) == 0 {
		return palier.Refuse("import", "no file is named", "palier import FILE…")
	}
	inputs, err := j.inputs(ctx, paths)
	if err != nil {
		return err
	}
	var seen []os.FileInfo
	var names []string
	for _, in := range inputs {
		info, err := os.Stat(in.path)
		if err != nil {
			return &palier.Error{Code: palier.NotFound, Tried: "read " + in.name, Err: err}
		}
		if slices.ContainsFunc(seen, func(other os.FileInfo) bool { return os.SameFile(info, other) }) {
			return palier.Refuse("import "+in.name, "it is named twice", "name each file once")
		}
		seen = append(seen, info)
		names = append(names, in.name)
		if err := j.openFile(ctx, in, len(inputs) == 1); err != nil {
			return err
		}
	}
	if err := j.checkMappings(); err != nil {
		return err
	}
	if j.sifter, err = j.w.sifter(ctx); err != nil {
		return err
	}
	j.refused, err = newRefusals(filepath.Join(j.w.Dir, refusedDir), names, j.options.DryRun)
	return err
}

// openFile opens one file; what is read of it is told after what was read before.
func (j *importJob) openFile(ctx context.Context, in input, alone bool) error {
	before := j.total
	said := j.options.said(in.path)
	options := j.w.reading(in.name, said)
	options.Choose = j.chooser(ctx, said, alone)
	options.Progress = func(bytes int64) { j.bytes.Store(before + bytes); j.tell(Reading) }
	file, err := source.Open(in.path, options)
	if err != nil {
		return err
	}
	j.files = append(j.files, file)
	info, err := os.Stat(in.path)
	if err != nil {
		return palier.Fail(palier.NotFound, "read "+in.name, err)
	}
	j.total += info.Size()
	return nil
}

// reading says how a file is read of which something is said.
func (w *Workspace) reading(name string, said Said) source.Options {
	return source.Options{Name: name, Kind: said.Kind, Preset: said.Preset, Mapping: said.Mapping, Zone: w.Zone, Currency: w.Currency(), Today: w.Today()}
}

func (j *importJob) tell(step Step) {
	if j.options.Progress != nil {
		j.options.Progress(Progress{Step: step, Bytes: j.bytes.Load(), Total: j.total, Rows: j.rows.Load(), Contacts: j.contacts.Load(), Took: j.w.now().Sub(j.started)})
	}
}

func (j *importJob) close() {
	for _, file := range j.files {
		file.Close()
	}
	if j.staging != nil {
		j.staging.Close()
	}
	j.refused.close()
	if j.copied != "" {
		os.Remove(j.copied)
	}
}

// read stages the rows of all files.
func (j *importJob) read(ctx context.Context) (err error) {
	if j.staging, err = j.w.Store.Stage(ctx); err != nil {
		return err
	}
	write := func(ctx context.Context, batch *palier.Batch) error {
		j.rows.Add(int64(batch.Rows()))
		j.sifter.sift(batch)
		return j.staging.Write(ctx, batch)
	}
	for index, file := range j.files {
		summary, err := file.Read(ctx, index, write, j.refuse)
		if err != nil {
			return err
		}
		j.done.Files = append(j.done.Files, summary)
	}
	return nil
}

// refuse tells of a refused row, without what names somebody who was forgotten.
func (j *importJob) refuse(r palier.Refusal) { j.refused.add(j.sifter.clean(r)) }

// apply makes the staged rows a load and publishes the states.
func (j *importJob) apply(ctx context.Context) error {
	j.tell(Waiting)
	progress := func(contacts int) {
		j.contacts.Add(int64(contacts))
		j.tell(Computing)
	}
	c := change{dry: j.options.DryRun, progress: progress, loads: func(u palier.Update, outcome *palier.Outcome) (err error) {
		j.tell(Applying)
		j.done.Load, err = u.Apply(ctx, j.staging, j.info(), j.refuse)
		if err != nil {
			return err
		}
		outcome.Taken = []int{j.done.Load.Number}
		return j.check()
	}, settle: func(ctx context.Context) error {
		if err := j.sifter.keep(ctx, j.w); err != nil {
			return err
		}
		if err := j.w.logLoad(ctx, control.Loaded, j.done.Load); err != nil || j.options.applied == nil {
			return err
		}
		return j.options.applied(j.done.Load)
	}}
	err := j.w.update(ctx, &c)
	j.done.Refused, j.done.First, j.done.Sifted = j.refused.count, j.refused.told, j.sifter.sifted
	j.done.Reasons = j.refused.why.list()
	if err != nil {
		return errors.Join(err, j.refused.keep(rejectedFile))
	}
	j.done.Published, j.done.Outcome = c.published, c.outcome
	j.done.Contacts = j.contacts.Load()
	j.done.Took = j.w.now().Sub(j.started)
	if j.refused.count == 0 || j.options.DryRun {
		return nil
	}
	j.done.Path = j.refused.path(refusedFile(j.done.Load.Number))
	return j.refused.keep(refusedFile(j.done.Load.Number))
}

// info tells the store what the load is and what the files held.
func (j *importJob) info() palier.LoadInfo {
	info := palier.LoadInfo{At: j.w.now(), CompleteThrough: j.options.CompleteThrough}
	place := map[palier.Kind]int{}
	for i, summary := range j.done.Files {
		info.Files = append(info.Files, filepath.Base(j.refused.files[i]))
		info.Source = summary.Preset
		at, ok := place[summary.Kind]
		if !ok {
			at = len(info.Counts)
			place[summary.Kind] = at
			info.Counts = append(info.Counts, palier.LoadCount{Kind: summary.Kind})
		}
		count := &info.Counts[at]
		count.Rows += summary.Rows
		count.Refused += summary.Refused
		count.Rounded += summary.Rounded
	}
	return info
}

// check refuses the whole load when too many of its rows were.
func (j *importJob) check() error {
	var rows int64
	for _, summary := range j.done.Files {
		rows += summary.Rows
	}
	if j.refused.err != nil {
		return j.refused.err
	}
	if j.refused.count*10_000 <= rows*int64(j.options.MaxRefused) {
		return nil
	}
	told := "the rows told in " + cmp.Or(j.options.Rejected, j.refused.path(rejectedFile))
	if j.options.DryRun {
		told = "them"
	}
	return palier.Refusef("import", "correct "+told+", or raise --max-refused",
		"%d of %d rows are refused, more than %d.%02d %%, so nothing is taken in; the first: %s",
		j.refused.count, rows, j.options.MaxRefused/100, j.options.MaxRefused%100, j.refused.first)
}
