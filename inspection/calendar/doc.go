// Package calendar is the Chinese working calendar and the arithmetic on legal
// periods that stands on it.
//
// # The calendar
//
// Once a year the General Office of the State Council publishes the holiday
// notice of the next year (国务院办公厅关于…年部分节假日安排的通知). It says
// which weekdays are off and which Saturdays and Sundays are worked in exchange
// (调休). A [Calendar] holds those departures from the plain Monday-to-Friday
// week and, explicitly, the years whose notice it holds. A year that it does not
// hold is counted as a plain week in which those weekdays are off that the law itself
// fixes (全国年节及纪念日放假办法 art. 2, see [StatutoryHoliday]); holidays of the lunar
// calendar, 清明节 and make-up days come with the notice only. Every [End] that was
// counted through a day of such a year says so: [End.Provisional], shown as
// 暂按周末推算. When the notice comes
// out, [Calendar.With] makes the next calendar; nothing is changed in place, so
// that a deadline can name the table on which it was counted by
// [Calendar.Version].
//
// # Periods
//
// A [Period] says its unit; whether days are working days is part of the rule's
// own definition and never assumed here (行政处罚法 art. 85 makes 二日, 三日,
// 五日 and 七日 of that law working days, its other periods are calendar days).
//
//   - The day of the event does not count; day 1 is the day after
//     (民法典 art. 201 para. 1; 民事诉讼法 art. 85 para. 2).
//   - Working days: the n-th working day after the event.
//   - Days: the n-th calendar day after the event. Months and years: the day of
//     the later month with the same number or, where there is none, that month's
//     last day (民法典 art. 202).
//   - A period in days, months or years whose last day is no working day ends on
//     the next working day (民法典 art. 203 para. 1; 民事诉讼法 art. 85 para. 3:
//     法定休假日 takes in the weekly days of rest, and a Saturday that the notice
//     makes a working day is none). Where the rule says [Period.NoRoll] it does not.
//   - It ends at 24:00 of its last day (民法典 art. 203 para. 2).
//   - Hours run from the minute of the event, through nights and days off
//     (民法典 art. 201 para. 2), and are not moved.
//
// Administrative law has no chapter of its own on counting; the Civil Code's is
// applied where no statute departs from it (民法典 art. 204), and it agrees with
// the Civil Procedure Law, to which 行政诉讼法 art. 101 refers for periods.
//
// All of it is civil time of the zone [Shanghai]; instants are given in UTC.
package calendar
