package refresh_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/refresh"
	"palier/internal/storetest"
)

// members gives the rows of a segment on a day as text.
func members(t *testing.T, engine refresh.Engine, v palier.View, query palier.RowQuery) string {
	t.Helper()
	var text strings.Builder
	err := engine.Rows(ctx, v, query, func(r *palier.Row) (bool, error) {
		stage, spend := palier.NoStage, palier.Money(0)
		if r.State != nil {
			stage, spend = r.State.Stage, r.State.Spend
		}
		fmt.Fprintln(&text, r.ContactID, r.Identified, r.Reachable, stage, spend, r.Values)
		return true, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func TestMembersHaveTheStateOfTheDayWhetherItIsPublishedOrNot(t *testing.T) {
	store, engine := base(t)
	v := publish(t, store, engine)
	unpublished := engine
	unpublished.Hash = "another"
	for _, day := range []palier.Day{asOf, asOf - 30, asOf - 400, asOf - 5000} {
		query := palier.RowQuery{Selection: palier.Selection{Day: day}, Fields: []palier.Field{{Name: "source"}}}
		got := members(t, unpublished, v, query)
		if day == asOf {
			if published := members(t, engine, v, query); published != got || !strings.Contains(got, "active_buyer") {
				t.Errorf("published\n%s, computed\n%s", published, got)
			}
		}
		states := ordered(t, engine, v, day)
		if strings.Count(got, "\n") != len(states) {
			t.Errorf("%s: %d members, and %d have a stage", day, strings.Count(got, "\n"), len(states))
		}
		for _, s := range states {
			if line := fmt.Sprintln(s.ContactID, true, false, s.Stage, s.Spend, []string{""}); !strings.Contains(got, line) {
				t.Errorf("%s: %s is not in\n%s", day, line, got)
			}
		}
	}
}

func TestMembersWithoutAStageStandInTheirPlace(t *testing.T) {
	store := storetest.NewMemory()
	engine := refresh.Engine{Model: palier.DefaultModel(), Hash: "default", Currency: "EUR", Workers: 2}
	staged, err := store.Stage(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var consents [len(palier.Channels)]palier.ConsentRecord
	consents[0].State, consents[1].State = palier.OptIn, palier.SoftOptIn
	contacts := palier.Batch{Kind: palier.KindContacts}
	for i, id := range []string{"a", "b", "c", "d"} {
		contact := palier.Contact{Line: i + 2, ContactID: id, Registered: palier.NoDay, Email: id + "@x.example"}
		if id == "b" || id == "d" {
			contact.Registered = asOf
		}
		if id < "c" {
			contact.Consents = consents
		}
		if id != "a" {
			contact.Phone = "1"
		}
		contacts.Contacts = append(contacts.Contacts, contact)
	}
	if err := staged.Write(ctx, &contacts); err != nil {
		t.Fatal(err)
	}
	update(t, store, func(u palier.Update) error {
		_, err := u.Apply(ctx, staged, palier.LoadInfo{At: time.Unix(0, 0), CompleteThrough: palier.NoDay}, func(palier.Refusal) {})
		return err
	})
	v := view(t, store)
	for name, c := range map[string]struct {
		channel int
		want    string
	}{
		"through e-mail": {0, "a true true none 0 []\nb true true new_lead 0 []\nc true false none 0 []\nd true false new_lead 0 []\n"},
		"by text":        {1, "a true false none 0 []\nb true true new_lead 0 []\nc true false none 0 []\nd true false new_lead 0 []\n"},
	} {
		if got := members(t, engine, v, palier.RowQuery{Selection: palier.Selection{Day: asOf}, Channel: c.channel}); got != c.want {
			t.Errorf("%s:\n%s", name, got)
		}
	}
	if got := members(t, engine, v, palier.RowQuery{Selection: palier.Selection{Day: asOf - 1}}); got != "a true true none 0 []\nc true false none 0 []\n" {
		t.Errorf("the day before:\n%s", got)
	}
	for _, wanted := range []int{1, 2, 3, 4} {
		seen := 0
		err := engine.Rows(ctx, v, palier.RowQuery{Selection: palier.Selection{Day: asOf}}, func(*palier.Row) (bool, error) {
			seen++
			return seen < wanted, nil
		})
		if err != nil || seen != wanted {
			t.Errorf("who wants %d is given %d, %v", wanted, seen, err)
		}
		broken := errors.New("broken")
		seen = 0
		err = engine.Rows(ctx, v, palier.RowQuery{Selection: palier.Selection{Day: asOf}}, func(*palier.Row) (bool, error) {
			if seen++; seen == wanted {
				return true, broken
			}
			return true, nil
		})
		if !errors.Is(err, broken) || seen != wanted {
			t.Errorf("an error at %d ends at %d with %v", wanted, seen, err)
		}
	}
}
