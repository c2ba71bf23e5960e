package signin

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

func fileHas(t *testing.T, path, text string) bool {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(content, []byte(text))
}

func TestAPasswordMatchesItsHashAndNoOther(t *testing.T) {
	first, err := Hash("ein langer Satz, 長い文")
	if err != nil {
		t.Fatal(err)
	}
	second, err := Hash("ein langer Satz, 長い文")
	if err != nil || first == second {
		t.Errorf("the same hash twice: %s, %v", first, err)
	}
	if !matches("ein langer Satz, 長い文", first) || matches("ein langer Satz, 長い丈", first) || matches("", first) {
		t.Error("it does not tell them apart")
	}
}

func TestAHashThatIsNoneMatchesNothing(t *testing.T) {
	good, err := Hash(password)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"", "$", "$argon2id$v=19$m=0,t=0,p=0$c2FsdA$a2V5", "$argon2id$v=19$m=19456,t=2,p=1$!$!", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$",
		strings.Replace(good, "argon2id", "argon2i", 1), strings.Replace(good, "v=19", "v=16", 1), good[:len(good)-4]} {
		if matches(password, bad) {
			t.Errorf("%q matches", bad)
		}
	}
}

func TestPasswordsAreLongEnoughAndNotEndless(t *testing.T) {
	for _, bad := range []string{"", "123456789", strings.Repeat("é", mostPassword+1)} {
		if _, err := Hash(bad); err == nil {
			t.Errorf("%d bytes are taken", len(bad))
		}
	}
}
