package storetest

import (
	"slices"

	"pgregory.net/rapid"

	"palier"
)

// drawPieces draws pieces of a load, each a few rows of one kind that belong together,
// so that no two pieces replace or contradict each other.
func drawPieces(t *rapid.T) []palier.Batch {
	var pieces []palier.Batch
	for _, id := range drawnContacts {
		if row := drawContact(t); rapid.Bool().Draw(t, "contact") {
			row.ContactID = id
			pieces = append(pieces, contactFile(row))
		}
	}
	for range rapid.IntRange(0, 4).Draw(t, "engagements") {
		pieces = append(pieces, engagementFile(drawEngagement(t)))
	}
	for _, id := range drawnOrders {
		pieces = append(pieces, drawOrderPieces(t, drawOrder(t, id))...)
	}
	return pieces
}

func drawOrderPieces(t *rapid.T, o drawnOrder) []palier.Batch {
	var pieces []palier.Batch
	if rapid.IntRange(0, 3).Draw(t, "sales") > 0 {
		for _, kind := range o.kinds {
			pieces = append(pieces, palier.Batch{Kind: kind, OrderLines: o.sales(t)})
		}
	}
	contactID := drawMissing(t, "refunded contact", drawnContacts)
	days := rapid.SliceOfNDistinct(rapid.IntRange(0, 6), 0, 3, rapid.ID[int]).Draw(t, "refund days")
	for _, day := range days {
		pieces = append(pieces, palier.Batch{Kind: o.refundKind(), OrderLines: o.refunds(t, palier.Day(day), contactID)})
	}
	return pieces
}

// joined makes files of pieces, one of each kind.
func joined(pieces []palier.Batch) []palier.Batch {
	var files []palier.Batch
	for _, kind := range kinds {
		file := palier.Batch{Kind: kind}
		for _, piece := range pieces {
			if piece.Kind == kind {
				file.Contacts = append(file.Contacts, piece.Contacts...)
				file.OrderLines = append(file.OrderLines, piece.OrderLines...)
				file.Engagements = append(file.Engagements, piece.Engagements...)
			}
		}
		if file.Rows() > 0 {
			files = append(files, file)
		}
	}
	return files
}

// parted cuts pieces into n loads, some of which may be empty.
func parted(pieces []palier.Batch, n int) [][]palier.Batch {
	var parts [][]palier.Batch
	for i := range n {
		parts = append(parts, slices.Clone(pieces[len(pieces)*i/n:len(pieces)*(i+1)/n]))
	}
	return parts
}
