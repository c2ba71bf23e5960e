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
