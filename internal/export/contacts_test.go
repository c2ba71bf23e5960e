package export

import (
	"strings"
	"testing"

	"palier"
	"palier/internal/phrase"
)

func heads(columns []Column) string {
	var all []string
	for _, column := range columns {
		all = append(all, column.Name)
	}
	return strings.Join(all, ",")
}

func TestTheFixedColumnsAreThoseThatScriptsRelyOn(t *testing.T) {
	const fixed = "contact_id,stage,stage_since,status,highest_status,engagement,recency,frequency,monetary,score,stars,profile,amount_level,group,purchases,spend,lifetime_spend,next_stage,next_stage_on,next_status,next_status_on,next_stars,next_stars_on,next_profile,next_profile_on,amount_to_next_status,amount_to_keep_status"
	if got := heads(euros().Fixed().Columns); got != fixed {
		t.Errorf("they are %s", got)
	}
}

func TestEveryBuiltInFieldOfAContactCanBeExported(t *testing.T) {
	for _, field := range palier.BuiltIn() {
		if field.Of != palier.OfContact && field.Of != palier.OfState {
			continue
		}
		contacts, err := euros().Choose(field.Name)
		if err != nil {
			t.Errorf("%s: %v", field.Name, err)
			continue
		}
		if c := contacts.Columns[0]; c.Type != field.Type || field.Of == palier.OfState && c.Type == palier.FieldNumber && c.Decimals != field.Decimals {
			t.Errorf("%s is %v with %d decimals, want %v with %d", field.Name, c.Type, c.Decimals, field.Type, field.Decimals)
		}
	}
}

// euros is a base with attributes of every type.
func euros() Base {
	attribute := func(name string, kind palier.FieldType) palier.Field {
		decimals := 0
		if kind == palier.FieldNumber {
			decimals = palier.AttributeDecimals
		}
		return palier.Field{Of: palier.OfContact, Name: name, Attribute: true, Type: kind, Decimals: decimals}
	}
	return Base{Model: palier.DefaultModel(), Currency: "EUR", Attributes: []palier.Field{
		attribute("city", palier.FieldText), attribute("Loyalty tier", palier.FieldText), attribute("stage", palier.FieldText), attribute(`say "ah"`, palier.FieldText),
		attribute("children", palier.FieldNumber), attribute("birth_date", palier.FieldDay), attribute("vip", palier.FieldBool),
	}}
}

// lead and buyer have little and much to tell; stranger has no stage.
var (
	lead = palier.Row{ContactID: `a "lead", née`, Values: []string{"false"}, State: &palier.State{Stage: palier.NewLead, StageSince: 20_000,
		FirstPurchase: palier.NoDay, LastPurchase: palier.NoDay, LastResponse: palier.NoDay}}
	buyer = palier.Row{ContactID: "00123", Values: []string{"true"}, State: &palier.State{
		Stage: palier.ActiveBuyer, StageSince: 20_000, Status: palier.NoSpend, HighestStatus: palier.LowestLevel + 1, Score: palier.Score{Num: 2, Den: 3},
		Stars: palier.StarsOf(0), Profile: palier.Regular, AmountLevel: palier.VeryLow, Group: palier.Loyal, Purchases: 3, Spend: 0, LifetimeSpend: 12345,
		NextStage: palier.Next[palier.Stage]{Value: palier.DefectingBuyer, On: 20_091}, NextStars: palier.Next[palier.Stars]{On: palier.NoDay}, AmountToKeepStatus: 1,
	}}
	stranger = palier.Row{ContactID: "z"}
)

// written gives a file of contacts.
func written(t *testing.T, format Format, contacts *Contacts, rows ...palier.Row) string {
	t.Helper()
	var text strings.Builder
	out, err := New(&text, Table{Format: format, Columns: contacts.Columns, Rows: int64(len(rows))})
	if err != nil {
		t.Fatal(err)
	}
	var cells []Cell
	for i := range rows {
		cells = contacts.Row(&rows[i], cells)
		if err := out.Write(cells); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func chosen(t *testing.T, base Base, columns string) *Contacts {
	t.Helper()
	contacts, err := base.Choose(columns)
	if err != nil {
		t.Fatal(err)
	}
	return contacts
}

func TestWhatHasNoValueIsEmpty(t *testing.T) {
	contacts := chosen(t, euros(), "contact_id,stage,status,highest_status,score,stars,spend,lifetime_spend,next_stage,next_stage_on,next_stars,next_stars_on,amount_to_keep_status,last_purchase")
	lines := strings.Split(written(t, CSV, contacts, lead, buyer, stranger), "\n")
	for i, want := range []string{
		`"a ""lead"", née",new_lead,,,,,0.00,0.00,,,,,,`,
		"00123,active_buyer,no_spend,normal,0.67,0,0.00,123.45,defecting_buyer,2025-01-03,,,0.01,1970-01-01",
		"z,,,,,,,,,,,,,",
	} {
		if lines[i+1] != want {
			t.Errorf("row %d is\n%s, want\n%s", i+1, lines[i+1], want)
		}
	}
}

func TestJSONLinesTellNumbersTextsAndNothingApart(t *testing.T) {
	base := euros()
	base.Currency = "JPY"
	got := written(t, JSONLines, chosen(t, base, `contact_id,stars,lifetime_spend,status,identified,last_purchase`), lead, buyer)
	want := `{"contact_id":"a \"lead\", née","stars":null,"lifetime_spend":0,"status":null,"identified":false,"last_purchase":null}` + "\n" +
		`{"contact_id":"00123","stars":0,"lifetime_spend":12345,"status":"no_spend","identified":true,"last_purchase":"1970-01-01"}` + "\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestColumnsAreChosenByNameWithLabelsInTheOrderAskedFor(t *testing.T) {
	for text, want := range map[string]string{
		"stars,last_purchase,contact_id":              "stars,last_purchase,contact_id",
		"contact_id, email=E-Mail ,stage = Stage":     "contact_id,E-Mail,Stage",
		"city,CHILDREN":                               "city,children",
		`contact."Loyalty tier"`:                      "Loyalty tier",
		`contact."Loyalty tier" = "Tier, or \"not\""`: `Tier, or "not"`,
		`Loyalty tier=Tier`:                           "Tier",
		`stage,contact."stage"=City stage`:            "stage,City stage",
		`contact."say \"ah\""`:                        `say "ah"`,
	} {
		contacts, err := euros().Choose(text)
		if err != nil || heads(contacts.Columns) != want {
			t.Errorf("%s: %+v, %v", text, contacts, err)
		}
	}
	if got := strings.Join(chosen(t, euros(), `email=E-Mail,city=Town,contact."say \"ah\""`).Names, ","); got != `email,contact."city",contact."say \"ah\""` {
		t.Errorf("what stands in them is %s", got)
	}
	both := chosen(t, euros(), `stage,contact."stage"=own`)
	if len(both.Fields) != 1 || !both.Fields[0].Attribute {
		t.Errorf("the fields asked for are %v", both.Fields)
	}
}

func TestAChoiceOfColumnsThatMakesNoSenseIsRefused(t *testing.T) {
	for text, told := range map[string]string{
		"stage,shoe_size":         "shoe_size",
		"":                        "without a name",
		"stage,,email":            "without a name",
		"stage,":                  "without a name",
		"=x":                      "without a name",
		"stage=":                  "without a label",
		`contact."Loyalty tier`:   "not closed",
		`contact."city"x`:         "comma",
		`contact."nowhere"`:       "nowhere",
		`stage="a" b`:             "comma",
		"stage,stage":             "two are called",
		"stage=x,city=x":          "two are called",
		"stage,contact.\"stage\"": "two are called",
	} {
		if contacts, err := euros().Choose(text); palier.CodeOf(err) != palier.Invalid || !strings.Contains(err.Error(), told) {
			t.Errorf("%q: %+v, %v", text, contacts, err)
		}
	}
}

func TestAttributesAreWrittenAlikeWhateverTheFileWrote(t *testing.T) {
	contacts := chosen(t, euros(), "city,children,birth_date,vip,consent_email,consent_email_at")
	rows := []palier.Row{
		{Values: []string{"Évreux", "2,50", "31/12/1980", "Oui", "opt_in", "2024-02-29"}},
		{Values: []string{"", "", "", "", "", ""}},
		{Values: []string{"007", "many", "soon", "perhaps", "", ""}},
	}
	want := "city,children,birth_date,vip,consent_email,consent_email_at\nÉvreux,2.5,1980-12-31,true,opt_in,2024-02-29\n,,,,,\n007,many,soon,perhaps,,\n"
	if got := written(t, CSV, contacts, rows...); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestFrenchCSVIsForPeopleWithAFrenchSpreadsheetProgram(t *testing.T) {
	base := euros()
	base.Book = book(t, "fr")
	contacts := chosen(t, base, `contact_id,identified,stage,stage_since,status,score,lifetime_spend,amount_level,group,contact."children"`)
	one, two := buyer, stranger
	one.Values, two.Values = []string{"true", "1.5"}, []string{"false", "-2"}
	got := written(t, FrenchCSV, contacts, one, two)
	want := "\ufeffContact;Identifié;Étape;Étape depuis;Statut;Score;Dépense depuis toujours;Niveau de montant;Groupe;children\n" +
		"00123;oui;Acheteur actif;2024-10-04;Sans achat récent;0,67;123,45;Très faible;Fidèles;1,5\n" +
		"z;non;;;;;;;;-2\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestLabelsOfTheModelAreUsed(t *testing.T) {
	base := euros()
	base.Model.Labels = map[string]map[string]string{"en": {"stage.active_buyer": "Friend"}}
	base.Book = book(t, "en").With(base.Model)
	if got := written(t, CSV, chosen(t, base, "stage,next_stage"), buyer); got != "Stage,Next stage\nFriend,Defecting buyer\n" {
		t.Errorf("got %s", got)
	}
}

func book(t *testing.T, language string) *phrase.Book {
	t.Helper()
	book, err := phrase.In(language)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func TestEveryColumnHasAHeaderInEveryLanguage(t *testing.T) {
	for _, language := range phrase.Languages() {
		words := book(t, language)
		for _, field := range palier.BuiltIn() {
			if field.Of != palier.OfContact && field.Of != palier.OfState {
				continue
			}
			if id := "header." + field.Name; words.Say(id, nil) == id {
				t.Errorf("%s has no %s", language, id)
			}
		}
	}
}
