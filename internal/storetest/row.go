package storetest

import "palier"

// The rows that tests are written with. Days are small numbers, amounts cents.

func contactFile(rows ...palier.Contact) palier.Batch {
	return palier.Batch{Kind: palier.KindContacts, Contacts: rows}
}

func orderFile(rows ...palier.OrderLine) palier.Batch {
	return palier.Batch{Kind: palier.KindOrders, OrderLines: rows}
}

func lineFile(rows ...palier.OrderLine) palier.Batch {
	return palier.Batch{Kind: palier.KindOrderLines, OrderLines: rows}
}

func productFile(rows ...palier.Product) palier.Batch {
	return palier.Batch{Kind: palier.KindProducts, Products: rows}
}

func engagementFile(rows ...palier.Engagement) palier.Batch {
	return palier.Batch{Kind: palier.KindEngagements, Engagements: rows}
}

func contact(id string, registered palier.Day, email string) palier.Contact {
	row := palier.Contact{ContactID: id, Registered: registered, Email: email}
	for i := range row.Consents {
		row.Consents[i].At = palier.NoDay
	}
	return row
}

// contactWith is a contact row with attributes.
func contactWith(id string, attributes ...string) palier.Contact {
	row := contact(id, palier.NoDay, "")
	row.Attributes = attributes
	return row
}

func sale(order, contactID string, day palier.Day, amount palier.Money) palier.OrderLine {
	return palier.OrderLine{OrderID: order, ContactID: contactID, Day: day, Amount: amount, Quantity: 1000}
}

// guest is a sale without a contact id.
func guest(order, email string, day palier.Day, amount palier.Money) palier.OrderLine {
	row := sale(order, "", day, amount)
	row.Email = email
	return row
}

// refund gives back an amount, given as a positive one.
func refund(order, contactID string, day palier.Day, amount palier.Money) palier.OrderLine {
	return sale(order, contactID, day, -amount)
}

// refundOf is a refund with a number of its own that names its order.
func refundOf(order, own string, day palier.Day, amount palier.Money) palier.OrderLine {
	row := refund(own, "", day, amount)
	row.RefundOf = order
	return row
}

func withStatus(row palier.OrderLine, status string) palier.OrderLine {
	row.Status = status
	return row
}

func withItem(row palier.OrderLine, item string, quantity int64) palier.OrderLine {
	row.ItemID, row.Quantity = item, quantity
	return row
}

func click(contactID string, day palier.Day) palier.Engagement {
	return palier.Engagement{ContactID: contactID, Day: day, Type: "click"}
}

// number gives the rows of a file lines from 2, after the header.
func number(file *palier.Batch) {
	for i := range file.Contacts {
		numberLine(&file.Contacts[i].Line, i)
	}
	for i := range file.OrderLines {
		numberLine(&file.OrderLines[i].Line, i)
	}
	for i := range file.Products {
		numberLine(&file.Products[i].Line, i)
	}
	for i := range file.Engagements {
		numberLine(&file.Engagements[i].Line, i)
	}
}

func numberLine(line *int, i int) {
	if *line == 0 {
		*line = i + 2
	}
}
