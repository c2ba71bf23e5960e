-- Models that are thought over. One that is closed, because it was published or thrown away,
-- keeps its row; numbers are never used again.
CREATE TABLE draft (
	number    INTEGER PRIMARY KEY AUTOINCREMENT,
	closed    TEXT NOT NULL DEFAULT '',  -- RFC 3339, UTC; '' while it is there
	published INTEGER NOT NULL DEFAULT 0 -- the version of the model that it became; 0: none
) STRICT;

-- What a draft said, from its first revision to the newest. None is ever changed, so that
-- two who change one draft can be told what the other did.
CREATE TABLE draft_revision (
	draft    INTEGER NOT NULL REFERENCES draft (number),
	revision INTEGER NOT NULL, -- from 1
	name     TEXT NOT NULL,
	text     TEXT NOT NULL,    -- a model file
	base     INTEGER NOT NULL, -- the version of the model that it was made from
	who      TEXT NOT NULL,
	at       TEXT NOT NULL,    -- RFC 3339, UTC
	PRIMARY KEY (draft, revision)
) STRICT, WITHOUT ROWID;

-- What people say about a draft.
CREATE TABLE draft_comment (
	number INTEGER PRIMARY KEY AUTOINCREMENT,
	draft  INTEGER NOT NULL REFERENCES draft (number),
	who    TEXT NOT NULL,
	at     TEXT NOT NULL, -- RFC 3339, UTC
	text   TEXT NOT NULL
) STRICT;
CREATE INDEX draft_comments ON draft_comment (draft);
