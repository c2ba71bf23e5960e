// Package export hands out what Palier knows as files that other programs read: contacts
// with their facts, and reports. A file is a header and rows of typed cells, written one
// after the other in memory that does not grow with them (docs/export.md).
package export
