package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"palier"
	"palier/internal/intake"
	"palier/internal/job"
	"palier/internal/source"
	"palier/internal/workspace"
)

// mostOrder is how long the form of a preview can be, in bytes: a choice for each column.
const mostOrder = 1 << 20

// mostFiles is how many files become one load at most.
const mostFiles = 100

// sent is what somebody says of files that were sent: the form of a preview, and its
// address. Its fields are file, an id each; as.0, preset.0 and plain.0 of the first file;
// c.0.NAME what its column NAME is read as, f.0.NAME how that is written, and was.0 to what
// these choices belong; through and refused of all.
type sent struct {
	files            []sentFile
	through, refused string
}

type sentFile struct {
	upload workspace.Upload
	said   said
}

// said is what is said of a file.
type said struct{ workspace.Said }

// key is equal for choices of columns that belong together: those of one kind and preset.
func (s said) key() string {
	return strings.Join([]string{string(s.Kind), s.Preset, strconv.FormatBool(s.NoMapping)}, " ")
}

func choiceName(i int, column string) string { return "c." + strconv.Itoa(i) + "." + column }
func formatName(i int, column string) string { return "f." + strconv.Itoa(i) + "." + column }

// sent reads a form. NotFound when a file of it is not there.
func (v *visit) sent(form url.Values) (sent, error) {
	ids := form["file"]
	if len(ids) > mostFiles {
		return sent{}, palier.Refusef("import", "load them in parts", "more than %d files are named", mostFiles)
	}
	uploads, err := v.dock().Received(ids)
	if err != nil {
		return sent{}, err
	}
	a := sent{through: strings.TrimSpace(form.Get("through")), refused: strings.TrimSpace(form.Get("refused"))}
	if a.refused == "" {
		a.refused = workspace.DefaultMaxRefused
	}
	for i, u := range uploads {
		a.files = append(a.files, sentFile{u, saidIn(form, strconv.Itoa(i))})
	}
	return a, nil
}

// saidIn reads what a form says of one file.
func saidIn(form url.Values, i string) said {
	s := said{workspace.Said{Kind: palier.Kind(form.Get("as." + i)), Preset: form.Get("preset." + i), NoMapping: form.Get("plain."+i) != ""}}
	if form.Get("was."+i) != s.key() {
		return s // another kind has other fields: the choices are of no use
	}
	s.Mapping = map[string]string{}
	for name, values := range form {
		column, is := strings.CutPrefix(name, "c."+i+".")
		if !is || values[0] == "" {
			continue
		}
		s.Mapping[column] = values[0]
		if format := form.Get("f." + i + "." + column); takes(values[0], format) {
			s.Mapping[column] += ":" + format
		}
	}
	return s
}

// takes tells whether a field of any kind may be written in a format.
func takes(field, format string) bool {
	if format == "" {
		return false
	}
	for _, kind := range source.Kinds() {
		for _, f := range source.Fields(kind) {
			for _, one := range f.Formats {
				if f.Name == field && one == format {
					return true
				}
			}
		}
	}
	return false
}

// askedOf gives what a job was sent for.
func askedOf(j *job.Job) (sent, error) {
	order, is := j.About.(intake.Order)
	if !is {
		return sent{}, &palier.Error{Code: palier.NotFound, Tried: "find the files", Reason: "the job is of another kind"}
	}
	a := sent{refused: strconv.FormatFloat(float64(order.Options.MaxRefused)/100, 'f', -1, 64) + "%"}
	if order.Options.CompleteThrough.Exists() {
		a.through = order.Options.CompleteThrough.String()
	}
	for _, u := range order.Uploads {
		a.files = append(a.files, sentFile{u, said{order.Options.Said[u.Path]}})
	}
	return a, nil
}

// order makes what a job is to do: each file is to be read as its preview showed.
func (v *visit) order(a sent, dry bool) (intake.Order, error) {
	o := intake.Order{Options: workspace.ImportOptions{CompleteThrough: palier.NoDay, DryRun: dry, Said: map[string]workspace.Said{}, Rejected: rejectedFile}}
	var err error
	if a.through != "" {
		if o.Options.CompleteThrough, err = palier.ParseDay(a.through); err != nil {
			return o, err
		}
	}
	if o.Options.MaxRefused, err = workspace.ParseShare(a.refused); err != nil {
		return o, err
	}
	for _, file := range a.files {
		p, err := v.Workspace.Preview(v.r.Context(), file.upload, file.said.Said)
		if err != nil {
			return o, err
		}
		o.Uploads, o.Options.Said[file.upload.Path] = append(o.Uploads, file.upload), p.Said
	}
	return o, nil
}

// rejectedFile is where the API gives the rows for which a whole load was refused.
const rejectedFile = "/api/v1/rejected"

// beginImport begins to import files, or to try to.
func beginImport(v *visit) error {
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, mostOrder)
	if err := v.r.ParseForm(); err != nil {
		return palier.Refuse("read the form", "it is broken or too long", "go back and try again")
	}
	a, err := v.sent(v.r.PostForm)
	if palier.CodeOf(err) == palier.NotFound {
		return v.showGone()
	}
	if err != nil {
		return err
	}
	do := v.r.PostForm.Get("do")
	if do != "try" && do != "load" || len(a.files) == 0 {
		return v.showAsked(http.StatusOK, a, nil)
	}
	order, err := v.order(a, do == "try")
	if palier.CodeOf(err) == palier.Invalid {
		return v.showAsked(http.StatusUnprocessableEntity, a, err)
	}
	if err != nil {
		return err
	}
	return v.begin(order)
}

// begin begins an import and leads to it.
func (v *visit) begin(order intake.Order) error {
	dock := v.dock()
	if j := dock.Loading(order.Uploads); j != nil { // somebody pressed twice
		v.see(jobPath(j))
		return nil
	}
	j, err := dock.Import(v.r.Context(), order)
	if err != nil {
		return err
	}
	v.see(jobPath(j))
	return nil
}
