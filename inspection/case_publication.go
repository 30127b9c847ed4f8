package inspection

import "slices"

// 公示 and 归档 (文件四(五)).

// goPublic: it is the clerk's turn. Where problems wait for their handling, a
// result with an open branch waits for that first.
func (t *caseTransition) goPublic(text string) {
	if !t.law.Edition.PublishProblemsAsFound && len(t.c.OpenBranches()) > 0 {
		t.c.Stage = StageFollowUp
		t.drop(DeadlinePublication)
		t.drop(DeadlineSupplement)
		return
	}
	t.c.Stage = StagePublication
	t.tell(NoticeTask, t.toRole(RoleClerk), "%s", text)
}

func (t *caseTransition) preparePublication(PreparePublication) error {
	t.c.Publication.PreparedBy = t.act.Actor.ID
	t.c.Publication.PreparedFor = t.act.Actor.lender(RoleClerk)
	t.tell(NoticeTask, t.toRole(RoleBureauHead), "公示稿已拟定，请批准或者退回。")
	return nil
}

func (t *caseTransition) returnPublication(ReturnPublication) error {
	by := t.c.Publication.PreparedBy
	t.c.Publication.PreparedBy, t.c.Publication.PreparedFor = "", ""
	t.tell(NoticeTask, Audience{Accounts: []string{by}}, "公示稿被退回，请修改后重新拟定。")
	return nil
}

// approvePublication puts the entry on the public page. That happens when it is
// entered, so no earlier time can make it timely.
func (t *caseTransition) approvePublication(ApprovePublication) error {
	w := &t.c.Publication
	w.PreparedBy, w.PreparedFor = "", ""
	w.Entries++
	open := len(t.c.OpenBranches()) > 0
	w.AsFound = t.c.Stage == StageHandling || t.c.unfinished()
	t.meet(DeadlinePublication, t.act.Entered)
	if t.c.Stage == StageHandling {
		return nil
	}
	t.meet(DeadlineSupplement, t.act.Entered)
	if open {
		t.c.Stage = StageFollowUp
		return nil
	}
	w.Final = true
	t.c.Stage = StageArchiving
	return nil
}

// PublishedLate reports whether the last entry was published after the end of its
// period: the supplement's where it supplements, otherwise the publication's.
func (c Case) PublishedLate() bool {
	for _, m := range slices.Backward(c.Met) {
		if m.Kind == DeadlinePublication || m.Kind == DeadlineSupplement {
			return m.Late
		}
	}
	return false
}

func (t *caseTransition) archive(Archive) error {
	t.c.Stage, t.c.Closed = StageClosed, t.act.Entered
	return nil
}
