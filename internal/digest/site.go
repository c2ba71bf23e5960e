package digest

import (
	"net/url"
	"strings"

	"palier"
)

// Site is where the pages are, https://palier.example, so that numbers can lead there. The zero
// value is nowhere.
type Site struct{ base string }

// ParseSite reads the address under which people reach the pages; empty: nowhere.
func ParseSite(text string) (Site, error) {
	if text == "" {
		return Site{}, nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return Site{}, palier.Refusef("lead to the pages at "+text, "give the address under which people open Palier, such as https://palier.example", "it is no such address")
	}
	return Site{strings.TrimRight(u.String(), "/")}, nil
}

// site makes the addresses of pages about the digest's day and segment.
type site struct {
	Site
	of *Digest
}

// page gives the address of a page; empty where there is no site.
func (s site) page(path string, more url.Values) string {
	if s.base == "" || path == "" {
		return ""
	}
	query := url.Values{"to": {s.of.Day.String()}}
	if s.of.Segment != "" {
		query.Set("segment", s.of.Segment)
	}
	for name, values := range more {
		query[name] = values
	}
	return s.base + path + "?" + query.Encode()
}

// contacts gives the address of the contacts of a segment. Of a digest about a segment there is
// none: the two together are another segment.
func (s site) contacts(whom string) string {
	if s.of.Segment != "" {
		return ""
	}
	return s.page("/contacts", url.Values{"segment": {whom}})
}

func (s site) segment(name string) string {
	return s.page("/segment", url.Values{"segment": {name}})
}
