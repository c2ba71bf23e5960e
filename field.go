package palier

// Field is something that a contact, a line it bought, that line's product or order, or an
// engagement has a value of, and that a segment can ask for.
type Field struct {
	Of        Subject
	Name      string // of a built-in field (BuiltIn), or of the merchant's own column as files wrote it
	Attribute bool   // whether it is a column of the merchant's own
	Type      FieldType
	Decimals  int // of FieldNumber: its values are integers in units of 10^-Decimals
}

// Subject is what has a field.
type Subject uint8

// The subjects.
const (
	OfContact    Subject = iota // its row, as it is today
	OfState                     // its facts under the model, on any day (State)
	OfLine                      // what was bought or given back
	OfProduct                   // the product of a line
	OfOrder                     // the order of a line; its attributes are those of rows of orders
	OfEngagement                // what a contact was sent and did
)

var subjectNames = [...]string{"contact", "state", "line", "product", "order", "engagement"}

// String gives the name that stands before a field: line in line."colour".
func (s Subject) String() string { return subjectNames[s] }

// FieldType says what the values of a field are, and how a Test compares them.
type FieldType uint8

// The field types.
const (
	FieldText   FieldType = iota // compared folded (room fold)
	FieldNumber                  // an integer in units of 10^-Decimals
	FieldMoney                   // in minor units of the workspace's currency
	FieldDay                     // a Day
	FieldBool                    // 0 or 1
	FieldChoice                  // one of a few names, each with its number; 0 is none
)

var fieldTypeNames = [...]string{"text", "number", "money", "day", "boolean", "choice"}

// String gives the type's name.
func (t FieldType) String() string { return fieldTypeNames[t] }

// AttributeDecimals are those of attributes that are numbers.
const AttributeDecimals = 6

// Consents as the numbers of the fields consent_email, consent_sms, consent_phone and
// consent_post; 0 is unknown. Those above ChoiceNoConsent are a lawful basis.
const (
	ChoiceNoConsent = 1 + iota
	ChoiceSoftOptIn
	ChoiceOptIn
)

// BuiltIn lists the fields that every workspace has. A contact that has no stage has no
// facts. Values of status are those of the model.
func BuiltIn() []Field {
	return append(contactFields(), builtIn...)
}

func contactFields() []Field {
	fields := []Field{
		{Of: OfContact, Name: "contact_id"},
		{Of: OfContact, Name: "email"},
		{Of: OfContact, Name: "phone"},
		{Of: OfContact, Name: "first_name"},
		{Of: OfContact, Name: "last_name"},
		{Of: OfContact, Name: "source"},
		{Of: OfContact, Name: "identified", Type: FieldBool},
		{Of: OfContact, Name: "registered_at", Type: FieldDay}, // of the contact's row
	}
	for _, channel := range Channels {
		fields = append(fields,
			Field{Of: OfContact, Name: "consent_" + channel, Type: FieldChoice},
			Field{Of: OfContact, Name: "consent_" + channel + "_at", Type: FieldDay},
			Field{Of: OfContact, Name: "consent_" + channel + "_source"})
	}
	return fields
}

var builtIn = []Field{
	{Of: OfState, Name: "stage", Type: FieldChoice},
	{Of: OfState, Name: "stage_since", Type: FieldDay},
	{Of: OfState, Name: "status", Type: FieldChoice},
	{Of: OfState, Name: "highest_status", Type: FieldChoice},
	{Of: OfState, Name: "engagement", Type: FieldNumber}, // levels, 0 to 4
	{Of: OfState, Name: "recency", Type: FieldNumber},
	{Of: OfState, Name: "frequency", Type: FieldNumber},
	{Of: OfState, Name: "monetary", Type: FieldNumber},
	{Of: OfState, Name: "score", Type: FieldNumber, Decimals: 2}, // Score.Hundredths; none for leads
	{Of: OfState, Name: "stars", Type: FieldNumber},              // 0 to 4; none for leads
	{Of: OfState, Name: "profile", Type: FieldChoice},
	{Of: OfState, Name: "amount_level", Type: FieldChoice},
	{Of: OfState, Name: "group", Type: FieldChoice},
	{Of: OfState, Name: "purchases", Type: FieldNumber}, // 0 for leads, as are spend and lifetime_spend
	{Of: OfState, Name: "spend", Type: FieldMoney},
	{Of: OfState, Name: "lifetime_spend", Type: FieldMoney},
	{Of: OfState, Name: "average_order", Type: FieldMoney}, // none for leads
	{Of: OfState, Name: "first_purchase", Type: FieldDay},
	{Of: OfState, Name: "last_purchase", Type: FieldDay},
	{Of: OfState, Name: "last_response", Type: FieldDay},
	{Of: OfState, Name: "next_stage", Type: FieldChoice},
	{Of: OfState, Name: "next_stage_on", Type: FieldDay},
	{Of: OfState, Name: "next_status", Type: FieldChoice},
	{Of: OfState, Name: "next_status_on", Type: FieldDay},
	{Of: OfState, Name: "next_stars", Type: FieldNumber}, // 0 to 4; none when they never change
	{Of: OfState, Name: "next_stars_on", Type: FieldDay},
	{Of: OfState, Name: "next_profile", Type: FieldChoice},
	{Of: OfState, Name: "next_profile_on", Type: FieldDay},
	{Of: OfState, Name: "amount_to_next_status", Type: FieldMoney}, // none when 0
	{Of: OfState, Name: "amount_to_keep_status", Type: FieldMoney}, // none when 0

	{Of: OfLine, Name: "item_id"},
	{Of: OfLine, Name: "quantity", Type: FieldNumber, Decimals: 3},
	{Of: OfLine, Name: "amount", Type: FieldMoney}, // negative for what was given back
	{Of: OfLine, Name: "currency"},                 // none where the row left it out: the workspace's
	{Of: OfProduct, Name: "title"},
	{Of: OfProduct, Name: "category"}, // a product may have several: a Test holds when it holds for one
	{Of: OfProduct, Name: "brand"},
	{Of: OfProduct, Name: "price", Type: FieldMoney},
	{Of: OfOrder, Name: "status"},

	{Of: OfEngagement, Name: "type"},
	{Of: OfEngagement, Name: "channel"},
	{Of: OfEngagement, Name: "campaign"},
}

// Personal tells whether the built-in field of a name says who a contact is. Such fields are
// shown to those alone who may meet contacts, and never kept in the audit log.
func Personal(name string) bool {
	switch name {
	case "contact_id", "email", "phone", "first_name", "last_name":
		return true
	}
	return false
}
