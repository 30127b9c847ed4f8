// Package browsertest shows pages to the browsers that staff and the public have: the
// current Chromium, and Chromium 86, on which the browsers of domestic desktops are built.
// A test is written once and runs in each of them ([Each]).
//
// Pages are opened under a name ([ByName]), as staff open them, since a browser trusts
// loopback with what it refuses to any other address that has no TLS. A [Page] records which
// hosts were asked and what the browser complained of; it is measured against the rules of
// accessibility by axe-core, and pictured at the sizes of an office's screen and of a phone.
// [RequireValidHTML] holds HTML against the standard, without a browser.
//
// Each test binary has one process of each browser, which [Main] ends; each page has cookies
// and storage of its own. The parts come from .ci/prerequisites, which also says where from.
package browsertest
