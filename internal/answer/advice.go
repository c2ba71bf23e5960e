package answer

import (
	"palier"
	"palier/internal/advice"
)

// Advice is what to do for contacts of a stage, or for customers of a profile and an amount
// level.
type Advice struct {
	Stage       string `json:"stage,omitempty"`
	Profile     string `json:"profile,omitempty"`
	AmountLevel string `json:"amount_level,omitempty"`
	Like        string `json:"like" doc:"What they are like."`
	Do          string `json:"do" doc:"What to do."`
	Avoid       string `json:"avoid" doc:"What not to do."`
}

// AdviceOf tells all advice: of the stages, then of the profiles by amount level.
func AdviceOf(b *advice.Book) []Advice {
	var all []Advice
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		all = append(all, adviceOnStage(b, stage))
	}
	for profile := palier.VeryRegular; int(profile) < palier.Profiles; profile++ {
		for level := palier.AmountLevels - 1; level > 0; level-- {
			all = append(all, adviceOnCustomer(b, profile, palier.AmountLevel(level)))
		}
	}
	return all
}

// AdviceFor tells what there is for a contact; nothing where there is no book.
func AdviceFor(b *advice.Book, s *palier.State) []Advice {
	if s.Stage == palier.NoStage || b == nil {
		return []Advice{}
	}
	all := []Advice{adviceOnStage(b, s.Stage)}
	if s.Stage.IsCustomer() {
		all = append(all, adviceOnCustomer(b, s.Profile, s.AmountLevel))
	}
	return all
}

func adviceOnStage(b *advice.Book, stage palier.Stage) Advice {
	a := b.Stage(stage)
	return Advice{Stage: stage.String(), Like: a.Like, Do: a.Do, Avoid: a.Avoid}
}

func adviceOnCustomer(b *advice.Book, profile palier.Profile, level palier.AmountLevel) Advice {
	a := b.Customer(profile, level)
	return Advice{Profile: profile.String(), AmountLevel: level.String(), Like: a.Like, Do: a.Do, Avoid: a.Avoid}
}
