// Package inspection is the law of 双随机、一公开 inspections as pure Go: who may
// do what at which stage of an inspection task and of an inspection case, which
// period then runs, and what a refusal says. It performs no I/O and owns no
// clock; times come in with the acts.
//
// # The two subjects
//
// A [Task] (抽查任务) carries one entry of the annual plan from its month through
// the draw to the summary. A [Case] (检查案件) is one drawn entity's inspection.
// Both change only through an [Act]: somebody ([Actor]) does something of a
// [ActKind] at a moment, with [Facts] that are small and coded. What people
// write at length (narratives, attachments, names) stands in the record under a
// salted hash and never passes through here.
//
// # What runs beside a case
//
// A [Proceeding] (后续处理程序) is a penalty case, a referral to the department in
// charge or to the police, an inspector's feedback (反馈) or an entity's objection
// (异议). Each has stages, a table of acts and periods of its own, in the same way as
// a case.
//
// # One table
//
// [CaseRules] and [TaskRules] are the transition tables: one row an act, with the
// stages in which it is allowed, the roles that may perform it, what has to come
// first, whom an earlier act bars, the clause it rests on, and its effect.
// [Case.Permit] asks the table whether an act is allowed now, [Case.Allowed]
// lists by the same conditions what is; [Case.Apply] performs it on a copy and
// returns the case as it stands afterwards. A refusal changes nothing and says
// in Chinese what is allowed now and who may do it.
//
// # Periods
//
// Every legal period is one named [LegalPeriod] of an [Edition] with article,
// date and unit. A [Deadline] is such a period running in one case: it keeps the
// calendar it was counted with, can be extended and suspended, and knows the
// next moment at which somebody must be told ([Moment]).
//
// # Editions
//
// Rules change, running cases do not. A task takes the edition in force on the
// day it is set going and keeps it. Edition 2024 is the plan document
// 迁人社字〔2024〕5号 with the law of its day, edition 2025 the same with
// 国办发〔2024〕54号 on top. What differs between editions is data: periods,
// outcomes, and the duties ([Duty]) to which some rows of the table belong; a case
// that is not under a duty does not have its acts.
package inspection
