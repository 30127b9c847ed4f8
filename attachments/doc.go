// Package attachments judges the files that people add to an act: photographs, scans,
// recordings, documents. What a file is follows from its bytes and never from what its
// sender says ([Judge]); only kinds that an inspection needs are taken, and none that a
// browser or an office program would run. Pictures can be shown small ([Small]).
//
// A file is evidence: it is kept as it came, and nothing is ever written into it. The
// package does no I/O beyond what it is handed.
package attachments
