package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

func (p *patient) schema(context.Context) finding {
	if p.recordErr != nil {
		var e *law.Error
		if !errors.As(p.recordErr, &e) {
			return amiss(p.recordErr.Error(), "检查连接参数和文件权限")
		}
		return amiss(e.Message, map[string]string{
			"schema_too_old": "用up启动的，启动时自动升级；分别启动各进程的，执行 shuangsuiji migrate",
			"schema_too_new": "换用写入该案卷的新版程序，不要用旧版启动",
			"record_missing": "首次使用请执行 shuangsuiji up",
		}[e.Code])
	}
	driver := store.SQLite
	if p.separate() {
		driver = p.Driver
	}
	version, err := store.SchemaVersion(driver)
	if err != nil {
		return broken(err)
	}
	if found := p.record.Schema(); found > version {
		return fine("版本%d，比本程序所知的（%d）新，本程序仍可使用；请尽快全部换用新版程序", found, version)
	}
	return fine("版本%d，与本程序一致", version)
}

// onRecord makes a check of what can be looked at only where the record is open.
func onRecord(look func(*patient, context.Context) finding) func(*patient, context.Context) finding {
	return func(p *patient, ctx context.Context) finding {
		if p.recordErr != nil {
			return unseen(noRecord)
		}
		return look(p, ctx)
	}
}

// today is the day of the business clock.
func (p *patient) today(ctx context.Context) (calendar.Date, error) {
	now, err := p.office.Now(ctx)
	return calendar.DateOf(now), err
}

func (p *patient) guards(ctx context.Context) finding {
	missing, err := p.record.Unguarded(ctx)
	switch {
	case err != nil:
		return broken(err)
	case len(missing) > 0 && p.separate() && p.Driver == store.MySQL:
		return amiss("数据库用户的权限过大："+strings.Join(missing, "、"), "另建服务用户，执行 shuangsuiji migrate --service-user 授予所需权限")
	case len(missing) > 0:
		return amiss("缺少触发器："+strings.Join(missing, "、"), "案卷可能被改动过，保存现场，从备份核对，执行 shuangsuiji check")
	}
	return fine("办理记录、公示、抽取证据和变更记录不能修改或者删除")
}

// keys are looked at as at a start, which they would stop.
func (p *patient) keys(ctx context.Context) finding {
	path := p.SealKeysFile
	if path == "" && p.path == "" {
		return unseen("没有用--seal-keys-file指定密钥文件")
	}
	if path == "" {
		path = filepath.Join(p.path, sealKeysFile)
	}
	keys, err := watchKeys(path, p.log)
	if err == nil {
		err = keysFit(ctx, p.record, keys)
	}
	if err != nil {
		return amiss(plain(err), "没有原来的密钥不能启动，未揭晓的抽取不能揭晓，办理记录的印记不能核对")
	}
	return fine("与案卷相符，请与案卷分开备份%s", path)
}

func (p *patient) clock(ctx context.Context) finding {
	c, err := p.record.Clock(ctx)
	switch {
	case err != nil:
		return broken(err)
	case c.Standing && !p.demonstration:
		return amiss("时钟停住，但不是演示数据", "期限不会按真实时间届满；保存现场，从备份核对")
	case !c.Standing && p.demonstration:
		return amiss("演示数据的时钟没有停住", "另选文件夹，重新执行 shuangsuiji up --demo")
	case c.Standing:
		return fine("演示，停在%s", c.Now.In(calendar.Shanghai).Format("2006年1月2日 15:04"))
	}
	return fine("与真实时间一致")
}

// noticeUsual is from when on next year's holiday notice is usually published.
const noticeUsual = 15 // November

func (p *patient) calendar(ctx context.Context) finding {
	known, err := p.office.Calendar(ctx)
	if err != nil {
		return broken(err)
	}
	today, err := p.today(ctx)
	if err != nil {
		return broken(err)
	}
	need := []int{today.Year()}
	if today.Month() == time.December || today.Month() == time.November && today.Day() >= noticeUsual {
		need = append(need, today.Year()+1)
	}
	for _, year := range need {
		if !slices.Contains(known.Years, year) {
			return amiss(fmt.Sprintf("没有%d年的放假安排", year), "国务院办公厅通知发布后，以管理员录入（PUT /api/calendar/"+fmt.Sprint(year)+"）；在此之前期限暂按周末推算")
		}
		entered, err := p.office.CalendarYear(ctx, year)
		if err != nil {
			return broken(err)
		}
		if len(entered.Lacking) > 0 {
			return amiss(fmt.Sprintf("%d年的放假安排缺少%s", year, strings.Join(entered.Lacking, "、")), "以管理员在“工作日历”中按通知重新录入全年的安排")
		}
	}
	return fine("有%d年至%d年的放假安排", known.Years[0], known.Years[len(known.Years)-1])
}

func (p *patient) administrators(ctx context.Context) finding {
	all, err := p.office.Accounts(ctx, operator())
	if err != nil {
		return broken(err)
	}
	if !slices.ContainsFunc(all, func(a record.Account) bool { return a.Active && slices.Contains(a.Roles, law.RoleAdministrator) }) {
		return amiss("没有启用的管理员账号", "用 shuangsuiji user enable 启用，或者用 shuangsuiji user add 新建")
	}
	return fine("共%d个账号，有启用的管理员", len(all))
}

// certificateNotice is how long before its end a certificate is told of.
const certificateNotice = 60 // days

func (p *patient) certificates(ctx context.Context) finding {
	all, err := p.record.AllInspectors(ctx)
	if err != nil {
		return broken(err)
	}
	today, err := p.today(ctx)
	if err != nil {
		return broken(err)
	}
	var ending []string
	active := 0
	for _, i := range all {
		if !i.Active {
			continue
		}
		active++
		if i.ValidThrough.Before(today.AddDays(certificateNotice)) {
			ending = append(ending, i.Certificate+"（"+i.ValidThrough.String()+"）")
		}
	}
	if len(ending) > 0 {
		return note(fmt.Sprintf("%d人的证件已到期或者将在%d日内到期：%s", len(ending), certificateNotice, strings.Join(ending, "、")), "到期后不参加抽取，换证后更新名录库")
	}
	return fine("在岗%d人，%d日内没有证件到期", active, certificateNotice)
}

func (p *patient) items(ctx context.Context) finding {
	all, err := p.record.Items(ctx, true)
	if err != nil {
		return broken(err)
	}
	open, unstated := 0, 0
	for _, i := range all {
		if !i.Confirmed {
			open++
		}
		if i.AuthorityKind == "" {
			unstated++
		}
	}
	if unstated > 0 {
		return note(fmt.Sprintf("%d项中有%d项没有确认依据，%d项没有填写检查依据及其种类", len(all), open, unstated), "由法制审核人员核对后确认；检查依据用“shuangsuiji template items --edition 2025”给出的清单核对后导入")
	}
	if open > 0 {
		return note(fmt.Sprintf("%d项中有%d项没有确认依据", len(all), open), "由法制审核人员核对后确认")
	}
	return fine("%d项均已确认", len(all))
}
