package workspace

import (
	"errors"
	"io/fs"
	"path/filepath"

	"palier"
	"palier/internal/advice"
)

// AdviceFile is where a merchant says otherwise what to do for whom (advice.Parse). It need
// not be there, and is read whenever advice is given.
const AdviceFile = "advice.yaml"

// Advice gives the advice in a language: ours, but for what the merchant says.
func (w *Workspace) Advice(language string) (*advice.Book, error) {
	own, err := w.OwnAdvice()
	if err != nil {
		return nil, err
	}
	return own.In(language)
}

// OwnAdvice reads what the merchant says; nothing where there is no file.
func (w *Workspace) OwnAdvice() (*advice.Own, error) {
	own, err := ReadAdvice(filepath.Join(w.Dir, AdviceFile))
	if errors.Is(err, fs.ErrNotExist) {
		return &advice.Own{}, nil
	}
	return own, err
}

// ReadAdvice reads a file of advice.
func ReadAdvice(path string) (*advice.Own, error) {
	text, err := readText(path)
	if err != nil {
		return nil, palier.Fail(palier.NotFound, "read the advice", err)
	}
	return advice.Parse(text)
}
