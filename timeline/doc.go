// Package timeline is the kernel: it turns one contact's history and a model into the
// contact's state on any day, all its changes with their causes, and the daily series
// of a whole base. It is pure: no input or output, no clock, no goroutine, no global.
//
// # What is asked, and how
//
//   - [New] makes a [Kernel] of a model and a currency. It is immutable and serves
//     everybody.
//   - [Kernel.State] gives every fact about a contact at the end of a day: stage,
//     status, levels, stars, profile, group, what each becomes next, and until when
//     all this stays true. For many contacts, ask the [Walker] of a goroutine.
//   - [Kernel.Changes] gives every change of a contact, and what caused it.
//   - [Walker.Move] tells how a contact came from its value on one day to that on
//     another, and what caused it; [Walker.AppendComing] what will change by itself;
//     [Walker.Values], [Walker.Spend] and [Walker.Origin] tell less than a State, faster.
//   - [Walker.AppendSteps] tells how one facet goes from day to day, and
//     [Walker.AppendPurses] how purchases and spend do: all days for less work than a few
//     States.
//   - [Walker.AppendStandings] tells where a contact stood on several days, and what it did
//     next; [Walker.Past] what had come of it by a day.
//   - [Walker.AppendOrders] gives the orders that count, each with the stage its contact
//     had before and after it.
//   - [Kernel.Accumulate] begins the daily series of a base; [Accumulator.Add] counts
//     one contact in on all days at once, [Accumulator.Merge] joins what several
//     goroutines have counted, and [Accumulator.Series] is the [Series]: how many
//     contacts there are of each stage, status, … on each day, how many go from where
//     to where, and the five conversion rates.
//
// # How it works
//
// A contact's state is piecewise constant: it changes on the day of an event, or when
// an age reaches a limit. So the kernel never looks at days on which nothing can
// happen. It walks from one such day to the next and writes down a track of steps for
// each facet. State, Changes and Series all read the same tracks.
//
// A refund acts from its own day on, and the days before stay what they were. So the
// time of a contact is split where refunds take effect. Within such an epoch the
// purchases of the past are fixed (a view); it is walked like that of a contact that
// never had a refund, and only the days of the epoch are kept.
//
// The rules of model.md are in the files named after them: stage, status, rfm, group
// and profile; everything else is about walking fast.
package timeline
