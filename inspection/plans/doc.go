// Package plans is the annual plan (年度抽查工作计划): a row of its table read as the
// bureau writes it, and the plan's way from the draft to its publication, which has a
// table of steps of its own.
package plans
