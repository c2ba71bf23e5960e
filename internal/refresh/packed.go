package refresh

import (
	"encoding/binary"
	"math"

	"palier"
)

// packed is histories in a form that takes a fifth of the memory, and little time to read:
// six bytes for a movement as they usually are. Contact ids are not kept, and orders are
// numbered anew within each contact, for only whether two are equal matters to the kernel.
type packed struct {
	contacts []palier.Key
	bytes    []byte
}

// size tells how much memory the histories take.
func (p packed) size() int64 { return int64(len(p.bytes) + 8*len(p.contacts)) }

// How a movement begins: the days since the movement before, and what is particular
// about it. Such a beginning takes two bytes, an amount four; what does not fit stands in
// full behind the largest that does.
const (
	sameOrder = 1 << iota // as the movement before
	late                  // it takes effect later than its day, which follows
	marks     = iota
)

// packer packs histories, each behind its size, so that it can be passed over.
type packer struct{ bytes, one []byte }

func (p *packer) add(h *palier.History) {
	p.one = pack(p.one[:0], h)
	p.bytes = append(packInt(p.bytes, int64(len(p.one))), p.one...)
}

// pack appends the form of a history to bytes.
func pack(to []byte, h *palier.History) []byte {
	to = packInt(to, int64(h.Registered))
	to = packInt(to, int64(len(h.Movements)))
	var before palier.Movement
	for i, m := range h.Movements {
		begin := int64(m.Day-before.Day) << marks
		if i > 0 && m.Order == before.Order && m.Day == before.Day {
			begin |= sameOrder
		}
		if m.Effect != m.Day {
			begin |= late
		}
		to = packInt(to, begin)
		if m.Effect != m.Day {
			to = packInt(to, int64(m.Effect-m.Day))
		}
		to = packMoney(to, m.Amount)
		before = m
	}
	to = packInt(to, int64(len(h.Responses)))
	var last palier.Day
	for _, day := range h.Responses {
		to = packInt(to, int64(day-last))
		last = day
	}
	return to
}

func packInt(to []byte, n int64) []byte {
	if n >= 0 && n < math.MaxUint16 {
		return binary.LittleEndian.AppendUint16(to, uint16(n))
	}
	to = binary.LittleEndian.AppendUint16(to, math.MaxUint16)
	return binary.LittleEndian.AppendUint64(to, uint64(n))
}

func packMoney(to []byte, amount palier.Money) []byte {
	if amount == palier.Money(int32(amount)) && amount != math.MaxInt32 {
		return binary.LittleEndian.AppendUint32(to, uint32(int32(amount)))
	}
	to = binary.LittleEndian.AppendUint32(to, math.MaxInt32)
	return binary.LittleEndian.AppendUint64(to, uint64(amount))
}

// unpacker makes histories of their packed form, and uses its memory again.
type unpacker struct {
	keep      sifter
	bytes     []byte
	histories []palier.History
	movements []palier.Movement
	responses []palier.Day
}

// batchContacts is how many histories are handed over at once: few enough for them to
// stay in the processor's cache.
const batchContacts = 256

// unpack hands those packed histories over that are kept, batch by batch.
func (u *unpacker) unpack(p packed, each func([]palier.History) error) error {
	u.bytes = p.bytes
	all := u.keep.all()
	for contacts := p.contacts; len(contacts) > 0; {
		n := min(batchContacts, len(contacts))
		u.histories, u.movements, u.responses = u.histories[:0], u.movements[:0], u.responses[:0]
		for _, contact := range contacts[:n] {
			size := u.int()
			if all || u.keep.keeps(contact) {
				u.histories = append(u.histories, u.history(contact))
			} else {
				u.bytes = u.bytes[size:]
			}
		}
		contacts = contacts[n:]
		if err := each(u.histories); err != nil {
			return err
		}
	}
	return nil
}

// history unpacks the next history. Where its slices outgrow the memory they lie in, those
// of the histories before stay where they are.
func (u *unpacker) history(contact palier.Key) palier.History {
	h := palier.History{Contact: contact, Registered: palier.Day(u.int())}
	first := len(u.movements)
	var m palier.Movement
	for range u.int() {
		begin := u.int()
		m.Day += palier.Day(begin >> marks)
		if begin&sameOrder == 0 {
			m.Order++
		}
		m.Effect = m.Day
		if begin&late != 0 {
			m.Effect += palier.Day(u.int())
		}
		m.Amount = u.money()
		u.movements = append(u.movements, m)
	}
	h.Movements = u.movements[first:len(u.movements):len(u.movements)]
	first = len(u.responses)
	var day palier.Day
	for range u.int() {
		day += palier.Day(u.int())
		u.responses = append(u.responses, day)
	}
	h.Responses = u.responses[first:len(u.responses):len(u.responses)]
	return h
}

func (u *unpacker) int() int64 {
	n := binary.LittleEndian.Uint16(u.bytes)
	u.bytes = u.bytes[2:]
	if n == math.MaxUint16 {
		return u.long()
	}
	return int64(n)
}

func (u *unpacker) money() palier.Money {
	n := int32(binary.LittleEndian.Uint32(u.bytes))
	u.bytes = u.bytes[4:]
	if n == math.MaxInt32 {
		return palier.Money(u.long())
	}
	return palier.Money(n)
}

func (u *unpacker) long() int64 {
	n := int64(binary.LittleEndian.Uint64(u.bytes))
	u.bytes = u.bytes[8:]
	return n
}
