-- Who may use the pages and the API. Who is removed keeps the row, so that the audit log
-- stays readable; the name is free for another. Numbers are never used again.
CREATE TABLE user (
	number   INTEGER PRIMARY KEY AUTOINCREMENT,
	folded   TEXT NOT NULL,            -- the name as names are compared
	name     TEXT NOT NULL,
	role     TEXT NOT NULL CHECK (role IN ('viewer', 'marketer', 'admin')),
	exporter INTEGER NOT NULL CHECK (exporter IN (0, 1)),
	language TEXT NOT NULL,            -- en, fr; '' follows the browser
	password TEXT NOT NULL,            -- argon2id in PHC form; '' before the first was set
	at       TEXT NOT NULL,            -- RFC 3339, UTC
	removed  TEXT NOT NULL DEFAULT ''  -- RFC 3339, UTC; '' while the user is there
) STRICT;
CREATE UNIQUE INDEX user_name ON user (folded) WHERE removed = '';

-- Links that let somebody set a password, once: the first administrator's, and those of
-- users who were invited or forgot theirs.
CREATE TABLE invitation (
	mark    BLOB PRIMARY KEY,                      -- SHA-256 of the secret in the link
	user    INTEGER REFERENCES user (number),      -- NULL: makes the first administrator
	expires TEXT NOT NULL                          -- RFC 3339, UTC
) STRICT, WITHOUT ROWID;

-- Keys of programs that use the API. One that is revoked keeps its row.
CREATE TABLE token (
	number  INTEGER PRIMARY KEY AUTOINCREMENT,
	mark    BLOB NOT NULL UNIQUE,     -- SHA-256 of the secret
	name    TEXT NOT NULL,            -- what people call it
	scopes  TEXT NOT NULL,            -- JSON list: read, write, export, admin
	who     TEXT NOT NULL,            -- made it
	at      TEXT NOT NULL,            -- RFC 3339, UTC
	expires TEXT NOT NULL DEFAULT '', -- '' for never
	revoked TEXT NOT NULL DEFAULT ''
) STRICT;

-- Who is signed in.
CREATE TABLE session (
	mark    BLOB PRIMARY KEY, -- SHA-256 of the secret in the cookie
	data    BLOB NOT NULL,
	expires TEXT NOT NULL     -- RFC 3339, UTC
) STRICT, WITHOUT ROWID;
