package api

import (
	"strings"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// replaceInspector is the form of 更换检查人员: the next by the draw's rank takes the
// place, nobody chooses.
type replaceInspector struct {
	Out string `json:"out" minLength:"1" maxLength:"64" doc:"被更换人员的执法证件号"`
}

// proposeVisit is the form of 提请行政检查审批: how often the entity was visited the
// system counts.
type proposeVisit struct {
	Mode         cases.VisitMode `json:"mode" doc:"核查方式"`
	Type         cases.VisitType `json:"type,omitempty" doc:"检查类型；不填的为日常检查"`
	From         calendar.Date   `json:"from" doc:"拟检查起日"`
	To           calendar.Date   `json:"to" doc:"拟检查止日（含当日）"`
	RepeatReason string          `json:"repeatReason,omitempty" maxLength:"4000" doc:"连续多次检查未发现问题仍需检查的理由"`
}

func (f proposeVisit) facts() law.Facts {
	return cases.ProposeVisit{Mode: f.Mode, Type: f.Type, From: f.From, To: f.To, RepeatExplained: strings.TrimSpace(f.RepeatReason) != ""}
}

// orderCorrection is the form of 责令改正: how the order was served is never left out.
type orderCorrection struct {
	Service law.PaperService `json:"service" doc:"责令改正通知书送达情况"`
	Within  calendar.Period  `json:"within,omitzero" doc:"改正期限；不填为规则版本规定的期限"`
}

func (f orderCorrection) facts() law.Facts {
	return cases.OrderCorrection{Service: f.Service, Within: f.Within}
}

// sendPoliceFile is the form of 向公安机关移送: what was decided and paid before the system
// knows.
type sendPoliceFile struct {
	At      time.Time                    `json:"at" doc:"移送案卷的时间"`
	Method  law.HandoverMethod           `json:"method" doc:"移交方式"`
	Penalty proceedings.PenaltyEnclosure `json:"penalty" doc:"移送前是否已作出行政处罚决定"`
}

func (f sendPoliceFile) facts() law.Facts {
	return proceedings.SendPoliceFile{At: f.At, Method: f.Method, Penalty: f.Penalty}
}

// approveDraw is the form of 批准抽取: the commitment is the system's.
type approveDraw struct{}

// witnessSeal and witnessOpening are the forms of an outside witness.
type (
	witnessSeal struct {
		Seal string `json:"seal" pattern:"^[0-9a-f]{64}$" patternDescription:"64位小写十六进制数" doc:"封存值，由抽取承诺、姓名、内容和盐值算得"`
	}
	witnessOpening struct {
		Entry string `json:"entry" minLength:"1" maxLength:"1024" doc:"见证内容"`
		Salt  string `json:"salt" pattern:"^([0-9a-f]{2}){16,64}$" patternDescription:"32至128位小写十六进制数" doc:"盐值"`
	}
)
