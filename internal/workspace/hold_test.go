package workspace

import (
	"context"
	"errors"
	"testing"
)

func TestWhatIsHeldIsNotEndedAnyMore(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	held, hold, letGo := holdable(ctx)
	if err := hold(); err != nil {
		t.Fatal(err)
	}
	end()
	if held.Err() != nil {
		t.Error("what is held was ended")
	}
	letGo()

	held, hold, letGo = holdable(ctx)
	defer letGo()
	<-held.Done()
	if err := hold(); !errors.Is(err, context.Canceled) {
		t.Errorf("held too late: %v", err)
	}
}
