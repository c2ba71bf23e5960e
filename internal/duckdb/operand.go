package duckdb

import (
	"fmt"
	"math"
	"slices"

	"palier"
)

// operand is a field as SQL that compares.
type operand struct {
	sql    string // NULL where there is no value; empty: there is none anywhere
	kind   operandKind
	cast   string // of values compared with it, where it has fewer bits than they
	offset int64  // a value is stored as so much more
	low    int64  // the least and the most that can be stored
	high   int64
	zero   bool // 0 is stored where there is no value
}

type operandKind uint8

const (
	textOperand   operandKind = iota // folded
	wordOperand                      // the code of a word
	numberOperand                    // an integer
	dayOperand                       // a DATE
)

func textOf(sql string) operand { return operand{sql: sql} }

func wordOf(sql string) operand { return operand{sql: sql, kind: wordOperand, cast: "::INTEGER"} }

func numberOf(sql string) operand {
	return operand{sql: sql, kind: numberOperand, low: math.MinInt64, high: math.MaxInt64}
}

func dayOf(sql string) operand {
	return operand{sql: sql, kind: dayOperand, low: math.MinInt32 + 1, high: math.MaxInt32}
}

// smallOf is a number of a column of UTINYINT.
func smallOf(sql string) operand {
	return operand{sql: sql, kind: numberOperand, cast: "::UTINYINT", high: math.MaxUint8}
}

// choiceOf is one of a few values, and 0 none.
func choiceOf(sql string) operand {
	o := smallOf(sql)
	o.low, o.zero = 1, true
	return o
}

// starsOf are stored as one more, so that 0 is none.
func starsOf(sql string) operand {
	o := choiceOf(sql)
	o.offset = 1
	return o
}

// contactOperands are the built-in fields of contacts, in the table people p.
var contactOperands = func() map[string]operand {
	fields := map[string]operand{
		"contact_id": textOf("p.contact_id"), "email": textOf("p.email"), "phone": textOf("p.phone"),
		"first_name": textOf("p.first_name"), "last_name": textOf("p.last_name"), "source": textOf("p.source"),
		"identified": smallOf("p.identified::UTINYINT"), "registered_at": dayOf("p.registered"),
	}
	for _, channel := range palier.Channels {
		consent := "consent_" + channel
		fields[consent] = choiceOf("p." + consent)
		fields[consent+"_at"] = dayOf("p." + consent + "_at")
		fields[consent+"_source"] = textOf("p." + consent + "_source")
	}
	return fields
}()

// stateOperands are the facts, in the table states s.
var stateOperands = map[string]operand{
	"stage": choiceOf("s.stage"), "stage_since": dayOf("s.stage_since"),
	"status": choiceOf("s.status"), "highest_status": choiceOf("s.highest_status"),
	"engagement": smallOf("s.engagement"), "recency": smallOf("s.recency"), "frequency": smallOf("s.frequency"), "monetary": smallOf("s.monetary"),
	"score":   numberOf("((200 * s.score_num::BIGINT + s.score_den) // nullif(2 * s.score_den::BIGINT, 0))"), // palier.Score.Hundredths
	"stars":   starsOf("s.stars"),
	"profile": choiceOf("s.profile"), "amount_level": choiceOf("s.amount_level"), "group": choiceOf("s.group_name"),
	"purchases": numberOf("s.purchases"), "spend": numberOf("s.spend"), "lifetime_spend": numberOf("s.lifetime_spend"),
	"average_order":  numberOf(fmt.Sprintf("CASE WHEN s.stage >= %d THEN s.average_order END", palier.FirstTimeBuyer)),
	"first_purchase": dayOf("s.first_purchase"), "last_purchase": dayOf("s.last_purchase"), "last_response": dayOf("s.last_response"),
	"next_stage": choiceOf("s.next_stage"), "next_stage_on": dayOf("CASE WHEN s.next_stage <> 0 THEN s.next_stage_on END"),
	"next_status": choiceOf("s.next_status"), "next_status_on": dayOf("CASE WHEN s.next_status <> 0 THEN s.next_status_on END"),
	"next_stars": starsOf("s.next_stars"), "next_stars_on": dayOf("CASE WHEN s.next_stars <> 0 THEN s.next_stars_on END"),
	"next_profile": choiceOf("s.next_profile"), "next_profile_on": dayOf("CASE WHEN s.next_profile <> 0 THEN s.next_profile_on END"),
	"amount_to_next_status": numberOf("nullif(s.amount_to_next_status, 0)"), "amount_to_keep_status": numberOf("nullif(s.amount_to_keep_status, 0)"),
}

// activityOperands are the built-in fields of lines, products, orders and engagements, in
// the tables purchases l, articles a, article_categories g and touches t.
var activityOperands = map[palier.Subject]map[string]operand{
	palier.OfLine: {
		"quantity": numberOf("l.quantity"), "amount": numberOf("l.amount"), "currency": wordOf("l.currency"), "status": wordOf("l.status"),
	},
	palier.OfProduct: {
		"item_id": textOf("a.item_id"), "title": textOf("a.title"), "brand": textOf("a.brand"), "price": numberOf("a.price"), "category": textOf("g.category"),
	},
	palier.OfEngagement: {
		"type": wordOf("t.type"), "channel": wordOf("t.channel"), "campaign": textOf("t.campaign"),
	},
}

// home tells in whose table a field of a line is: the item is looked up among articles,
// the status of an order lies in its lines.
func home(f palier.Field) palier.Subject {
	switch {
	case f.Attribute:
		return f.Of
	case f.Name == "item_id" && f.Of == palier.OfLine:
		return palier.OfProduct
	case f.Name == "status" && f.Of == palier.OfOrder:
		return palier.OfLine
	}
	return f.Of
}

// operand gives the SQL of a field.
func (q *question) operand(f palier.Field) (o operand, known bool) {
	if f.Attribute {
		return q.view.attribute(f), true
	}
	switch f.Of {
	case palier.OfContact:
		o, known = contactOperands[f.Name]
	case palier.OfState:
		o, known = stateOperands[f.Name]
	default:
		o, known = activityOperands[home(f)][f.Name]
	}
	return o, known
}

// attribute gives the SQL of an attribute, read as its field's type. Where no row has it
// there is none.
func (v *view) attribute(f palier.Field) operand {
	for _, table := range attributeTables {
		if n, known := v.attributeNamed(table.kind, f.Name); known && table.of == f.Of {
			return attributeOperand(table.alias, n.number, f.Type)
		}
	}
	return operand{}
}

// attributeNamed gives the attribute of a kind of rows that has a name.
func (v *view) attributeNamed(kind palier.Kind, text string) (name, bool) {
	of := v.attributesOf(kind)
	i := slices.IndexFunc(of, func(n name) bool { return n.text == text })
	if i < 0 {
		return name{}, false
	}
	return of[i], true
}
