// Package storetest says what a Store is, twice: Run is the suite of tests that every
// store passes, and Memory is a store written for clarity straight from the contract,
// the oracle of the suite's property tests and a light store for the tests of others.
//
// The suite asks only for what the contract promises (palier.Store, model.md §2). Where
// the contract leaves a choice, such as the opaque numbers of orders or whether an
// unidentified contact without events is streamed, either choice passes.
package storetest
