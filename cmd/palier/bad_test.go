package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shop makes a workspace with a few contacts and orders in it.
func shop(t testing.TB) *user {
	u := newUser(t)
	u.run("init")
	u.run("import",
		u.file("contacts.csv", "contact_id,registered_at,email\nann,2026-01-05,ann@example.com\nbob,2026-02-05,bob@example.com\n"),
		u.file("orders.csv", "order_id,contact_id,ordered_at,amount\no1,ann,2026-10-01,40.00\no2,bob,2026-11-01,60.00\n"))
	return u
}

// facts is everything that can be seen of a workspace's contacts.
func (u *user) facts() string {
	u.t.Helper()
	return u.run("contacts", "export") + u.run("report", "stages", "--format", "csv")
}

// refusedRows reads the file in which an import told the refused rows.
func (u *user) refusedRows() string {
	u.t.Helper()
	names, err := filepath.Glob(filepath.Join(u.dir, "refused", "*.csv"))
	if err != nil || len(names) == 0 {
		u.t.Fatalf("there is no file of refused rows (%v)", err)
	}
	text, err := os.ReadFile(names[len(names)-1])
	if err != nil {
		u.t.Fatal(err)
	}
	return string(text)
}

func TestABadFileIsRefusedWholeAndSaysWhatToDo(t *testing.T) {
	const header = "order_id,contact_id,ordered_at,amount\n"
	for _, c := range []struct {
		name, text string
		args       []string
		says       []string
	}{
		{"an empty file", "", nil, []string{"empty"}},
		{"a wrong delimiter", "order_id#contact_id#ordered_at#amount\no3#ann#2026-11-02#5.00\n", nil, []string{"column"}},
		{"a missing column", "order_id,contact_id,ordered_at\no3,ann,2026-11-02\n", nil, []string{"amount"}},
		{"a column that is misspelt", "order_id,contact_id,ordered_at,amonut\no3,ann,2026-11-02,5.00\n", []string{"--as", "orders"}, []string{"amount", "amonut"}},
		{"an unknown field in a mapping", header + "o3,ann,2026-11-02,5.00\n", []string{"--map", "amount=amuont"}, []string{"amuont"}},
		{"an unknown column in a mapping", header + "o3,ann,2026-11-02,5.00\n", []string{"--map", "total=amount"}, []string{"total"}},
		{"ambiguous numbers", header + "o3,ann,2026-11-02,1.234\no4,ann,2026-11-02,2.345\n", nil, []string{"ambiguous"}},
		{"ambiguous dates", header + "o3,ann,03/04/2026,5.00\n", nil, []string{"ambiguous"}},
		{"an unclosed quote", header + "o3,ann,2026-11-02,\"5.00\no4,ann,2026-11-02,5.00\n", nil, []string{"quote"}},
		{"a preset that does not exist", header + "o3,ann,2026-11-02,5.00\n", []string{"--preset", "abacus"}, []string{"abacus"}},
		{"a kind that does not exist", header + "o3,ann,2026-11-02,5.00\n", []string{"--as", "invoices"}, []string{"invoices"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := shop(t)
			before := u.facts()
			_, stderr, code := u.try(append([]string{"import", u.file("bad.csv", c.text)}, c.args...)...)
			if code == done {
				t.Fatalf("it was taken in")
			}
			for _, word := range c.says {
				if !strings.Contains(strings.ToLower(stderr), word) {
					t.Errorf("the error does not speak of %q: %s", word, stderr)
				}
			}
			if after := u.facts(); after != before {
				t.Errorf("something changed:\n%s\nbefore:\n%s", after, before)
			}
		})
	}
}

func TestABadRowIsRefusedAloneAndTheRestIsTakenIn(t *testing.T) {
	for _, c := range []struct {
		name, header, row string
		column, says      string
	}{
		{"an impossible date", "order_id,contact_id,ordered_at,amount", "o9,ann,2026-02-30,5.00", "ordered_at", "2026-02-30"},
		{"a future date", "order_id,contact_id,ordered_at,amount", "o9,ann,2026-11-22,5.00", "ordered_at", "future"},
		{"a date before 1900", "order_id,contact_id,ordered_at,amount", "o9,ann,0001-01-01,5.00", "ordered_at", "0001-01-01"},
		{"an amount that is no number", "order_id,contact_id,ordered_at,amount", "o9,ann,2026-11-01,five", "amount", "five"},
		{"an amount too large", "order_id,contact_id,ordered_at,amount", "o9,ann,2026-11-01,99999999999999999999.00", "amount", "99999999999999999999.00"},
		{"a ragged row", "order_id,contact_id,ordered_at,amount", "o9,ann,2026-11-01", "", "3"},
		{"a NUL byte", "order_id,contact_id,ordered_at,amount", "o\x009,ann,2026-11-01,5.00", "", "NUL"},
		{"another currency", "order_id,contact_id,ordered_at,amount,currency", "o9,ann,2026-11-01,5.00,USD", "currency", "USD"},
		{"a positive amount with a negative quantity", "order_id,contact_id,ordered_at,amount,item_id,quantity", "o9,ann,2026-11-01,5.00,i,-1", "quantity", "-1"},
		{"an order of another contact", "order_id,contact_id,ordered_at,amount", "o1,bob,2026-10-01,40.00", "", "o1"},
		{"an order without an id", "order_id,contact_id,ordered_at,amount", ",ann,2026-11-01,5.00", "order_id", ""},
		{"a contact id that Palier gives itself", "order_id,contact_id,ordered_at,amount", "o9,email:x@y.z,2026-11-01,5.00", "contact_id", "email:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := shop(t)
			pad := strings.Repeat(",", strings.Count(c.header, ",")-3)
			good := "good,bob,2026-11-02,7.00" + pad
			if strings.Contains(c.header, "quantity") {
				good = "good,bob,2026-11-02,7.00,i,1"
			}
			out := u.run("import", "--max-refused", "50%", u.file("bad.csv", c.header+"\n"+good+"\n"+c.row+"\n"))
			if !strings.Contains(out, "1 refused") {
				t.Errorf("it does not say that one row was refused:\n%s", out)
			}
			rows := u.refusedRows()
			if !strings.Contains(rows, ",3,"+c.column) || !strings.Contains(rows, c.says) {
				t.Errorf("the refused row is not told:\n%s", rows)
			}
			if export := u.run("contacts", "export", "--columns", "contact_id,purchases,spend"); !strings.Contains(export, "bob,2,67.00") || !strings.Contains(export, "ann,1,40.00") {
				t.Errorf("the good row is not in, or the bad one is:\n%s", export)
			}
		})
	}
}

func TestTooManyRefusedRowsRefuseTheWholeLoad(t *testing.T) {
	u := shop(t)
	before := u.facts()
	_, stderr, code := u.try("import", u.file("bad.csv", "order_id,contact_id,ordered_at,amount\no3,ann,2026-11-02,5.00\no4,ann,2026-13-02,5.00\n"))
	if code != refused || !strings.Contains(stderr, "1 of 2 rows") || !strings.Contains(stderr, "rejected.csv") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	if rows := u.refusedRows(); !strings.Contains(rows, "2026-13-02") {
		t.Errorf("the refused row is not told:\n%s", rows)
	}
	if u.facts() != before {
		t.Error("something changed")
	}
}

func TestAFieldOfTenMegabytesIsRefusedAlone(t *testing.T) {
	u := shop(t)
	huge := strings.Repeat("x", 10<<20)
	u.run("import", "--max-refused", "50%", u.file("bad.csv", "order_id,contact_id,ordered_at,amount\no3,"+huge+",2026-11-02,5.00\no4,bob,2026-11-02,5.00\n"))
	if rows := u.refusedRows(); len(rows) > 2000 || !strings.Contains(rows, ",2,") {
		t.Errorf("the refused row is told in %d bytes", len(rows))
	}
}

func TestAFileWithOnlyAHeaderIsALoadOfNothing(t *testing.T) {
	u := shop(t)
	before := u.facts()
	_, stderr, code := u.try("import", u.file("none.csv", "order_id,contact_id,ordered_at,amount\n"))
	if code != done || !strings.Contains(stderr, "no rows") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	if u.facts() != before {
		t.Error("something changed")
	}
}

func TestIdsGivenTwiceCountOnceWithinAFileAndAcrossLoads(t *testing.T) {
	u := shop(t)
	u.run("import", u.file("twice.csv", "contact_id,registered_at,email\ncat,2026-03-01,old@example.com\ncat,2026-04-01,cat@example.com\n"))
	u.run("import", u.file("twice.csv", "contact_id,registered_at,email\ncat,2026-05-01,cat@example.com\n"))
	if got := u.run("contacts", "export", "--columns", "contact_id,stage_since"); strings.Count(got, "cat,") != 1 {
		t.Errorf("the contact given twice:\n%s", got)
	}
	for range 2 {
		u.run("import", filepath.Join(u.dir, "orders.csv"))
	}
	if got := u.run("contacts", "export", "--columns", "contact_id,purchases,spend"); !strings.Contains(got, "ann,1,40.00") {
		t.Errorf("an order loaded three times:\n%s", got)
	}
}

func TestUnknownColumnsAreKeptAsAttributes(t *testing.T) {
	u := shop(t)
	u.run("import", u.file("more.csv", "contact_id,\"Loyalty \"\"tier\"\"\",city\nann,gold,\"Saint-Étienne, Loire\"\n"))
	out := u.run("contacts", "show", "ann")
	if !strings.Contains(out, `Loyalty "tier": gold`) || !strings.Contains(out, "Saint-Étienne, Loire") {
		t.Errorf("the attributes are not shown:\n%s", out)
	}
}

func TestTwoFilesOfOneLoadMayNotGiveTheSameOrder(t *testing.T) {
	u := shop(t)
	before := u.facts()
	const text = "order_id,contact_id,ordered_at,amount\no5,ann,2026-11-02,5.00\n"
	_, stderr, code := u.try("import", u.file("a.csv", text), u.file("b.csv", text))
	if code != refused || !strings.Contains(stderr, "refused") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	if rows := u.refusedRows(); !strings.Contains(rows, "o5") {
		t.Errorf("the order is not told:\n%s", rows)
	}
	if u.facts() != before {
		t.Error("something changed")
	}
}

func TestWrongUseExitsWithTwoAndRefusalsWithOne(t *testing.T) {
	u := shop(t)
	for _, c := range []struct {
		args string
		code int
	}{
		{"report nothing", wrongUse}, {"nonsense", wrongUse}, {"report", wrongUse}, {"report stages --format xml", wrongUse}, {"report stages --from yesterday", wrongUse},
		{"report stages --from 2026-11-01 --to 2026-10-01", refused}, {"report stages --to 2030-01-01", refused}, {"report flow --of colour", wrongUse},
		{"report movement --of colour", wrongUse}, {"report movement --from 2026-11-01 --to 2026-10-01", refused}, {"report movement --to 2030-01-01", refused}, {"report movement --from 31/10/2026", wrongUse},
		{"report coming --days 0", wrongUse}, {"report coming --days many", wrongUse}, {"report coming --days 9999", refused}, {"report leads --as-of someday", wrongUse},
		{"simulate none.yaml", refused}, {"simulate --of colour", wrongUse}, {"simulate --part rate", wrongUse}, {"simulate --format csv", wrongUse}, {"simulate --format xml", wrongUse}, {"simulate --as-of someday", wrongUse}, {"simulate a b", wrongUse},
		{"contacts show nobody", refused}, {"contacts list --stage asleep", wrongUse}, {"contacts export --columns shoe_size", wrongUse},
		{"import", wrongUse}, {"import none.csv", refused}, {"import orders.csv --max-refused lots", wrongUse}, {"import x --map y", wrongUse},
		{"loads undo 0", wrongUse}, {"loads undo 7", refused}, {"--lang de report stages", wrongUse}, {"--colour", wrongUse},
		{"init", refused}, {"init --timezone Mars/Olympus", refused}, {"refresh --as-of someday", refused}, {"model rollback 9", refused}, {"model check none.yaml", refused},
	} {
		stdout, stderr, code := u.try(strings.Fields(c.args)...)
		if code != c.code || stderr == "" || stdout != "" {
			t.Errorf("palier %s: exit %d, want %d; said %q, answered %q", c.args, code, c.code, stderr, stdout)
		}
	}
}

func TestAFolderWithoutAWorkspaceSaysHowToMakeOne(t *testing.T) {
	u := newUser(t)
	_, stderr, code := u.try("report", "stages")
	if code != refused || !strings.Contains(stderr, "palier init") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

func TestAModelFileTellsAllItsProblemsWithTheirLines(t *testing.T) {
	u := shop(t)
	before := u.facts()
	path := u.file("bad.yaml", "customer:\n  defecting: 90\n  inactive: 60\nlaed: {cold: 3}\nstatus:\n  window: many\n")
	_, stderr, code := u.try("model", "apply", path)
	if code != refused {
		t.Errorf("exit %d", code)
	}
	for _, word := range []string{"4", "laed", "lead", "6", "window"} {
		if !strings.Contains(stderr, word) {
			t.Errorf("the error does not speak of %q: %s", word, stderr)
		}
	}
	for _, command := range [][]string{{"model", "check", path}, {"simulate", path}, {"model", "apply", path}} {
		u.refuses(refused, []string{"impossible de lire le fichier du modèle : 3 problèmes", "ligne 4, colonne 1 : laed : clé inconnue", "customer.defecting : doit rester au-dessous de customer.inactive (60), pas 90"}, append(command, "--lang", "fr")...)
	}
	if u.facts() != before {
		t.Error("something changed")
	}
}

func TestAwkwardTextComesBackAsItWas(t *testing.T) {
	u := newUser(t)
	u.run("init")
	ids := []string{`o"quote`, "rtl-שלום", "emoji-🛍️", "'; DROP TABLE contacts; --", "comma,comma"}
	text := "contact_id,registered_at\n"
	for _, id := range ids {
		text += fmt.Sprintf("\"%s\",2026-01-01\n", strings.ReplaceAll(id, `"`, `""`))
	}
	u.run("import", u.file("contacts.csv", text))
	for _, id := range ids {
		if out := u.run("contacts", "show", id); !strings.Contains(out, id) {
			t.Errorf("%s is not shown:\n%s", id, out)
		}
	}
}
