package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"shuangsuiji/bureau"
	"shuangsuiji/codes"
	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// flowView is what runs: the workflows of all tasks, cases and proceedings.
type flowView struct {
	listView
	Failing  bool // only those are listed of which something fails
	Lines    []flowLine
	Counts   []flowCounts
	Running  int
	More     bool // there are more than were counted
	Lost     []flowLine
	Compared *bureau.LastComparison // nil for none yet
	Compares bool                   // the person may compare
}

// flowLine is a workflow of the list.
type flowLine struct {
	bureau.ProcedureRow
	Kind string
	Flow string // its page
}

// flowCounts are the running workflows by one heading, which narrows the list.
type flowCounts struct {
	Name  string
	Lines []flowCount
	Left  int // headings that are not shown
}

// flowCount is how many have one heading.
type flowCount struct {
	Name    string
	Count   int64
	Address string // of the list of them
}

// mostHeadings is how many headings are shown of each kind, those with the most.
const mostHeadings = 12

// The filters of the list.
const (
	inputKind       = "type"
	inputStage      = "stage"
	inputDepartment = "department"
	inputTask       = "task"
	inputOverdue    = "overdue"
	inputFailing    = "failing"
)

func (s *console) flow(ctx context.Context, r *http.Request) (view, error) {
	actor := door.PersonOf(ctx).Actor
	get := func(name string) string { return strings.TrimSpace(r.FormValue(name)) }
	f := bureau.ProcedureFilter{Name: get(inputKind), Stage: get(inputStage), Department: get(inputDepartment), Task: get(inputTask), Overdue: get(inputOverdue) != ""}
	v := flowView{Failing: get(inputFailing) != "", Compares: access.CompareProcedures.HeldBy(actor)}
	listed, err := s.flowPage(ctx, actor, f, v.Failing, pageOf(r))
	if err != nil {
		return view{}, err
	}
	counted, err := s.office.CountProcedures(ctx, actor, f)
	if err != nil {
		return view{}, err
	}
	lost, err := s.office.LostProcedures(ctx, actor)
	if err != nil {
		return view{}, err
	}
	if v.Compared, err = s.office.LastCompared(actor); err != nil {
		return view{}, err
	}
	v.Lines, v.Lost, v.Running, v.More = flowLines(listed.Items), flowLines(lost), counted.Counted, counted.More
	kinds := bureau.ProcedureNames()
	asIs := func(heading string) string { return heading }
	v.Counts = []flowCounts{flowCountsOf(r, "类别", inputKind, counted.ByName, kinds.Name), flowCountsOf(r, "阶段", inputStage, counted.ByStage, asIs),
		flowCountsOf(r, "科室", inputDepartment, counted.ByDepartment, asIs), flowCountsOf(r, "抽查任务", inputTask, counted.ByTask, asIs)}
	v.listView = listOf(r, nil, listed.Next, among(inputKind, "类别", kinds), among(inputStage, "阶段", stagesOfAll()), typed(inputDepartment, "科室"),
		typed(inputTask, "抽查任务编号"), only(inputOverdue, "逾期"), only(inputFailing, "正在重试"))
	return view{Template: "flow", Title: "流程", Data: v}, nil
}

func (s *console) flowPage(ctx context.Context, actor law.Actor, f bureau.ProcedureFilter, failing bool, p record.Page) (record.Listed[bureau.ProcedureRow], error) {
	if failing {
		return s.office.FailingProcedures(ctx, actor, f, p.After)
	}
	return s.office.Procedures(ctx, actor, f, p)
}

func flowLines(rows []bureau.ProcedureRow) []flowLine {
	out := make([]flowLine, len(rows))
	for i, row := range rows {
		out[i] = flowLine{ProcedureRow: row, Kind: kindOfFlow(row), Flow: flowAddress(row.ID)}
	}
	return out
}

// kindOfFlow is what the workflow is for.
func kindOfFlow(row bureau.ProcedureRow) string {
	if !row.Ours() {
		return "不是本系统的流程（" + row.Name + "）"
	}
	return bureau.ProcedureNames().Name(row.Name)
}

func flowCountsOf(r *http.Request, name, input string, counts []record.Count, called func(string) string) flowCounts {
	out := flowCounts{Name: name, Left: max(0, len(counts)-mostHeadings)}
	for _, c := range counts[:len(counts)-out.Left] {
		q := r.URL.Query()
		q.Del("after")
		q.Set(input, c.Heading)
		out.Lines = append(out.Lines, flowCount{Name: called(c.Heading), Count: c.Count, Address: r.URL.Path + "?" + q.Encode()})
	}
	return out
}

// stagesOfAll are the stages of all subjects by what they are called, which is how
// workflows tell them.
func stagesOfAll() codes.List {
	var out codes.List
	seen := map[string]bool{}
	for _, list := range []codes.List{codes.Of[tasks.Stage](), codes.Of[cases.Stage](), codes.Of[proceedings.Stage]()} {
		for _, c := range list {
			if !seen[c.Name] {
				seen[c.Name] = true
				out = append(out, codes.Code{Value: c.Name, Name: c.Name})
			}
		}
	}
	return out
}

func flowAddress(id string) string { return Root + "/flow/" + url.PathEscape(id) }

// flowOf is the page of the subject's workflow, "" for whom it is closed.
func flowOf(a law.Actor, no string) string {
	if !access.WatchProcedures.HeldBy(a) {
		return ""
	}
	return flowAddress(no)
}
