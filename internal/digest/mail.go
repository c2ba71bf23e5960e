package digest

import (
	"bytes"
	"crypto/rand"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"
	"unicode"

	"palier"
)

// Mail is who sends a letter to whom.
type Mail struct {
	From    *mail.Address
	To      []*mail.Address
	Subject string // empty: that of the letter
	At      time.Time
}

// mostRecipients and longestSubject bound what a message's head may hold.
const (
	mostRecipients = 100
	longestSubject = 200 // characters
)

// ParseMail reads who sends a letter to whom, as heads of messages have it: Anne <anne@example.com>.
func ParseMail(from, to, subject string, at time.Time) (Mail, error) {
	const tried = "write the digest as a message"
	m := Mail{Subject: subject, At: at}
	var err error
	if m.From, err = mail.ParseAddress(from); err != nil {
		return m, palier.Refusef(tried, "give an address such as Palier <palier@example.com>", "%q can send nothing", from)
	}
	if m.To, err = mail.ParseAddressList(to); err != nil || len(m.To) > mostRecipients {
		return m, palier.Refusef(tried, "give addresses such as anne@example.com, separated by commas, at most 100", "%q can receive nothing", to)
	}
	if len([]rune(subject)) > longestSubject || strings.ContainsFunc(subject, unicode.IsControl) {
		return m, palier.Refuse(tried, "the subject has a line break, or more than 200 characters", "")
	}
	return m, nil
}

// WriteMail writes the letter as a message (RFC 5322) with a text and an HTML alternative (RFC
// 2046), ready for a mail program or sendmail -t.
func (l *Letter) WriteMail(w io.Writer, m Mail) error {
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	for _, part := range []struct {
		kind  string
		write func(io.Writer) error
	}{{"text/plain", l.WriteText}, {"text/html", l.WriteHTML}} { // the best comes last
		if err := writePart(parts, part.kind, part.write); err != nil {
			return err
		}
	}
	if err := parts.Close(); err != nil {
		return err
	}
	head := l.head(m, parts.Boundary())
	_, err := io.Copy(w, io.MultiReader(strings.NewReader(head), &body))
	return err
}

func writePart(parts *multipart.Writer, kind string, write func(io.Writer) error) error {
	part, err := parts.CreatePart(textproto.MIMEHeader{"Content-Type": {kind + "; charset=utf-8"}, "Content-Transfer-Encoding": {"quoted-printable"}})
	if err != nil {
		return err
	}
	quoted := quotedprintable.NewWriter(part)
	if err := write(quoted); err != nil {
		return err
	}
	return quoted.Close()
}

// head writes the fields above the parts.
func (l *Letter) head(m Mail, boundary string) string {
	to := make([]string, len(m.To))
	for i, address := range m.To {
		to[i] = address.String()
	}
	subject := m.Subject
	if subject == "" {
		subject = l.Subject
	}
	_, host, _ := strings.Cut(m.From.Address, "@")
	var out strings.Builder
	for _, field := range [][2]string{
		{"From", m.From.String()},
		{"To", strings.Join(to, ",\r\n ")},
		{"Subject", fold(mime.QEncoding.Encode("utf-8", subject))},
		{"Date", m.At.Format(time.RFC1123Z)},
		{"Message-ID", "<" + rand.Text() + "@" + host + ">"},
		{"Auto-Submitted", "auto-generated"}, // RFC 3834: nobody's absence answers it
		{"Content-Language", l.Language},
		{"MIME-Version", "1.0"},
		{"Content-Type", `multipart/alternative; boundary="` + boundary + `"`},
	} {
		out.WriteString(field[0] + ": " + field[1] + "\r\n")
	}
	return out.String() + "\r\n"
}

// fold breaks the encoded words of a field into lines (RFC 2047, 2).
func fold(field string) string { return strings.ReplaceAll(field, "?= =?", "?=\r\n =?") }
