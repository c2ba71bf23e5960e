-- When each user looked at the overview, so that it can say what changed since. A visit is
-- over when nobody looks for a while; the one before it is what is compared with.
CREATE TABLE visit (
	user        INTEGER PRIMARY KEY REFERENCES user (number),
	seen        TEXT NOT NULL,            -- RFC 3339, UTC: the latest look
	day         INTEGER NOT NULL,         -- as-of day it showed, in days since 1970-01-01
	earlier     TEXT NOT NULL DEFAULT '', -- the latest look of the visit before; '' when this is the first
	earlier_day INTEGER NOT NULL DEFAULT 0
) STRICT;
