package bureau

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// SettingView is a setting as people see it.
type SettingView struct {
	settings.About
	Value    any
	Standard any
	// Set: the bureau has set it; otherwise Value is the default.
	Set bool
	// Since, By and Reason are those of the last change, also of one back to the
	// default; zero where there was none.
	Since  time.Time
	By     string
	Reason string
}

// Settings shows every setting of the bureau, in the order of the table.
func (o *Office) Settings(ctx context.Context, actor law.Actor) ([]SettingView, error) {
	if err := access.ReadSettings.Require(actor); err != nil {
		return nil, err
	}
	return o.settingViews(ctx, settings.All...)
}

// settingViews reads all settings at once, so that what is shown together held
// together.
func (o *Office) settingViews(ctx context.Context, which ...settings.Setting) ([]SettingView, error) {
	now, err := o.record.SettingsNow(ctx)
	if err != nil {
		return nil, err
	}
	kept := make(settings.Kept, len(now))
	for name, change := range now {
		kept[name] = change.Body
	}
	views := make([]SettingView, len(which))
	for i, s := range which {
		view := SettingView{About: s.About(), Standard: s.Standard()}
		if view.Value, view.Set, err = s.Now(ctx, kept); err != nil {
			return nil, err
		}
		change := now[view.Name]
		view.Since, view.By, view.Reason = change.At, change.By, change.Reason
		views[i] = view
	}
	return views, nil
}

// longestReason is that of a setting's change, in characters.
const longestReason = 1000

// ChangeSetting gives a setting another value (JSON; null for the default) and
// keeps who did so, when and why. The fields of an object that the JSON leaves out
// stay as they are; the same value again changes nothing. Whoever reads the
// setting reads the new value from the next step on.
//
// Errors: setting_unknown, not_your_act, reason_required, setting_invalid with
// each wrong field, grade_in_use.
func (o *Office) ChangeSetting(ctx context.Context, actor law.Actor, name string, raw json.RawMessage, reason string) (SettingView, error) {
	s, err := settings.Of(name)
	if err != nil {
		return SettingView{}, err
	}
	if err := access.RequireRole(actor, "修改参数“"+s.About().Title+"”", s.About().Who...); err != nil {
		return SettingView{}, err
	}
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n == 0 || n > longestReason {
		return SettingView{}, law.Errorf(law.KindInvalid, "reason_required", "修改参数必须写明理由，不超过%d个字符。", longestReason)
	}
	holds, kept := s.Standard(), any(nil)
	if strings.TrimSpace(string(raw)) != "null" {
		if holds, err = s.Parse(ctx, o.record, raw); err != nil {
			return SettingView{}, err
		}
		kept = holds
	}
	if scale, is := holds.(registers.GradeScale); is {
		if err := o.coversRegister(ctx, scale); err != nil {
			return SettingView{}, err
		}
	}
	now, err := o.Now(ctx)
	if err != nil {
		return SettingView{}, err
	}
	if err := o.record.SaveSetting(ctx, name, kept, actor.ID, reason, now); err != nil {
		return SettingView{}, err
	}
	views, err := o.settingViews(ctx, s)
	if err != nil {
		return SettingView{}, err
	}
	return views[0], nil
}

// coversRegister refuses a scale without a grade that entities have: they could
// not be drawn any more.
func (o *Office) coversRegister(ctx context.Context, scale registers.GradeScale) error {
	used, err := o.record.GradesInUse(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(used, func(c record.Count) bool { return c.Heading != "" && !scale.Has(c.Heading) })
	if i < 0 {
		return nil
	}
	return law.Errorf(law.KindNotAllowed, "grade_in_use", "名录库中有%d个检查对象的风险等级为“%s”，新的分级不能没有该等级；请先调整名录库。",
		used[i].Count, used[i].Heading)
}

// SettingHistory are all values that a setting was given, the present one last.
func (o *Office) SettingHistory(ctx context.Context, actor law.Actor, name string) ([]record.Change, error) {
	if err := access.ReadSettings.Require(actor); err != nil {
		return nil, err
	}
	if _, err := settings.Of(name); err != nil {
		return nil, err
	}
	return o.record.SettingHistory(ctx, name)
}
