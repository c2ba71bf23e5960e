package palier

// History is everything the kernel needs to know of one contact: facts that hold under
// every model. Orders and engagements that a model ignores are left out by the Store
// (HistoryQuery).
type History struct {
	Contact    Key
	ContactID  string     // only where asked for
	Source     string     // of the contact row; empty without one, and where not asked for
	Registered Day        // from the contact row; NoDay without one
	Movements  []Movement // sorted by Day, Order, Effect
	Responses  []Day      // ascending; a day may stand several times

	// Items are what the movements are made of, sorted by Order, Effect; only where
	// asked for, and of no concern to the kernel. The items of one order and effect that
	// are sold add up to its sales, those given back to its refunds. An item may stand
	// several times.
	Items []ItemMovement
}

// Movement is money going one way on an order or credit. An order with sales has one
// movement for all its sales (Amount > 0, Effect = Day = the day of its earliest sale)
// and, right after it, one for each day on which it was refunded (Amount < 0, the same
// Day and Order, Effect the day the refund takes effect, never before Day). A credit is
// a movement of its own with Amount < 0, Effect = Day, and an Order that no sale has.
type Movement struct {
	Order  uint64 // opaque; equal for the movements of one order, different for two orders of a day
	Amount Money
	Day    Day
	Effect Day
}

// ItemMovement is the part of a movement that concerns one item.
type ItemMovement struct {
	Order    uint64 // that of the movement
	Effect   Day    // that of the movement
	Item     uint64 // Item.Number; 0 where the row names none
	Amount   Money  // > 0 sold, < 0 given back
	Quantity Quantity
}

// Key names a contact in every store: a 64-bit hash of its normalised contact id.
type Key uint64

// KeyOf gives the key of a contact id: FNV-1a of its bytes, mixed by the finalizer of
// MurmurHash3 so that keys spread evenly over shards and ranges. Two ids with one key
// are detected and refused by the Store.
func KeyOf(contactID string) Key {
	h := uint64(14695981039346656037)
	for i := range len(contactID) {
		h = (h ^ uint64(contactID[i])) * 1099511628211
	}
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	h ^= h >> 33
	return Key(h)
}

// The prefixes of the ids that Palier gives to unidentified contacts: that of an e-mail,
// and that of a single order without one. No contact id of a file may begin with them.
const (
	EmailPrefix = "email:"
	OrderPrefix = "order:"
)
