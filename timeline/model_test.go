package timeline_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"testing"

	"palier"
)

// shared reads a file of the shared test vectors.
func shared(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../shared/vectors/" + path)
	if err != nil {
		t.Fatalf("the shared vectors are needed beside the project: %v", err)
	}
	return data
}

// modelFile is a model file as the vectors write it; what is left out keeps its default.
type modelFile struct {
	PurchaseUnit           palier.PurchaseUnit `json:"purchase_unit"`
	RefundsAffectLifecycle bool                `json:"refunds_affect_lifecycle"`
	Lead                   palier.LeadLimits
	Customer               palier.CustomerLimits
	Status                 struct {
		Window int
		Levels []levelFile
	}
	RFM struct {
		Period, Periods int
		Cuts            struct {
			Engagement, Recency, Frequency [4]int
			Monetary                       *[4]float64
		}
		Weights palier.Weights
	}
	Groups struct {
		Recency, Frequency [4]int
		Monetary           *[4]float64
	}
	Windows struct {
		Lead, Repurchase int
		WinbackDefecting int `json:"winback_defecting"`
		WinbackInactive  int `json:"winback_inactive"`
	}
}

type levelFile struct {
	Name string
	UpTo float64 `json:"up_to"`
}

func parseModel(t testing.TB, text []byte) *palier.Model {
	t.Helper()
	m := palier.DefaultModel()
	var file modelFile
	file.PurchaseUnit, file.RefundsAffectLifecycle = m.PurchaseUnit, m.RefundsAffectLifecycle
	file.Lead, file.Customer = m.Lead, m.Customer
	file.Status.Window = m.Status.Window
	file.RFM.Period, file.RFM.Periods, file.RFM.Weights = m.RFM.Period, m.RFM.Periods, m.RFM.Weights
	cuts := &m.RFM.Cuts
	file.RFM.Cuts.Engagement, file.RFM.Cuts.Recency, file.RFM.Cuts.Frequency = cuts.Engagement, cuts.Recency, cuts.Frequency
	file.Groups.Frequency = m.Groups.Frequency
	file.Windows.Lead = m.Windows.Lead
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		t.Fatalf("read the model %s: %v", text, err)
	}
	m.PurchaseUnit, m.RefundsAffectLifecycle = file.PurchaseUnit, file.RefundsAffectLifecycle
	m.Lead, m.Customer = file.Lead, file.Customer
	m.Status.Window = file.Status.Window
	if file.Status.Levels != nil {
		m.Status.Levels = nil
	}
	for _, level := range file.Status.Levels {
		m.Status.Levels = append(m.Status.Levels, palier.StatusLevel{Name: level.Name, UpTo: hundredths(level.UpTo)})
	}
	m.RFM.Period, m.RFM.Periods, m.RFM.Weights = file.RFM.Period, file.RFM.Periods, file.RFM.Weights
	cuts.Engagement, cuts.Recency, cuts.Frequency = file.RFM.Cuts.Engagement, file.RFM.Cuts.Recency, file.RFM.Cuts.Frequency
	takeAmounts(&cuts.Monetary, file.RFM.Cuts.Monetary)
	m.Groups.Recency, m.Groups.Frequency = file.Groups.Recency, file.Groups.Frequency
	takeAmounts(&m.Groups.Monetary, file.Groups.Monetary)
	m.Windows = palier.Windows(file.Windows)
	if problems := m.Problems(); problems != nil {
		t.Fatalf("the model %s: %v", text, problems)
	}
	return m
}

func takeAmounts(to *[4]palier.Amount, from *[4]float64) {
	if from == nil {
		return
	}
	for i, amount := range from {
		to[i] = hundredths(amount)
	}
}

func hundredths(major float64) palier.Amount { return palier.Amount(math.Round(major * 100)) }
