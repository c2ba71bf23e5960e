package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"palier"
	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/phrase"
	"palier/internal/signin"
)

// privacyBody is the page of what the law gives to people. Who it is about is in forms, for
// addresses are what servers in between keep.
type privacyBody struct {
	MayErase   bool
	MayAccess  bool
	Given      string   // what a contact was looked for by
	Unknown    bool     // nothing is known of it
	Several    []string // contacts of the same e-mail
	Contact    *knownContact
	Objections []objectionLine
}

// knownContact is what is known of a contact, in short.
type knownContact struct {
	ID, Path   string
	Facts      []fact
	Loads      []loadLink
	Objected   *objectionLine
	Registered string
}

// loadLink leads to a load.
type loadLink struct{ Label, At string }

// objectionLine is the objection of a contact.
type objectionLine struct{ ID, At, Who, Reason string }

// showPrivacy answers with the objections, and the form that finds a contact.
func showPrivacy(v *visit) error { return v.showPrivacy(http.StatusOK, privacyBody{}) }

func (v *visit) showPrivacy(status int, body privacyBody) error {
	body.MayErase = v.who.May(signin.Manage)
	body.MayAccess = body.MayErase && v.who.May(signin.HandOut)
	objections, err := v.Workspace.Control.Objections(v.r.Context())
	if err != nil {
		return err
	}
	slices.SortStableFunc(objections, func(a, b control.Objection) int { return b.At.Compare(a.At) })
	for _, o := range objections {
		body.Objections = append(body.Objections, v.objectionLine(o))
	}
	return v.showSettings(status, "settings-privacy", body)
}

func (v *visit) objectionLine(o control.Objection) objectionLine {
	return objectionLine{o.ContactID, v.book.Instant(o.At.In(v.Workspace.Zone)), o.Who, o.Reason}
}

// findContact answers with what is known of a contact.
func findContact(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	body := privacyBody{Given: strings.TrimSpace(v.r.PostForm.Get("contact"))}
	if body.Given == "" {
		v.see("/settings/privacy")
		return nil
	}
	view, err := v.Workspace.Store.View(v.r.Context())
	if err != nil {
		return err
	}
	defer view.Close()
	found, err := v.Workspace.FindContact(v.r.Context(), view, body.Given)
	if err != nil {
		return err
	}
	switch len(found) {
	case 0:
		body.Unknown = true
		return v.showPrivacy(http.StatusNotFound, body)
	case 1:
		if body.Contact, err = v.knownContact(view, found[0]); err != nil {
			return err
		}
	default:
		body.Several = found
	}
	return v.showPrivacy(http.StatusOK, body)
}

// knownContact gathers what is known of a contact.
func (v *visit) knownContact(view palier.View, id string) (*knownContact, error) {
	ctx := v.r.Context()
	dossier, err := view.Dossier(ctx, id)
	if err != nil {
		return nil, err
	}
	known := &knownContact{ID: id, Path: contactPath(id), Facts: v.knownFacts(dossier)}
	traces, err := view.Traces(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, t := range traces {
		link := loadLink{v.book.Say("data.load", phrase.Args{"Number": t.Load}), loadPath(t.Load)}
		if !slices.Contains(known.Loads, link) {
			known.Loads = append(known.Loads, link)
		}
	}
	known.Facts = append(known.Facts, fact{v.book.Say("settings.known.rows", nil), v.book.Number(int64(len(traces)))})
	objection, err := v.Workspace.Objection(ctx, id)
	if objection != nil {
		line := v.objectionLine(*objection)
		known.Objected = &line
	}
	return known, err
}

// knownFacts are what there is of a contact; its addresses are for who may hand them out.
func (v *visit) knownFacts(d *palier.Dossier) (facts []fact) {
	add := func(id, value string) {
		if value != "" {
			facts = append(facts, fact{v.book.Say(id, nil), value})
		}
	}
	if c := d.Row; c != nil {
		add("settings.known.name", strings.TrimSpace(c.FirstName+" "+c.LastName))
		if v.who.May(signin.HandOut) {
			add("header.email", c.Email)
			add("header.phone", c.Phone)
		}
		if c.Registered.Exists() {
			add("header.registered_at", v.book.Date(c.Registered))
		}
		add("header.source", c.Source)
	} else {
		add("settings.known.name", v.book.Say("contact.unidentified", nil))
	}
	orders := v.book.Number(int64(len(d.Orders)))
	if n := len(d.Orders); n > 0 {
		orders = v.book.Say("settings.known.between", phrase.Args{"N": orders, "From": v.book.Date(d.Orders[0].Day), "To": v.book.Date(d.Orders[n-1].Day)})
	}
	add("contact.orders", orders)
	add("contact.engagements", v.book.Number(int64(len(d.Engagements))))
	add("contact.attributes", v.book.Number(int64(len(d.Attributes))))
	return facts
}

// object takes down that a contact objects, and withdraw that it no longer does.
func object(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	form := v.r.PostForm
	if len(form.Get("reason")) > 4000 {
		return palier.Refuse("take down the objection", "the reason is too long", "say it in at most 1,000 words")
	}
	if err := v.Workspace.Object(v.r.Context(), form.Get("contact"), strings.TrimSpace(form.Get("reason"))); err != nil {
		return err
	}
	v.settle("/settings/privacy", "objected")
	return nil
}

func withdraw(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	if err := v.Workspace.Withdraw(v.r.Context(), v.r.PostForm.Get("contact")); err != nil {
		return err
	}
	v.settle("/settings/privacy", "withdrawn")
	return nil
}

// writeAccess answers with a file of everything that is known of a contact.
func writeAccess(v *visit) error {
	if !v.who.May(signin.HandOut) {
		return &palier.Error{Code: palier.Denied, Tried: "write the access file", Reason: "it has addresses, which takes the right to hand them out"}
	}
	if err := v.form(); err != nil {
		return err
	}
	lens, err := v.Workspace.Look(v.r.Context(), nil, palier.NoDay)
	if err != nil {
		return err
	}
	defer lens.Close()
	known, err := v.Workspace.Access(v.r.Context(), lens, v.r.PostForm.Get("contact"))
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(answer.AccessOf(known, lens, v.Workspace.Currency()), "", "  ")
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "application/json")
	v.w.Header().Set("Content-Disposition", `attachment; filename="access.json"`)
	v.w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	_, _ = v.w.Write(text) // who has gone needs no file
	return nil
}

var privacyRoutes = map[string]route{
	"GET /settings/privacy":           {signin.Meet, showPrivacy},
	"POST /settings/privacy":          {signin.Meet, findContact},
	"POST /settings/privacy/object":   {signin.Meet, object},
	"POST /settings/privacy/withdraw": {signin.Meet, withdraw},
	"POST /settings/privacy/access":   {signin.Manage, writeAccess},
	"POST /settings/privacy/try":      {signin.Manage, tryErasure},
	"POST /settings/privacy/erase":    {signin.Manage, eraseContact},
}
