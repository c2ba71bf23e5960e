package web

import (
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
)

// ordersSingle is a number of orders: those of a stage or a conversion, in some days, maybe
// with something of a category in them. Its contacts are those who placed them.
var ordersSingle = single{"orders", "list who placed orders", ordersMembers}

// ordersBehind gives the address of the contacts who placed the orders of a stage or a
// conversion in some days, maybe only those of a category.
func (r *reading) ordersBehind(of, value string, from, to palier.Day, category ...string) string {
	return r.Behind(r.To, ordersSingle.name, append([]string{of, value, from.String(), to.String()}, category...)...)
}

func ordersMembers(r *reading, arguments []string) ([]palier.Key, string, error) {
	const tried = "list who placed orders"
	if len(arguments) < 4 || len(arguments) > 5 {
		return nil, "", palier.Refuse(tried, "a stage or a conversion, and the first and last day, are needed", followAgain)
	}
	kind, err := refresh.ParseOrderKind(arguments[0], arguments[1])
	if err != nil {
		return nil, "", err
	}
	label := r.book.Label(arguments[0], arguments[1])
	if len(arguments) == 5 {
		category := r.shelfRow(arguments[4])
		label += ", " + strings.TrimSpace(category.Parent+" "+category.Label)
		kind.Within = &refresh.Shelf{Category: arguments[4]}
		if arguments[4] == unshelved {
			kind.Within.Category = ""
		}
	}
	span, err := r.span(tried, arguments[2], arguments[3])
	if err != nil {
		return nil, "", err
	}
	members, err := r.view.Engine.OrderMembers(r.r.Context(), r.view.View, span, kind)
	return members, r.book.Say("orders.behind", phrase.Args{"Of": label, "From": r.book.Date(span.From), "To": r.book.Date(span.To)}), err
}

// span reads the first and last day of orders in an address.
func (r *reading) span(tried, from, to string) (s refresh.Span, err error) {
	s.AsOf = r.To
	if s.From, err = palier.ParseDay(from); err != nil {
		return s, err
	}
	if s.To, err = palier.ParseDay(to); err != nil {
		return s, err
	}
	if s.From > s.To || s.To > r.To {
		return s, palier.Refusef(tried, followAgain, "%s to %s are no days up to %s", s.From, s.To, r.To)
	}
	return s, nil
}
