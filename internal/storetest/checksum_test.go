package storetest

import (
	"testing"

	"palier"
)

func TestChecksumTellsEveryChange(t *testing.T) {
	s := &shop{TB: t, ctx: t.Context(), store: NewMemory()}
	seen := map[string]string{}
	fresh := func(what string) {
		t.Helper()
		sum := s.checksum()
		if other, twice := seen[sum]; twice {
			t.Errorf("%s and %s have one checksum", what, other)
		}
		seen[sum] = what
	}
	fresh("nothing")
	s.load(contactFile(contact("ann", 1, "")))
	fresh("a contact")
	s.load(orderFile(sale("o", "ann", 3, 100)))
	fresh("an order")
	s.load(orderFile(refund("o", "ann", 4, 10)))
	fresh("a refund")
	s.publish(palier.Publication{AsOf: 9, Model: "m"}, stateOf("ann", palier.FirstTimeBuyer))
	fresh("a state")
	s.publish(palier.Publication{AsOf: 9, Model: "m"}, stateOf("ann", palier.ActiveBuyer))
	fresh("another state")
	s.undo(3)
	fresh("an undo")
	s.erase("ann", "r4nd0m")
	fresh("an erasure")
	s.update(func(palier.Update) error { return nil })
	fresh("a generation")
}

func TestFactsChecksumIsTheSameWhicheverLoadsBroughtTheFacts(t *testing.T) {
	contacts, orders := contactFile(contact("ann", 1, "a@x.org")), orderFile(guest("o", "a@x.org", 3, 100), sale("p", "bob", 3, 100))
	responses := engagementFile(click("ann", 5))
	once := &shop{TB: t, ctx: t.Context(), store: NewMemory()}
	once.load(contacts, orders, responses)
	parts := &shop{TB: t, ctx: t.Context(), store: NewMemory()}
	parts.load(responses)
	parts.undo(parts.load(orderFile(sale("x", "carl", 1, 1))).Number)
	parts.load(orders)
	parts.load(contacts)
	if once.facts() != parts.facts() {
		t.Error("they differ")
	}
	if once.checksum() == parts.checksum() {
		t.Error("the loads are not in the checksum")
	}
	parts.load(orderFile(sale("q", "bob", 3, 100)))
	if once.facts() == parts.facts() {
		t.Error("an order makes no difference")
	}
}
