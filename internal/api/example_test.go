package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"palier/internal/control"
	"palier/internal/server/servertest"
)

func TestEveryRequestWithABodyHasAnExampleThatIsUnderstood(t *testing.T) {
	shop := servertest.Open(t)
	shop.User("ada", control.Admin, true) // who the examples speak of
	tester := shop.Token(control.ScopeAdmin, control.ScopeExport)
	refused := []string{"change-password", "accept-suggestions"} // a program has no password, and a small shop no suggestions
	sent := 0
	for path, item := range shop.Contract().Paths.Map() {
		path = strings.NewReplacer("{name}", "City", "{page}", "overview", "{id}", "nothing", "{number}", "1").Replace(path)
		for method, op := range item.Operations() {
			if op.RequestBody == nil || op.RequestBody.Value.Content["application/json"] == nil {
				continue
			}
			example, is := op.RequestBody.Value.Content["application/json"].Example.(map[string]any)
			if !is {
				t.Errorf("%s has no example", op.OperationID)
				continue
			}
			sent++
			got := tester.Do(method, "/api/v1"+path, example)
			understood := got.Status < http.StatusBadRequest || got.Status == http.StatusNotFound || got.Status == http.StatusConflict
			if !understood && !slices.Contains(refused, op.OperationID) || strings.Contains(string(got.Body), "validation failed") {
				t.Errorf("%s answers its example with %d: %s", op.OperationID, got.Status, got.Body)
			}
		}
	}
	if sent < 30 {
		t.Errorf("only %d examples", sent)
	}
}
