package source

import (
	"cmp"
	"slices"

	"palier"
)

// productReader converts rows of products.
type productReader struct {
	*reader
	itemID, title, category, brand, price column

	levels []column // of the category, where it is spread over several columns
	mark   byte     // between several categories
}

func newProductReader(r *reader) *productReader {
	find := r.file.find
	p := &productReader{
		reader: r, itemID: find("item_id"), title: find("title"), category: find("category"),
		brand: find("brand"), price: find("price"), mark: '|',
	}
	if r.file.column("category") < 0 {
		return p
	}
	switch format := r.file.columns[p.category.at].Format; format {
	case byCommas:
		p.mark = ','
	case bySemicolons:
		p.mark = ';'
	case "":
	default:
		p.levels = r.file.levels()
	}
	return p
}

// levels lists the columns of the levels of a category, from the uppermost.
func (f *File) levels() []column {
	var at []int
	for i, c := range f.columns {
		if c.Field == "category" {
			at = append(at, i)
		}
	}
	slices.SortFunc(at, func(a, b int) int { return cmp.Compare(f.columns[a].Format, f.columns[b].Format) })
	levels := make([]column, len(at))
	for i := range at {
		levels[i] = f.columnAt(at[i])
	}
	return levels
}

// categories gives the categories of a row.
func (p *productReader) categories(row *row) string {
	if p.levels == nil {
		return categories(row.text(p.category), p.mark)
	}
	var levels []string
	for _, level := range p.levels {
		levels = append(levels, row.text(level))
	}
	return categoryPath(levels)
}

func (p *productReader) add(row *row) error {
	id, err := p.needed(row, p.itemID)
	if err != nil {
		return err
	}
	product := palier.Product{
		Line: row.line, ItemID: id, Title: row.text(p.title), Category: p.categories(row), Brand: row.text(p.brand),
	}
	if row.text(p.price) != "" {
		d, err := p.money(row, p.price)
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
