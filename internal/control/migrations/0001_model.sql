-- What the workspace is: one row, written by palier init.
CREATE TABLE settings (
	only     INTEGER PRIMARY KEY CHECK (only = 1),
	timezone TEXT NOT NULL, -- IANA name
	currency TEXT NOT NULL, -- ISO 4217
	sector   TEXT NOT NULL  -- the preset it began with, or ''
) STRICT;

-- The versions of the model, from 1. The newest is the one in force; none is ever changed.
CREATE TABLE model_version (
	number  INTEGER PRIMARY KEY,
	at      TEXT NOT NULL, -- RFC 3339, UTC
	who     TEXT NOT NULL,
	message TEXT NOT NULL,
	text    TEXT NOT NULL, -- the model file as it was given
	hash    TEXT NOT NULL  -- of what the model means
) STRICT;

-- What a version changed in the one before it, as it was understood at the time.
CREATE TABLE model_difference (
	version  INTEGER NOT NULL REFERENCES model_version (number),
	position INTEGER NOT NULL, -- from 0, in the order of the model file
	path     TEXT NOT NULL,
	old      TEXT NOT NULL,
	new      TEXT NOT NULL,
	PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;
