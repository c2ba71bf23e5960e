// Package web is the pages: what people see of a workspace in a browser. Every page is
// made here, whole and readable without a script; scripts then fill in what an address
// alone cannot: charts drawn from the tables on the page, parts fetched without the rest.
//
// Numbers come from internal/report, so that a page says what the command line says. The
// address of a page holds the day and the range it shows; nothing is kept in between but
// the session and two cookies of taste (look and language).
package web

import (
	"net/http"

	"palier/internal/intake"
	"palier/internal/job"
	"palier/internal/report"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// Site is the pages of one workspace.
type Site struct {
	Workspace *workspace.Workspace
	Desk      *signin.Desk
	Jobs      *job.Book
	MaxUpload int64 // in bytes, of each file; 0: as package intake says
	Secure    bool  // people come by HTTPS: cookies are sent by nothing else

	books     books
	reports   report.Shelf
	dominance dominance
	sizes     sizes
}

// EnterPath begins the path of a link that signs in by itself; its secret, a pass of the
// desk, ends it.
const EnterPath = "/enter/"

// route is a page, and the right it takes.
type route struct {
	right signin.Right
	page  func(*visit) error
}

// Handler gives the pages, to be mounted at /. What every request goes through first is the
// server's: who asks, what browsers may do with the answer, that our own pages asked.
func (s *Site) Handler() http.Handler {
	s.books.load()
	mux := http.NewServeMux()
	open := func(pattern string, page func(*visit) error) { mux.Handle(pattern, s.open(page)) }
	restricted := func(right signin.Right, pattern string, page func(*visit) error) {
		mux.Handle(pattern, s.open(func(v *visit) error { return v.with(right, page) }))
	}

	mux.Handle("GET "+assetPath()+"{name...}", http.HandlerFunc(serveAsset))
	open("GET /sign-in", signIn)
	open("POST /sign-in", signInDone)
	open("POST /sign-out", signOut)
	open("GET "+signin.InvitationPath+"{secret}", invitation)
	open("POST "+signin.InvitationPath+"{secret}", invitationDone)
	open("GET "+EnterPath+"{secret}", enter)
	open("POST /look", setLook)
	open("POST /language", setLanguage)

	restricted(signin.See, "GET /{$}", showOverview)
	restricted(signin.See, "GET /narrow", showNarrow)
	restricted(signin.See, "GET /rates/{rate}", showRate)
	restricted(signin.See, "GET /rfm/advice/{profile}/{amount_level}", showCellAdvice)
	for _, s := range sheets {
		restricted(signin.See, "GET /"+s.id, s.show)
	}
	restricted(signin.Meet, "GET /segments", showSegments)
	restricted(signin.Meet, "GET /segments/size", showSegmentSize)
	restricted(signin.Meet, "GET /segments/new", newSegment)
	restricted(signin.Meet, "GET /segments/edit", editSegment)
	restricted(signin.Meet, "POST /segments/save", saveSegment)
	restricted(signin.Meet, "GET /segments/delete", askDelete)
	restricted(signin.Meet, "POST /segments/delete", deleteSegment)
	restricted(signin.Meet, "GET /segment", showSegment)
	restricted(signin.Meet, "GET /segment/turns", showTurns)
	restricted(signin.Meet, "GET /segment/portrait", showPortrait)
	restricted(signin.Meet, "GET /segment/sizes", writeSizes)
	restricted(signin.Meet, "POST /segment/export", writeSegment)
	restricted(signin.See, "GET /contacts", showContacts)
	restricted(signin.HandOut, "POST /contacts/export", handOutContacts)
	restricted(signin.Meet, "POST /contacts/save", saveContacts)
	restricted(signin.Meet, "GET /contacts/{id}", showContact)
	restricted(signin.Meet, "GET /contacts/{id}/segments", showContactSegments)
	restricted(signin.Meet, "GET /data", showFiles)
	restricted(signin.Manage, "POST "+intake.FormPath, takeFiles)
	restricted(signin.Manage, "POST /data/files/{id}/drop", dropFile)
	restricted(signin.Manage, "GET /data/import", showPreview)
	restricted(signin.Manage, "POST /data/import", beginImport)
	restricted(signin.Manage, "GET /data/jobs/{id}", showJob)
	restricted(signin.Manage, "POST /data/jobs/{id}/cancel", cancelJob)
	restricted(signin.Manage, "POST /data/jobs/{id}/load", loadTried)
	restricted(signin.Meet, "GET /data/loads", showLoads)
	restricted(signin.Meet, "GET /data/loads/{number}", showLoad)
	restricted(signin.Manage, "POST /data/loads/{number}/undo", beginUndo)
	restricted(signin.Meet, "GET /data/quality", showQuality)
	for pattern, to := range settingsRoutes() {
		restricted(to.right, pattern, to.page)
	}
	restricted(signin.See, "GET "+proofPath, showProof)
	restricted(signin.Manage, "GET "+guidePath, showGuide)
	restricted(signin.Manage, "POST "+guidePath, decideGuide)
	restricted(signin.See, "GET /model", showModel)
	restricted(signin.See, "GET /model/versions/{number}", showVersion)
	restricted(signin.Manage, "GET /model/versions/{number}/back", askBack)
	restricted(signin.Manage, "POST /model/versions/{number}/back", goBack)
	restricted(signin.Meet, "GET /model/edit", editModel)
	restricted(signin.Meet, "POST /model/edit", changeModel)
	restricted(signin.Meet, "GET /model/drafts/{number}", showDraft)
	restricted(signin.Meet, "POST /model/drafts/{number}/drop", dropDraft)
	restricted(signin.Meet, "POST /model/drafts/{number}/comments", commentOnDraft)
	open("/", astray(mux))
	return mux
}
