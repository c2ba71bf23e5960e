package answer

import (
	"palier/internal/control"
	"palier/internal/modelfile"
)

// Version is a version of the model.
type Version struct {
	Number     int                    `json:"number"`
	Who        string                 `json:"who"`
	At         string                 `json:"at" format:"date-time"`
	Message    string                 `json:"message"`
	Hash       string                 `json:"hash"`
	Difference []modelfile.Difference `json:"difference" doc:"To the version before."`
}

// VersionOf tells of a version.
func VersionOf(v control.Version) Version {
	return Version{
		Number: v.Number, Who: v.Who, At: v.At.UTC().Format("2006-01-02T15:04:05Z"), Message: v.Message, Hash: v.Hash,
		Difference: append([]modelfile.Difference{}, v.Difference...),
	}
}

// VersionsOf tells of versions.
func VersionsOf(versions []control.Version) []Version {
	all := make([]Version, len(versions))
	for i, version := range versions {
		all[i] = VersionOf(version)
	}
	return all
}
