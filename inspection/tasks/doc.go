// Package tasks is one entry of the annual plan on its way (抽查任务): from its month
// through the scheme, the draw with commitment, witnesses and reveal, and the cases of
// the drawn, to the summary. How the draw is computed is package draw's.
package tasks
