// Keeps what is typed into a form as a draft on the server, two seconds after a change
// and when the page is left. Without this script there is the button 暂存.
"use strict";
(function () {
  var form = document.querySelector("form[data-draft]");
  if (!form || !window.fetch || !window.FormData) return;
  var state = document.getElementById("draft-state");
  var timer = 0, changed = false, saving = false, stopped = false;

  // entries are the inputs without files, which are sent with the form.
  function entries() {
    var all = new FormData(form), out = new URLSearchParams();
    all.forEach(function (value, name) {
      if (typeof value === "string") out.append(name, value);
    });
    return out;
  }

  function say(text) { state.textContent = text; }

  function save() {
    clearTimeout(timer);
    if (!changed || saving || stopped || form.dataset.sent) return;
    changed = false;
    saving = true;
    fetch(form.dataset.draft, { method: "POST", body: entries(), credentials: "same-origin", keepalive: true }).then(function (reply) {
      return reply.json().then(function (answer) {
        if (reply.ok) {
          form.elements.revision.value = answer.revision;
          say("已暂存 " + answer.saved);
          return;
        }
        // What was saved in another window is not overwritten.
        if (answer.code === "draft_stale" || answer.code === "draft_handed_in" || reply.status === 401) stopped = true;
        say("未能暂存：" + answer.detail);
      });
    }).catch(function () {
      changed = true;
      say("暂时连不上系统，内容尚未暂存。");
      later();
    }).then(function () { saving = false; });
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(save, 2000);
  }

  form.addEventListener("input", function () { changed = true; later(); });
  form.addEventListener("change", function () { changed = true; later(); });
  document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") save(); });
  form.addEventListener("submit", function () { clearTimeout(timer); stopped = true; });
})();
