package year

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"shuangsuiji/apiclient"
	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/registers"
)

// kindInspected is the kind of entity that all tasks of the play draw from.
const kindInspected = "人力资源服务机构"

// sampleSeed makes the entities that `make run` has already, and more of them.
const sampleSeed = 2024001

func (y *year) upload(ctx context.Context, register, query string, file []byte) error {
	path := "/api/registers/" + register + "/import" + query
	return y.People["clerk"].Upload(ctx, path, file)
}

// fillRegister imports the made-up entities; those that are there stay as they are.
func (y *year) fillRegister(ctx context.Context) error {
	var b bytes.Buffer
	entities := sample.Entities(y.entities, sampleSeed)
	err := documents.Entities(registers.HebeiScale).Write(&b, documents.CSV, func(yield func(registers.Entity, error) bool) {
		for _, e := range entities {
			if !yield(e, nil) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	y.Say("  导入检查对象名录（虚构）%d户\n", len(entities))
	return y.upload(ctx, "entities", "", b.Bytes())
}

// planFile is the annex's table of the plan's tasks.
func (y *year) planFile(plan string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{plans.Columns}
	for _, t := range y.tasks {
		if t.plan == plan {
			mode := plans.DrawUntargeted
			if t.targeted {
				mode = plans.DrawTargeted
			}
			rows = append(rows, []string{strconv.Itoa(len(rows)), "演示县人力资源和社会保障局", plan, plan[:4] + "年演示县人力资源和社会保障局随机抽查" + plan[4:], t.no + "号", t.name,
				mode.Chinese(), y.share, "事项清单", kindInspected, "劳动保障监察大队", "社会保险科、社会保险中心", t.month})
		}
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

type planState struct {
	Version int         `json:"version"`
	Stage   plans.Stage `json:"stage"`
	Steps   []struct {
		Kind plans.StepKind `json:"kind"`
	} `json:"steps"`
}

// announcePlan imports, proposes, approves and publishes a plan, as far as that is
// not done; the first proposal is returned once.
func (y *year) announcePlan(ctx context.Context, plan string) error {
	var p planState
	err := y.People["clerk"].Get(ctx, "/api/plans/"+plan, &p)
	if notFound(err) {
		file, err := y.planFile(plan)
		if err != nil {
			return err
		}
		y.Say("  导入年度计划%s\n", plan)
		if err := y.upload(ctx, "plans", "", file); err != nil {
			return err
		}
		err = y.People["clerk"].Get(ctx, "/api/plans/"+plan, &p)
		if err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	for p.Stage != plans.StagePublished {
		who, kind, reason := y.nextOfPlan(p)
		y.Say("  计划%s %s %s\n", plan, who, kind.Chinese())
		path := "/api/plans/" + plan + "/" + string(kind)
		form := map[string]any{"version": p.Version, "reason": reason}
		if err := y.People[who].Send(ctx, http.MethodPost, path, form, &p); err != nil {
			return err
		}
		if err := y.People["clerk"].Get(ctx, "/api/plans/"+plan, &p); err != nil {
			return err
		}
	}
	return nil
}

func (y *year) nextOfPlan(p planState) (who string, kind plans.StepKind, reason string) {
	returned := slices.ContainsFunc(p.Steps, func(s struct {
		Kind plans.StepKind `json:"kind"`
	}) bool {
		return s.Kind == plans.StepReturn
	})
	switch {
	case p.Stage == plans.StageDrafted:
		return "head", plans.StepPropose, ""
	case p.Stage == plans.StageProposed && !returned:
		return "director", plans.StepReturn, "演示：请核对抽查比例"
	case p.Stage == plans.StageProposed:
		return "director", plans.StepApprove, ""
	}
	return "clerk", plans.StepPublish, ""
}

// delegate lets the section head's power be used by another for the time of the
// play.
func (y *year) delegate(ctx context.Context) error {
	head := y.People["head"]
	var lent struct {
		Items []struct{} `json:"items"`
	}
	if err := head.Get(ctx, "/api/delegations", &lent); err != nil || len(lent.Items) > 0 {
		return err
	}
	var me struct {
		Account struct {
			ID string `json:"id"`
		} `json:"account"`
	}
	if err := y.People[deputy].Get(ctx, "/api/me", &me); err != nil {
		return err
	}
	now, err := y.Now(ctx)
	if err != nil {
		return err
	}
	y.Say("  科室负责人委托%s代为办理\n", deputy)
	today := calendar.DateOf(now)
	return head.Send(ctx, http.MethodPost, "/api/delegations", map[string]any{
		"to": me.Account.ID, "role": law.RoleSectionHead, "begin": today, "end": today.AddDays(daysLent), "reason": "演示：外出学习"}, nil)
}

// deputy is the account that acts for the section head; daysLent is long enough
// for the case in which it does.
const (
	deputy   = "clerk"
	daysLent = 180
)

// everybodyAway enters a day's leave for each inspector who is there.
func (y *year) everybodyAway(ctx context.Context) error {
	now, err := y.Now(ctx)
	if err != nil {
		return err
	}
	today := calendar.DateOf(now)
	var list struct {
		Items []registers.Inspector `json:"items"`
	}
	if err := y.People["clerk"].Get(ctx, "/api/registers/inspectors", &list); err != nil {
		return err
	}
	var b bytes.Buffer
	err = documents.Inspectors().Write(&b, documents.CSV, func(yield func(registers.Inspector, error) bool) {
		for _, i := range list.Items {
			if i.LeaveTo.Before(today) {
				i.LeaveFrom, i.LeaveTo = today, today
			}
			if !yield(i, nil) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	y.Say("  执法人员当日全部请假\n")
	return y.upload(ctx, "inspectors", "", b.Bytes())
}

// enterNotice enters a made-up holiday notice for a year that has none yet, so
// that every open period is counted again.
func (y *year) enterNotice(ctx context.Context) error {
	admin := y.People["admin"]
	path := fmt.Sprintf("/api/calendar/%d", noticeYear)
	y.Say("  录入%d年放假安排（演示），重新计算各项期限\n", noticeYear)
	return admin.Send(ctx, http.MethodPut, path, map[string]any{"notice": "演示〔2026〕1号",
		"csv": madeUpNotice}, nil)
}

const noticeYear = 2027

// madeUpNotice has the days that the law fixes and, of the holidays of the lunar
// calendar, those of the year; which days are exchanged for them no notice says yet.
const madeUpNotice = `date,day,holiday,notice
2027-01-01,off,元旦,演示〔2026〕1号
2027-02-05,off,春节,演示〔2026〕1号
2027-02-08,off,春节,演示〔2026〕1号
2027-02-09,off,春节,演示〔2026〕1号
2027-04-05,off,清明节,演示〔2026〕1号
2027-05-03,off,劳动节,演示〔2026〕1号
2027-05-04,off,劳动节,演示〔2026〕1号
2027-06-09,off,端午节,演示〔2026〕1号
2027-09-15,off,中秋节,演示〔2026〕1号
2027-10-01,off,国庆节,演示〔2026〕1号
2027-10-04,off,国庆节,演示〔2026〕1号
2027-10-05,off,国庆节,演示〔2026〕1号
`

func notFound(err error) bool {
	var p *apiclient.Problem
	return errors.As(err, &p) && p.Status == http.StatusNotFound
}
