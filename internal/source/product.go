package source

import "palier"

// productReader converts rows of products.
type productReader struct {
	*reader
	itemID, title, category, brand, price column
}

func newProductReader(r *reader) *productReader {
	find := r.file.find
	return &productReader{
		reader: r, itemID: find("item_id"), title: find("title"), category: find("category"),
		brand: find("brand"), price: find("price"),
	}
}

func (p *productReader) add(row *row) error {
	id, err := p.needed(row, p.itemID)
	if err != nil {
		return err
	}
	product := palier.Product{
		Line: row.line, ItemID: id, Title: row.text(p.title), Category: row.text(p.category), Brand: row.text(p.brand),
	}
	if row.text(p.price) != "" {
		d, err := p.number(row, p.price)
		if err != nil {
			return err
		}
		price, rounded := d.minor(p.file.options.Currency.Digits())
		product.Price, product.HasPrice = palier.Money(price), true
		if rounded {
			p.rounded++
		}
	}
	product.Attributes = p.rest(row)
	p.batch.Products = append(p.batch.Products, product)
	return nil
}
