package workspace

import (
	"context"
	"fmt"
	"os"
	"os/user"
)

type actor struct{}

// As gives a context in which somebody other than the person at the machine acts: whoever
// is signed in. Versions, the audit log and all else that keeps who did it names them.
func As(ctx context.Context, who string) context.Context {
	return context.WithValue(ctx, actor{}, who)
}

// Who gives the name of who acts.
func Who(ctx context.Context) string {
	if who, ok := ctx.Value(actor{}).(string); ok {
		return who
	}
	if who := os.Getenv("PALIER_USER"); who != "" {
		return who
	}
	if person, err := user.Current(); err == nil {
		return person.Username
	}
	return fmt.Sprintf("uid %d", os.Getuid())
}
