package record

import (
	"time"

	"shuangsuiji/inspection/calendar"
)

// Submission is what somebody hands in for an act with facts F. The whole of it, byte
// by byte as it came, is the act's payload on record; only the facts go through the
// procedure. Which parts an act has is the form's to say.
type Submission[F any] struct {
	Facts         F                   `json:"facts" doc:"编码的事实，决定案件下一步"`
	Reason        string              `json:"reason,omitempty" maxLength:"4000" doc:"理由；补录超过1个工作日的，以及规定必须写明理由的事项，必填"`
	Happened      time.Time           `json:"happened,omitzero" doc:"实际办理时间，不填即为现在（补录时填写）"`
	ExpectedStage string              `json:"expectedStage,omitempty" doc:"您看到的阶段代码；与现状不符时拒绝办理，也可以用If-Match"`
	Narrative     string              `json:"narrative,omitempty" maxLength:"100000" doc:"文字记述"`
	Items         map[string]ItemNote `json:"items,omitempty" doc:"逐项记述，键为抽查事项代码"`
	EnteredFor    *EnteredFor         `json:"enteredFor,omitempty" doc:"检查对象以纸质材料提交、由工作人员代为录入时填写"`
	Party         *PartyDetails       `json:"party,omitempty" doc:"当事人不是检查对象的，其资料；不进入流程，只保存在案卷中"`
	Evidence      []Evidence          `json:"evidence,omitempty" maxItems:"200" doc:"附件和证据"`
}

// ItemNote is what was found on one item, at length.
type ItemNote struct {
	Facts    string     `json:"facts" maxLength:"20000" doc:"查明的事实"`
	Evidence []Evidence `json:"evidence,omitempty" maxItems:"200" doc:"证据"`
}

// Evidence is a document or photograph. With a hash it is an attachment that was sent
// before, with its content it stands here; with neither it is kept on paper (纸质存档).
type Evidence struct {
	Name    string `json:"name" minLength:"1" maxLength:"200" doc:"名称"`
	Note    string `json:"note,omitempty" maxLength:"4000" doc:"说明"`
	SHA256  string `json:"sha256,omitempty" pattern:"^[0-9a-f]{64}$" patternDescription:"64位小写十六进制数" doc:"已经上传的附件的SHA-256；只有纸质材料的不填"`
	Type    string `json:"type,omitempty" maxLength:"100" doc:"媒体类型，如image/jpeg"`
	Content []byte `json:"content,omitempty" doc:"文件内容（Base64）"`
}

// EnteredFor is the paper that an entity handed in.
type EnteredFor struct {
	Name     string        `json:"name" minLength:"1" maxLength:"200" doc:"提交人"`
	Received calendar.Date `json:"received" doc:"收到纸质材料的日期"`
	Scan     []Evidence    `json:"scan" minItems:"1" doc:"扫描件"`
}
