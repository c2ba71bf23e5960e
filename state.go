package palier

// State is every fact about one contact at the end of one day under one model
// (model.md §8). The zero value is that of a contact that has no stage yet.
type State struct {
	Stage      Stage
	StageSince Day // first day of the unbroken run of today's stage

	Status        Status // NoStatus for leads
	HighestStatus Status

	Levels      Levels
	Score       Score // zero for leads
	Stars       Stars
	Profile     Profile
	AmountLevel AmountLevel
	Group       Group

	Purchases     int
	Spend         Money // over the status window
	LifetimeSpend Money
	AverageOrder  Money // LifetimeSpend / Purchases, half up; 0 for leads
	FirstPurchase Day   // NoDay for leads
	LastPurchase  Day
	LastResponse  Day // NoDay when there is none

	// What each becomes, and on which first later day, if nothing more happens.
	NextStage   Next[Stage]
	NextStatus  Next[Status]
	NextStars   Next[Stars]
	NextProfile Next[Profile]

	AmountToNextStatus Money // least amount bought today that lifts the status; 0: not applicable
	AmountToKeepStatus Money // least amount bought the day before NextStatus.On that keeps it; 0: not applicable

	ValidUntil Day // first later day on which a fact above NextStage differs if nothing happens; NoDay: never
}

// Levels are the eRFM levels, 0 to 4 each (model.md §5).
type Levels struct {
	Engagement, Recency, Frequency, Monetary uint8
}

// Score is the exact weighted mean of the levels: Num / Den, 0 to 4. Den is 0 for none.
type Score struct {
	Num, Den int32
}

// Hundredths gives the score times 100, rounded half up.
func (s Score) Hundredths() int {
	if s.Den == 0 {
		return 0
	}
	return int((200*int64(s.Num) + int64(s.Den)) / (2 * int64(s.Den)))
}

// Next is the value a facet takes on a later day if nothing more happens. On is NoDay
// or zero Value when it never changes: ask Exists.
type Next[T ~uint8] struct {
	Value T
	On    Day
}

// Exists tells whether the facet ever changes by itself.
func (n Next[T]) Exists() bool { return n.Value != 0 }

// Value gives the state's value of a facet as a number; 0 is none.
func (s *State) Value(f Facet) uint8 {
	switch f {
	case FacetStage:
		return uint8(s.Stage)
	case FacetStatus:
		return uint8(s.Status)
	case FacetStars:
		return uint8(s.Stars)
	case FacetProfile:
		return uint8(s.Profile)
	}
	return uint8(s.Group)
}

// Change is a facet of one contact taking another value at the end of a day.
type Change struct {
	Day      Day
	Facet    Facet
	From, To uint8 // values of the facet; 0 is none
	Cause    Cause
}

// RateDay is one conversion rate on one day: how many were in the cohort, how many of
// them converted, and the same of the steady companion (model.md §7).
type RateDay struct {
	Cohort, Converted             int64
	SteadyCohort, SteadyConverted int64
}
