// Package amendment says what one edition of the law changes against another
// (修订对照): periods, amounts, duties, acts, outcomes and what else an edition sets,
// with their sources.
package amendment
