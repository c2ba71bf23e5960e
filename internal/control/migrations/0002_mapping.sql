-- How files with certain columns are read, where a person said so once: the mapping
-- remembered. Numbers are never used again.
CREATE TABLE mapping (
	number  INTEGER PRIMARY KEY AUTOINCREMENT,
	key     TEXT NOT NULL UNIQUE, -- of the columns, made by whoever asks
	columns TEXT NOT NULL,        -- JSON list, as a file named them
	name    TEXT NOT NULL,        -- what people call it
	text    TEXT NOT NULL,        -- as it was written
	who     TEXT NOT NULL,
	at      TEXT NOT NULL         -- RFC 3339, UTC: when it was last given
) STRICT;
