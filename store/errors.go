package store

import (
	"context"
	"errors"
	"log/slog"
	"regexp"
	"strings"

	"github.com/go-sql-driver/mysql"
	"gorm.io/gorm"
	"modernc.org/sqlite"

	"shuangsuiji/inspection/law"
)

// The errors of MySQL and MariaDB that the store knows.
const (
	mysqlDuplicate       = 1062
	mysqlTooLong         = 1406
	mysqlBadText         = 1366
	mysqlNoParent        = 1452
	mysqlHasChildren     = 1451
	mysqlDenied          = 1142
	mysqlColumnDenied    = 1143
	mysqlNoDatabase      = 1049
	mysqlAccessDenied    = 1045
	mysqlLockWaitTimeout = 1205
	mysqlDeadlock        = 1213
	mysqlShutdown        = 1053
	mysqlTooManyConns    = 1040
	mysqlKilled          = 1927 // MariaDB: connection was killed
	mysqlInterrupted     = 1317
	mysqlDiskFull        = 1021
	mysqlTableFull       = 1114
	mysqlWriteFailed     = 1026
	mysqlEngineFailed    = 1030 // with the operating system's number: 28 is no space left
	mysqlFileFailed      = 3

	mysqlReadOnlyServer      = 1290 // the server runs with --read-only
	mysqlReadOnlyTransaction = 1792
	mysqlReadOnlyMode        = 1836
)

// The extended result codes of SQLite that the store knows.
const (
	sqliteBusy          = 5
	sqliteLocked        = 6
	sqliteUnique        = 2067
	sqlitePrimaryKey    = 1555
	sqliteForeignKey    = 787
	sqliteCheck         = 275
	sqliteRaisedTrigger = 1811
)

// failure is an error of the domain that keeps the database's own for the log.
type failure struct {
	domain *law.Error
	cause  error
}

func wrap(e *law.Error, cause error) error { return &failure{e, cause} }

func (f *failure) Error() string { return f.domain.Message }

// Unwrap gives both, so that errors.As finds either.
func (f *failure) Unwrap() []error { return []error{f.domain, f.cause} }

// LogValue shows the log what staff need not see.
func (f *failure) LogValue() slog.Value {
	return slog.GroupValue(slog.String("code", f.domain.Code), slog.String("message", f.domain.Message), slog.String("cause", f.cause.Error()))
}

// translate makes errors of the domain out of those of the database that a
// person can act on; others stay as they are.
func (s *Store) translate(err error) error {
	var domain *law.Error
	if err == nil || errors.As(err, &domain) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if isTransient(err) {
		return wrap(law.Errorf(law.KindUnavailable, "database_unavailable",
			"数据库暂时不可用，本次办理没有记录，请稍后重试。"), err)
	}
	switch {
	case isDiskFull(err):
		return wrap(law.Errorf(law.KindUnavailable, "disk_full",
			"数据库所在磁盘已满或者读写失败，本次办理没有记录；请管理员清理磁盘空间后重试。"), err)
	case isReadOnly(err):
		return wrap(law.Errorf(law.KindUnavailable, "record_read_only",
			"数据库现在是只读的，本次办理没有记录；请管理员检查磁盘、文件权限或者数据库服务器的设置。"), err)
	case isDamaged(err):
		return wrap(errDamaged, err)
	case isDuplicate(err):
		return wrap(law.Errorf(law.KindDuplicate, "already_there", "该记录已经存在，不能重复添加。"), err)
	case isForeignKey(err):
		return wrap(law.Errorf(law.KindInvalid, "reference_missing", "所引用的记录不存在，请核对编号后重试。"), err)
	case isAppendOnly(err):
		return wrap(law.Errorf(law.KindInternal, "append_only", "案卷记录只能追加，不能修改或者删除。"), err)
	}
	if column, ok := tooLongColumn(err); ok {
		return wrap(tooLong(column), err)
	}
	if e, ok := mysqlError(err); ok && e.Number == mysqlBadText {
		return wrap(law.Errorf(law.KindInvalid, "text_unreadable", "内容中含有无法识别的字符（不是有效的UTF-8文本）。"), err)
	}
	if e, ok := mysqlError(err); ok && (e.Number == mysqlNoDatabase || e.Number == mysqlAccessDenied) {
		return wrap(law.Errorf(law.KindUnavailable, "database_refused", "数据库拒绝连接，请检查数据库名称、用户和密码的设置。"), err)
	}
	return err
}

func mysqlError(err error) (*mysql.MySQLError, bool) {
	var e *mysql.MySQLError
	return e, errors.As(err, &e)
}

func sqliteCode(err error) (int, bool) {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0, false
	}
	return e.Code(), true
}

// isDiskFull reports that the database could not write to, or read from, its disk.
// It mends itself once there is space again.
func isDiskFull(err error) bool {
	if e, ok := mysqlError(err); ok {
		switch e.Number {
		case mysqlDiskFull, mysqlTableFull, mysqlWriteFailed, mysqlEngineFailed, mysqlFileFailed:
			return true
		}
		return false
	}
	const failed, full, cannotOpen = 10, 13, 14
	code, ok := sqliteCode(err)
	return ok && (code&0xff == failed || code&0xff == full || code&0xff == cannotOpen)
}

// isReadOnly reports that nothing may be written: a file or file system that is
// read-only, a MySQL server that is a replica or was set so.
func isReadOnly(err error) bool {
	if e, ok := mysqlError(err); ok {
		return e.Number == mysqlReadOnlyServer || e.Number == mysqlReadOnlyTransaction || e.Number == mysqlReadOnlyMode
	}
	const readOnly = 8
	code, ok := sqliteCode(err)
	return ok && code&0xff == readOnly
}

var errDamaged = law.Errorf(law.KindCorrupt, "record_damaged", "案卷文件已损坏，或者不是本系统的案卷；请停止使用，从备份恢复。")

// isDamaged reports a SQLite file that is damaged or none at all.
func isDamaged(err error) bool {
	const corrupt, notADatabase = 11, 26
	code, ok := sqliteCode(err)
	return ok && (code&0xff == corrupt || code&0xff == notADatabase)
}

func isDuplicate(err error) bool {
	if e, ok := mysqlError(err); ok {
		return e.Number == mysqlDuplicate
	}
	code, ok := sqliteCode(err)
	return ok && (code == sqliteUnique || code == sqlitePrimaryKey)
}

// duplicateOf reports whether err says that a unique key was taken; on SQLite
// the key is named by its columns, on MySQL by its name.
func duplicateOf(err error, key, column string) bool {
	return isDuplicate(err) && (strings.Contains(err.Error(), key) || strings.Contains(err.Error(), column))
}

func isForeignKey(err error) bool {
	if e, ok := mysqlError(err); ok {
		return e.Number == mysqlNoParent || e.Number == mysqlHasChildren
	}
	code, ok := sqliteCode(err)
	return ok && code == sqliteForeignKey
}

func isAppendOnly(err error) bool {
	if e, ok := mysqlError(err); ok {
		return e.Number == mysqlDenied || e.Number == mysqlColumnDenied
	}
	code, ok := sqliteCode(err)
	return ok && code == sqliteRaisedTrigger
}

var (
	mysqlTooLongText  = regexp.MustCompile(`Data too long for column '([^']+)'`)
	sqliteTooLongText = regexp.MustCompile(`CHECK constraint failed: (\w+)_too_long`)
)

// tooLongColumn is the column that a value was too long for.
func tooLongColumn(err error) (string, bool) {
	var m []string
	if e, ok := mysqlError(err); ok && e.Number == mysqlTooLong {
		m = mysqlTooLongText.FindStringSubmatch(e.Message)
	} else if code, ok := sqliteCode(err); ok && code == sqliteCheck {
		m = sqliteTooLongText.FindStringSubmatch(err.Error())
	}
	if m == nil {
		return "", false
	}
	return m[1], true
}

// columnNames are the columns in the words of the forms.
var columnNames = map[string]string{
	"code": "代码", "name": "名称", "kind": "类别", "grade": "风险等级", "enterprise_type": "类型", "nature": "性质",
	"organisation_form": "组织架构", "scale": "经营规模", "market_share": "市场占有率", "region": "地理区域", "licence": "许可或者备案编号",
	"address": "地址", "contact": "联系人", "phone": "电话", "email": "电子邮件", "lead_text": "线索", "certificate": "执法证件号",
	"department": "部门", "employer": "所在单位", "entity_kind": "检查对象类别", "content": "检查内容", "basis": "依据", "no": "编号",
	"login": "登录名", "reason": "理由", "text": "内容", "subject": "标题", "recipient": "收件人", "notice": "通知文号", "items": "抽查事项",
	"request_key": "Idempotency-Key", "clause": "依据条款", "unit": "单位",
	"entity": "统一社会信用代码", "agency": "检查机关", "item": "事项",
}

func tooLong(column string) *law.Error {
	name, ok := columnNames[column]
	if !ok {
		name = column
	}
	e := law.Errorf(law.KindInvalid, "too_long", "“%s”的内容过长，请缩短后重试。", name)
	e.Fields = []law.FieldError{{Field: fieldOf(column), Message: "内容过长"}}
	return e
}

// fieldOf is the column as forms and the API name the field.
func fieldOf(column string) string {
	parts := strings.Split(column, "_")
	for i, p := range parts {
		if i > 0 && p != "" {
			parts[i] = strings.ToUpper(p[:1]) + p[1:]
		}
	}
	return strings.Join(parts, "")
}

func notFound(code, format string, args ...any) error {
	return law.Errorf(law.KindNotFound, code, format, args...)
}

// orNotFound replaces gorm's "no row" by an error of the domain.
func orNotFound(err error, code, format string, args ...any) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return notFound(code, format, args...)
	}
	return err
}

// refused ends the attempts where a person's standing refuses the act; a fault of
// the database is tried again.
func refused(err error) error {
	var e *law.Error
	if errors.As(err, &e) {
		return final{err}
	}
	return err
}
