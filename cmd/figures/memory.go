package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"palier/internal/workspace"
)

const memoryBar = 2048 // MiB

// memory measures the peak memory of a process that does a full refresh of twice the
// orders of the base.
func (b *bench) memory(ctx context.Context) error {
	w, err := b.base(ctx, "memory", 2*b.orders)
	if err != nil {
		return err
	}
	dir := w.Dir
	if err := w.Close(); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	var peaks []int
	for range rounds {
		out, err := exec.CommandContext(ctx, self, "-refresh", dir).Output()
		if err != nil {
			return err
		}
		peak, err := strconv.Atoi(strings.TrimSpace(string(out)))
		if err != nil {
			return err
		}
		peaks = append(peaks, peak)
	}
	slices.Sort(peaks)
	peak := float64(peaks[len(peaks)/2]) / 1024
	return b.tell(figure{"refresh_peak_memory", peak, memoryBar}, "full refresh of %d orders: %.0f MiB", 2*b.orders, peak)
}

// refreshAndTell refreshes a workspace and prints the peak memory of the process in KiB.
func refreshAndTell(ctx context.Context, dir string) error {
	w, err := workspace.Open(ctx, dir, workspace.Options{Now: time.Now, Command: "figures"})
	if err != nil {
		return err
	}
	if _, err := w.Refresh(ctx, "", nil); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	peak, err := peakMemory()
	if err == nil {
		fmt.Println(peak)
	}
	return err
}

// forgetPeak has peakMemory tell only of what comes from here on.
func forgetPeak() error {
	debug.FreeOSMemory()
	return os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

// peakMemory gives the most memory that the process has had, in KiB.
func peakMemory() (int, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, found := strings.CutPrefix(line, "VmHWM:"); found {
			return strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")))
		}
	}
	return 0, fmt.Errorf("/proc/self/status does not tell the peak memory")
}
