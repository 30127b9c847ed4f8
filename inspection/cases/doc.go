// Package cases is one drawn entity's inspection (检查案件): notice, self-check, visit,
// result, handling, publication, and what comes after. What comes out of a case runs in
// proceedings of its own; a case only waits for them.
package cases
