package workspace

import (
	"fmt"
	"slices"
	"testing"
)

func TestReasonsAreCountedTheMostFrequentFirstAndNoMoreApartThanAreOfUse(t *testing.T) {
	var r reasons
	for _, column := range []string{"day", "amount", "day"} {
		r.add(column, "no such day", "correct it")
	}
	if got, want := r.list(), []Reason{{"day", "no such day", "correct it", 2}, {"amount", "no such day", "correct it", 1}}; !slices.Equal(got, want) {
		t.Errorf("counted are %v", got)
	}
	for i := range mostReasons {
		r.add("day", fmt.Sprint("no day ", i), "")
	}
	r.add("day", "no such day", "correct it")
	list := r.list()
	if len(list) != mostReasons+1 || list[0].Rows != 3 || list[mostReasons] != (Reason{Rows: 2}) {
		t.Errorf("%d reasons, the first %v, the last %v", len(list), list[0], list[len(list)-1])
	}
}
