package server

import (
	"context"
	"errors"
	"time"

	"github.com/robfig/cron/v3"

	"palier"
	"palier/internal/workspace"
)

// wind starts what is done by the clock of the workspace's zone, and gives what ends it once
// what is under way is done.
func (s *Server) wind(ctx context.Context) (stop func()) {
	clock := cron.New(cron.WithLocation(s.Workspace.Zone), cron.WithChain(cron.SkipIfStillRunning(cron.DiscardLogger)))
	for _, task := range []struct {
		when, name string
		do         func(context.Context) error
	}{
		{"* * * * *", "day", s.TurnDay}, // each minute, so that a machine that slept over midnight catches up
		{"17 * * * *", "sweep", s.sweep},
		{"47 * * * *", "retention", s.Purge},
		{"@every 10s", "inbox", s.EmptyInbox},
		{"@every 2s", "prepare", s.Prepare},
	} {
		job := func() {
			if err := task.do(ctx); err != nil && ctx.Err() == nil {
				s.Log.Error("by the clock", "task", task.name, "error", err)
			}
		}
		if _, err := clock.AddFunc(task.when, job); err != nil {
			panic(err) // the times are constants
		}
	}
	clock.Start()
	return func() { <-clock.Stop().Done() }
}

// published tells which generation is the newest.
func (s *Server) published(ctx context.Context) (palier.Published, error) {
	view, err := s.Workspace.Store.View(ctx)
	if err != nil {
		return palier.Published{}, err
	}
	return view.Published(), view.Close()
}

// TurnDay computes the states of today, where the workspace follows the calendar and its
// states are those of another day.
func (s *Server) TurnDay(ctx context.Context) error {
	published, err := s.published(ctx)
	if err != nil {
		return err
	}
	if published.Policy != workspace.AsOfToday || published.AsOf == s.Workspace.Today() {
		return nil
	}
	began := time.Now()
	now, err := s.Workspace.Refresh(ctx, "", nil)
	if err == nil {
		s.Log.Info("a new day", "as_of", now.AsOf, "generation", now.Generation, "took", time.Since(began))
	}
	return err
}

// Purge erases those who are due, once a month. It acts as the clock.
func (s *Server) Purge(ctx context.Context) error {
	began := time.Now()
	done, err := s.Workspace.PurgeMonthly(workspace.As(ctx, "clock"))
	if done == nil || err != nil {
		return err
	}
	s.Log.Info("erased those who were due", "leads", done.Leads, "customers", done.Customers, "took", time.Since(began))
	for _, remain := range done.Remains {
		s.Log.Warn("erasing did not reach", "kind", remain.Kind, "name", remain.Name)
	}
	return nil
}

// Prepare makes ready what the first questions about a new generation would wait for,
// whoever made it. While the base is being changed it waits for what comes of that.
func (s *Server) Prepare(ctx context.Context) error {
	published, err := s.published(ctx)
	if err != nil {
		return err
	}
	if published.States == 0 || published.Generation == s.prepared {
		return nil
	}
	lens, err := s.Workspace.Look(ctx, nil, palier.NoDay)
	if err != nil {
		return err
	}
	defer lens.Close()
	began := time.Now()
	if err = lens.Prepare(ctx); palier.CodeOf(err) == palier.Busy {
		return nil
	}
	if err == nil {
		s.prepared = lens.Published().Generation
		s.Log.Info("prepared", "generation", s.prepared, "took", time.Since(began))
	}
	return err
}

// EmptyInbox loads the files that lie in the inbox since the look before. A load that has
// begun goes through when the server is to stop.
func (s *Server) EmptyInbox(ctx context.Context) (err error) {
	if s.inbox == nil {
		if s.inbox, err = s.Workspace.Inbox(); err != nil {
			return err
		}
	}
	began := time.Now()
	taken, err := s.inbox.Look(context.WithoutCancel(ctx))
	switch {
	case taken == nil:
	case taken.Refused != nil:
		s.Log.Warn("refused files of the inbox", "files", len(taken.Files), "folder", taken.Folder, "error", taken.Refused)
	default:
		s.Log.Info("loaded files of the inbox", "files", len(taken.Files), "load", taken.Load, "folder", taken.Folder, "took", time.Since(began))
	}
	return err
}

// keptUploads is how long files are kept that were sent and not imported.
const keptUploads = 24 * time.Hour

// sweep drops the sessions that are over, and files that nobody imported.
func (s *Server) sweep(ctx context.Context) error {
	now := s.Desk.Now()
	return errors.Join(s.Workspace.Control.SweepSessions(ctx, now), s.Workspace.SweepUploads(now.Add(-keptUploads)))
}
