package workspace

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"palier"
)

// manifestFile makes a folder a backup. It is written last: a folder without it is none.
const manifestFile = "backup.json"

// manifestFormat is the version of the manifest. A backup with a higher one is refused.
const manifestFormat = 1

// Manifest says what a backup is, and what its files must be.
type Manifest struct {
	Format     int           `json:"format"`
	At         time.Time     `json:"at"`
	Generation int64         `json:"generation"`
	AsOf       palier.Day    `json:"as_of"`
	Model      string        `json:"model"` // hash of the model in force
	Files      []BackupEntry `json:"files"`
}

// BackupEntry is a file of a backup.
type BackupEntry struct {
	Name   string `json:"name"` // below the folder, with slashes
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// list adds all files below the folder to the manifest.
func (m *Manifest) list(dir string) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		hash := sha256.New()
		size, err := io.Copy(hash, file)
		m.Files = append(m.Files, BackupEntry{filepath.ToSlash(name), size, hex.EncodeToString(hash.Sum(nil))})
		return err
	})
}

// write makes the folder a backup.
func (m *Manifest) write(dir string) error {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(dir, manifestFile), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(append(text, '\n'))
	return errors.Join(err, file.Sync(), file.Close())
}

// readManifest reads what a backup says of itself: NotFound for what is no backup, TooNew
// for one of a later version.
func readManifest(tried, dir string) (*Manifest, error) {
	text, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &palier.Error{Code: palier.NotFound, Tried: tried, Reason: dir + " is no backup: it has no " + manifestFile,
			Hint: "name a folder that palier backup has written to its end"}
	}
	if err != nil {
		return nil, palier.Fail(palier.NotFound, tried, err)
	}
	m := &Manifest{}
	if err := json.Unmarshal(text, m); err != nil || m.Format < 1 {
		return nil, damagedBackup(tried, manifestFile+" cannot be read")
	}
	if m.Format > manifestFormat {
		return nil, &palier.Error{Code: palier.TooNew, Tried: tried,
			Reason: fmt.Sprintf("a later version of Palier wrote the backup (format %d, this one knows %d)", m.Format, manifestFormat),
			Hint:   "use that version or a later one"}
	}
	named := map[string]bool{}
	for _, entry := range m.Files {
		if !filepath.IsLocal(filepath.FromSlash(entry.Name)) || !isPart(entry.Name) || named[entry.Name] {
			return nil, palier.Refusef(tried, "name a folder that palier backup has written", "%s names a file %q, which no backup has", manifestFile, entry.Name)
		}
		named[entry.Name] = true
	}
	if !named[storeFile] || !named[controlFile] {
		return nil, damagedBackup(tried, manifestFile+" does not name all files of a workspace")
	}
	return m, nil
}

func damagedBackup(tried, reason string) error {
	return &palier.Error{Code: palier.Invalid, Tried: tried, Reason: "the backup is damaged: " + reason, Hint: "restore another one; nothing was changed"}
}
