package refresh

import (
	"context"
	"errors"
	"testing"
	"time"

	"palier"
)

func TestAPassThatWaitsTooLongIsToldToComeAgain(t *testing.T) {
	defer func(was time.Duration) { patience = was }(patience)
	patience = time.Millisecond
	queue := NewQueue(1)
	done, err := queue.take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := queue.take(t.Context()); palier.CodeOf(err) != palier.Busy {
		t.Errorf("the second one gets %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	patience = time.Minute
	if _, err := queue.take(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("one that is not wanted any more gets %v", err)
	}
	done()
	if done, err = queue.take(t.Context()); err != nil {
		t.Fatal(err)
	}
	done()
	if done, err = Queue(nil).take(t.Context()); err != nil {
		t.Fatal(err)
	}
	done()
}
