// Package source reads the files a shop exports and turns their rows into batches of
// typed records. It knows neither the model nor the store.
//
// How a file holds its rows is its form, told by its first bytes and never by its name:
// separated text and JSON lines, packed with gzip or zstd or not, Parquet, an Excel
// workbook (form.go). A form gives texts, those that the same table has as CSV; names,
// mappings, conversion and refusal are one for all. It says of a field only whether it
// is a number to the file itself, because then its mark is a point, whatever marks the
// texts of the file have.
//
// A file is read in one parallel pass: a cutter takes blocks of whole rows off the
// file, workers split them into fields and convert these. What a value means is decided
// by the value alone wherever it can be: 2021-03-04, 13/02/2021, 12.50 and 1.234,56 have
// one reading each. Only 03/04/2021, 1.234 and bytes that are not UTF-8 need the rest of
// the file; the first of them makes the whole file be surveyed once (survey.go), and
// where that decides nothing the file is refused, with the --map that states it. So
// usual files cost one pass, and what a row means never depends on its place.
//
// The grammar of separated text is that of encoding/csv, which reads every block with a quote in it. Two
// things are done here beside it: finding where records end in bytes that come in pieces,
// because blocks must be cut there (walk.go), and splitting blocks without quotes, which
// takes little more than half the time (record.go). A fuzz test holds both against
// encoding/csv on the whole text, broken records and line numbers included.
//
// JSON lines are looked through once for their keys before they are read. A workbook's
// sheet is read by encoding/xml as it is unpacked: libraries for workbooks give texts, in
// which a number and a text that looks like one are the same, and end quietly where a
// sheet is cut off. They write the workbooks of the tests.
//
// What a shop's own format looks like is said by presets, which are data (presets/), or by
// mapping files, both in one small language (docs/mapping.md). Where the rows of an order
// say something of each other, one worker reads the file in order and puts each order
// together before it goes on (whole.go).
package source
