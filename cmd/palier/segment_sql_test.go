package main

import (
	"context"
	_ "embed"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"palier"
	"palier/internal/duckdb/driver"
)

//go:embed testdata/segments/shop.sql
var shopSQL string

// database asks the demo shop's files in SQL, without Palier.
type database struct {
	t    *testing.T
	conn *driver.Conn
	day  palier.Day // asked about
}

// newDatabase makes tables of files, as a script says, and asks them of a day.
func newDatabase(t *testing.T, script, files string, day palier.Day) *database {
	t.Helper()
	db, err := driver.Open(driver.Memory, nil)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := db.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(); db.Close() })
	d := &database{t, conn, day}
	d.exec(strings.ReplaceAll(script, "{files}", files))
	return d
}

func (d *database) exec(sql string) {
	d.t.Helper()
	if _, err := d.conn.Exec(context.Background(), sql); err != nil {
		d.t.Fatalf("%v in\n%s", err, sql)
	}
}

// count gives the number that a query answers. {D} stands for the day asked about.
func (d *database) count(sql string) int64 {
	d.t.Helper()
	sql = strings.ReplaceAll(sql, "{D}", "DATE '"+d.day.String()+"'")
	result, err := d.conn.Query(context.Background(), "SELECT ("+sql+")::BIGINT")
	if err != nil {
		d.t.Fatalf("%v in\n%s", err, sql)
	}
	defer result.Close()
	result.Next()
	return driver.Column[int64](result, 0)[0]
}

// remember works out the facts of the last days, for questions about moves.
func (d *database) remember(days palier.Day) {
	d.exec("CREATE TABLE past (day DATE, who VARCHAR, stage VARCHAR)")
	for day := d.day - days; day <= d.day; day++ {
		d.exec(fmt.Sprintf("INSERT INTO past SELECT DATE '%[1]s', who, stage FROM fact(DATE '%[1]s')", day))
	}
}

// counted is a segment, and how many it has in SQL.
type counted struct{ text, sql string }

// examples are those of segments.md, each with one of its kind that means somebody here.
var examples = []counted{
	{`stage = active_buyer and stars >= 3 and city = "Paris"`,
		`SELECT count(*) FROM today JOIN contact ON contact_id = who WHERE stage = 'active_buyer' AND stars >= 3 AND city = 'Paris'`},
	{`gender = "F" and years_since(birth_date) between 20 and 40 and purchases >= 3`, `0`},
	{`gender = "Female" and years_since(birth_date) between 20 and 40 and purchases >= 3`,
		`SELECT count(*) FROM today JOIN contact ON contact_id = who WHERE gender = 'female' AND date_sub('year', birth_date::DATE, {D}) BETWEEN 20 AND 40 AND n >= 3`},
	{`profile in (regular, very_regular) and amount_level = very_high`,
		`SELECT count(*) FROM today WHERE profile IN ('regular', 'very_regular') AND lately >= 500`},
	{`bought at least 2 orders where (category starts with "Bikes") in the last 365 days`, `0`},
	{`bought at least 2 orders where (category starts with "pantry > coffee") in the last 365 days`,
		`SELECT count(*) FROM (SELECT c.who FROM counting({D}) c JOIN line USING (order_id) JOIN product USING (item_id)
			WHERE amount > 0 AND category LIKE 'Pantry > Coffee%' AND {D} - c.day <= 365 GROUP BY c.who HAVING count(DISTINCT order_id) >= 2)`},
	{`spent at least 200 where (brand in ("Acme", "Zed")) between 2017-01-01 and 2017-06-30`, `0`},
	{`spent at least 200 where (brand in ("fonderie dalsberg", "Poterie Sablonne")) between 2026-01-01 and 2026-06-30`,
		`SELECT count(*) FROM (SELECT c.who FROM counting({D}) c JOIN line l USING (order_id) JOIN product USING (item_id)
			WHERE brand IN ('Fonderie Dalsberg', 'Poterie Sablonne') AND c.day BETWEEN '2026-01-01' AND '2026-06-30' AND l.day <= {D}
			GROUP BY c.who HAVING sum(amount) >= 200)`},
	{`not bought where (item_id = "42")`, `SELECT count(*) FROM population`},
	{`not bought where (item_id = "p012")`,
		`SELECT count(*) FROM population WHERE who NOT IN (SELECT c.who FROM counting({D}) c JOIN line USING (order_id) WHERE amount > 0 AND item_id = 'P012')`},
	{`moved from active_buyer to defecting_buyer in the last 30 days`,
		`SELECT count(DISTINCT b.who) FROM past a JOIN past b ON b.who = a.who AND b.day = a.day + 1 WHERE a.stage = 'active_buyer' AND b.stage = 'defecting_buyer'`},
	{`entered active_buyer in the last 30 days`,
		`SELECT count(DISTINCT b.who) FROM past b LEFT JOIN past a ON b.who = a.who AND b.day = a.day + 1
			WHERE b.day >= {D} - 30 AND b.stage = 'active_buyer' AND a.stage IS DISTINCT FROM 'active_buyer'`},
	{`left inactive_buyer in the last 30 days`,
		`SELECT count(DISTINCT b.who) FROM past a JOIN past b ON b.who = a.who AND b.day = a.day + 1 WHERE a.stage = 'inactive_buyer' AND b.stage <> 'inactive_buyer'`},
	{`stage on 2016-12-31 = active_buyer and stage = defecting_buyer`, `0`},
	{`stage on 2026-06-30 = active_buyer and stage = defecting_buyer`,
		`SELECT count(*) FROM today JOIN fact(DATE '2026-06-30') f USING (who) WHERE f.stage = 'active_buyer' AND today.stage = 'defecting_buyer'`},
	{`stage on 200 days ago = active_lead and stage = first_time_buyer`,
		`SELECT count(*) FROM today JOIN fact({D} - 200) f USING (who) WHERE f.stage = 'active_lead' AND today.stage = 'first_time_buyer'`},
	{`next_stage = defecting_buyer and days_until(next_stage_on) <= 14`,
		`SELECT count(*) FROM today WHERE stage IN ('first_time_buyer', 'active_buyer') AND last + 91 - {D} <= 14`},
	{`engaged at least 3 times by (click, visit) where (campaign contains "soldes") in the last 60 days`, `0`},
	{`engaged at least 3 times by (click, open) where (campaign contains "NEWS") in the last 60 days`,
		`SELECT count(*) FROM (SELECT who FROM (SELECT DISTINCT * EXCLUDE (channel) FROM did)
			WHERE type IN ('click', 'open') AND campaign LIKE '%news%' AND {D} - day BETWEEN 0 AND 60 GROUP BY who HAVING count(*) >= 3)`},
	{`bought where (order."coupon" is set) in the last 90 days`,
		`SELECT count(DISTINCT c.who) FROM counting({D}) c JOIN checkout USING (order_id) WHERE coupon IS NOT NULL AND {D} - c.day <= 90`},
	{`in segment "VIP" and consent_email is true`,
		`SELECT count(*) FROM today JOIN contact ON contact_id = who WHERE n >= 1 AND spent > 500 AND consent_email IN ('opt_in', 'soft_opt_in')`},
	{`anniversary(birth_date) in the next 7 days`,
		`SELECT count(*) FROM contact JOIN population ON who = contact_id WHERE EXISTS (SELECT 1 FROM range(8) d
			WHERE strftime(birth_date::DATE, '%m-%d') = strftime({D} + d.range::INTEGER, '%m-%d'))`},

	{`contact."Loyalty Tier" = "gold" or (city in ("LYON", "bruxelles") and not stage = active_buyer)`,
		`SELECT count(*) FROM population p LEFT JOIN contact ON contact_id = who LEFT JOIN today USING (who)
			WHERE "loyalty tier" = 'Gold' OR city IN ('Lyon', 'Bruxelles') AND stage IS DISTINCT FROM 'active_buyer'`},
	{`city != "Paris"`, `SELECT count(*) FROM population LEFT JOIN contact ON contact_id = who WHERE city IS DISTINCT FROM 'Paris'`},
	{`birth_date is not set and identified is true`, `SELECT count(*) FROM contact JOIN population ON who = contact_id WHERE birth_date IS NULL`},
	{`bought exactly 0 lines in the last 365 days and purchases > 0`,
		`SELECT count(*) FROM today WHERE n > 0 AND {D} - last > 365`},
	{`bought at least 10 units where (category starts with "Pantry" and amount >= 5)`,
		`SELECT count(*) FROM (SELECT c.who FROM counting({D}) c JOIN line USING (order_id) JOIN product USING (item_id)
			WHERE amount >= 5 AND category LIKE 'Pantry%' GROUP BY c.who HAVING sum(quantity) >= 10)`},
	{`spend >= 100.5 and days_since_last_purchase between 30 and 60`,
		`SELECT count(*) FROM today WHERE n > 0 AND spent >= 100.5 AND {D} - last BETWEEN 30 AND 60`},
	{`stage = active_buyer top 50 by lifetime_spend`, `50`},
}

func TestEveryExampleCountsWhatSQLCountsInTheFiles(t *testing.T) {
	u := newUser(t)
	u.run("demo", "--quiet")
	u.run("segment", "save", "VIP", "status in (gold, platinum)")
	d := newDatabase(t, shopSQL, filepath.Join(u.dir, "files"), palier.DayOf(2026, 11, 20))
	d.exec("CREATE TABLE today AS SELECT * FROM fact(DATE '" + d.day.String() + "')")
	d.remember(31)
	d.exec(`CREATE TABLE population AS SELECT who FROM today
		UNION SELECT who FROM everybody WHERE identified AND registered IS NULL`)
	d.compare(u, examples)
}

// compare counts segments in both ways.
func (d *database) compare(u *user, segments []counted) {
	d.t.Helper()
	nobody := 0
	for _, c := range segments {
		want := d.count(c.sql)
		if want == 0 {
			nobody++
		}
		first, _, _ := strings.Cut(u.run("segment", "count", c.text), "\n")
		if first != fmt.Sprint(want) {
			d.t.Errorf("%s: %s, and %d in SQL", c.text, first, want)
		}
	}
	if nobody > 6 {
		d.t.Errorf("%d of %d segments mean nobody", nobody, len(segments))
	}
}

const journeySQL = `
CREATE TABLE household AS SELECT * FROM read_csv('{files}/demographics.csv', all_varchar = true);
CREATE TABLE product AS SELECT * FROM read_csv('{files}/products.csv.gz', all_varchar = true);
CREATE TABLE line AS SELECT * REPLACE (sales_value::DECIMAL(18, 2) AS sales_value, quantity::INTEGER AS quantity, transaction_timestamp[:10]::DATE AS transaction_timestamp)
	FROM read_csv('{files}/transactions.csv.gz', all_varchar = true) WHERE sales_value NOT LIKE '%e-%' AND sales_value::DECIMAL(18, 2) > 0;
CREATE TABLE everybody AS SELECT household_id FROM household UNION SELECT household_id FROM line
	UNION SELECT household_id FROM read_csv('{files}/coupon_redemptions.csv', all_varchar = true);
`

// journeys are segments of demographics, which only some households have, departments, and
// attributes of lines.
var journeys = []counted{
	{`age = "45-54" and household_comp contains "KIDS" and bought at least 5 orders where (category starts with "grocery") in the last 90 days`,
		`SELECT count(*) FROM household WHERE age = '45-54' AND household_comp ILIKE '%kids%' AND household_id IN (
			SELECT household_id FROM line JOIN product USING (product_id) WHERE department = 'GROCERY' AND {D} - transaction_timestamp <= 90
			GROUP BY household_id HAVING count(DISTINCT basket_id) >= 5)`},
	{`income in ("35-49K", "50-74k") and not bought where (category starts with "PASTRY")`,
		`SELECT count(*) FROM household WHERE income IN ('35-49K', '50-74K') AND household_id NOT IN (
			SELECT household_id FROM line JOIN product USING (product_id) WHERE department = 'PASTRY')`},
	{`bought where (store_id = 367 and brand = "PRIVATE")`,
		`SELECT count(DISTINCT household_id) FROM line JOIN product USING (product_id) WHERE store_id = '367' AND brand = 'Private'`},
	{`spent at least 50 where (category starts with "MEAT >" and coupon_disc > 0)`,
		`SELECT count(*) FROM (SELECT household_id FROM line JOIN product USING (product_id) WHERE department = 'MEAT' AND coupon_disc::DECIMAL(18, 2) > 0
			GROUP BY household_id HAVING sum(sales_value) >= 50)`},
	{`bought at least 20 units where (week between 10 and 20 and category ends with "CHEESE")`,
		`SELECT count(*) FROM (SELECT household_id FROM line JOIN product USING (product_id) WHERE week::INTEGER BETWEEN 10 AND 20 AND product_category LIKE '%CHEESE'
			GROUP BY household_id HAVING sum(quantity) >= 20)`},
	{`home_ownership is not set and lifetime_spend > 200`,
		`SELECT count(*) FROM (SELECT household_id FROM line GROUP BY household_id HAVING sum(sales_value) > 200)
			WHERE household_id NOT IN (SELECT household_id FROM household WHERE home_ownership IS NOT NULL)`},
	{`marital_status != "married"`, `SELECT count(*) FROM everybody LEFT JOIN household USING (household_id) WHERE marital_status IS DISTINCT FROM 'Married'`},
	{`engaged at least 2 times by (coupon) and kids_count = "3+"`,
		`SELECT count(*) FROM household WHERE kids_count = '3+' AND household_id IN (
			SELECT household_id FROM (SELECT DISTINCT household_id, campaign_id, redemption_date FROM read_csv('{files}/coupon_redemptions.csv', all_varchar = true))
			GROUP BY household_id HAVING count(*) >= 2)`},
}

func TestDemographicsAndDepartmentsOfCompleteJourneyCountAsInSQL(t *testing.T) {
	u := newUser(t)
	importJourney(u)
	files := shared(t, "data", "completejourney")
	d := newDatabase(t, journeySQL, files, palier.NoDay)
	d.day = d.lastDay()
	for i := range journeys {
		journeys[i].sql = strings.ReplaceAll(journeys[i].sql, "{files}", files)
	}
	d.compare(u, journeys)
}

// lastDay is that of the latest line.
func (d *database) lastDay() palier.Day {
	return palier.Day(d.count("SELECT max(transaction_timestamp) - DATE '1970-01-01' FROM line"))
}
