package bureau

import (
	"context"
	"fmt"

	"shuangsuiji/inspection/law"
)

// Part is one of those on which the office stands, and whether it answers.
type Part struct {
	Name string // in Chinese
	Err  error  // nil: it does
}

// foundation is a part with what asks it.
type foundation struct {
	name string
	ask  func(context.Context) error
}

// foundations are the parts in the order in which they are asked.
func (o *Office) foundations() []foundation {
	return []foundation{
		{"数据库", func(ctx context.Context) error { return away("database_away", "数据库", o.record.Ping(ctx)) }},
		{"案卷写入", func(ctx context.Context) error { return unwritable(o.record.Writable(ctx)) }},
		{"流程服务", func(ctx context.Context) error {
			return away("procedure_away", "流程服务", o.procedures.Healthy(ctx))
		}},
	}
}

// Parts asks each of them.
func (o *Office) Parts(ctx context.Context) []Part {
	var out []Part
	for _, f := range o.foundations() {
		out = append(out, Part{Name: f.name, Err: f.ask(ctx)})
	}
	return out
}

// Ready reports whether the office can act: the error is of the first part that does not
// answer.
//
// Errors: database_away, record_not_writable, procedure_away.
func (o *Office) Ready(ctx context.Context) error {
	for _, f := range o.foundations() {
		if err := f.ask(ctx); err != nil {
			return err
		}
	}
	return nil
}

func away(code, part string, cause error) error {
	if cause == nil {
		return nil
	}
	return fmt.Errorf("%w：%w", law.Errorf(law.KindUnavailable, code, "%s暂时不可用。", part), cause)
}

func unwritable(cause error) error {
	if cause == nil {
		return nil
	}
	return fmt.Errorf("%w：%w", law.Errorf(law.KindUnavailable, "record_not_writable", "案卷现在不能写入，请管理员检查磁盘空间和文件权限。"), cause)
}
