package control

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"palier"
)

// AttributeType is what somebody said that the values of an attribute are.
type AttributeType struct {
	Of   palier.Subject
	Name string           // as files wrote it
	Type palier.FieldType // text, number, day or boolean
	Who  string
	At   time.Time // in UTC
}

// typable are the types that an attribute can be said to have.
var typable = []palier.FieldType{palier.FieldText, palier.FieldNumber, palier.FieldDay, palier.FieldBool}

// owners are the subjects that have attributes.
var owners = []palier.Subject{palier.OfContact, palier.OfLine, palier.OfProduct, palier.OfOrder}

// SetAttributeType says what the values of an attribute are, in place of what was said
// before.
func (db *DB) SetAttributeType(ctx context.Context, a AttributeType) error {
	tried := fmt.Sprintf("say the type of the attribute %s.%q", a.Of, a.Name)
	if _, ok := subjectNamed(a.Of.String()); !ok {
		return palier.Refuse(tried, "it has no attributes", "contacts, lines, products and orders have")
	}
	if _, ok := typeNamed(a.Type.String()); !ok {
		return palier.Refusef(tried, "use text, number, day or boolean", "no attribute is of the type %s", a.Type)
	}
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO attribute_type (subject, name, type, who, at) VALUES (?, ?, ?, ?, ?)",
			a.Of.String(), a.Name, a.Type.String(), a.Who, stamp(a.At))
		if err != nil {
			return err
		}
		return record(ctx, tx, Entry{At: a.At, Who: a.Who, Action: TypeChanged, Details: map[string]any{"of": a.Of.String(), "attribute": a.Name, "type": a.Type.String()}})
	})
}

// ClearAttributeType leaves the type of an attribute to its values again; NotFound when
// nobody had said anything else.
func (db *DB) ClearAttributeType(ctx context.Context, of palier.Subject, name, who string, at time.Time) error {
	tried := fmt.Sprintf("leave the type of the attribute %s.%q to its values", of, name)
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, "DELETE FROM attribute_type WHERE subject = ? AND name = ?", of.String(), name)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil {
			return err
		} else if n == 0 {
			return &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "it is so already", Hint: "palier attribute list shows them"}
		}
		return record(ctx, tx, Entry{At: at, Who: who, Action: TypeChanged, Details: map[string]any{"of": of.String(), "attribute": name, "type": "auto"}})
	})
}

// AttributeTypes lists what was said of attributes, by subject, then name.
func (db *DB) AttributeTypes(ctx context.Context) ([]AttributeType, error) {
	const tried = "list the types of attributes"
	var types []AttributeType
	err := db.rows(ctx, tried, func(rows *sql.Rows) error {
		var a AttributeType
		var subject, kind, at string
		if err := rows.Scan(&subject, &a.Name, &kind, &a.Who, &at); err != nil {
			return err
		}
		var known, typed bool
		if a.Of, known = subjectNamed(subject); !known {
			return damaged(tried, fmt.Errorf("attributes of %q", subject))
		}
		if a.Type, typed = typeNamed(kind); !typed {
			return damaged(tried, fmt.Errorf("attributes of the type %q", kind))
		}
		err := unstamp(tried, at, &a.At)
		types = append(types, a)
		return err
	}, "SELECT subject, name, type, who, at FROM attribute_type ORDER BY subject, name")
	return types, err
}

func subjectNamed(name string) (palier.Subject, bool) {
	for _, s := range owners {
		if s.String() == name {
			return s, true
		}
	}
	return 0, false
}

func typeNamed(name string) (palier.FieldType, bool) {
	for _, t := range typable {
		if t.String() == name {
			return t, true
		}
	}
	return 0, false
}
