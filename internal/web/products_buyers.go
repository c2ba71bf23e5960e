package web

import (
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
)

// soldSingle is a number of buyers of a category or an item in some days, maybe in a stage,
// where segments take its name and another for the same text.
var soldSingle = single{"sold", boughtTried, soldMembers}

const boughtTried = "list who bought something"

func soldMembers(r *reading, arguments []string) ([]palier.Key, string, error) {
	if len(arguments) != 5 || arguments[0] != "category" && arguments[0] != "item" {
		return nil, "", palier.Refuse(boughtTried, "a category or an item, the first and last day, and a stage are needed", followAgain)
	}
	from, name := refresh.Shelf{Category: arguments[1]}, arguments[1]
	if arguments[0] == "item" {
		from = refresh.Shelf{Item: &palier.Item{ItemID: arguments[1]}}
	} else {
		row := r.shelfRow(arguments[1])
		name = strings.TrimSpace(row.Parent + " " + row.Label)
	}
	if arguments[1] == unshelved {
		from.Category = ""
	}
	span, err := r.span(boughtTried, arguments[2], arguments[3])
	if err != nil {
		return nil, "", err
	}
	stage, err := palier.ParseStage(arguments[4])
	if err != nil {
		return nil, "", err
	}
	if stage != palier.NoStage {
		name += ", " + r.book.Stage(stage)
	}
	members, err := r.view.Engine.Buyers(r.r.Context(), r.view.View, span, from, stage)
	return members, r.book.Say("products.behind", phrase.Args{"Of": name, "From": r.book.Date(span.From), "To": r.book.Date(span.To)}), err
}
