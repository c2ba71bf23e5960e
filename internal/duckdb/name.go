package duckdb

import (
	"context"
	"fmt"
	"strconv"
	"sync"

	"palier"
	"palier/internal/duckdb/driver"
)

// name is an attribute of one kind of rows; a<number> is its column.
type name struct {
	number int
	kind   palier.Kind
	text   string
}

func (n name) column() string { return "a" + strconv.Itoa(n.number) }

// names numbers the attributes as words numbers words: as soon as one is staged.
type names struct {
	lock sync.Mutex
	list []name // by number, from 1
}

func readNames(ctx context.Context, conn *driver.Conn) (*names, error) {
	n := &names{}
	result, err := conn.Query(ctx, "SELECT kind, name FROM attributes ORDER BY number")
	err = each(result, err, func(r *driver.Result, i int) { n.of(palier.Kind(r.Text(0).At(i)), r.Text(1).At(i)) })
	return n, err
}

// of gives the attribute of a kind that has a name.
func (n *names) of(kind palier.Kind, text string) name {
	n.lock.Lock()
	defer n.lock.Unlock()
	for _, known := range n.list {
		if known.kind == kind && known.text == text {
			return known
		}
	}
	fresh := name{len(n.list) + 1, kind, text}
	n.list = append(n.list, fresh)
	return fresh
}

// first gives the attributes with numbers up to last.
func (n *names) first(last int) []name {
	n.lock.Lock()
	defer n.lock.Unlock()
	return n.list[:last]
}

// text gives the name of the attribute with a column.
func (n *names) text(column string) string {
	number, _ := strconv.Atoi(column[1:])
	return n.first(number)[number-1].text
}

// count is how many attributes there are.
func (n *names) count() int {
	n.lock.Lock()
	defer n.lock.Unlock()
	return len(n.list)
}

// keepNames writes the attributes that the file does not have yet, and adds their columns.
func (u *update) keepNames(ctx context.Context) error {
	known := u.attributes
	u.attributes = u.store.names.count()
	for _, fresh := range u.store.names.first(u.attributes)[known:] {
		_, err := u.exec(ctx, "INSERT INTO attributes VALUES ($1, $2, $3)", fresh.number, string(fresh.kind), fresh.text)
		if err != nil {
			return err
		}
		t := tableOf(fresh.kind)
		for _, table := range []string{t.name, t.aside()} {
			if err := u.addColumn(ctx, table, fresh.column()); err != nil {
				return err
			}
		}
		if err := u.widenIndex(ctx, fresh); err != nil {
			return err
		}
	}
	return nil
}

// addColumn adds a column of missing texts. DuckDB refuses to add one to a table from
// which this transaction has deleted rows, so another table is made then.
func (u *update) addColumn(ctx context.Context, table, name string) error {
	if u.applied {
		return u.renovate(ctx, table, fmt.Sprintf("SELECT *, '' AS %s FROM %s", name, table))
	}
	_, err := u.exec(ctx, fmt.Sprintf("ALTER TABLE %s ADD COLUMN %s VARCHAR DEFAULT ''", table, name))
	return err
}
