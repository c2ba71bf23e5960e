package explain_test

import (
	"testing"

	"palier"
)

func TestFactsOfOtherDaysAmountsAndDaysAreSaidTheLanguagesWay(t *testing.T) {
	check(t, palier.DefaultModel(), []said{
		{
			`spend on 2026-01-31 >= 1500`,
			"Contacts whose spend in 730 days was at least 1,500 EUR on 2026-01-31",
			"Contacts dont la dépense en 730 jours était d'au moins 1 500 EUR le 31/01/2026",
		},
		{
			`stars on 30 days ago < 1`,
			"Contacts with fewer than 1 star 30 days ago",
			"Contacts ayant moins de 1 étoile il y a 30 jours",
		},
		{
			`stars in (1, 2)`,
			"Contacts with 1 or 2 stars",
			"Contacts ayant 1 ou 2 étoiles",
		},
		{
			`last_purchase is not set and group is not set`,
			"Contacts who never bought, and who have no group",
			"Contacts n'ayant jamais acheté et dont on ne connaît pas le groupe",
		},
		{
			`amount_to_next_status <= 30 and amount_to_keep_status is set`,
			"Contacts who lack at most 30 EUR to reach the next status, and who will lose their status unless they buy",
			"Contacts à qui il manque au plus 30 EUR pour atteindre le statut suivant et qui perdront leur statut sans nouvel achat",
		},
		{
			`moved from none to new_lead`,
			"Contacts whose stage changed from none to “New lead”",
			"Contacts dont l'étape est passée d'aucune à « Nouveau lead »",
		},
		{
			`score != 2.5`,
			"Contacts whose score is not 2.5",
			"Contacts dont le score n'est pas de 2,5",
		},
		{
			`average_order between 20 and 49.9`,
			"Contacts whose average order is between 20 and 49.90 EUR",
			"Contacts dont la commande moyenne est de 20 à 49,90 EUR",
		},
		{
			`days_since_last_purchase between 30 and 60`,
			"Contacts whose last purchase was 30 to 60 days ago",
			"Contacts dont le dernier achat a eu lieu il y a 30 à 60 jours",
		},
		{
			`days_since_last_purchase > 60`,
			"Contacts whose last purchase was more than 60 days ago",
			"Contacts dont le dernier achat remonte à plus de 60 jours",
		},
		{
			`days_in_stage >= 1`,
			"Contacts who have been in their stage for at least 1 day",
			"Contacts ayant passé au moins 1 jour dans leur étape",
		},
		{
			`registered_at >= 2026-01-31`,
			"Contacts whose registration was on 2026-01-31 or later",
			"Contacts dont l'inscription a eu lieu le 31/01/2026 ou après",
		},
		{
			`Carte between 2026-01-01 and 2026-01-31`,
			"Contacts whose carte is between 2026-01-01 and 2026-01-31",
			"Contacts dont le champ « Carte » tombe entre le 01/01/2026 et le 31/01/2026",
		},
		{
			`status >= silver`,
			"Contacts whose status is Silver or higher",
			"Contacts dont le statut est Argent ou plus",
		},
		{
			`not amount_level < medium`,
			"Contacts whose amount level is not below Medium",
			"Contacts dont le niveau de montant n'est pas inférieur à Moyen",
		},
		{
			`years_since(birth_date) < 30`,
			"Contacts aged under 30",
			"Contacts de moins de 30 ans",
		},
		{
			`not years_since(birth_date) >= 1`,
			"Contacts not aged at least 1",
			"Contacts dont l'âge n'est pas d'au moins 1 an",
		},
		{
			`email is not set`,
			"Contacts whose e-mail is not known",
			"Contacts dont on ne connaît pas l'e-mail",
		},
		{
			`identified is false`,
			"Contacts who are not identified",
			"Contacts dont on ne connaît pas l'identité",
		},
		{
			`consent_sms is false`,
			"Contacts who refused text messages",
			"Contacts ayant refusé les SMS",
		},
		{
			`consent_email = opt_in`,
			"Contacts whose consent to e-mail is explicit",
			"Contacts dont l'accord pour l'e-mail est explicite",
		},
		{
			`Newsletter is not true`,
			"Contacts whose newsletter is not true",
			"Contacts dont le champ « Newsletter » n'est pas vrai",
		},
		{
			`loyalty_tier = "Gold"`,
			"Contacts whose loyalty tier is Gold",
			"Contacts dont le champ « loyalty_tier » est Gold",
		},
		{
			`email ends with "@example.com"`,
			"Contacts whose e-mail ends with “@example.com”",
			"Contacts dont l'e-mail se termine par « @example.com »",
		},
		{
			`bought exactly 0 orders since 2026-01-01`,
			"Contacts who did not buy since 2026-01-01",
			"Contacts n'ayant pas acheté depuis le 01/01/2026",
		},
		{
			`bought at least 2.5 units where (item_id in ("a", "B")) before 2026-01-01`,
			"Contacts who bought at least 2.5 units of item “a” or B before 2026-01-01",
			"Contacts ayant acheté au moins 2,5 unités de l'article « a » ou B avant le 01/01/2026",
		},
		{
			`not bought where (category = "Bikes") in the last 1 days`,
			"Contacts who did not, in the last day, buy items whose category is Bikes",
			"Contacts n'ayant pas acheté, au cours du dernier jour, d'articles dont la catégorie est Bikes",
		},
		{
			`engaged`,
			"Contacts who had at least 1 engagement",
			"Contacts ayant eu au moins 1 engagement",
		},
		{
			`not engaged by (click, open) in the last 30 days`,
			"Contacts with no clicks or openings in the last 30 days",
			"Contacts sans clic ni ouverture au cours des 30 derniers jours",
		},
		{
			`engaged at least 2 times by (click, swipe)`,
			"Contacts who had at least 2 engagements of type “click” or “swipe”",
			"Contacts ayant eu au moins 2 engagements de type « click » ou « swipe »",
		},
		{
			`entered gold`,
			"Contacts whose status became “Gold”",
			"Contacts dont le statut est devenu « Or »",
		},
		{
			`moved from 2 stars to 3 stars since 2026-01-01`,
			"Contacts whose number of stars changed from 2 to 3 since 2026-01-01",
			"Contacts dont le nombre d'étoiles est passé de 2 à 3 depuis le 01/01/2026",
		},
		{
			`not left cold_lead`,
			"Contacts whose stage did not change from “Cold lead” to another",
			"Contacts dont l'étape n'a pas cessé d'être « Lead disqualifié »",
		},
		{
			`anniversary(registered_at) in the next 1 days`,
			"Contacts with an anniversary of their registration today or tomorrow",
			"Contacts dont l'inscription a son anniversaire aujourd'hui ou demain",
		},
	})
}
