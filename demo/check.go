package demo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// publication is what the check looks at in the public record.
type publication struct {
	ID       string `json:"id"`
	Case     string `json:"case"`
	Evidence string `json:"evidence"`
}

// check holds the outcome of the play against the evidence, the public record and
// the workflows: what it finds different is an error of kind corrupt.
func (p *play) check(ctx context.Context) error {
	t, err := p.task(ctx)
	if err != nil {
		return err
	}
	all, err := p.cases(ctx)
	if err != nil {
		return err
	}
	if err := p.checkEvidence(ctx, t, all); err != nil {
		return err
	}
	published, err := p.checkPublications(ctx, t, all)
	if err != nil {
		return err
	}
	if err := p.checkActs(ctx, all); err != nil {
		return err
	}
	if err := p.checkWorkflows(ctx); err != nil {
		return err
	}
	p.Say("\n任务%s：%s；案件%d件；公示%d条。\n公示页面：%s/\n抽取承诺与证据：%s/draws\n", t.ID, t.Stage.Chinese(), len(all), published, p.Base, p.Base)
	return nil
}

func differs(format string, args ...any) error {
	return law.Errorf(law.KindCorrupt, "demonstration_differs", "核对不一致："+format, args...)
}

// checkEvidence recomputes the draw from the public evidence and finds each drawn
// case in the record.
func (p *play) checkEvidence(ctx context.Context, t tasks.Task, all []cases.Case) error {
	var evidence json.RawMessage
	path := fmt.Sprintf("/public/tasks/%s/draws/%d/evidence", SampleTask, t.Draw.Number)
	if err := p.People["supervisor"].Get(ctx, path, &evidence); err != nil {
		return err
	}
	var commitment draw.Hash
	if err := commitment.UnmarshalText([]byte(t.Draw.Commitment)); err != nil {
		return err
	}
	if err := draw.VerifyPublished(evidence, commitment); err != nil {
		return differs("抽取证据：%v", err)
	}
	drawn := 0
	for _, c := range all {
		if c.Replaces == "" {
			drawn++
		}
	}
	if drawn != t.Draw.Drawn-t.Draw.NoTeam {
		return differs("证据抽中%d户，立项%d件", t.Draw.Drawn, drawn)
	}
	p.Say("  抽取证据与事前公布的承诺一致，抽中%d户全部立项，递补%d户\n", t.Draw.Drawn, len(all)-drawn)
	return nil
}

// checkPublications: every case with a result is published as often as it says,
// and names its draw.
func (p *play) checkPublications(ctx context.Context, t tasks.Task, all []cases.Case) (int, error) {
	found := map[string]int{}
	var page struct {
		Items []publication `json:"items"`
		Next  string        `json:"next"`
	}
	total := 0
	for {
		path := "/public/publications?task=" + SampleTask + "&limit=200&after=" + page.Next
		page.Items, page.Next = nil, ""
		if err := p.People["clerk"].Get(ctx, path, &page); err != nil {
			return 0, err
		}
		for _, one := range page.Items {
			if one.Evidence != t.Draw.Commitment {
				return 0, differs("公示%s的抽取承诺", one.ID)
			}
			found[one.Case]++
			total++
		}
		if page.Next == "" {
			break
		}
	}
	for _, c := range all {
		if found[c.No] != c.Publication.Entries || found[c.No] == 0 {
			return 0, differs("案件%s应公示%d条，实有%d条", c.No, max(1, c.Publication.Entries), found[c.No])
		}
	}
	p.Say("  %d件案件的结果均已公示，共%d条\n", len(all), total)
	return total, nil
}

// checkActs: the acts of each case are numbered without a gap.
func (p *play) checkActs(ctx context.Context, all []cases.Case) error {
	total := 0
	for _, c := range all {
		var history struct {
			Items []struct {
				Seq int `json:"seq"`
			} `json:"items"`
		}
		if err := p.People["supervisor"].Get(ctx, "/api/cases/"+c.No+"/acts?limit=500", &history); err != nil {
			return err
		}
		for i, act := range history.Items {
			if act.Seq != i+1 {
				return differs("案件%s的第%d条记录编号为%d", c.No, i+1, act.Seq)
			}
		}
		if len(history.Items) != c.Seq {
			return differs("案件%s应有记录%d条，实有%d条", c.No, c.Seq, len(history.Items))
		}
		total += c.Seq
	}
	p.Say("  办理记录%d条，编号连续\n", total)
	return nil
}

// checkWorkflows lets the office compare its record with the running workflows.
func (p *play) checkWorkflows(ctx context.Context) error {
	var compared struct {
		Compared    int `json:"compared"`
		Differences []struct {
			Subject string `json:"subject"`
		} `json:"differences"`
	}
	if err := p.People["supervisor"].Get(ctx, "/api/reconcile", &compared); err != nil {
		return err
	}
	if len(compared.Differences) > 0 {
		return errors.Join(differs("案卷与流程"), fmt.Errorf("%v", compared.Differences))
	}
	p.Say("  案卷与流程一致（在办%d件）\n", compared.Compared)
	return nil
}
