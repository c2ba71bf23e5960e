// Package duckdb keeps facts and states in one DuckDB file: the embedded palier.Store.
//
// # Layout
//
// Facts are the rows as they came, one table each for contacts, products, engagements
// and lines (order_lines and orders, sales and refunds), each row with its load, file
// and line. A table holds the rows in force; what a later load replaced lies in its
// twin, named with _aside, so that Undo can bring it back from a small table. An empty
// text is a missing value, as in palier; attributes are columns a1, a2, …, named by the
// table attributes; words seen again and again (statuses, currencies, types, channels)
// are numbers, named by the table words.
//
// Three tables are derived from the facts: histories (one row for the sales of an order
// and one for each day of its refunds, with the key of the owner), responses (one for
// each engagement) and owners (one for each contact). Each has two parts: the rows that
// were written at once, sorted by the contact's key, which are read as they lie; and the
// loose ones of later patches, which are sorted when they are read. More than a fifth of
// loose rows are sorted in. Orders are numbered in them by hash(order_id): whatever
// concerns an order concerns all with its number, so that two orders with one number (one
// in 10^19 pairs) would do no harm, but for two orders of one contact on one day.
//
// # The index
//
// Segments ask six tables that say the facts the way conditions do: people (one row for
// each owner, with its contact's row), articles and article_categories (of every item),
// purchases (the rows in force of orders with a sale, each with the day from which refunds
// leave nothing of its order, in an order in which most questions skip most of them), headers (the attributes of orders that have
// any) and touches (engagements by contact). Texts are folded; t7, n7 and d7 are the folded
// text, the number and the day of attribute 7. Words are codes, 0 where there is none;
// whatever else is missing is NULL.
//
// A table of the index is there or it is not, and where it is, it says what the facts of
// its generation say. None is made while loads are taken in: an update patches those that
// are there, and drops those of which it would have to replace too much. Whoever asks next
// has them made: in the store, for everybody, in a turn of an update that makes no
// generation; or, while another update runs and in views of older generations, in temporary
// tables of the same names on the view's own connection. Rows of patches lie behind those
// that were sorted. Backups leave the index out.
//
// # Questions about segments
//
// A condition becomes one query over the index and the states (condition.go). All values are
// parameters, with which DuckDB plans the query when it runs it, so that they filter where
// tables are read; all names are of fixed lists or numbers of attributes. A predicate is TRUE
// where its condition holds and FALSE or NULL elsewhere; only Not, which is IS NOT TRUE,
// sees to the difference. What is asked of a day from the day asked about becomes a range of
// days before DuckDB sees it. What is asked of products or orders alone is asked of those,
// and lines are compared with the numbers of the ones that pass.
//
// Questions run two for each thread at most; the others wait, no longer than their contexts
// last. Equal ones about one generation that are asked at once run once, and end early when
// nobody waits for them any more.
//
// # What is patched and what is replaced whole
//
// A transaction that appends a row group (122,880 rows) or more to a table shows it to
// readers half way. So a table that readers use is patched by fewer than 100,000 rows in
// one update, or replaced: a new one is made, the old one dropped and the new one renamed,
// which readers see at once or not at all. The first rows of an empty table are not copied
// at all: their staging table becomes the table, for writing rows is what takes longest.
//
// There is no primary key and no index: they make the file four times as big and
// replacing rows no faster. Nothing is updated in place: deleting and inserting is
// faster.
//
// # Staging
//
// Rows are staged in tables of the same file, committed, so that the transaction that
// applies them finds them compressed and on disk. Nobody reads them before, and Open
// drops those that a crash left. States to be published are gathered in a database in
// memory: they are written from several goroutines while the update reads.
package duckdb
