package explain_test

import (
	"strings"
	"testing"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/segment"
)

// said is a segment, and what is said of it in English and French.
type said struct{ text, english, french string }

func check(t *testing.T, model *palier.Model, cases []said) {
	t.Helper()
	english, french := book(t, "en"), book(t, "fr")
	for _, c := range cases {
		tree, err := segment.Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := explain.Segment(english, model, "EUR", tree); spaced(got) != c.english {
			t.Errorf("\n got %s\nwant %s", got, c.english)
		}
		if got := explain.Segment(french, model, "EUR", tree); spaced(got) != c.french {
			t.Errorf("\n got %s\nwant %s", got, c.french)
		}
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

// spaced makes the spaces that do not break ordinary ones.
func spaced(text string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)
}

func TestTheExamplesOfTheLanguageAreSaidAsAMerchantWould(t *testing.T) {
	check(t, palier.DefaultModel(), []said{
		{
			`stage = active_buyer and stars >= 3 and city = "Paris"`,
			"Active buyers with at least 3 stars, living in Paris",
			"Acheteurs actifs ayant au moins 3 étoiles et dont la ville est Paris",
		},
		{
			`gender = "F" and years_since(birth_date) between 20 and 40 and purchases >= 3`,
			"Women aged 20 to 40, with at least 3 purchases",
			"Femmes de 20 à 40 ans, ayant fait au moins 3 achats",
		},
		{
			`profile in (regular, very_regular) and amount_level = very_high`,
			"Customers with the profile Regular or Very regular whose amount level is Very high",
			"Clients au profil Régulier ou Très régulier dont le niveau de montant est Très important",
		},
		{
			`bought at least 2 orders where (category starts with "Bikes") in the last 365 days`,
			"Contacts who, in the last 365 days, placed at least 2 orders of items whose category starts with “Bikes”",
			"Contacts ayant passé, au cours des 365 derniers jours, au moins 2 commandes d'articles dont la catégorie commence par « Bikes »",
		},
		{
			`spent at least 200 where (brand in ("Acme", "Zed")) between 2017-01-01 and 2017-06-30`,
			"Contacts who, from 2017-01-01 to 2017-06-30, spent at least 200 EUR on items whose brand is Acme or Zed",
			"Contacts ayant dépensé, du 01/01/2017 au 30/06/2017, au moins 200 EUR pour des articles dont la marque est Acme ou Zed",
		},
		{
			`not bought where (item_id = "42")`,
			"Contacts who never bought item 42",
			"Contacts n'ayant jamais acheté l'article 42",
		},
		{
			`moved from active_buyer to defecting_buyer in the last 30 days`,
			"Contacts whose stage changed from “Active buyer” to “Defecting buyer” in the last 30 days",
			"Contacts dont l'étape est passée de « Acheteur actif » à « Acheteur en défection » au cours des 30 derniers jours",
		},
		{
			`stage on 2016-12-31 = active_buyer and stage = defecting_buyer`,
			"Defecting buyers who were active buyers on 2016-12-31",
			"Acheteurs en défection qui étaient acheteurs actifs le 31/12/2016",
		},
		{
			`next_stage = defecting_buyer and days_until(next_stage_on) <= 14`,
			"Contacts whose next stage is Defecting buyer, and whose next change of stage is in at most 14 days",
			"Contacts dont la prochaine étape est Acheteur en défection et dont le prochain changement d'étape est dans au plus 14 jours",
		},
		{
			`engaged at least 3 times by (click, visit) where (campaign contains "soldes") in the last 60 days`,
			"Contacts who, in the last 60 days, had at least 3 clicks or visits whose campaign contains “soldes”",
			"Contacts ayant eu, au cours des 60 derniers jours, au moins 3 clics ou visites dont la campagne contient « soldes »",
		},
		{
			`bought where (order."coupon" is set) in the last 90 days`,
			"Contacts who, in the last 90 days, bought items whose order coupon is filled in",
			"Contacts ayant acheté, au cours des 90 derniers jours, des articles dont le champ « coupon » de la commande est renseigné",
		},
		{
			`in segment "VIP" and consent_email is true`,
			"Members of the segment “VIP” who agreed to e-mail",
			"Membres du segment « VIP » ayant donné leur accord pour l'e-mail",
		},
		{
			`anniversary(birth_date) in the next 7 days`,
			"Contacts whose birthday falls in the next 7 days",
			"Contacts dont l'anniversaire tombe dans les 7 prochains jours",
		},
	})
}

func TestGroupsAndOppositesStayClear(t *testing.T) {
	check(t, palier.DefaultModel(), []said{
		{
			`not city = "Paris"`,
			"Contacts not living in Paris",
			"Contacts dont la ville n'est pas Paris",
		},
		{
			`city != "Paris"`,
			"Contacts not living in Paris",
			"Contacts dont la ville n'est pas Paris",
		},
		{
			`not city != "Paris"`,
			"Contacts living in Paris",
			"Contacts dont la ville est Paris",
		},
		{
			`city not in ("Paris", "Lyon", "Nice")`,
			"Contacts not living in Paris, Lyon or Nice",
			"Contacts dont la ville n'est ni Paris ni Lyon ni Nice",
		},
		{
			`city = "Paris" or stars >= 3`,
			"Contacts living in Paris, or with at least 3 stars",
			"Contacts dont la ville est Paris, ou ayant au moins 3 étoiles",
		},
		{
			`status = gold and (city = "Paris" or city = "Lyon") and not (stars >= 3 and city = "Paris")`,
			"Customers with the status Gold living in Paris or Lyon, except contacts with at least 3 stars and living in Paris",
			"Clients au statut Or dont la ville est Paris ou Lyon, sauf les contacts ayant au moins 3 étoiles et dont la ville est Paris",
		},
		{
			`not (city = "Paris" or stars >= 3)`,
			"Contacts not living in Paris, who do not have at least 3 stars",
			"Contacts dont la ville n'est pas Paris et n'ayant pas au moins 3 étoiles",
		},
		{
			`city = "Paris" and (stars >= 3 or status = gold) or city = "Lyon"`,
			"Contacts living in Paris and (with at least 3 stars or whose status is Gold), or living in Lyon",
			"Contacts dont la ville est Paris et (ayant au moins 3 étoiles ou dont le statut est Or), ou dont la ville est Lyon",
		},
		{
			`(city = "Paris" and stars >= 3) and not not status = gold and first_name = "Ann"`,
			"Customers with the status Gold living in Paris, with at least 3 stars, and whose first name is Ann",
			"Clients au statut Or dont la ville est Paris, ayant au moins 3 étoiles et dont le prénom est Ann",
		},
		{
			`not bought at least 2 orders where (brand = "acme & co" and (price > 9.5 or line."gift wrap" is true))`,
			"Contacts who did not place at least 2 orders of items whose brand is “acme & co” and (whose price is more than 9.50 EUR or whose line gift wrap is true)",
			"Contacts n'ayant pas passé au moins 2 commandes d'articles dont la marque est « acme & co » et (dont le prix est de plus de 9,50 EUR ou dont le champ « gift wrap » de la ligne est vrai)",
		},
	})
}

func TestSegmentsThatAreAlwaysThereAreCalledAsListsCallThem(t *testing.T) {
	check(t, palier.DefaultModel(), []said{
		{
			`in segment "stage:new_lead"`,
			"Members of the segment “New lead”",
			"Membres du segment « Nouveau lead »",
		}, {
			`not in segment "birthdays_this_week" and stars = 1`,
			"Contacts not in the segment “Birthdays this week”, with 1 star",
			"Contacts hors du segment « Anniversaires de la semaine », ayant 1 étoile",
		},
	})
}

func TestAChoiceIsToldFromAnother(t *testing.T) {
	check(t, palier.DefaultModel(), []said{
		{
			`(city = "Paris" or stars = 4) and (city = "Lyon" or purchases = 0)`,
			"Contacts (living in Paris or with 4 stars), and (living in Lyon or without purchases)",
			"Contacts (dont la ville est Paris ou ayant 4 étoiles) et (dont la ville est Lyon ou sans aucun achat)",
		}, {
			`(city = "Paris" or stars = 4) and score >= 2`,
			"Contacts whose score is at least 2, and either living in Paris or with 4 stars",
			"Contacts dont le score est d'au moins 2 et soit dont la ville est Paris, soit ayant 4 étoiles",
		}, {
			`bought where (brand = "Acme") and city != "Nice" and city != "Lyon"`,
			"Contacts who bought items whose brand is Acme, not living in Nice or Lyon",
			"Contacts ayant acheté des articles dont la marque est Acme, et dont la ville n'est ni Nice ni Lyon",
		}, {
			`not (stage = active_buyer and stars >= 3)`,
			"All contacts except active buyers with at least 3 stars",
			"Tous les contacts sauf les acheteurs actifs ayant au moins 3 étoiles",
		}, {
			`not (stage = active_buyer and stars >= 3) and not (gender = "F" and city = "Nice")`,
			"All contacts except active buyers with at least 3 stars, and except women living in Nice",
			"Tous les contacts sauf les acheteurs actifs ayant au moins 3 étoiles, et sauf les femmes dont la ville est Nice",
		},
	})
}

func TestTheMerchantsOwnNamesAndUnknownOnesAreSaidAsTheyAre(t *testing.T) {
	model := palier.DefaultModel()
	model.Labels = map[string]map[string]string{"en": {"stage.active_buyer": "Regulars", "status.gold": "VIP"}, "fr": {"stage.active_buyer": "Habitués", "status.gold": "VIP"}}
	check(t, model, []said{
		{
			`stage = active_buyer`,
			"Contacts in the stage Regulars",
			"Contacts à l'étape Habitués",
		},
		{
			`stage in (active_buyer, new_lead)`,
			"Contacts in the stage Regulars or New lead",
			"Contacts à l'étape Habitués ou Nouveau lead",
		},
		{
			`stage = active_buyer or status = gold`,
			"Contacts whose stage is Regulars, or whose status is VIP",
			"Contacts dont l'étape est Habitués, ou dont le statut est VIP",
		},
		{
			`stage = asleep`,
			"Contacts in the stage asleep",
			"Contacts à l'étape asleep",
		},
		{
			`moved from here to there`,
			"Contacts whose status changed from “here” to “there”",
			"Contacts dont le statut est passé de « here » à « there »",
		},
		{
			`city = "Par\u{1b}[2Jis\u{202e}"`,
			"Contacts living in “Par�[2Jis�”",
			"Contacts dont la ville est « Par�[2Jis� »",
		},
		{
			`city = "Paris, with at least 3 stars"`,
			"Contacts living in “Paris, with at least 3 stars”",
			"Contacts dont la ville est « Paris, with at least 3 stars »",
		},
	})
}

func TestTheBestAndTheLastOfASegmentAreSaidLast(t *testing.T) {
	check(t, palier.DefaultModel(), []said{
		{
			`stage = active_buyer top 1000 by lifetime_spend`,
			"Active buyers: only the top 1,000 by total spend",
			"Acheteurs actifs : seulement les 1 000 premiers contacts selon la dépense totale",
		}, {
			`purchases >= 1 bottom 1 by spend`,
			"Contacts with at least 1 purchase: only the last by spend in 730 days",
			"Contacts ayant fait au moins 1 achat : seulement le dernier contact selon la dépense en 730 jours",
		},
	})
}

func TestColumnsThatShopsHaveAreNamedInBothLanguages(t *testing.T) {
	check(t, palier.DefaultModel(), []said{
		{
			`contact."Sexe" = "Femme" and contact."Date de naissance" is set and ville != "Paris"`,
			"Women whose birth date is known, not living in Paris",
			"Femmes dont on connaît la date de naissance et dont la ville n'est pas Paris",
		}, {
			`years_since(DOB) between 20 and 40 and anniversary(DOB) in the next 0 days`,
			"Contacts aged 20 to 40, whose birthday falls today",
			"Contacts de 20 à 40 ans, dont l'anniversaire tombe aujourd'hui",
		},
	})
}

func TestWhatATreeLeavesOutIsNotMissed(t *testing.T) {
	for want, tree := range map[string]segment.Node{
		"Tous les contacts": nil,
		"Contacts auxquels aucune condition ne convient": segment.Any{},
		"Contacts dont l'étape est …":                    segment.Compare{Left: segment.Value{Field: segment.Name{Name: "stage"}}, Op: segment.Equal},
	} {
		if got := explain.Segment(book(t, "fr"), palier.DefaultModel(), "EUR", segment.Segment{Where: tree}); got != want {
			t.Errorf("said %q, want %q", got, want)
		}
	}
}

func TestAWomanIsNotSpokenOfInTheMasculine(t *testing.T) {
	check(t, palier.DefaultModel(), []said{
		{
			`gender = "f" and stage not in (active_buyer, new_lead)`,
			"Women whose stage is neither Active buyer nor New lead",
			"Femmes dont l'étape n'est ni Acheteur actif ni Nouveau lead",
		}, {
			`gender = "f" and stage = active_buyer`,
			"Active buyers who are women",
			"Acheteurs actifs qui sont des femmes",
		},
	})
}
