package export

import (
	"slices"

	"palier"
)

// Addressing says through which channels the contacts of a file can be reached: a file
// with an address takes only those whom it may be used for (interface.md §5).
type Addressing struct {
	Channels    []int // places in palier.Channels, ascending; none: the file has no address
	Unreachable bool  // somebody answers for those who cannot be reached being in it too
}

// channelsOf are the channels that an address serves.
var channelsOf = map[string][]string{"email": {"email"}, "phone": {"sms", "phone"}}

// Addressing finds out what the file's addresses are for. Channel is the one that it is
// made for, empty when nobody said: a phone number must be for one.
func (c *Contacts) Addressing(channel string) (Addressing, error) {
	var a Addressing
	if channel != "" {
		place := slices.Index(palier.Channels[:], channel)
		if place < 0 {
			return a, palier.Refusef("export for the channel "+channel, "choose email, sms, phone or post", "there is no such channel")
		}
		a.Channels = append(a.Channels, place)
	}
	for _, field := range c.Fields {
		serves := channelsOf[field.Name]
		switch {
		case field.Attribute || serves == nil || slices.Contains(serves, channel):
			continue
		case len(serves) > 1:
			return a, palier.Refuse("export the column "+field.Name, "it serves messages and calls, each with a consent of its own", "say which: --channel sms or --channel phone")
		}
		a.Channels = append(a.Channels, slices.Index(palier.Channels[:], serves[0]))
	}
	slices.Sort(a.Channels)
	return Addressing{Channels: slices.Compact(a.Channels)}, nil
}

// Addresses tells whether the file has an address.
func (c *Contacts) Addresses() bool {
	return slices.ContainsFunc(c.Fields, func(f palier.Field) bool { return !f.Attribute && channelsOf[f.Name] != nil })
}

// Takes tells whether a contact is in the file; Row.Reachable is about all the channels.
// Nobody can answer for an unidentified contact, who was never asked.
func (a Addressing) Takes(r *palier.Row) bool {
	return len(a.Channels) == 0 || r.Identified && (r.Reachable || a.Unreachable)
}

// Tally counts the contacts of an export.
type Tally struct {
	palier.Audience
	Written int64
}

// Count counts a contact, and whether it is written.
func (t *Tally) Count(r *palier.Row, written bool) {
	t.Total++
	if r.Identified {
		t.Identified++
	}
	if r.Reachable {
		t.Reachable++
	}
	if written {
		t.Written++
	}
}

// LeftOut is how many were not written.
func (t *Tally) LeftOut() int64 { return t.Total - t.Written }
