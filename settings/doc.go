// Package settings is the one table of what the bureau sets for itself
// (参数设置): of each setting its name, what it means, its default, its legal
// bounds and who may change it. What the law sets is not here but in the editions
// of package inspection, what belongs to one task in its scheme and its draw.
//
// A setting that nobody has changed has its default; one that was changed back
// (to JSON null) has it again. Whoever reads a setting reads it anew each time, so
// that a change holds from the next step on, without a restart.
package settings
