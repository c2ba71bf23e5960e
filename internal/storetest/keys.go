package storetest

import "palier"

// twin and otherTwin are two contact ids with one key, found by search.
const twin, otherTwin = "8yn0iYCKYHlIj4-BwPqk", "GReLUrM4wMqfg9yzV3KQ"

var keyCases = []testCase{
	{"two contact ids with one key are a conflict within a load", func(s *shop) {
		s.clash(contactFile(contact(twin, 1, ""), contact("ann", 1, ""), contact(otherTwin, 2, "")))
	}},
	{"two contact ids with one key are a conflict across loads", func(s *shop) {
		s.load(contactFile(contact(twin, 1, "")))
		s.clash(contactFile(contact(otherTwin, 2, "")))
		s.clash(orderFile(sale("o", otherTwin, 2, 100)))
		s.clash(engagementFile(click(otherTwin, 2)))
	}},
	{"the key of a contact known from its orders alone is taken too", func(s *shop) {
		s.load(orderFile(sale("o", twin, 1, 100)))
		s.clash(orderFile(sale("p", otherTwin, 2, 100)))
		s.clash(contactFile(contact(otherTwin, 2, "")))
	}},
}

// clash fails the test unless loading the file is a conflict that changes nothing.
func (s *shop) clash(file palier.Batch) {
	s.Helper()
	if palier.KeyOf(twin) != palier.KeyOf(otherTwin) {
		s.Fatal("the keys differ: KeyOf has changed")
	}
	before := s.checksum()
	staging := s.stage(file)
	s.mustBe(palier.Conflict, s.store.Update(s.ctx, func(u palier.Update) error {
		_, err := u.Apply(s.ctx, staging, infoOf([]palier.Batch{file}), func(palier.Refusal) {})
		return err
	}))
	s.must(staging.Close())
	if s.checksum() != before {
		s.Error("it left a trace")
	}
}
