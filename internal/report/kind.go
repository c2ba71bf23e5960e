package report

import (
	"context"
	"strings"
)

// kind is a report that can be asked for by its name.
type kind struct {
	name  string
	about string // what it tells, for lists of reports
	make  func(context.Context, *run) error
	whole bool // about the data, and not about contacts that a segment could choose
}

// kinds are all reports, in the order people meet them.
var kinds = []kind{
	{"stages", "contacts in each stage at the end of each day", stages, false},
	{"conversions", "the five conversion rates of each day", conversions, false},
	{"flow", "who moved from where to where, day by day", flow, false},
	{"movement", "from where to where between two days, and because of what", movement, false},
	{Restated, "who stands elsewhere on a day than was told then, by another model or other data", restated, false},
	{"coming", "who leaves which stage and level in the next days if nothing happens", coming, false},
	{"customers", "contacts and spend by stage and status", customers, false},
	{"leads", "stages by source, and the time to the first purchase", leads, false},
	{"rfm", "customers by stars, profile and amount level, and named group", rfm, false},
	{"orders", "orders by month and stage, and what was bought at each conversion", orders, false},
	{"products", "what was sold, by category and item, and in which stage its buyers are", products, false},
	{"cohorts", "who bought again and for how much, by month of the first purchase", cohorts, false},
	{"spread", "how contacts lie around the limits of the model", spread, false},
	{"quality", "what the data lacks, and what to do about it", quality, true},
}

// Names lists the reports in the order people meet them.
func Names() []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.name
	}
	return names
}

// About lists the reports with what each tells, one a line.
func About() string {
	var text strings.Builder
	for _, k := range kinds {
		text.WriteString("  " + k.name + strings.Repeat(" ", 13-len(k.name)) + k.about + "\n")
	}
	return text.String()
}

// Description names a report and says what it tells.
type Description struct{ Name, About string }

// Descriptions lists the reports with what each tells.
func Descriptions() []Description {
	all := make([]Description, len(kinds))
	for i, k := range kinds {
		all[i] = Description{k.name, k.about}
	}
	return all
}
