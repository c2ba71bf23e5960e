package storetest

import "palier"

// published tells of the newest generation.
func (s *shop) published() (p palier.Published) {
	s.Helper()
	s.see(func(v palier.View) { p = v.Published() })
	return p
}

// publish replaces the published states.
func (s *shop) publish(p palier.Publication, states ...palier.ContactState) {
	s.Helper()
	s.update(func(u palier.Update) error {
		s.must(u.PutStates(s.ctx, states))
		return u.Publish(s.ctx, p)
	})
}

// failing fails the test unless an attempt that fails leaves everything as it was, and
// the store fit for the next update.
func (s *shop) failing(attempt func(palier.Staging)) {
	s.Helper()
	s.load(contactFile(contact("ann", 1, "")), orderFile(sale("o", "ann", 2, 100)))
	s.publish(palier.Publication{AsOf: 20, Model: "m", At: loadTime}, stateOf("ann", palier.FirstTimeBuyer))
	before := s.checksum()
	staging := s.stageChange()
	attempt(staging)
	s.must(staging.Close())
	if s.checksum() != before {
		s.Error("it left a trace")
	}
	s.load(contactFile(contact("bob", 1, "")))
	s.tells(told{"ann": "registered 1; order 2 +100", "bob": "registered 1"})
}

// stageChange stages what changeEverything applies.
func (s *shop) stageChange() palier.Staging {
	s.Helper()
	return s.stage(contactFile(contact("carl", 5, "")), orderFile(sale("o", "ann", 6, 300), sale("p", "carl", 6, 1)))
}

// changeEverything does in an update all that an update can do.
func (s *shop) changeEverything(u palier.Update, staging palier.Staging) {
	s.Helper()
	_, err := u.Apply(s.ctx, staging, palier.LoadInfo{At: loadTime, CompleteThrough: palier.NoDay}, func(palier.Refusal) {})
	s.must(err)
	_, err = u.Undo(s.ctx, 1)
	s.must(err)
	_, err = u.Erase(s.ctx, palier.Erasure{ContactID: "ann", As: "r4nd0m"})
	s.must(err)
	s.must(u.PutStates(s.ctx, []palier.ContactState{stateOf("carl", palier.FirstTimeBuyer)}))
	s.must(u.Publish(s.ctx, palier.Publication{AsOf: 30, Model: "other", At: loadTime}))
}
