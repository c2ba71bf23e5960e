-- The filters that pages show, and in which order, where somebody chose them: a page that is
-- not here shows all. What is not in a page's list, such as a filter made later, comes after it.
CREATE TABLE page_filter (
	page     TEXT NOT NULL,                     -- its name: overview, customers
	position INTEGER NOT NULL,                  -- ascending
	standard TEXT NOT NULL,                     -- the name of a standard filter; '' for a custom one
	filter   INTEGER REFERENCES filter (number), -- NULL for a standard one
	shown    INTEGER NOT NULL CHECK (shown IN (0, 1)),
	PRIMARY KEY (page, position)
) STRICT, WITHOUT ROWID;

-- When a token was used last, as far as that was noted.
ALTER TABLE token ADD COLUMN used TEXT NOT NULL DEFAULT ''; -- RFC 3339, UTC; '' for never
