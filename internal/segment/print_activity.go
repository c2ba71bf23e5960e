package segment

import (
	"fmt"
	"strings"
)

func (w *printer) bought(b Bought) {
	w.write("bought")
	w.quantity(b.Quantity)
	if b.Quantity != nil {
		w.write(" ", string(b.Unit))
	}
	w.where(b.Where)
	w.window(b.Window)
}

func (w *printer) engaged(e Engaged) {
	w.write("engaged")
	w.quantity(e.Quantity)
	if e.Quantity != nil {
		w.write(" times")
	}
	for i, kind := range e.By {
		if i == 0 {
			w.write(" by (")
		} else {
			w.write(", ")
		}
		w.word(kind)
	}
	if len(e.By) > 0 {
		w.write(")")
	}
	w.where(e.Where)
	w.window(e.Window)
}

func (w *printer) moved(m Moved) {
	switch {
	case m.From == nil:
		w.write("entered ")
	case m.To == nil:
		w.write("left ")
	default:
		w.write("moved from ")
	}
	if m.From != nil {
		w.place(*m.From)
	}
	if m.From != nil && m.To != nil {
		w.write(" to ")
	}
	if m.To != nil {
		w.place(*m.To)
	}
	w.window(m.Window)
}

func (w *printer) place(p Place) {
	if p.Name == "" {
		fmt.Fprintf(w, "%d stars", p.Stars)
		return
	}
	w.word(p.Name)
}

func (w *printer) quantity(q *Quantity) {
	if q != nil {
		w.write(" ", strings.ReplaceAll(string(q.Bound), "_", " "), " ", q.Number)
	}
}

func (w *printer) where(node Node) {
	if node != nil {
		w.write(" where ")
		w.within(node, true)
	}
}

func (w *printer) window(window *Window) {
	switch {
	case window == nil:
	case window.LastDays != nil:
		fmt.Fprintf(w, " in the last %d days", *window.LastDays)
	case window.Before:
		w.write(" before ", (window.To + 1).String())
	case !window.To.Exists():
		w.write(" since ", window.From.String())
	default:
		w.write(" between ", window.From.String(), " and ", window.To.String())
	}
}
