package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier/internal/modelfile"
)

// sectorModel is the model in force with the rhythm of a sector.
type sectorModel struct {
	Name      string `json:"name"`
	Period    int    `json:"period" doc:"In days."`
	Recency   [4]int `json:"recency" doc:"The cuts of levels 4, 3, 2 and 1, in days."`
	Frequency [4]int `json:"frequency" doc:"The same, in purchases."`
	Text      string `json:"text" doc:"The model in force with these values, as a model file."`
}

type guideState struct {
	Body struct {
		Due     bool          `json:"due" doc:"The pages lead administrators through the limits: there are contacts, the model in force is the first, and nobody has kept it."`
		Sectors []sectorModel `json:"sectors" doc:"Rhythms to start from, the fastest first."`
	}
}

// guide registers what the guided beginning of the pages does besides suggesting, trying and
// publishing.
func (a *API) guide() {
	tags := []string{"model"}
	register(a, a.behind(see, huma.Operation{
		OperationID: "show-guide", Method: http.MethodGet, Path: "/model/guide", Tags: tags, Summary: "Tell whether the limits are still to be decided on, and what sectors begin with",
	}), a.showGuide)
	register(a, a.behind(manage, huma.Operation{
		OperationID: "keep-model", Method: http.MethodPost, Path: "/model/guide/keep", Tags: tags, Summary: "Keep the model that the workspace began with, and be asked no more",
		Description: "The audit log tells who did. Once somebody has decided it does nothing.", DefaultStatus: http.StatusNoContent,
	}), func(ctx context.Context, _ *struct{}) (*struct{}, error) {
		return nil, a.Workspace.KeepModel(ctx)
	})
}

func (a *API) showGuide(ctx context.Context, _ *struct{}) (*guideState, error) {
	out := &guideState{}
	model, _, err := a.Workspace.Model(ctx)
	if err != nil {
		return nil, err
	}
	for _, name := range modelfile.Sectors() {
		with, err := modelfile.WithSector(model, name)
		if err != nil {
			return nil, err
		}
		out.Body.Sectors = append(out.Body.Sectors, sectorModel{name, with.RFM.Period, with.RFM.Cuts.Recency, with.RFM.Cuts.Frequency, string(modelfile.Format(with))})
	}
	out.Body.Due, err = a.Workspace.GuideDue(ctx)
	return out, err
}
