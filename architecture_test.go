package palier_test

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// rooms says what each room may import of the others (docs/architecture.md). A room
// that is not here is a mistake: name it, and say what flows into it.
var rooms = map[string][]string{
	"palier":                    nil,
	"palier/timeline":           {"palier"},
	"palier/internal/advisor":   {"palier"},
	"palier/internal/yamltext":  nil,
	"palier/internal/source":    {"palier", "palier/internal/yamltext"},
	"palier/internal/fold":      nil,
	"palier/internal/segment":   {"palier", "palier/internal/fold"},
	"palier/internal/storetest": {"palier", "palier/internal/fold", "palier/internal/segment", "palier/internal/segment/segmenttest"},
	"palier/internal/flight":    nil,
	"palier/internal/duckdb":    {"palier", "palier/internal/flight", "palier/internal/fold"},
	"palier/internal/modelfile": {"palier", "palier/internal/yamltext"},
	"palier/internal/control":   {"palier", "palier/internal/modelfile", "palier/internal/fold"},
	"palier/internal/signin":    {"palier", "palier/internal/control", "palier/internal/fold"},
	"palier/internal/job":       {"palier", "palier/internal/request"},
	"palier/internal/intake":    {"palier", "palier/internal/job", "palier/internal/workspace"},
	"palier/internal/socket":    {"palier"},
	"palier/internal/request":   nil,
	"palier/internal/answer":    {"palier", "palier/internal/advice", "palier/internal/advisor", "palier/internal/calendar", "palier/internal/control", "palier/internal/explain", "palier/internal/modelfile", "palier/internal/phrase", "palier/internal/refresh", "palier/internal/segment", "palier/internal/signin", "palier/internal/source", "palier/internal/workspace"},
	"palier/internal/api": {
		"palier", "palier/internal/advisor", "palier/internal/answer", "palier/internal/calendar", "palier/internal/control", "palier/internal/digest", "palier/internal/explain", "palier/internal/export", "palier/internal/fold", "palier/internal/handout", "palier/internal/intake", "palier/internal/job", "palier/internal/modelfile", "palier/internal/phrase",
		"palier/internal/refresh", "palier/internal/report", "palier/internal/request", "palier/internal/segment", "palier/internal/signin", "palier/internal/source", "palier/internal/workspace",
	},
	"palier/internal/server": {"palier", "palier/internal/api", "palier/internal/control", "palier/internal/intake", "palier/internal/job", "palier/internal/request", "palier/internal/signin", "palier/internal/workspace"},
	"palier/internal/web": {
		"palier", "palier/internal/advice", "palier/internal/advisor", "palier/internal/answer", "palier/internal/calendar", "palier/internal/control", "palier/internal/explain", "palier/internal/export", "palier/internal/fold", "palier/internal/handout", "palier/internal/intake", "palier/internal/job", "palier/internal/modelfile", "palier/internal/phrase", "palier/internal/refresh", "palier/internal/report",
		"palier/internal/request", "palier/internal/segment", "palier/internal/signin", "palier/internal/source", "palier/internal/workspace",
	},
	"palier/internal/demo":     {"palier"},
	"palier/internal/refresh":  {"palier", "palier/timeline", "palier/internal/advisor", "palier/internal/segment"},
	"palier/internal/report":   {"palier", "palier/timeline", "palier/internal/advisor", "palier/internal/flight", "palier/internal/refresh"},
	"palier/internal/export":   {"palier", "palier/internal/fold", "palier/internal/phrase"},
	"palier/internal/handout":  {"palier", "palier/internal/export", "palier/internal/phrase", "palier/internal/segment", "palier/internal/workspace"},
	"palier/internal/advice":   {"palier", "palier/internal/yamltext"},
	"palier/internal/calendar": {"palier", "palier/internal/yamltext"},
	"palier/internal/digest":   {"palier", "palier/internal/calendar", "palier/internal/explain", "palier/internal/phrase", "palier/internal/report", "palier/internal/segment", "palier/internal/workspace"},
	"palier/internal/phrase":   {"palier"},
	"palier/internal/explain":  {"palier", "palier/internal/advisor", "palier/internal/calendar", "palier/internal/modelfile", "palier/internal/phrase", "palier/internal/segment"},
	"palier/internal/terminal": nil,
	"palier/internal/workspace": {
		"palier", "palier/internal/advice", "palier/internal/advisor", "palier/internal/calendar", "palier/internal/control", "palier/internal/duckdb", "palier/internal/fold", "palier/internal/modelfile", "palier/internal/phrase", "palier/internal/refresh", "palier/internal/segment", "palier/internal/source",
	},
}

// pure are the rooms that may use nothing but the standard library.
var pure = []string{"palier", "palier/timeline", "palier/internal/advisor"}

type listed struct {
	ImportPath string
	Imports    []string
	Standard   bool
}

func TestRoomsImportOnlyWhatTheyMay(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("list the packages: %v", err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	seen := map[string]bool{}
	for decoder.More() {
		var room listed
		if err := decoder.Decode(&room); err != nil {
			t.Fatal(err)
		}
		seen[room.ImportPath] = true
		if strings.HasPrefix(room.ImportPath, "palier/cmd/") {
			continue // wiring: all rooms
		}
		checkRoom(t, room)
	}
	for room := range rooms {
		if !seen[room] {
			t.Errorf("%s has rules and does not exist", room)
		}
	}
}

func checkRoom(t *testing.T, room listed) {
	parent := room.ImportPath
	allowed, known := rooms[parent]
	for !known && strings.Contains(parent, "/") { // a room's own inner rooms follow its rules
		parent = parent[:strings.LastIndexByte(parent, '/')]
		if parent == "palier" || parent == "palier/internal" {
			break
		}
		allowed, known = rooms[parent]
	}
	if !known {
		t.Errorf("%s has no rules", room.ImportPath)
		return
	}
	for _, path := range room.Imports {
		own := path == parent || strings.HasPrefix(path, parent+"/") && parent != "palier"
		ours := path == "palier" || strings.HasPrefix(path, "palier/")
		switch {
		case ours && !own && !slices.Contains(allowed, path):
			t.Errorf("%s imports %s, which it may not", room.ImportPath, path)
		case !ours && slices.Contains(pure, room.ImportPath) && strings.Contains(strings.SplitN(path, "/", 2)[0], "."):
			t.Errorf("%s imports %s: it may use the standard library only", room.ImportPath, path)
		}
	}
}
