package api_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"palier"
	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/modelfile"
	"palier/internal/server/servertest"
	"palier/internal/workspace"
)

func TestLimitsAreSuggestedAndAccepted(t *testing.T) {
	shop := servertest.Open(t)
	vera, max := shop.User("vera", control.Viewer, false), shop.User("max", control.Marketer, false)
	got := vera.Get("/model/suggestions").Is(http.StatusOK)
	var told struct {
		Currency    string
		Suggestions []struct {
			ID, Words string
			Suggested []float64
			Missing   *struct{ Why string }
		}
	}
	got.Into(&told)
	if len(told.Suggestions) != 11 || told.Suggestions[0].ID != "lead.cold" || told.Suggestions[0].Words == "" {
		t.Fatalf("suggested is %+v", told)
	}
	vera.With("If-None-Match", got.Header.Get("ETag")).Get("/model/suggestions").Is(http.StatusNotModified)
	vera.Get("/model/suggestions?come_back=50,60").Is(http.StatusOK)
	for _, query := range []string{"come_back=60,50", "come_back=80", "below=100", "below=0,5", "in_period=101", "days=29", "days=3651", "as_of=soon", "shoes=1"} {
		vera.Get("/model/suggestions?" + query).Is(http.StatusUnprocessableEntity)
	}
	vera.Get("/model/suggestions?segment=no+such+segment").Is(http.StatusNotFound)
	vera.Get("/model/suggestions?segment=stage+%3D+active_buyer").Is(http.StatusForbidden)
	max.Get("/model/suggestions?segment=stage+%3D+active_buyer").Is(http.StatusOK)

	vera.Post("/model/suggestions", map[string]any{}).Is(http.StatusForbidden)
	max.Post("/model/suggestions", map[string]any{"accept": []string{"shoes"}}).Is(http.StatusNotFound).Says("choose among")
	max.Post("/model/suggestions", map[string]any{"accept": []string{}}).Is(http.StatusUnprocessableEntity)
	max.Post("/model/suggestions", map[string]any{"text": "custmer: 1"}).Is(http.StatusUnprocessableEntity)
}

func TestASuggestionAcceptedIsAModelFileThatSaysWhy(t *testing.T) {
	shop := servertest.Open(t)
	path := filepath.Join(t.TempDir(), "many.csv")
	if err := os.WriteFile(path, []byte(manyOrders()), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := shop.Workspace.Import(t.Context(), []string{path}, workspace.ImportOptions{CompleteThrough: palier.NoDay}); err != nil {
		t.Fatal(err)
	}
	max := shop.User("max", control.Marketer, false)
	again := max.Get("/model/backtest?period=30").Is(http.StatusOK)
	max.With("If-None-Match", again.Header.Get("ETag")).Get("/model/backtest?period=30").Is(http.StatusNotModified)
	max.Get("/model/backtest?period=700").Is(http.StatusUnprocessableEntity).Says("two periods")
	max.Get("/model/backtest?period=0").Is(http.StatusUnprocessableEntity)
	max.Post("/model/backtest", map[string]any{"text": "custmer: 1"}).Is(http.StatusUnprocessableEntity)
	shop.User("vera", control.Viewer, false).Post("/model/backtest", map[string]any{"text": ""}).Is(http.StatusForbidden)
	var written struct {
		Text       string
		Accepted   []string
		Difference []modelfile.Difference
	}
	max.Post("/model/suggestions", map[string]any{"accept": []string{"customer.inactive"}}).Is(http.StatusOK).Into(&written)
	if len(written.Accepted) != 1 || len(written.Difference) != 1 || written.Difference[0].Path != "customer.inactive" || !strings.Contains(written.Text, "  # Of those who come back") {
		t.Errorf("written is %+v", written)
	}
	var before, after answer.Version
	max.Get("/model").Is(http.StatusOK).Into(&before)
	var proof struct {
		Models []struct {
			Model string
			All   struct{ Customers struct{ Contacts int64 } }
		}
	}
	max.Post("/model/backtest", map[string]any{"text": written.Text, "period": 30}).Is(http.StatusOK).Into(&proof)
	if len(proof.Models) != 2 || proof.Models[1].Model != "tried" || proof.Models[0].All.Customers.Contacts == 0 {
		t.Errorf("proved is %+v", proof)
	}
	max.Get("/model").Is(http.StatusOK).Into(&after)
	if before.Number != after.Number {
		t.Error("it was published")
	}
}

// manyOrders are those of forty customers who come back every few weeks.
func manyOrders() string {
	text := "order_id,contact_id,ordered_at,amount\n"
	begin := palier.DayOf(2026, 1, 1)
	for customer := range 40 {
		for n := range 6 {
			text += fmt.Sprintf("m%d-%d,m%d,%s,%d.00\n", customer, n, customer, begin+palier.Day(n*(20+customer)), 10+customer)
		}
	}
	return text
}
