package web

import (
	"encoding/csv"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/export"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

// auditPage is how many entries a page shows.
const auditPage = 50

// auditBody is the page of what was done.
type auditBody struct {
	Entries  []auditLine
	Who      []choice
	Actions  []choice
	From, To string
	Asked    bool // some are looked for
	Next     string
	First    string // the address of the newest ones; empty: they are shown
	File     string
}

// auditLine is something that was done.
type auditLine struct {
	At, Who, Action string
	Details         []fact
}

// auditQuery reads what of the audit log an address asks for.
func (v *visit) auditQuery() (workspace.AuditQuery, error) {
	asked := v.r.URL.Query()
	q := workspace.AuditQuery{Who: asked.Get("who"), Action: control.Action(asked.Get("action")), From: palier.NoDay, To: palier.NoDay}
	for name, day := range map[string]*palier.Day{"from": &q.From, "to": &q.To} {
		if text := asked.Get(name); text != "" {
			read, err := palier.ParseDay(text)
			if err != nil {
				return q, err
			}
			*day = read
		}
	}
	if text := asked.Get("before"); text != "" {
		before, err := strconv.Atoi(text)
		if err != nil || before < 1 {
			return q, palier.Refusef("read the audit log", "follow the links of its page", "there is no entry %s", strconv.Quote(text))
		}
		q.Before = before
	}
	return q, nil
}

// auditAt gives the address of a part of the audit log.
func auditAt(path string, q workspace.AuditQuery, before int) string {
	values := url.Values{}
	for name, value := range map[string]string{"who": q.Who, "action": string(q.Action), "from": q.From.String(), "to": q.To.String()} {
		if value != "" {
			values.Set(name, value)
		}
	}
	if before > 0 {
		values.Set("before", strconv.Itoa(before))
	}
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

// showAudit answers with what was done, the newest first.
func showAudit(v *visit) error {
	q, err := v.auditQuery()
	if err != nil {
		return err
	}
	q.Limit = auditPage
	found, err := v.Workspace.Audit(v.r.Context(), q)
	if err != nil {
		return err
	}
	const path = "/settings/audit"
	body := auditBody{From: q.From.String(), To: q.To.String(), File: auditAt(path+"/file", q, 0), Asked: auditAt("", q, 0) != ""}
	if q.Before > 0 {
		body.First = auditAt(path, q, 0)
	}
	if found.Next > 0 {
		body.Next = auditAt(path, q, found.Next)
	}
	for _, who := range found.Who {
		if who != "" {
			body.Who = append(body.Who, choice{who, who, who == q.Who})
		}
	}
	for _, action := range control.Actions() {
		body.Actions = append(body.Actions, choice{string(action), v.actionWords(action), action == q.Action})
	}
	for _, e := range found.Entries {
		body.Entries = append(body.Entries, auditLine{v.book.Instant(e.At.In(v.Workspace.Zone)), e.Who, v.actionWords(e.Action), v.auditDetails(e)})
	}
	return v.showSettings(http.StatusOK, "settings-audit", body)
}

// actionWords say what was done; an action that this version does not know has its name.
func (v *visit) actionWords(action control.Action) string {
	if slices.Contains(control.Actions(), action) {
		return v.book.Say("audit."+string(action), nil)
	}
	return phrase.Printable(strings.ReplaceAll(string(action), "_", " "))
}

// markShown is how much of a contact's mark is shown: it tells contacts apart.
const markShown = 12

// auditDetails tells the details of an entry by their names.
func (v *visit) auditDetails(e control.Entry) (facts []fact) {
	raw, _ := e.Details.(json.RawMessage)
	var values map[string]any
	if json.Unmarshal(raw, &values) != nil {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		value := v.detail(name, values[name])
		if value == "" {
			continue
		}
		label := v.book.Say("detail."+name, nil)
		if label == "detail."+name {
			label = strings.ReplaceAll(name, "_", " ")
		}
		facts = append(facts, fact{label, value})
	}
	return facts
}

// detail writes the value of a detail.
func (v *visit) detail(name string, value any) string {
	switch value := value.(type) {
	case nil:
		return ""
	case bool:
		if !value {
			return ""
		}
		return v.book.Say("settings.yes", nil)
	case float64:
		return v.book.Number(int64(value))
	case []any:
		var parts []string
		for _, one := range value {
			parts = append(parts, v.detail(name, one))
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		if text, is := value["name"].(string); is {
			return phrase.Printable(text)
		}
		text, err := json.Marshal(value)
		if err != nil {
			return ""
		}
		return phrase.Printable(string(text))
	case string:
		if at, err := time.Parse(time.RFC3339Nano, value); err == nil {
			return v.book.Instant(at.In(v.Workspace.Zone))
		}
		if day, err := palier.ParseDay(value); err == nil {
			return v.book.Date(day)
		}
		switch {
		case name == "contact" && len(value) > markShown:
			return value[:markShown] + "…"
		case name == "page" && slices.Contains(workspace.FilteredPages(), value):
			return v.book.Say("page."+value, nil)
		case name == "filters" && slices.Contains(workspace.StandardFilters(), value):
			return v.book.Say("header."+value, nil)
		case name == "role":
			return v.book.Say("role."+value, nil)
		case name == "scopes":
			return v.book.Say("scope."+value, nil)
		}
		return phrase.Printable(value)
	}
	return ""
}

// writeAudit answers with a file of what was done, the newest first.
func writeAudit(v *visit) error {
	q, err := v.auditQuery()
	if err != nil {
		return err
	}
	found, err := v.Workspace.Audit(v.r.Context(), q)
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	v.w.Header().Set("Content-Disposition", `attachment; filename="audit.csv"`)
	out := csv.NewWriter(v.w)
	_ = out.Write([]string{"number", "at", "who", "action", "details"}) // Error tells of the first that failed
	for _, e := range found.Entries {
		raw, _ := e.Details.(json.RawMessage)
		_ = out.Write([]string{strconv.Itoa(e.Number), e.At.UTC().Format(time.RFC3339), export.Guarded(e.Who), string(e.Action), string(raw)})
	}
	out.Flush()
	return nil // who has gone needs no file
}
