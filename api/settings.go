package api

import (
	"context"
	"encoding/json"
	"time"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// settingView is a setting of the bureau.
type settingView struct {
	Name     string     `json:"name" doc:"参数代码"`
	Title    string     `json:"title" doc:"参数名称"`
	Meaning  string     `json:"meaning" doc:"含义，以及修改后何时起适用"`
	Bounds   string     `json:"bounds" doc:"可以填写的内容"`
	Who      []law.Role `json:"who" doc:"可以修改的角色"`
	Value    any        `json:"value" doc:"现值"`
	Standard any        `json:"default" doc:"默认值"`
	Set      bool       `json:"set" doc:"本单位已设定；否则现值即默认值"`
	Since    time.Time  `json:"since,omitzero" doc:"最近一次修改的时间"`
	By       string     `json:"by,omitempty" doc:"最近一次修改的账号"`
	Reason   string     `json:"reason,omitempty" doc:"最近一次修改的理由"`
}

func showSetting(v bureau.SettingView) settingView {
	return settingView{Name: v.Name, Title: v.Title, Meaning: v.Meaning, Bounds: v.Bounds, Who: v.Who, Value: v.Value, Standard: v.Standard,
		Set: v.Set, Since: v.Since, By: v.By, Reason: v.Reason}
}

func (s *server) settings(ctx context.Context, _ *nothing) (*listReply[settingView], error) {
	all, err := s.office.Settings(ctx, personOf(ctx).Actor)
	if err != nil {
		return nil, err
	}
	return listOf(record.Listed[bureau.SettingView]{Items: all}, showSetting), nil
}

type settingInput struct {
	Name string `path:"name" maxLength:"64" doc:"参数代码" example:"reminders"`
	Body struct {
		Value  json.RawMessage `json:"value" doc:"新的内容，形式与现值相同；对象中没有写出的项目不变；null表示恢复默认值"`
		Reason string          `json:"reason" minLength:"1" maxLength:"1000" doc:"理由"`
	}
}

func (s *server) changeSetting(ctx context.Context, in *settingInput) (*reply[settingView], error) {
	view, err := s.office.ChangeSetting(ctx, personOf(ctx).Actor, in.Name, in.Body.Value, in.Body.Reason)
	return &reply[settingView]{Body: showSetting(view)}, err
}

type settingHistoryInput struct {
	Name string `path:"name" maxLength:"64" doc:"参数代码" example:"reminders"`
}

// settingChange is a value that a setting was given.
type settingChange struct {
	Version int             `json:"version"`
	At      time.Time       `json:"at"`
	By      string          `json:"by" doc:"账号"`
	Reason  string          `json:"reason" doc:"理由"`
	Value   json.RawMessage `json:"value" doc:"自此时起的内容；null为恢复默认值"`
}

func (s *server) settingHistory(ctx context.Context, in *settingHistoryInput) (*listReply[settingChange], error) {
	changes, err := s.office.SettingHistory(ctx, personOf(ctx).Actor, in.Name)
	if err != nil {
		return nil, err
	}
	return listOf(record.Listed[record.Change]{Items: changes}, func(c record.Change) settingChange {
		return settingChange{Version: c.Version, At: c.At, By: c.By, Reason: c.Reason, Value: c.Body}
	}), nil
}
