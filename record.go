package palier

// Kind is a kind of input record.
type Kind string

// The kinds of input records.
const (
	KindContacts    Kind = "contacts"
	KindOrders      Kind = "orders"
	KindOrderLines  Kind = "order_lines"
	KindProducts    Kind = "products"
	KindEngagements Kind = "engagements"
)

// Batch is some records of one kind from one file: what sources yield and stores take.
// Exactly the slice of its Kind is filled; OrderLines serves orders and order_lines.
// All text is NFC-normalised and trimmed; an empty text is a missing value.
type Batch struct {
	Kind        Kind
	File        int         // which file of the load, from 0
	Attributes  []Attribute // of this file: the columns the rest of the row went to; engagements have none
	Contacts    []Contact
	OrderLines  []OrderLine
	Products    []Product
	Engagements []Engagement
}

// Rows is how many records the batch holds.
func (b *Batch) Rows() int {
	return len(b.Contacts) + len(b.OrderLines) + len(b.Products) + len(b.Engagements)
}

// Attribute is a column of the merchant's own.
type Attribute struct {
	Name string // as the file wrote it
}

// Contact is a row of contacts.
type Contact struct {
	Line       int // of the file, from 1, the header included
	ContactID  string
	Registered Day    // NoDay when missing
	Email      string // trimmed, lower case
	Phone      string
	FirstName  string
	LastName   string
	Source     string
	Consents   [len(Channels)]ConsentRecord
	Attributes []string // in the order of Batch.Attributes
}

// Channels through which a contact can be reached, in the order of Contact.Consents.
var Channels = [...]string{"email", "sms", "phone", "post"}

// ConsentRecord is what a contact allowed on one channel.
type ConsentRecord struct {
	State  Consent
	At     Day // NoDay when missing
	Source string
}

// Consent is the lawful basis for writing to a contact. The zero value is unknown.
type Consent string

// The consents.
const (
	ConsentUnknown Consent = ""
	OptIn          Consent = "opt_in"
	SoftOptIn      Consent = "soft_opt_in"
	NoConsent      Consent = "none"
)

// OrderLine is a row of order_lines, or of orders, which is a line without an item.
// Amount > 0 is a sale, < 0 a refund; 0 says nothing but carries attributes.
type OrderLine struct {
	Line       int
	OrderID    string
	ContactID  string // as the row wrote it; may be empty
	Email      string // trimmed, lower case; may be empty
	Day        Day
	Amount     Money
	Quantity   int64 // in thousandths; 1000 when the row has none
	ItemID     string
	Currency   string // ISO 4217, upper case; empty: the workspace's
	Status     string
	RefundOf   string // the order that a refund belongs to, when it is not OrderID
	Attributes []string
}

// Product is a row of products.
type Product struct {
	Line       int
	ItemID     string
	Title      string
	Category   string // path with " > "; several are parted by " | "
	Brand      string
	Price      Money // in minor units
	HasPrice   bool
	Attributes []string
}

// Engagement is a row of engagements. Its identity is everything but Line.
type Engagement struct {
	Line      int
	ContactID string // may be empty when Email is there
	Email     string
	Day       Day
	Type      string // lower case
	Channel   string
	Campaign  string
}

// Refusal is a row that was left out of a load, and why.
type Refusal struct {
	File   int // which file of the load, from 0
	Line   int
	Column string // empty when the whole row is meant
	Value  string
	Reason string
	Hint   string
}
