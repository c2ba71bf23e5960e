package segment_test

import (
	"reflect"
	"strings"
	"testing"

	"palier/internal/segment"
)

const wide = `(city = "Paris" or not in segment "VIP") and in segment "VIP" and in segment "Old"
	and bought where (line."colour" = "red" or brand = "x") and spent at least 1 where (brand = "x") and engaged where (type = click)
	and anniversary(birth_date) in the next 7 days and moved from a to b top 5 by spend`

func TestASegmentTellsWhatItNames(t *testing.T) {
	tree, err := segment.Parse(wide)
	if err != nil {
		t.Fatal(err)
	}
	saved, fields := segment.Names(tree)
	if want := []string{"VIP", "Old"}; !reflect.DeepEqual(saved, want) {
		t.Errorf("it names the segments %q", saved)
	}
	want := []segment.Name{{Name: "city"}, {Of: "line", Name: "colour"}, {Name: "brand"}, {Name: "type"}, {Name: "birth_date"}, {Name: "spend"}}
	if !reflect.DeepEqual(fields, want) {
		t.Errorf("it names the fields %v", fields)
	}
}

func TestAWalkTellsWhereEveryPartIs(t *testing.T) {
	tree, err := segment.Parse(wide)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for path, node := range tree.Walk() {
		paths = append(paths, path)
		if len(paths) == 1 && !reflect.DeepEqual(node, tree.Where) {
			t.Errorf("it begins with %v", node)
		}
	}
	want := `where where.all[0] where.all[0].any[0] where.all[0].any[1] where.all[0].any[1].not where.all[1] where.all[2] ` +
		`where.all[3] where.all[3].bought.where where.all[3].bought.where.any[0] where.all[3].bought.where.any[1] ` +
		`where.all[4] where.all[4].spent.where where.all[5] where.all[5].engaged.where where.all[6] where.all[7]`
	if got := strings.Join(paths, " "); got != want {
		t.Errorf("it goes through %s", got)
	}
	for path := range tree.Walk() {
		if path != "where" {
			t.Fatalf("it does not end at once, but comes to %s", path)
		}
		break
	}
	for path := range (segment.Segment{}).Walk() {
		t.Errorf("there is %s in nothing", path)
	}
}

func TestAConditionIsFoundWhereItStandsInTheText(t *testing.T) {
	tree, err := segment.Parse(wide)
	if err != nil {
		t.Fatal(err)
	}
	places := map[string][2]int{}
	for path, node := range tree.Walk() {
		if line, column, found := segment.Locate(wide, node); found {
			places[path] = [2]int{line, column}
		}
	}
	for path, want := range map[string][2]int{
		"where.all[0].any[0]": {1, 2}, "where.all[0].any[1].not": {1, 24}, "where.all[1]": {1, 24}, "where.all[2]": {1, 67},
		"where.all[3]": {2, 6}, "where.all[3].bought.where.any[0]": {2, 20}, "where.all[4].spent.where": {2, 45},
	} {
		if places[path] != want {
			t.Errorf("%s is found at %v", path, places[path])
		}
	}
	if line, column, found := segment.Locate(wide, segment.Saved{Name: "Neither"}); found {
		t.Errorf("what is not there is found at line %d, column %d", line, column)
	}
}
