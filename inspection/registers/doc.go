// Package registers is what the law says of the three registers: the entities that can
// be drawn (检查对象名录库), with the grade of their risk by month, the inspectors
// (执法检查人员名录库) and the items that may be inspected (抽查事项清单); and of the
// visits that other departments pay to the same entities.
package registers
