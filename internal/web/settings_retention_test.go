package web_test

import (
	"net/http"
	"strconv"
	"testing"

	"palier/internal/answer"
	"palier/internal/control"
)

func TestThoseWhoAreDueAreNamedAndErasedOnceTheirNumberIsTyped(t *testing.T) {
	s := openShop(t)
	ada, mark := visit(s.User("ada", control.Admin, true)), visit(s.User("mark", control.Marketer, true))
	mark.see("/settings/retention").Is(http.StatusForbidden)
	mark.send("/settings/retention", "lead", "30").Is(http.StatusForbidden)
	mark.send("/settings/retention/purge", "typed", "1").Is(http.StatusForbidden)

	ada.see("/settings/retention").Is(http.StatusOK).Says("Everybody is kept")
	for _, days := range []string{"29", "-30", "soon", "40000", "30.5", "99999999999999999999"} {
		ada.send("/settings/retention", "lead", "1095", "customer", days).Is(http.StatusUnprocessableEntity).Says("from 30 to 36,500").Says(`value="` + days + `"`).Says(`value="1095"`)
	}
	ada.send("/settings/retention/purge", "typed", "0").Is(http.StatusUnprocessableEntity)
	leadsTo(t, ada.send("/settings/retention", "lead", " 30 ", "customer", ""), "/settings/retention?done=retention")
	leadsTo(t, ada.send("/settings/retention", "lead", "30", "customer", "30"), "/settings/retention?done=retention")

	var due answer.Retention
	ada.Get("/retention").Is(http.StatusOK).Into(&due)
	number := due.Leads + due.Customers
	if number == 0 {
		t.Fatal("nobody is due")
	}
	spoken(ada.see("/settings/retention"), "Leads "+strconv.Itoa(due.Leads), "Customers "+strconv.Itoa(due.Customers), due.Contacts[0].ContactID, "Type "+strconv.Itoa(number))
	ada.send("/settings/retention/purge", "typed", strconv.Itoa(number+1)).Is(http.StatusUnprocessableEntity).Says("Nothing was erased")
	_, page := ada.led(ada.send("/settings/retention/purge", "typed", strconv.Itoa(number)))
	spoken(page, strconv.Itoa(due.Leads)+" leads and "+strconv.Itoa(due.Customers)+" customers are erased")
	spoken(ada.see("/settings/retention"), "Nobody is due")
	spoken(ada.see("/settings/audit"), "those due erased", "retention changed")
}
