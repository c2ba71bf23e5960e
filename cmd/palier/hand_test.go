package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"palier/internal/socket"
)

// server is palier serve as a process of its own.
type serverProcess struct {
	*exec.Cmd
	u       *user
	log     *bytes.Buffer
	address string
}

// serveApart starts the server as a process of its own, and waits until it answers.
func (u *user) serveApart(args ...string) *serverProcess {
	u.t.Helper()
	s := &serverProcess{u.process(append([]string{"serve", "--json", "--listen", "127.0.0.1:0"}, args...)...), u, &bytes.Buffer{}, ""}
	s.Stderr = s.log
	out, err := s.StdoutPipe()
	if err == nil {
		err = s.Start()
	}
	if err != nil {
		u.t.Fatal(err)
	}
	u.t.Cleanup(func() {
		if s.ProcessState == nil {
			s.Process.Kill()
			s.Wait()
		}
	})
	told := struct{ Address string }{}
	if err := json.NewDecoder(out).Decode(&told); err != nil || told.Address == "" {
		u.t.Fatalf("it says %+v, %v", told, err)
	}
	s.address = told.Address
	return s
}

// end ends the server as an operator does, and tells how it exits.
func (s *serverProcess) end() error {
	s.u.t.Helper()
	if err := s.Process.Signal(syscall.SIGTERM); err != nil {
		s.u.t.Fatal(err)
	}
	return s.Wait()
}

// apart runs a command as a process of its own, in a folder.
func (u *user) apart(folder, stdin string, args ...string) (stdout, stderr string, code int) {
	u.t.Helper()
	command := u.process(args...)
	command.Dir = folder
	var out, problems bytes.Buffer
	command.Stdin, command.Stdout, command.Stderr = strings.NewReader(stdin), &out, &problems
	if err := command.Run(); err != nil && command.ProcessState == nil {
		u.t.Fatal(err)
	}
	return out.String(), problems.String(), command.ProcessState.ExitCode()
}

// must runs a command as a process of its own that has to succeed.
func (u *user) must(folder, stdin string, args ...string) string {
	u.t.Helper()
	stdout, stderr, code := u.apart(folder, stdin, args...)
	if code != done {
		u.t.Fatalf("palier %v: exit %d\n%s", args, code, stderr)
	}
	return stdout
}

const handedOrders = "order_id,contact_id,ordered_at,amount\n"

func TestCommandsAreDoneByTheServerThatHoldsTheWorkspace(t *testing.T) {
	u := shop(t)
	alone := map[string][3]any{}
	questions := [][]string{
		{"report", "stages"}, {"--json", "report", "stages"}, {"--lang", "fr", "loads"}, {"contacts", "list"}, {"--json", "segment", "list"},
		{"report", "nonsense"}, {"contacts", "show", "nobody"}, {"nonsense"}, {"model", "check"},
	}
	ask := func(args []string) [3]any {
		stdout, stderr, code := u.apart(u.dir, "", args...)
		return [3]any{stdout, stderr, code}
	}
	for _, args := range questions {
		alone[fmt.Sprint(args)] = ask(args)
	}
	s := u.serveApart("--slow", "1ns")
	for _, args := range questions {
		if got, want := ask(args), alone[fmt.Sprint(args)]; got != want {
			t.Errorf("palier %v answers %.2000q, and without a server %.2000q", args, got, want)
		}
	}
	if link := ask([]string{"--quiet", "user", "add", "zed"})[0].(string); !strings.HasPrefix(link, s.address+"/invitation/") {
		t.Errorf("at %s somebody is invited by %s", s.address, link)
	}
	if err := s.end(); err != nil {
		t.Errorf("the server ends with %v: %s", err, s.log)
	}
	if log := s.log.String(); !strings.Contains(log, `command="contacts show"`) || strings.Contains(log, "nobody") || !strings.Contains(log, `msg="slow question"`) || !strings.Contains(log, " plan=") {
		t.Errorf("the log says %s", log)
	}
}

func TestFilesAndStreamsReachTheServerWhereverTheyAre(t *testing.T) {
	u := shop(t)
	s := u.serveApart()
	folder := t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a.csv", handedOrders+"h1,ann,2026-01-05,10.00\n")
	write("many/b.csv", handedOrders+"h2,ann,2026-01-06,10.00\n")
	write("many/c.csv", handedOrders+"h3,bob,2026-01-07,10.00\n")
	u.must(folder, "", "import", "a.csv", "many")
	u.must(folder, handedOrders+"h4,bob,2026-01-08,10.00\n", "import", "-")
	for number, name := range map[string]string{"a.csv": "a.csv", "b.csv": "b.csv", "standard input": "standard input"} {
		if list := u.must(folder, "", "loads"); !strings.Contains(list, name) {
			t.Errorf("%s is not in %s", number, list)
		}
	}
	if _, stderr, code := u.apart(folder, "", "import", "a.csv", "./a.csv"); code != refused || !strings.Contains(stderr, "named twice") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	if _, stderr, code := u.apart(folder, "", "import", "absent.csv"); code != refused || !strings.Contains(stderr, "absent.csv") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	u.must(folder, "", "contacts", "export", "--output", "out.csv")
	u.must(folder, "", "backup", "copy")
	for _, made := range []string{"out.csv", "copy/backup.json"} {
		if _, err := os.Stat(filepath.Join(folder, made)); err != nil {
			t.Error(err)
		}
	}
	write("model.yaml", u.must(folder, "", "model", "show"))
	u.must(folder, "", "model", "diff", "model.yaml")
	if _, stderr, code := u.apart(folder, "no\n", "forget", "bob"); code != refused || !strings.Contains(stderr, "not typed again") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	if err := s.end(); err != nil {
		t.Errorf("the server ends with %v: %s", err, s.log)
	}
	if history := u.run("--json", "audit"); !strings.Contains(history, filepath.Join(folder, "copy")) {
		t.Errorf("the backup's folder is not in %s", history)
	}
}

func TestSomebodyIsForgottenWhileTheServerAnswers(t *testing.T) {
	u := shop(t)
	token := strings.TrimSpace(u.run("token", "add", "reader", "--for", "write"))
	s := u.serve()
	defer s.stop()
	asking, stop := make(chan error, 1), make(chan bool)
	go func() {
		for {
			select {
			case <-stop:
				asking <- nil
				return
			default:
			}
			if status, got := s.ask(t, "GET", "/api/v1/reports/stages", token, ""); status != 200 {
				asking <- fmt.Errorf("it answers %d: %s", status, got)
				return
			}
		}
	}()
	if _, stderr, code := u.apart(u.dir, "bob\n", "forget", "bob"); code != done {
		t.Errorf("exit %d: %s", code, stderr)
	}
	close(stop)
	if err := <-asking; err != nil {
		t.Error(err)
	}
	if status, got := s.ask(t, "GET", "/api/v1/contacts/bob", token, ""); status != 404 {
		t.Errorf("it answers %d: %s", status, got)
	}
}

func TestACommandEndsWithItsProcessAndChangesNothing(t *testing.T) {
	u := shop(t)
	s := u.serveApart()
	before := u.must(u.dir, "", "--json", "loads")
	for _, end := range []os.Signal{syscall.SIGKILL, syscall.SIGINT} {
		command := u.process("import", "-")
		in, err := command.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		var stderr bytes.Buffer
		command.Stderr = &stderr
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		io.WriteString(in, handedOrders+"h9,ann,2026-01-05,10.00\n")
		waitFor(t, "the input to come", func() bool {
			left, _ := filepath.Glob(filepath.Join(u.dir, "scratch", "standard-input-*"))
			return len(left) > 0
		})
		command.Process.Signal(end)
		command.Wait()
		waitFor(t, "the server to give up", func() bool {
			left, _ := filepath.Glob(filepath.Join(u.dir, "scratch", "standard-input-*"))
			return len(left) == 0
		})
		in.Close()
	}
	if after := u.must(u.dir, "", "--json", "loads"); after != before {
		t.Errorf("the loads are %s", after)
	}
	if err := s.end(); err != nil {
		t.Errorf("the server ends with %v: %s", err, s.log)
	}
}

func waitFor(t *testing.T, what string, is func() bool) {
	t.Helper()
	for began := time.Now(); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Since(began) > 20*time.Second {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func TestALoadGoesThroughThatIsUnderWayWhenTheServerIsStopped(t *testing.T) {
	u := shop(t)
	s := u.serveApart()
	var text strings.Builder
	text.WriteString(handedOrders)
	for i := range 60_000 {
		fmt.Fprintf(&text, "s%d,c%d,2026-01-05,10.00\n", i, i)
	}
	command := u.process("import", u.file("large.csv", text.String()))
	said := &bytes.Buffer{}
	command.Stdout, command.Stderr = said, said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(150 * time.Millisecond) // it may be before it begins, or well into it
	if err := s.end(); err != nil {
		t.Errorf("the server ends with %v: %s", err, s.log)
	}
	if err := command.Wait(); err != nil {
		t.Errorf("the import ends with %v: %s", err, said)
	}
	if list := u.run("loads"); strings.Count(list, "large.csv") != 1 {
		t.Errorf("the loads are %s", list)
	}
}

func TestAServerThatIsKilledDuringAnUploadLeavesNothingOfIt(t *testing.T) {
	u := shop(t)
	token := strings.TrimSpace(u.run("token", "add", "loader", "--for", "admin"))
	before := u.run("--json", "loads")
	s := u.serveApart()
	half, more := io.Pipe()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.address+"/api/v1/uploads?name=half.csv", half)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/octet-stream")
	answered := make(chan error, 1)
	go func() {
		_, err := http.DefaultClient.Do(r)
		answered <- err
	}()
	io.WriteString(more, handedOrders+strings.Repeat("h1,ann,2026-01-05,10.00\n", 10_000))
	kept := func() []string {
		files, _ := filepath.Glob(filepath.Join(u.dir, "scratch", "uploads", "*")) // a folder each
		return files
	}
	waitFor(t, "the upload to begin", func() bool { return len(kept()) > 0 })
	s.Process.Kill()
	s.Wait()
	more.Close()
	if err := <-answered; err == nil {
		t.Error("the upload was answered")
	}
	u.serveApart()
	if left := kept(); len(left) > 0 {
		t.Errorf("%q are left", left)
	}
	if after := u.must(u.dir, "", "--json", "loads"); after != before {
		t.Errorf("the loads are %s", after)
	}
}

func TestTheLockTellsWhoLivesAndNotASocketThatWasLeftBehind(t *testing.T) {
	u := shop(t)
	s := u.serveApart()
	s.Process.Kill()
	s.Wait()
	if !socket.Left(u.dir) {
		t.Fatal("the server left no socket")
	}
	if info, err := os.Stat(filepath.Join(u.dir, socket.Name)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the socket is %v, %v", info, err)
	}
	u.must(u.dir, "", "report", "stages")
	u.serveApart()
	u.must(u.dir, "", "report", "stages")
	if _, stderr, code := u.apart(u.dir, "", "restore", "--replace", "--into", u.dir, u.dir); code != refused || !strings.Contains(stderr, "palier:") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

func TestAnotherVersionIsToldWhatToDo(t *testing.T) {
	u := shop(t)
	s := u.serve()
	defer s.stop()
	defer func(was string) { release = was }(release)
	release = "9.9.9" // of the command: the server knows its own already
	_, stderr, code := u.try("report", "stages")
	if code != refused || !strings.Contains(stderr, "9.9.9") || !strings.Contains(stderr, "restart the server") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

func TestABadCommandOnTheSocketHurtsNobody(t *testing.T) {
	u := shop(t)
	s := u.serve()
	defer s.stop()
	for _, sent := range []string{"", "\x00", "\x00{", "\x03{}", "\xff", "GET / HTTP/1.1\r\n\r\n", "\x00" + strings.Repeat("x", 1<<16)} {
		conn, err := socket.Dial(u.dir)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(conn, sent)
		conn.CloseWrite()
		if got, err := bufio.NewReader(conn).ReadString('\n'); err == nil {
			t.Errorf("%q is answered with %q", sent, got)
		}
		conn.Close()
	}
	u.run("report", "stages")
}
