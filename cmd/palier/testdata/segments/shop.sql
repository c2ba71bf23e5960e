-- The demo shop's files as tables, and the facts of model.md under the default model, for
-- the counts that segments are compared with. Nothing here knows Palier's tables.
CREATE TABLE contact AS SELECT * FROM read_csv('{files}/contacts.csv', all_varchar = true);
CREATE TABLE product AS SELECT * FROM read_csv('{files}/products.csv', all_varchar = true);
CREATE TABLE checkout AS SELECT * FROM read_csv('{files}/orders.csv', all_varchar = true);
CREATE TABLE did AS SELECT contact_id AS who, engaged_at::TIMESTAMP::DATE AS day, type, channel, coalesce(campaign, '') AS campaign
	FROM read_csv('{files}/engagements.csv', all_varchar = true);

CREATE TABLE line AS
SELECT l.order_id, l.ordered_at::TIMESTAMP::DATE AS day, l.status, l.item_id, l.quantity::DECIMAL(18, 3) AS quantity, l.amount::DECIMAL(18, 2) AS amount,
	coalesce(l.contact_id, c.contact_id, 'email:' || l.email, 'order:' || l.order_id) AS who
FROM read_csv('{files}/order_lines.csv', all_varchar = true) l LEFT JOIN contact c ON l.contact_id IS NULL AND c.email = l.email;

-- Orders with a sale; what the model ignores does not exist.
CREATE TABLE sale AS
SELECT order_id, any_value(who) AS who, min(day) AS day, any_value(status) AS status, sum(amount) AS sales
FROM line WHERE amount > 0 GROUP BY order_id HAVING any_value(status) NOT IN ('cancelled', 'unpaid', 'pending');
CREATE TABLE repaid AS
SELECT order_id, greatest(l.day, s.day) AS effect, -l.amount AS amount FROM line l JOIN sale s USING (order_id) WHERE l.amount < 0;
CREATE TABLE credit AS
SELECT who, day, -amount AS amount FROM line WHERE amount < 0 AND order_id NOT IN (SELECT order_id FROM line WHERE amount > 0);

CREATE TABLE everybody AS
SELECT contact_id AS who, registered_at::DATE AS registered, true AS identified FROM contact
UNION ALL
SELECT DISTINCT who, NULL, false FROM line WHERE who NOT IN (SELECT contact_id FROM contact);

-- The orders that count on a day, with what is left of them.
CREATE MACRO counting(d) AS TABLE
	SELECT order_id, who, day, sales - coalesce(back, 0) AS net
	FROM sale LEFT JOIN (SELECT order_id, sum(amount) AS back FROM repaid WHERE effect <= d GROUP BY order_id) USING (order_id)
	WHERE day <= d AND sales > coalesce(back, 0);

-- The facts of everybody at the end of a day.
CREATE MACRO fact(d) AS TABLE
WITH bought AS (
	SELECT who, count(*) AS n, min(day) AS first, max(day) AS last, sum(net) AS lifetime,
		count(*) FILTER (d - day <= 90) AS recent
	FROM counting(d) GROUP BY who
), spend AS (
	SELECT who, sum(amount) FILTER (d - day <= 730) AS spent, sum(amount) FILTER (d - day <= 90) AS recent_amount, sum(amount) AS balance
	FROM (SELECT who, day, net AS amount FROM counting(d) UNION ALL SELECT who, day, -amount FROM credit WHERE day <= d) GROUP BY who
), period AS (
	SELECT who, count(DISTINCT (d - day) // 91) AS s, bool_or(d - day < 91) AS b0 FROM counting(d) WHERE (d - day) // 91 < 9 GROUP BY who
), lately AS (
	SELECT c.who, sum(c.net) AS amount FROM counting(d) c JOIN bought b USING (who) WHERE b.last - c.day < 91 GROUP BY c.who
), answer AS (
	SELECT who, min(day) AS first, max(day) AS last FROM did WHERE day <= d AND type IN ('click', 'visit', 'reply', 'form', 'login') GROUP BY who
), known AS (
	SELECT who, min(day) AS first FROM sale WHERE day <= d GROUP BY who
), life AS (
	SELECT e.who, e.identified, e.registered, b.* EXCLUDE (who), s.spent, s.recent_amount, s.balance, p.s, p.b0, l.amount AS lately,
		a.last AS response, least(e.registered, k.first, a.first) AS entry,
		coalesce(e.registered, least(k.first, a.first)) AS r
	FROM everybody e LEFT JOIN bought b USING (who) LEFT JOIN spend s USING (who) LEFT JOIN period p USING (who) LEFT JOIN lately l USING (who)
		LEFT JOIN answer a USING (who) LEFT JOIN known k USING (who)
), staged AS (
	SELECT *, CASE WHEN r <= d THEN r ELSE entry END AS begun,
		CASE WHEN d - last <= 15 THEN 4 WHEN d - last <= 30 THEN 3 WHEN d - last <= 60 THEN 2 WHEN d - last <= 90 THEN 1 ELSE 0 END
		+ CASE WHEN recent >= 5 THEN 4 WHEN recent >= 3 THEN 3 ELSE recent END
		+ CASE WHEN recent_amount >= 500 THEN 4 WHEN recent_amount >= 200 THEN 3 WHEN recent_amount >= 100 THEN 2 WHEN recent_amount >= 50 THEN 1 ELSE 0 END AS levels,
		least(9, (d - first) // 91 + 1) AS h
	FROM life WHERE entry <= d
)
SELECT *,
	CASE WHEN n = 1 AND d - last <= 90 THEN 'first_time_buyer' WHEN n >= 2 AND d - last <= 90 THEN 'active_buyer'
		WHEN d - last <= 365 THEN 'defecting_buyer' WHEN n >= 1 THEN 'inactive_buyer'
		WHEN d - response <= 90 THEN 'active_lead' WHEN d - begun <= 90 THEN 'new_lead'
		WHEN d - greatest(begun, response) <= 180 THEN 'cold_lead' ELSE 'inactive_lead' END AS stage,
	CASE WHEN n >= 1 THEN (2 * levels + 3) // 6 END AS stars,
	CASE WHEN n IS NULL OR NOT coalesce(b0, false) THEN '' WHEN s = 1 THEN 'to_retain' WHEN s = h AND h >= 3 THEN 'very_regular' WHEN 4 * s >= 3 * h THEN 'regular' ELSE 'cyclical' END AS profile
FROM staged;
