package palier

import (
	"strings"
	"testing"
)

func TestTheDefaultModelIsSound(t *testing.T) {
	if problems := DefaultModel().Problems(); len(problems) > 0 {
		t.Errorf("it has problems: %v", problems)
	}
}

func TestWhatIsLeftOutFollowsTheLimits(t *testing.T) {
	m := DefaultModel()
	m.Customer = CustomerLimits{Defecting: 100, Inactive: 300}
	if got := m.GroupRecency(); got != [4]int{33, 66, 100, 300} {
		t.Errorf("the groups' recency is %v", got)
	}
	for rate, want := range map[Rate]int{LeadConversion: 180, Repurchase: 100, Retention: 100, WinbackDefecting: 100, WinbackInactive: 200} {
		if got := m.Window(rate); got != want {
			t.Errorf("the window of %s is %d, want %d", rate, got, want)
		}
	}
	m.Windows.WinbackInactive = 7
	if got := m.Window(WinbackInactive); got != 7 {
		t.Errorf("a window that is given is %d, want 7", got)
	}
}

func TestEveryProblemOfAModelIsToldByItsPath(t *testing.T) {
	for _, c := range []struct {
		path   string
		change func(*Model)
	}{
		{"purchase_unit", func(m *Model) { m.PurchaseUnit = "week" }},
		{"lead.cold", func(m *Model) { m.Lead.Cold = 0 }},
		{"lead.cold", func(m *Model) { m.Lead.Cold = 180 }},
		{"customer.inactive", func(m *Model) { m.Customer.Inactive = MaxDays + 1 }},
		{"status.window", func(m *Model) { m.Status.Window = MaxWindow + 1 }},
		{"status.levels", func(m *Model) { m.Status.Levels = m.Status.Levels[4:] }},
		{"status.levels[1].up_to", func(m *Model) { m.Status.Levels[1].UpTo = 50_00 }},
		{"status.levels[4].up_to", func(m *Model) { m.Status.Levels[4].UpTo = 1 }},
		{"status.levels[0].name", func(m *Model) { m.Status.Levels[0].Name = "no_spend" }},
		{"status.levels[0].name", func(m *Model) { m.Status.Levels[0].Name = "two words" }},
		{"status.levels[1].name", func(m *Model) { m.Status.Levels[1].Name = "low" }},
		{"rfm.period", func(m *Model) { m.RFM.Period = MaxPeriod + 1 }},
		{"rfm.periods", func(m *Model) { m.RFM.Periods = 2 }},
		{"rfm.cuts.recency[2]", func(m *Model) { m.RFM.Cuts.Recency[2] = 30 }},
		{"rfm.cuts.monetary[0]", func(m *Model) { m.RFM.Cuts.Monetary[0] = 0 }},
		{"rfm.weights", func(m *Model) { m.RFM.Weights = Weights{} }},
		{"rfm.weights.engagement", func(m *Model) { m.RFM.Weights.Engagement = 11 }},
		{"groups.frequency[3]", func(m *Model) { m.Groups.Frequency[3] = 2 }},
		{"windows.lead", func(m *Model) { m.Windows.Lead = 0 }},
		{"windows.repurchase", func(m *Model) { m.Windows.Repurchase = -1 }},
	} {
		m := DefaultModel()
		c.change(m)
		found := false
		for _, problem := range m.Problems() {
			found = found || problem.Path == c.path && problem.Message != "" && !strings.Contains(problem.Message, "%!")
		}
		if !found {
			t.Errorf("%s: the problem is not told: %v", c.path, m.Problems())
		}
	}
}

func TestValuesAreParsedByTheirNames(t *testing.T) {
	m := DefaultModel()
	for facet := range Facet(Facets) {
		for value := uint8(1); int(value) < m.ValueCount(facet); value++ {
			if got, err := m.ParseValue(facet, m.ValueName(facet, value)); err != nil || got != value {
				t.Errorf("%s %s is parsed as %d (%v), want %d", facet, m.ValueName(facet, value), got, err, value)
			}
		}
		if _, err := m.ParseValue(facet, "none"); CodeOf(err) != Invalid {
			t.Errorf("%s none is taken: %v", facet, err)
		}
	}
}

func TestTwoIdsMayShareAKeyAndStoresMustRefuseThem(t *testing.T) {
	if KeyOf("8yn0iYCKYHlIj4-BwPqk") != KeyOf("GReLUrM4wMqfg9yzV3KQ") {
		t.Error("the ids known to collide do not")
	}
	if KeyOf("a") == KeyOf("b") || KeyOf("") == KeyOf("a") {
		t.Error("plain ids collide")
	}
}
