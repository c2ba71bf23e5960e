package signin

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"palier"
)

// How passwords are hashed: argon2id with the memory and the passes that OWASP recommends
// as the least, on one thread. A hash says how it was made, so that these can grow.
const (
	memory  = 19 << 10 // KiB
	passes  = 2
	threads = 1
	keySize = 32
	salting = 16
)

// atOnce is how many passwords are hashed at once, each of them in 19 MiB: the others wait.
var atOnce = make(chan struct{}, 4)

// queue waits for its turn, and gives what ends it.
func queue() func() {
	atOnce <- struct{}{}
	return func() { <-atOnce }
}

// Passwords have between leastPassword and mostPassword characters; nothing else is asked of
// them (NIST SP 800-63B).
const (
	leastPassword = 10
	mostPassword  = 200
)

// Hash gives a password the form in which it is kept.
func Hash(password string) (string, error) {
	defer queue()()
	if n := utf8.RuneCountInString(password); n < leastPassword || n > mostPassword {
		return "", palier.Refusef("set the password", "take a sentence that only you would say", "it has %d characters, and %d to %d are asked for", n, leastPassword, mostPassword)
	}
	salt := make([]byte, salting)
	rand.Read(salt)
	key := argon2.IDKey([]byte(password), salt, passes, memory, threads, keySize)
	text := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memory, passes, threads, text(salt), text(key)), nil
}

// absent is the hash of nobody's password, which is compared where there is no user, so that
// it takes as long.
var absent, _ = Hash("nobody has this password")

// matches tells whether a password is that of a hash.
func matches(password, hash string) bool {
	var version int
	var m, t uint32
	var p uint8
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || len(password) > 4*mostPassword {
		return false
	}
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &m, &t, &p); err != nil || m == 0 || t == 0 || p == 0 {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false
	}
	key, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || len(key) == 0 {
		return false
	}
	defer queue()()
	return subtle.ConstantTimeCompare(key, argon2.IDKey([]byte(password), salt, t, m, p, uint32(len(key)))) == 1
}
