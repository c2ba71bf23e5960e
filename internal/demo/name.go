package demo

import "strings"

// spelling is a name as people write it and as it stands in an address.
type spelling struct{ written, plain string }

// tongue is what people of one language are called.
type tongue struct {
	code               string // ISO 639
	women, men, family []spelling
}

var tongues = [...]tongue{
	french: {"fr",
		spell("Adèle Agathe Amina Anaïs Camille Charlotte Chloé Élise Fanny Hélène Inès Jeanne Juliette Léa Lucie Maëlle Manon Margaux Nadia Pauline Salomé Solène Sophie Zoé"),
		spell("Adrien Antoine Aurélien Bastien Clément Damien Étienne Fabien Gaël Hugo Jérôme Jules Karim Louis Loïc Mathieu Maxime Noé Olivier Quentin Rémi Romain Théo Yanis"),
		spell("Aubry Barré Besson Blanchet Carpentier Charrier Collet Delmas Diallo Fabre Ferreira Gauthier Guérin Hamon Humbert Jacquet Lacroix Leblanc Marchal Meunier Morvan Perrot Prévost Renard Rivière Roussel Santos Tessier Vasseur Vidal")},
	dutch: {"nl",
		spell("Anke Eline Elke Femke Griet Hanne Ilse Jana Lies Lotte Marieke Nele Sanne Sofie Tine Veerle"),
		spell("Bart Bram Dries Geert Jan Jeroen Joris Koen Lars Maarten Pieter Ruben Sander Stijn Tom Wout"),
		spell("Aerts Bogaert Claes Cools Declercq Goossens Hendrickx Jacobs Lemmens Maes Mertens Peeters Segers Smets Wouters Wuyts")},
	german: {"de",
		spell("Anja Birgit Carla Franziska Greta Heike Jana Johanna Katrin Lena Leonie Miriam Nele Sabine Silke Ursula"),
		spell("Andreas Björn Dieter Felix Florian Günter Jan Jonas Jürgen Lukas Markus Matthias Moritz Niklas Stefan Uwe"),
		spell("Albrecht Bauer Brandt Frey Graf Hofmann Jäger Keller Köhler Lehmann Lorenz Müller Schäfer Seidel Vogt Ziegler")},
	english: {"en",
		spell("Alice Amelia Beth Charlotte Ellie Emily Grace Hannah Holly Isla Jessica Lucy Megan Olivia Priya Sophie"),
		spell("Adam Alfie Ben Callum Daniel Edward George Harry Imran Jack James Liam Oliver Owen Samuel Thomas"),
		spell("Bailey Barker Bennett Carter Cooper Ellis Foster Griffiths Harrison Khan Marshall Murray Palmer Reid Turner Walsh")},
}

// The tongues.
const (
	french = iota
	dutch
	german
	english
)

var plainly = strings.NewReplacer("à", "a", "ä", "ae", "ç", "c", "é", "e", "è", "e", "ë", "e", "ê", "e", "ï", "i", "î", "i", "ô", "o", "ö", "oe", "ü", "ue")

// spell gives the spellings of a list of names.
func spell(names string) []spelling {
	var list []spelling
	for _, written := range strings.Fields(names) {
		list = append(list, spelling{written, plainly.Replace(strings.ToLower(written))})
	}
	return list
}
