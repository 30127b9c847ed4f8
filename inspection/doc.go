// Package inspection holds no code: it is the essay on the law of 双随机、一公开
// inspections, which stands in the packages below it, and the tests that look at all
// of it at once. All of it is pure Go: it performs no I/O and owns no clock; times
// come in with the acts.
//
// # The rooms
//
//   - [shuangsuiji/inspection/law] is what holds for every subject: acts and who may
//     perform them, the transition table, periods that run, editions, errors.
//   - [shuangsuiji/inspection/registers] are the entities (检查对象名录库), the
//     inspectors (执法检查人员名录库), the items (抽查事项清单).
//   - [shuangsuiji/inspection/plans] is the annual plan and its approval.
//   - [shuangsuiji/inspection/tasks], [shuangsuiji/inspection/cases] and
//     [shuangsuiji/inspection/proceedings] are the subjects of acts.
//   - [shuangsuiji/inspection/calendar], [shuangsuiji/inspection/draw] and
//     [shuangsuiji/inspection/creditcode] know nothing of the procedure and can be read
//     and audited alone.
//   - [shuangsuiji/inspection/access] says who may read, and do what no table governs;
//     [shuangsuiji/inspection/planyear] counts a year.
//
// Imports run one way: law ← registers, plans ← tasks; law ← cases ← proceedings. No
// file of the law names a subject, and no case knows what a proceeding does.
//
// # The subjects
//
// A task (抽查任务) carries one entry of the annual plan from its month through the
// draw to the summary. A case (检查案件) is one drawn entity's inspection. A proceeding
// (后续处理程序) runs beside a case or without one: a penalty case, a referral to the
// department in charge or to the police, an inspector's feedback (反馈) or an entity's
// objection (异议).
//
// All change only through an [law.Act]: somebody ([law.Actor]) does something of a
// [law.ActKind] at a moment, with [law.Facts] that are small and coded. What people
// write at length (narratives, attachments, names) stands in the record under a salted
// hash and never passes through here.
//
// # One table
//
// [tasks.Rules], [cases.Rules] and [proceedings.Rules] are the transition tables: one
// row an act, with the stages in which it is allowed, those to which it leads, the
// roles that may perform it, what has to come first, whom an earlier act bars, the
// clause it rests on, and its effect. [cases.Case.Permit] asks the table whether an act is allowed now,
// [cases.Case.Allowed] lists by the same conditions what is; [cases.Case.Apply]
// performs it on a copy and returns the case as it stands afterwards. A refusal changes
// nothing and says in Chinese what is allowed now and who may do it, or which facts are
// wrong, each by its [law.Path].
//
// # Periods
//
// Every legal period is one named [law.LegalPeriod] of an [law.Edition] with article,
// date and unit. A [law.Deadline] is such a period running in one subject: it keeps the
// calendar it was counted with, can be extended and suspended, and knows the next
// moment at which somebody must be told ([law.Moment]).
//
// # Editions
//
// Rules change, running cases do not. A task takes the edition in force on the day it
// is set going and keeps it. Edition 2024 is the plan document 迁人社字〔2024〕5号 with
// the law of its day, edition 2025 the same with 国办发〔2024〕54号 on top, edition 2026
// that with 国家发展改革委令第36号. What differs between editions is data: periods, outcomes,
// and the duties ([law.Duty]) to which some rows of the table belong; a case that is not
// under a duty does not have its acts.
package inspection
