-- The segments that people saved. One that is deleted keeps its row, so that what it
-- said stays known; its name is free for another. Numbers are never used again.
CREATE TABLE segment (
	number  INTEGER PRIMARY KEY AUTOINCREMENT,
	folded  TEXT NOT NULL,           -- the name as names are compared
	deleted TEXT NOT NULL DEFAULT '' -- RFC 3339, UTC; '' while it is there
) STRICT;
CREATE UNIQUE INDEX segment_name ON segment (folded) WHERE deleted = '';

-- What a segment was said to be, from its first definition to the one in force. None is
-- ever changed.
CREATE TABLE segment_version (
	segment INTEGER NOT NULL REFERENCES segment (number),
	version INTEGER NOT NULL, -- from 1
	name    TEXT NOT NULL,    -- as it was written
	text    TEXT NOT NULL,    -- as it was written
	tree    TEXT NOT NULL,    -- JSON
	who     TEXT NOT NULL,
	at      TEXT NOT NULL,    -- RFC 3339, UTC
	PRIMARY KEY (segment, version)
) STRICT, WITHOUT ROWID;

-- The filters that people made of fields, in the order in which they are shown.
CREATE TABLE filter (
	number   INTEGER PRIMARY KEY AUTOINCREMENT,
	position INTEGER NOT NULL, -- from 1
	folded   TEXT NOT NULL UNIQUE,
	name     TEXT NOT NULL,
	field    TEXT NOT NULL,    -- as segments name it
	who      TEXT NOT NULL,
	at       TEXT NOT NULL     -- RFC 3339, UTC
) STRICT;

-- What the values of an attribute are, where somebody knew better than the values tell.
CREATE TABLE attribute_type (
	subject TEXT NOT NULL, -- whose attribute: contact, line, product, order
	name    TEXT NOT NULL, -- as files wrote it
	type    TEXT NOT NULL, -- text, number, day, boolean
	who     TEXT NOT NULL,
	at      TEXT NOT NULL, -- RFC 3339, UTC
	PRIMARY KEY (subject, name)
) STRICT, WITHOUT ROWID;

-- Who objected to being sorted and written to.
CREATE TABLE objection (
	contact_id TEXT PRIMARY KEY,
	emails     TEXT NOT NULL, -- JSON list: what else rows may know the contact by
	reason     TEXT NOT NULL,
	who        TEXT NOT NULL, -- took it down
	at         TEXT NOT NULL  -- RFC 3339, UTC
) STRICT, WITHOUT ROWID;

-- The keys under which what was forgotten is remembered: the first is made here, others
-- come with the tombstones of another workspace.
CREATE TABLE secret (
	number INTEGER PRIMARY KEY AUTOINCREMENT,
	key    BLOB NOT NULL UNIQUE -- 32 random bytes
) STRICT;

-- What rows must not name again: the ids, e-mails and orders of those who were forgotten,
-- each as a mark that tells nothing to whoever lacks the key.
CREATE TABLE tombstone (
	secret INTEGER NOT NULL REFERENCES secret (number),
	mark   BLOB NOT NULL, -- HMAC-SHA256 of kind, a zero byte and the text
	kind   TEXT NOT NULL, -- contact, email, order
	kept   TEXT NOT NULL, -- of an order: the random id under which it stays; '' for none
	bare   INTEGER NOT NULL CHECK (bare IN (0, 1)), -- nothing of the contact was to stay
	at     TEXT NOT NULL, -- RFC 3339, UTC
	PRIMARY KEY (secret, mark)
) STRICT, WITHOUT ROWID;

-- The erasures that are not done everywhere yet. Whoever opens the workspace finishes
-- them, and then these rows, which still name somebody, go.
CREATE TABLE erasure (
	number     INTEGER PRIMARY KEY AUTOINCREMENT,
	contact_id TEXT NOT NULL UNIQUE,
	kept_as    TEXT NOT NULL, -- the random id under which days and amounts stay
	bare       INTEGER NOT NULL CHECK (bare IN (0, 1)),
	words      TEXT NOT NULL, -- JSON list: what refused rows may name the contact by
	who        TEXT NOT NULL,
	at         TEXT NOT NULL  -- RFC 3339, UTC
) STRICT;

-- What was done that somebody may have to answer for. Contacts are named by their marks.
CREATE TABLE audit (
	number  INTEGER PRIMARY KEY AUTOINCREMENT,
	at      TEXT NOT NULL, -- RFC 3339, UTC
	who     TEXT NOT NULL,
	action  TEXT NOT NULL,
	details TEXT NOT NULL  -- JSON object
) STRICT;
