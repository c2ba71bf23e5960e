package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"palier"
	"palier/internal/request"
	"palier/internal/workspace"
)

// day is a day that a request names; NoDay where it names none.
func day(text string) (palier.Day, error) {
	if text == "" {
		return palier.NoDay, nil
	}
	return palier.ParseDay(text)
}

// look opens the newest generation under the model in force, as of a day.
func (a *API) look(ctx context.Context, asOf string) (*workspace.Lens, error) {
	known, err := day(asOf)
	if err != nil {
		return nil, err
	}
	lens, err := a.Workspace.Look(ctx, nil, known)
	if err != nil {
		return nil, err
	}
	request.Of(ctx).Generation = lens.Published().Generation
	return lens, nil
}

// etag names what an answer depends on: the generation, and when it was published, for a
// backup that was restored counts on from an earlier one; the model in force and the days;
// this version of Palier; and what was asked.
func (a *API) etag(lens *workspace.Lens, asked ...any) string {
	p := lens.Published()
	sum := sha256.Sum256(fmt.Append(nil, p.At.UnixNano(), lens.Engine.Hash, lens.AsOf, a.Workspace.Today(), a.Workspace.Settings, a.Release, asked))
	return fmt.Sprintf(`"%d-%s"`, p.Generation, hex.EncodeToString(sum[:8]))
}

// known tells whether If-None-Match has an ETag (RFC 9110, 13.1.2; weak comparison).
func known(ifNoneMatch, etag string) bool {
	if strings.TrimSpace(ifNoneMatch) == "*" {
		return true
	}
	return slices.ContainsFunc(strings.Split(ifNoneMatch, ","), func(one string) bool {
		return strings.TrimPrefix(strings.TrimSpace(one), "W/") == etag
	})
}
