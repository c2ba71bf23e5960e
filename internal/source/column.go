package source

import (
	"math"
	"strconv"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
)

// isNumeric tells whether the texts of a type are numbers with a decimal point.
func isNumeric(t arrow.DataType) bool {
	if dictionary, ok := t.(*arrow.DictionaryType); ok {
		t = dictionary.ValueType
	}
	return arrow.IsInteger(t.ID()) || arrow.IsFloating(t.ID()) || arrow.IsDecimal(t.ID())
}

// fill writes the texts of a column into the rows, from field at on, and gives the field
// behind the last it wrote. A struct fills a field for each of its own; where the struct
// is null, so are they.
func (c cells) fill(at int, column arrow.Array, around []arrow.Array, depth int) int {
	if inner, ok := column.(*array.Struct); ok && depth > 1 {
		around = append(around[:len(around):len(around)], column)
		for i := range inner.NumField() {
			at = c.fill(at, inner.Field(i), around, depth-1)
		}
		return at
	}
	text := texts(column)
	for i := range c {
		if !column.IsNull(i) && !anyNull(around, i) {
			c[i].fields[at] = text(i)
		}
	}
	return at + 1
}

func anyNull(columns []arrow.Array, i int) bool {
	for _, column := range columns {
		if column.IsNull(i) {
			return true
		}
	}
	return false
}

// texts gives the text of each value of a column that is not null.
func texts(column arrow.Array) func(i int) string {
	switch a := column.(type) {
	case *array.String:
		return a.Value
	case *array.LargeString:
		return a.Value
	case *array.Binary:
		return a.ValueString
	case *array.LargeBinary:
		return a.ValueString
	case *array.Dictionary:
		values := texts(a.Dictionary())
		return func(i int) string { return values(a.GetValueIndex(i)) }
	case *array.Int32:
		return func(i int) string { return strconv.Itoa(int(a.Value(i))) }
	case *array.Int64:
		return func(i int) string { return strconv.FormatInt(a.Value(i), 10) }
	case *array.Float16:
		return func(i int) string { return floatText(float64(a.Value(i).Float32()), 32) }
	case *array.Float32:
		return func(i int) string { return floatText(float64(a.Value(i)), 32) }
	case *array.Float64:
		return func(i int) string { return floatText(a.Value(i), 64) }
	case *array.Decimal32:
		return decimalTexts(a)
	case *array.Decimal64:
		return decimalTexts(a)
	case *array.Decimal128:
		return decimalTexts(a)
	case *array.Decimal256:
		return decimalTexts(a)
	case *array.Timestamp:
		return timestampTexts(a)
	}
	return column.ValueStr // whole numbers, dates as 2006-01-02, true and false; lists as JSON
}

// floatText writes a float as its shortest decimal; that which is no number is missing.
func floatText(number float64, bits int) string {
	if math.IsNaN(number) {
		return ""
	}
	return shortest(number, bits)
}

// decimalTexts writes all digits of decimals.
func decimalTexts[T interface{ ToString(scale int32) string }](a interface {
	arrow.Array
	Value(i int) T
}) func(i int) string {
	scale := a.DataType().(arrow.DecimalType).GetScale()
	return func(i int) string { return a.Value(i).ToString(scale) }
}

// timestampTexts writes instants with a Z, and times without a zone without one.
func timestampTexts(a *array.Timestamp) func(i int) string {
	layout := "2006-01-02 15:04:05.999999999"
	kind := a.DataType().(*arrow.TimestampType)
	if kind.TimeZone != "" {
		layout += "Z"
	}
	return func(i int) string {
		return a.Value(i).ToTime(kind.Unit).In(time.UTC).Format(layout)
	}
}
