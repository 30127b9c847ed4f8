package store_test

import (
	"testing"

	"shuangsuiji/store"
)

// conformance is what every database must do alike. Each test takes a fresh
// store, opened with the rights that the service has.
var conformance = []struct {
	name string
	run  func(t *testing.T, s *store.Store)
}{
	{"acts/recorded with what they change", actRecorded},
	{"acts/a key writes once", actKeyWritesOnce},
	{"acts/a refusal writes nothing", actRefused},
	{"acts/no gap and no contradiction", actOutOfOrder},
	{"acts/never changed or deleted", actsAreForEver},
	{"acts/paged in order", actsPaged},
	{"acts/with what was written", actsWritten},
	{"acts/of other subjects", actsOfOtherSubjects},
	{"acts/keys that they call for", keyUses},
	{"payloads/salted, hashed, erased", payloads},
	{"payloads/of a refused act", payloadOfARefusedAct},
	{"attachments/kept once", attachmentsKept},
	{"attachments/sent at once", attachmentsSentAtOnce},
	{"attachments/carried by acts", attachmentsBound},
	{"attachments/within a reach", attachmentsWithinReach},
	{"attachments/forgotten after their time", uploadsForgotten},
	{"attachments/forgotten while an act names them", uploadsForgottenMeanwhile},
	{"attachments/not whole", filesOff},
	{"cases/opened once", casesOpenedOnce},
	{"cases/filters", casesFiltered},
	{"cases/pages by number and by deadline", casesPaged},
	{"cases/counts", casesCounted},
	{"cases/within a reach", withinReach},
	{"cases/numbers beyond four digits", caseNumbers},
	{"cases/next deadline", nextDueAfter},
	{"cases/team and load", caseTeam},
	{"cases/publication", publications},
	{"cases/public list", publicList},
	{"proceedings", proceedingsKept},
	{"parties", partiesKept},
	{"proceedings that begin with an act", openByAct},
	{"tasks/plan imported, corrected, in use", planImported},
	{"tasks/plan approved and changed", planApproved},
	{"tasks/an earlier version of a plan", planVersion},
	{"tasks/listed", tasksListed},
	{"tasks/draw", draws},
	{"to do/listed", toDoListed},
	{"to do/follows the acts", toDoFollows},
	{"to do/compared and mended", toDoCompared},
	{"registers/history", registerHistory},
	{"registers/entities that come one by one", entitiesImported},
	{"registers/entities listed and streamed", entitiesListed},
	{"registers/entities searched", entitiesSearched},
	{"registers/search keys filled in", searchKeysFilled},
	{"cases/searched", casesSearched},
	{"registers/inspectors and items", inspectorsAndItems},
	{"registers/grades in use", gradesInUse},
	{"visits/of other departments", visitsOfOthers},
	{"visits/of an entity", visitsOfAnEntity},
	{"visits/ratings", ratingsCounted},
	{"registers/grades by month", monthlyGrades},
	{"text/rare characters", rareCharacters},
	{"text/too long", tooLong},
	{"text/missing references", missingReferences},
	{"people/accounts", accounts},
	{"people/account history", accountHistory},
	{"people/account changed", accountChanged},
	{"people/administrators at once", administratorsAtOnce},
	{"people/handovers proposed", handoversProposed},
	{"guards", guards},
	{"it can be written", writable},
	{"people/audiences", audiences},
	{"people/delegations", delegations},
	{"people/tokens", tokens},
	{"people/links", links},
	{"people/codes of links at once", triesAtOnce},
	{"people/sessions", sessions},
	{"people/sessions listed and ended", sessionsListed},
	{"people/inbox", inbox},
	{"people/handover", handover},
	{"people/mail", mails},
	{"people/digests queued once", digests},
	{"people/mail claimed", mailClaims},
	{"people/mail given up and resumed", mailGivenUp},
	{"office/requests", requests},
	{"office/drafts", drafts},
	{"office/drafts handed in", draftsHandedIn},
	{"office/drafts at once", draftsAtOnce},
	{"office/forgotten after their time", forgotten},
	{"office/settings", settingsKept},
	{"office/clock", businessClock},
	{"office/calendar", calendarYears},
	{"office/marks", marks},
	{"people/who hands in an act", whoHandsIn},
	{"office/security log", securityEvents},
}

func TestConformance(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b backend) {
		for _, c := range conformance {
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				c.run(t, b.fresh(t))
			})
		}
	})
}
