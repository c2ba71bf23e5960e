-- After how many days without contact somebody is erased. There is at most one row.
CREATE TABLE retention (
	only     INTEGER PRIMARY KEY CHECK (only = 1),
	lead     INTEGER NOT NULL, -- days; 0: never
	customer INTEGER NOT NULL, -- days; 0: never
	since    INTEGER NOT NULL  -- the day on which it was set, or last carried out
) STRICT;
