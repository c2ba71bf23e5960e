// Package advisor reads limits out of a shop's own data, and proves whether a model tells
// who will buy (advisor.md). It is pure: it is given counts and tells numbers, and knows no
// store. Every suggestion comes with what speaks for it, and is only ever a proposal.
//
// # What is gathered
//
// [Evidence] is what one pass over the histories counts: durations by day, amounts by bin.
// Its size does not grow with the contacts. [Advise] makes [Suggestion] values of it;
// [Accept] writes those that somebody takes into a model. A [Backtest] counts what customers
// of each value did next, and tells how well the score ranked them.
//
// # Exact, although estimated
//
// An estimate is no count, but two machines that disagree about it, or one that disagrees
// with itself when the contacts come in another order, make people doubt the counts as
// well. Sums of floats depend on their order, and products of them on whether a processor
// fuses two operations. So nothing here is a float: Kaplan–Meier's product is an exact
// fraction (its numerator and denominator have at most some 730 factors, which takes
// microseconds), logarithms are fixed-point numbers made by squaring, and a share is
// rounded once, when it is told.
//
// # What an observation is
//
// Of durations, one that has ended: somebody came back. An unfinished one says only that it
// takes longer, and however many there are of those, they say no limit. Of amounts, counts
// and ages it is a customer. Below [Enough] of them there is no suggestion.
package advisor
