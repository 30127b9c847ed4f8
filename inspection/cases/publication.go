package cases

import (
	"slices"

	"shuangsuiji/inspection/law"
)

// 公示 and 归档 (文件四(五)).

// goPublic: it is the clerk's turn. Where problems wait for their handling, a
// result with an open branch waits for that first.
func (t *transition) goPublic(text string) {
	if !t.Law.Edition.PublishProblemsAsFound && len(t.c.OpenBranches()) > 0 {
		t.c.Stage = StageFollowUp
		t.Drop(law.DeadlinePublication)
		t.Drop(law.DeadlineSupplement)
		return
	}
	t.c.Stage = StagePublication
	t.Tell(law.NoticeTask, t.ToRole(law.RoleClerk), "%s", text)
}

func (t *transition) preparePublication(PreparePublication) error {
	t.c.Publication.PreparedBy = t.Act.Actor.ID
	t.c.Publication.PreparedFor = t.Act.Actor.Lender(law.RoleClerk)
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "公示稿已拟定，请批准或者退回。")
	return nil
}

func (t *transition) returnPublication(ReturnPublication) error {
	by := t.c.Publication.PreparedBy
	t.c.Publication.PreparedBy, t.c.Publication.PreparedFor = "", ""
	t.Tell(law.NoticeTask, law.Audience{Accounts: []string{by}}, "公示稿被退回，请修改后重新拟定。")
	return nil
}

// approvePublication puts the entry on the public page. That happens when it is
// entered, so no earlier time can make it timely.
func (t *transition) approvePublication(ApprovePublication) error {
	w := &t.c.Publication
	w.PreparedBy, w.PreparedFor = "", ""
	w.Entries++
	open := len(t.c.OpenBranches()) > 0
	w.AsFound = t.c.Stage == StageHandling || t.c.unfinished()
	t.Meet(law.DeadlinePublication, t.Act.Entered)
	if t.c.Stage == StageHandling {
		return nil
	}
	t.Meet(law.DeadlineSupplement, t.Act.Entered)
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
		if m.Kind == law.DeadlinePublication || m.Kind == law.DeadlineSupplement {
			return m.Late
		}
	}
	return false
}

func (t *transition) archive(Archive) error {
	t.c.Stage, t.c.Closed = StageClosed, t.Act.Entered
	return nil
}
