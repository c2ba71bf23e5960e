package handout

import (
	"context"

	"palier"
	"palier/internal/export"
)

// rows is how many rows there will be at most, where the format has not room for any
// number of them.
func (h *Handout) rows(ctx context.Context) (int64, error) {
	if h.Format != export.Workbook {
		return 0, nil
	}
	audience, err := h.lens.Engine.Audience(ctx, h.lens.View, h.Selection, h.channel())
	switch {
	case err != nil || len(h.addressing.Channels) == 0:
		return audience.Total, err
	case h.addressing.Unreachable:
		return audience.Identified, nil
	}
	return audience.Reachable, nil
}

// channel is the first channel that the file is for; e-mail when it is for none.
func (h *Handout) channel() int {
	if len(h.addressing.Channels) == 0 {
		return 0
	}
	return h.addressing.Channels[0]
}

// unreachable gives who cannot be reached through another channel that the file is for.
func (h *Handout) unreachable(ctx context.Context) (map[palier.Key]bool, error) {
	them := map[palier.Key]bool{}
	for _, channel := range h.addressing.Channels[min(1, len(h.addressing.Channels)):] {
		query := palier.RowQuery{Selection: h.Selection, Channel: channel}
		err := h.lens.Engine.Rows(ctx, h.lens.View, query, func(row *palier.Row) (bool, error) {
			if !row.Reachable {
				them[row.Contact] = true
			}
			return true, nil
		})
		if err != nil {
			return nil, err
		}
	}
	return them, nil
}
