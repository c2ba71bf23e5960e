package advisor

// MaxHorizon is the longest duration that is looked at, in days (advisor.md).
const MaxHorizon = 730

// Durations counts how long it took contacts to come back, in whole days: of each length,
// how many ended with it, and how many had lasted so long on the as-of day and go on. The
// zero value is empty. Its size depends on no number of contacts.
type Durations struct {
	Contacts int64 // with at least one duration; whoever adds them counts
	ended    [MaxHorizon + 2]int64
	censored [MaxHorizon + 2]int64
	span     int
}

// Add counts one duration in that began so many days before the as-of day, and ended after
// so many, or goes on: 0. What takes longer than MaxHorizon goes on then. What
// happens on the day on which a duration begins does not end it: states are those of the
// end of a day.
func (d *Durations) Add(began, took int) {
	d.span = max(d.span, began)
	switch {
	case took > MaxHorizon || took == 0 && began > MaxHorizon:
		d.censored[MaxHorizon+1]++
	case took > 0:
		d.ended[took]++
	default:
		d.censored[began]++
	}
}

// Merge adds those of other contacts.
func (d *Durations) Merge(other *Durations) {
	d.Contacts += other.Contacts
	d.span = max(d.span, other.span)
	for day := range d.ended {
		d.ended[day] += other.ended[day]
		d.censored[day] += other.censored[day]
	}
}

// Horizon is how long a duration can have been observed, at most MaxHorizon days.
func (d *Durations) Horizon() int { return min(d.span, MaxHorizon) }

// Ended counts the durations that ended: the observations.
func (d *Durations) Ended() int64 { return sum(d.ended[:]) }

// Unfinished counts the others.
func (d *Durations) Unfinished() int64 { return sum(d.censored[:]) }

func sum(counts []int64) (n int64) {
	for _, count := range counts {
		n += count
	}
	return n
}
