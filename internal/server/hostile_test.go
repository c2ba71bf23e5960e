package server_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"palier/internal/control"
	"palier/internal/server/servertest"
)

// run runs the shop's server as palier serve does, until stop or the end of the test.
func run(t *testing.T, shop *servertest.Shop) (stop func() error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	shop.URL = "http://" + listener.Addr().String()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- shop.Server.Run(ctx, listener) }()
	stop = func() error {
		http.DefaultClient.CloseIdleConnections() // the server would wait for those that were opened and not used
		cancel()
		return <-ended
	}
	return stop
}

// talk opens a connection and sends a text as it is.
func talk(t *testing.T, shop *servertest.Shop, text string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(shop.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	io.WriteString(conn, text) // it may be cut off before the end, which is what is tried
	return conn
}

func TestWhoeverTakesTheirTimeIsCutOffAndHoldsNobodyUp(t *testing.T) {
	shop := servertest.Open(t)
	shop.Server.Hurry(300 * time.Millisecond)
	stop := run(t, shop)
	var slow []net.Conn
	for range 50 {
		slow = append(slow,
			talk(t, shop, ""),
			talk(t, shop, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: "),
			talk(t, shop, "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"),
			talk(t, shop, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"), // and stays
		)
	}
	shop.Stranger().Do(http.MethodGet, "/healthz", nil).Is(http.StatusOK)
	for i, conn := range slow {
		if _, err := io.Copy(io.Discard, conn); err != nil && !strings.Contains(err.Error(), "reset") {
			t.Errorf("connection %d is held: %v", i, err)
		}
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestWhatIsNoSensibleRequestIsRefusedAndTheServerGoesOn(t *testing.T) {
	shop := servertest.Open(t)
	stop := run(t, shop)
	const get = "GET /api/v1/session HTTP/1.1\r\nHost: localhost\r\n"
	for text, status := range map[string]string{
		get + "X-Flood: " + strings.Repeat("x", 100<<10) + "\r\n\r\n":             "431",
		get + strings.Repeat("X-Flood: x\r\n", 20_000) + "\r\n":                   "431",
		get + "Cookie: " + strings.Repeat("palier=x; ", 5_000) + "\r\n\r\n":       "401",
		get + "Authorization: Bearer " + strings.Repeat("x", 50<<10) + "\r\n\r\n": "401",
		"GET / HTTP/1.1\r\n\r\n":                                       "400",
		"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n":                 "400",
		"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n": "421",
		"GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n":                 "400",
		"GET /api/v1/contacts/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n": "401",
		"GET //etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n":         "",
		"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n":    "",
		"NONSENSE\r\n\r\n": "400",
		"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n": "",
		"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n":                                                 "400",
	} {
		conn := talk(t, shop, text)
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Errorf("%.80q: %v", text, err)
			continue
		}
		if status == "" && (answer.StatusCode/100 == 2 || answer.StatusCode/100 == 5) || status != "" && !strings.HasPrefix(answer.Status, status) {
			t.Errorf("%.80q is answered with %s", text, answer.Status)
		}
		answer.Body.Close()
		conn.Close()
	}
	shop.Stranger().Do(http.MethodGet, "/healthz", nil).Is(http.StatusOK)
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestALoadIsFinishedBeforeTheServerEnds(t *testing.T) {
	shop := servertest.Open(t)
	stop := run(t, shop)
	ada := shop.User("ada", control.Admin, false)
	var text strings.Builder
	text.WriteString("order_id,contact_id,ordered_at,amount\n")
	for i := range 30_000 {
		fmt.Fprintf(&text, "l%d,c%d,2026-09-01,1.00\n", i, i/2)
	}
	var sent struct{ ID string }
	ada.Do(http.MethodPost, "/api/v1/uploads?name=large.csv", strings.NewReader(text.String())).Is(http.StatusCreated).Into(&sent)
	ada.Post("/loads", map[string]any{"uploads": []string{sent.ID}}).Is(http.StatusAccepted)
	if err := stop(); err != nil {
		t.Error(err)
	}
	view, err := shop.Workspace.Store.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	if loads, err := view.Loads(t.Context()); err != nil || len(loads) != 2 || view.Published().Stale() {
		t.Errorf("the loads are %+v, %v", loads, err)
	}
	if _, err := http.Get(shop.URL + "/healthz"); err == nil {
		t.Error("it still answers")
	}
}
