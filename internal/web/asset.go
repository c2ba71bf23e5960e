package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"sync"
)

// dist holds the styles and scripts that `make` builds (package.json beside this file). A
// clean clone has none of them, and still builds.
//
//go:embed all:dist
var dist embed.FS

// built tells whether dist holds what pages need.
var built = sync.OnceValue(func() bool {
	for _, name := range []string{"palier.css", "palier.js"} {
		if _, err := fs.Stat(dist, "dist/"+name); err != nil {
			return false
		}
	}
	return true
})

// assetPath is the address below which dist is served. It has the hash of all of it, so
// that browsers may keep the files for ever.
var assetPath = sync.OnceValue(func() string {
	sum := sha256.New()
	err := fs.WalkDir(dist, "dist", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := dist.ReadFile(name)
		sum.Write([]byte(name))
		sum.Write(content)
		return err
	})
	if err != nil {
		panic(err) // embedded files can be read
	}
	return "/asset/" + hex.EncodeToString(sum.Sum(nil)[:8]) + "/"
})

func serveAsset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	content, err := dist.ReadFile("dist/" + name)
	if err != nil || name == ".gitkeep" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Write(content)
}
