package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"palier"
)

// Checksum is a digest of everything that can be seen through a view but times: the
// generation, facts, loads and states. Two views of one generation have one checksum,
// whatever the store, the workers and the opaque numbers of orders; two generations
// have two, as far as a hash can tell. It reads everything once, holding a page of
// states, a batch of histories and 16 dossiers at most.
func Checksum(ctx context.Context, view palier.View) (string, error) {
	facts, err := FactsChecksum(ctx, view)
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	p := view.Published()
	fmt.Fprintln(hash, facts, p.Generation, p.States, p.AsOf, p.Policy, p.Model)
	loads, err := view.Loads(ctx)
	if err != nil {
		return "", err
	}
	for _, l := range loads {
		fmt.Fprintln(hash, wordsOfLoad(l))
	}
	outcomes, err := view.Outcomes(ctx)
	if err != nil {
		return "", err
	}
	for _, o := range outcomes {
		fmt.Fprintln(hash, o.Generation, o.Taken, o.Undone, o.Before, o.After)
	}
	cells, err := view.Census(ctx, palier.Selection{})
	if err != nil {
		return "", err
	}
	slices.SortFunc(cells, compareCells)
	fmt.Fprintln(hash, cells)
	err = eachState(ctx, view, func(s *palier.ContactState) { fmt.Fprintln(hash, *s) })
	return hex.EncodeToString(hash.Sum(nil)), err
}

// FactsChecksum is a digest of the facts alone: histories with their ids, statistics,
// and the dossiers of the 16 contacts with the lowest keys. It is the same whichever
// loads brought the facts.
func FactsChecksum(ctx context.Context, view palier.View) (string, error) {
	stats, err := view.Stats(ctx)
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	fmt.Fprintln(hash, wordsOfStats(stats), stats.OrderLines)
	sum, sample, err := sumHistories(ctx, view, stats.Types)
	if err != nil {
		return "", err
	}
	fmt.Fprintln(hash, sum)
	for _, id := range sample {
		d, err := view.Dossier(ctx, id)
		if err != nil {
			return "", fmt.Errorf("dossier of %q, which has a history: %w", id, err)
		}
		fmt.Fprintln(hash, wordsOfDossier(d))
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// sampled is how many dossiers a checksum reads.
const sampled = 16

// sumHistories hashes each history and adds the hashes up, word by word, so that order
// does not matter. It also gives the ids with the lowest keys.
func sumHistories(ctx context.Context, view palier.View, types []palier.ValueCount) (sum [4]uint64, sample []string, err error) {
	query := palier.HistoryQuery{WithIDs: true, Workers: 1}
	for _, t := range types {
		query.ResponseTypes = append(query.ResponseTypes, t.Value)
	}
	err = view.Histories(ctx, query, func(_ int, batch []palier.History) error {
		for i := range batch {
			words, err := wordsOf(&batch[i])
			if err != nil {
				return err
			}
			if words == "nothing" {
				continue // an unidentified contact without events may be left out
			}
			if len(sample) < sampled {
				sample = append(sample, strings.Clone(batch[i].ContactID))
			}
			hash := sha256.Sum256([]byte(batch[i].ContactID + "\x00" + words))
			for w := range sum {
				sum[w] += binary.BigEndian.Uint64(hash[8*w:])
			}
		}
		return nil
	})
	return sum, sample, err
}

// eachState pages through the published states.
func eachState(ctx context.Context, view palier.View, each func(*palier.ContactState)) error {
	query := palier.StateQuery{Limit: 20_000}
	for {
		page, err := view.States(ctx, query)
		if err != nil {
			return err
		}
		for i := range page {
			each(&page[i])
		}
		if len(page) < query.Limit {
			return nil
		}
		last := page[len(page)-1].ContactID
		if last <= query.After {
			return fmt.Errorf("the page after %q ends with %q", query.After, last)
		}
		query.After = last
	}
}
