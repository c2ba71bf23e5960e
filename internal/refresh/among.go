package refresh

import (
	"slices"

	"palier"
)

// cursor looks keys up in a list, both ascending: each from where the one before was
// found. Now and then the keys begin anew, as those of a worker do with each batch.
type cursor struct {
	keys []palier.Key // ascending
	next int          // all before are below the key looked up last
}

// stride is how far a cursor goes on foot before it leaps.
const stride = 8

// find tells where a key is in the list, and false if it is not.
func (c *cursor) find(key palier.Key) (int, bool) {
	if c.next > 0 && c.keys[c.next-1] >= key {
		c.next = 0
	}
	for range stride {
		if c.next == len(c.keys) || c.keys[c.next] >= key {
			break
		}
		c.next++
	}
	if c.next < len(c.keys) && c.keys[c.next] < key {
		leap, _ := slices.BinarySearch(c.keys[c.next:], key)
		c.next += leap
	}
	return c.next, c.next < len(c.keys) && c.keys[c.next] == key
}

func (c *cursor) has(key palier.Key) bool {
	_, found := c.find(key)
	return found
}
