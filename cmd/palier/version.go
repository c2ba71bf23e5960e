package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// release is the version, set by the build (make sets it from the newest tag).
var release = "development"

func (p *Program) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Tell the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if p.json {
				return p.writeJSON(map[string]string{"version": release, "go": runtime.Version()})
			}
			_, err := fmt.Fprintf(p.Out, "palier %s (%s, %s/%s)\n", release, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
