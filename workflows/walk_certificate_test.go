package workflows_test

import (
	"slices"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// togetherAtTheEntity are the acts at which the whole team is there.
var togetherAtTheEntity = []law.ActKind{cases.ActStartVisit, cases.ActRecordVisit, cases.ActReinspect}

// uncertified: for as long as the certificate of one of the team has run out, an act
// of the team that is due is refused, and it is renewed again.
func (w *caseWalk) uncertified() bool {
	var due []law.ActKind
	for kind := range w.model.acts {
		if w.model.due(kind) && kind != cases.ActSignRecord { // a signature is for the visit's day
			due = append(due, kind)
		}
	}
	slices.Sort(due)
	w.random.Shuffle(len(due), func(i, j int) { due[i], due[j] = due[j], due[i] })
	for _, kind := range due {
		facts, who := w.sound(kind)
		together := slices.Contains(togetherAtTheEntity, kind)
		if facts == nil || (!together && who != "lead" && who != "member") {
			continue
		}
		holder := who
		if together {
			holder = []string{"lead", "member"}[w.random.IntN(2)]
		}
		certificate := w.actor(holder).Certificate
		renew := w.expire(certificate, calendar.DateOf(w.env.Now()).AddDays(-1))
		w.log("the certificate of the %s has run out", holder)
		w.send(who, kind, facts, func(err error) {
			renew()
			refusal, ok := activities.RefusalIn(err)
			if !ok || refusal.Code != "certificate_expired" {
				w.failf("%s by %s without a certificate: %v", kind, who, err)
			}
			require.Contains(w.t, refusal.Message, certificate)
		})
		return true
	}
	return false
}

// expire sets the last day of an inspector's certificate; renew sets the former again.
func (o *office) expire(certificate string, last calendar.Date) (renew func()) {
	o.t.Helper()
	all, err := o.store.AllInspectors(o.t.Context())
	require.NoError(o.t, err)
	i := slices.IndexFunc(all, func(i registers.Inspector) bool { return i.Certificate == certificate })
	set := func(last calendar.Date) {
		inspector := all[i]
		inspector.ValidThrough = last
		_, _, _, err := o.store.SaveInspectors(o.t.Context(), "system", o.now(), []registers.Inspector{inspector})
		require.NoError(o.t, err)
	}
	former := all[i].ValidThrough
	set(last)
	return func() { set(former) }
}
