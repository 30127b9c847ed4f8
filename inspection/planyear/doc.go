// Package planyear is what a plan year (计划年度) amounts to: which items its tasks
// cover, which were really checked and how often, and the figures of the year-end
// report (年度报告). It is a pure fold over the year's cases and knows neither
// record nor clock.
//
// # A figure is a set
//
// Every figure counts cases, or proceedings, each once. [Of] and [OfProceeding]
// name the figures that one belongs to; [Fold] counts them over all; and whoever
// asks which make a figure asks the same again. So a figure and the list behind it
// cannot differ. A figure about money says also what those come to.
//
// # A year's cases
//
// A case belongs to the year of the plan of its task, also where it ends after
// the year's end (附件 年度抽查工作计划); so do the proceedings beside it. Feedback out
// of no case belongs to the year in which it was filed.
package planyear
