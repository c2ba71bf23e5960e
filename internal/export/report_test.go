package export

import (
	"strings"
	"testing"

	"palier"
)

// reportText gives a report as a file.
func reportText(t *testing.T, r *palier.Report, format Format, o ReportOptions) string {
	t.Helper()
	var text strings.Builder
	out, err := New(&text, Table{Format: format, Columns: ReportColumns(r, o), Rows: int64(len(r.Rows))})
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteReport(out, r, o); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func report(name string, columns string, rows ...[]any) *palier.Report {
	r := &palier.Report{Name: name, Rows: rows}
	for _, text := range strings.Split(columns, ",") {
		column, kind, _ := strings.Cut(text, ":")
		r.Columns = append(r.Columns, palier.Column{Name: column, Type: palier.ColumnType(kind)})
	}
	return r
}

func TestAReportKeepsItsTypesInEveryFormat(t *testing.T) {
	r := report("products", "of:text,value:text,known:text,day:day,buyers:count,units:quantity,amount:money",
		[]any{"item", "00042", "yes", palier.Day(0), int64(7), palier.Quantity(1500), palier.Money(-1250)},
		[]any{"category", "-", "", palier.NoDay, nil, palier.Quantity(0), nil})
	for _, format := range Formats() {
		got := readers[format](t, []byte(reportText(t, r, format, ReportOptions{Currency: "EUR"})))
		want := [][]string{{"of", "value", "known", "day", "buyers", "units", "amount"}, {"item", "00042", "yes", "1970-01-01", "7", "1.5", "-12.50"}, {"category", "-", "", "", "", "0", ""}}
		switch format {
		case FrenchCSV:
			want[1][5], want[1][6] = "1,5", "-12,50"
		case Workbook:
			want[1][3] = "25569"
		case Parquet:
			want[1][6] = "-12.5"
		}
		same(t, string(format), got, want)
	}
}

func TestReportsSpeakTheLanguageOfTheirReaders(t *testing.T) {
	french := ReportOptions{Currency: "EUR", Book: book(t, "fr"), Of: palier.FacetStatus}
	for _, c := range []struct {
		report *palier.Report
		want   string
	}{
		{report("stages", "day:day,new_lead:count,first_time_buyer:count", []any{palier.Day(0), int64(1), int64(2)}), "Jour;Nouveau lead;Primo-acheteur|1970-01-01;1;2"},
		{report("conversions", "rate:text,steady_cohort:count", []any{"repurchase", int64(2)}), "Taux;Cohorte (lissé)|Ré-achat;2"},
		{report("flow", "from:text,to:text,contacts:count", []any{"none", "gold", int64(1)}), "De;Vers;Contacts|Aucun;Or;1"},
		{report("coming", "of:text,from:text,to:text", []any{"stars", "3", "none"}, []any{"stage", "active_buyer", "defecting_buyer"}), "Sujet;De;Vers|Étoiles;3;Aucune|Étape;Acheteur actif;Acheteur en défection"},
		{report("rfm", "of:text,value:text,amount_level:text", []any{"profile", "regular", "very_high"}, []any{"group", "lost", "-"}), "Sujet;Valeur;Niveau de montant|Profil;Régulier;Très important|Groupe;Perdus;-"},
		{report("orders", "of:text,value:text,category:text", []any{"stage", "new", ""}, []any{"category", "repurchase", "normal"}), "Sujet;Valeur;Catégorie|Étape;Inconnu avant;|Catégorie;Ré-achat;normal"},
		{report("products", "of:text,value:text,known:text,stage:text", []any{"category", "lost", "no", "active_buyer"}), "Sujet;Valeur;Au catalogue;Étape|Catégorie;lost;non;Acheteur actif"},
		{report("leads", "source:text,of:text,value:text", []any{"gold", "first_purchase", "not_yet"}, []any{"-", "first_purchase", "0-7"}), "Source;Sujet;Valeur|gold;Premier achat;Pas encore|-;Premier achat;0-7"},
		{report("quality", "check:text,of:text,value:text,from:day,to:day,advice:text", []any{"status", "status", "gold", palier.NoDay, palier.NoDay, "status_counts"}, []any{"dominant_value", "status", "gold", palier.NoDay, palier.NoDay, "none"}),
			"Contrôle;Sujet;Valeur;Du;Au;Que faire|Statut de commande;Statut;gold;;;Ces commandes comptent. Sinon, ajoutez le statut à orders.ignore_status.|La plupart des clients ont la même valeur;Statut;Or;;;–"},
	} {
		got := strings.ReplaceAll(strings.TrimSpace(strings.TrimPrefix(reportText(t, c.report, FrenchCSV, french), "\ufeff")), "\n", "|")
		if got != c.want {
			t.Errorf("%s is\n%s, want\n%s", c.report.Name, got, c.want)
		}
	}
}
