package duckdb

import (
	"context"

	"palier"
)

// indexed makes sure that the view's connection sees tables of the index. In an update
// they are made in its transaction, else in the store for all views of this generation;
// where another update runs or was made meanwhile, on the connection alone.
func (v *view) indexed(ctx context.Context, names ...string) error {
	missing, err := v.unbuilt(ctx, names)
	if err != nil || len(missing) == 0 {
		return err
	}
	if v.changes {
		return v.build(ctx, "", missing)
	}
	select { // one builds at a time: the others find what it made
	case v.store.indexing <- struct{}{}:
		defer func() { <-v.store.indexing }()
	case <-v.store.closed:
		return closed("index the store")
	case <-ctx.Done():
		return ctx.Err()
	}
	shared, err := v.share(ctx, names)
	if err != nil || shared {
		return err
	}
	if missing, err = v.unbuilt(ctx, names); err != nil {
		return err
	}
	return v.build(ctx, "TEMP", missing)
}

// Index makes all tables of the index in the store.
func (v *view) Index(ctx context.Context) error {
	if v.changes {
		return v.ready(ctx, indexNames()...)
	}
	select {
	case v.store.indexing <- struct{}{}:
		defer func() { <-v.store.indexing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	shared, err := v.share(ctx, indexNames())
	if err == nil && !shared {
		err = &palier.Error{Code: palier.Busy, Tried: "index the store", Reason: "it is being changed", Hint: "try again with a later view"}
	}
	return explain("index the store", err)
}

// unbuilt gives those of the tables that the view's connection does not see.
func (v *view) unbuilt(ctx context.Context, names []string) ([]*indexTable, error) {
	there, err := v.built(ctx)
	if err != nil {
		return nil, err
	}
	var missing []*indexTable
	for _, t := range indexTables {
		for _, name := range names {
			if name == t.name && !there[name] {
				missing = append(missing, t)
				there[name] = true
			}
		}
	}
	return missing, nil
}

// share makes the tables in the store, in the turn of an update, and has the view see
// them. It tells whether it could: not while an update runs, nor when one has been made
// since the view was opened.
func (v *view) share(ctx context.Context, names []string) (bool, error) {
	select {
	case v.store.turn <- struct{}{}:
		defer func() { <-v.store.turn }()
	default:
		return false, nil
	}
	u, err := v.store.begin(ctx)
	if err != nil {
		return false, err
	}
	defer u.end()
	if u.published.Generation != v.published.Generation {
		return false, nil
	}
	missing, err := u.unbuilt(ctx, names)
	if err != nil {
		return false, err
	}
	if err := u.build(ctx, "", missing); err != nil {
		return false, err
	}
	if _, err := u.exec(context.WithoutCancel(ctx), "COMMIT"); err != nil {
		return false, err
	}
	return true, v.again(context.WithoutCancel(ctx))
}

// again begins the view's transaction anew, to see what was committed in the same
// generation. The one before is committed, for that keeps its temporary tables.
func (v *view) again(ctx context.Context) error {
	v.lock.Lock()
	defer v.lock.Unlock()
	if _, err := v.conn.Exec(ctx, "COMMIT"); err != nil {
		return err
	}
	same := view{store: v.store, conn: v.conn} // others may be reading what v knows of its generation
	if err := same.begin(ctx, "BEGIN TRANSACTION READ ONLY"); err != nil {
		return err
	}
	if same.published.Generation != v.published.Generation {
		return palier.Refusef("index the store", "ask again", "generation %d followed generation %d meanwhile",
			same.published.Generation, v.published.Generation)
	}
	return nil
}
