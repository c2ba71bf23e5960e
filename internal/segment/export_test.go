package segment

// For tests from outside, which may draw segments.
var (
	Shop  = shop
	Ada   = ada
	Today = today
)
