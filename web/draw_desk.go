package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/present"
	"shuangsuiji/record"
)

// drawDesk is where a draw is held (抽取工作台): how far it has come, what is read out, who
// witnesses it, and what proves it afterwards.
type drawDesk struct {
	filled
	Task   bureau.TaskView
	Page   string // of the task
	Rules  present.Rows
	Mine   []Doable
	Steps  []drawStep
	Draws  []drawLine
	Links  []linkLine
	Key    string
	Invite bool // the person may invite outside witnesses
	Full   bool // the person may read the full evidence
	Checked
}

// Checked is what a recomputation of a draw has shown, if one was asked for.
type Checked struct {
	Number   int
	Verified *bureau.Verification
	Counts   present.Rows
}

// drawStep is one step of the ceremony.
type drawStep struct {
	Name, Text string
	Done       bool
}

// drawLine is one draw of the task, with its commitment as it is read out.
type drawLine struct {
	record.PublicDraw
	Digits string // in groups of eight
	Over   bool   // there is evidence
}

// inputVerify asks for the recomputation of a draw, by its number.
const inputVerify = "verify"

func (s *console) drawSheet() sheet {
	return sheet{way: door.Way{Long: true}, show: s.showDraw, do: s.changeWitnesses}
}

func (s *console) showDraw(ctx context.Context, r *http.Request, t filled) (view, error) {
	p, id := door.PersonOf(ctx), r.PathValue("no")
	v := drawDesk{filled: t, Page: taskDesk.page(id), Key: rand.Text(), Full: access.ReadEvidence.HeldBy(p.Actor)}
	var err error
	if v.Task, err = s.office.Task(ctx, p.Actor, id); err != nil {
		return view{}, err
	}
	draws, err := s.office.TaskDraws(ctx, p.Actor, id)
	if err != nil {
		return view{}, err
	}
	for _, d := range draws {
		v.Draws = append(v.Draws, drawLine{PublicDraw: d, Digits: groups(d.Hash), Over: d.Stage != record.DrawCommitted})
	}
	v.Rules, v.Steps, v.Mine = present.DrawRuleRows(v.Task.Task), drawSteps(v.Task.Task, draws), drawActs(v.Task)
	named, err := s.people(ctx, p.Actor)
	if err != nil {
		return view{}, err
	}
	v.Rules = append(v.Rules, present.DrawPeopleRows(v.Task.Task, named.names())...)
	if err := s.outsideWitnesses(ctx, p, named, &v); err != nil {
		return view{}, err
	}
	v.Checked, err = s.checked(ctx, r, id)
	return view{Template: "draw", Title: "抽取工作台", Data: v}, err
}

// groups are the digits of a hash in eights, as they are read out.
func groups(hash string) string {
	var out []string
	for part := range slices.Chunk([]byte(hash), 8) {
		out = append(out, string(part))
	}
	return strings.Join(out, " ")
}

// drawActs are the person's acts that belong to the draw.
func drawActs(t bureau.TaskView) []Doable {
	ofDraw := []string{string(tasks.ActPrepareDraw), string(tasks.ActReturnDraw), string(tasks.ActApproveDraw), string(tasks.ActSealEntry),
		string(tasks.ActOpenEntry), string(tasks.ActVoidDraw), string(tasks.ActFormTeam), string(tasks.ActLeaveOut)}
	var out []Doable
	for _, a := range t.Allowed {
		if a.Mine && slices.Contains(ofDraw, string(a.Act)) {
			out = append(out, Doable{Allowance: a, Address: taskDesk.form(t.ID, a.Act)})
		}
	}
	return out
}

// drawSteps are the steps of the ceremony as the task's present draw stands.
func drawSteps(t tasks.Task, draws []record.PublicDraw) []drawStep {
	committed := t.Draw.Commitment != ""
	opened := 0
	for _, w := range t.Draw.Witnesses {
		if w.Opened {
			opened++
		}
	}
	revealed := t.Draw.Drawn > 0
	steps := []drawStep{
		{Name: "拟定和批准抽取方案", Done: committed},
		{Name: "名单锁定、公布承诺", Done: committed},
		{Name: "见证封存", Text: fmt.Sprintf("%d/%d名", len(t.Draw.Witnesses), t.Rules.Witnesses), Done: committed && t.Sealed()},
		{Name: "启封", Text: fmt.Sprintf("%d/%d名", opened, t.Rules.Witnesses), Done: committed && t.Sealed() && opened == len(t.Draw.Witnesses)},
		{Name: "揭晓", Done: revealed},
	}
	if committed && len(draws) > 0 {
		steps[1].Text = moment(draws[0].Committed)
		if revealed {
			steps[4].Text = moment(draws[0].Ended) + "，抽中" + strconv.Itoa(t.Draw.Drawn) + "户"
		}
	}
	return steps
}

// outsideWitnesses are the links of witnesses without an account, for those who may see
// how they stand.
func (s *console) outsideWitnesses(ctx context.Context, p door.Person, named people, v *drawDesk) error {
	v.Invite = access.MayInviteWitness(p.Actor, v.Task.Task) == nil && (v.Task.Stage == tasks.StagePreparing || v.Task.Stage == tasks.StageWitnessing)
	if !access.ReadWitnessLinks.HeldBy(p.Actor) {
		return nil
	}
	all, err := s.office.WitnessLinks(ctx, p.Actor, v.Task.ID)
	v.Links = linkLines(all, named)
	return err
}

// checked recomputes the draw that is asked for; the interface lets only a few do so at
// once.
func (s *console) checked(ctx context.Context, r *http.Request, task string) (Checked, error) {
	asked := r.URL.Query().Get(inputVerify)
	if asked == "" {
		return Checked{}, nil
	}
	number, err := strconv.Atoi(asked)
	if err != nil {
		return Checked{}, law.Errorf(law.KindNotFound, "draw_not_found", "没有第%s次抽取。", asked)
	}
	out := Checked{Number: number}
	if _, err := s.ask(r, http.MethodGet, "/api/tasks/"+task+"/draws/"+strconv.Itoa(number)+"/verification", nil, &out.Verified); err != nil {
		return out, err
	}
	raw, err := s.office.PublicEvidence(ctx, task, number)
	if err != nil {
		return out, err
	}
	if evidence, wrong := draw.ReadPublic(raw); wrong == nil { // what is wrong with it the verification says
		out.Counts = present.RosterRows(evidence)
	}
	return out, nil
}

// changeWitnesses invites an outside witness, or ends the link of one.
func (s *console) changeWitnesses(_ context.Context, r *http.Request, values url.Values) (after, error) {
	id := r.PathValue("no")
	at := "/api/tasks/" + id + "/witnesses"
	if link := values.Get("revoke"); link != "" {
		if _, err := s.ask(r, http.MethodDelete, at+"/"+link, nil, nil); err != nil {
			return after{}, err
		}
		return goOnTo("/tasks/"+id+"/draw", "link_revoked"), nil
	}
	made, err := s.handedOn(r, at, values.Get(inputKey), map[string]string{"name": values.Get("name")})
	if err != nil {
		return after{}, err
	}
	v := slipView{Title: "见证人链接", For: "抽查任务" + id, Page: taskDesk.page(id), Back: taskDesk.page(id) + "/draw", Link: made}
	return after{shown: &view{Template: "link_slip", Title: "见证人链接", Data: v}}, nil
}
