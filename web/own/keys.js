// Keys for who works without a mouse: / searches, j and k go through the rows of a list,
// Enter opens one, Ctrl+Enter hands a form in, ? says so. Nothing while an input method
// composes; switched off on the page that ? shows.
"use strict";
(function () {
  var off = "ssj-keys-off";
  function isOff() {
    try { return localStorage.getItem(off) === "true"; } catch (refused) { return false; }
  }

  function rows() { return Array.prototype.slice.call(document.querySelectorAll("main table.table-hover tbody tr a:first-of-type")); }

  function step(by) {
    var all = rows(), at = all.indexOf(document.activeElement);
    if (!all.length) return false;
    all[Math.min(Math.max(at + by, 0), all.length - 1)].focus();
    return true;
  }

  function typing(target) { return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable; }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229 || isOff()) return;
    var form = event.target.form || document.querySelector("form.act");
    if (event.key === "Enter" && event.ctrlKey && form && form.classList.contains("act")) {
      event.preventDefault();
      form.querySelector("button.btn-primary").click();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    var done = true;
    switch (event.key) {
      case "/": var box = document.getElementById("find"); if (box) box.focus(); else done = false; break;
      case "j": done = step(1); break;
      case "k": done = step(-1); break;
      case "?": location.href = "/console/help#keys"; break;
      default: done = false;
    }
    if (done) event.preventDefault();
  });

  var choice = document.getElementById("keys-off");
  if (choice) {
    choice.checked = isOff();
    choice.addEventListener("change", function () {
      try { localStorage.setItem(off, String(choice.checked)); } catch (refused) { choice.checked = false; }
    });
  }
})();
