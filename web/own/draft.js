// Keeps what is typed into a form as a draft on the server, two seconds after a change
// and when the page is left. Without this script there is the button 暂存.
"use strict";
(function () {
  var form = document.querySelector("form[data-draft]");
  if (!form || !window.fetch || !window.FormData) return;
  var state = document.getElementById("draft-state");
  var timer = 0, changed = false, saving = false, ended = false;
  // A request that outlives its page may carry 64 KiB in all.
  var mostLeaving = 60000;

  // entries are the inputs without files, which are sent with the form.
  function entries() {
    var all = new FormData(form), out = new URLSearchParams();
    all.forEach(function (value, name) {
      if (typeof value === "string") out.append(name, value);
    });
    return out;
  }

  function say(text) { state.textContent = text; }

  function save(leaving) {
    clearTimeout(timer);
    if (!changed || saving || ended || form.dataset.sent) return;
    var body = String(entries()), wait = 2000;
    changed = false;
    saving = true;
    fetch(form.dataset.draft, {
      method: "POST", body: body, credentials: "same-origin", keepalive: Boolean(leaving) && body.length < mostLeaving,
      headers: { "Content-Type": "application/x-www-form-urlencoded" }
    }).then(function (reply) {
      return reply.json().then(function (answer) {
        if (reply.ok) {
          form.elements.revision.value = answer.revision;
          say("已暂存 " + answer.saved);
          return;
        }
        // What was saved in another window is not overwritten.
        if (answer.code === "draft_stale" || answer.code === "draft_handed_in" || reply.status === 401) ended = true;
        say("未能暂存：" + answer.detail);
        if (reply.status === 429 || reply.status >= 500) failed();
      });
    }).catch(function () {
      say("暂时连不上系统，内容尚未暂存。");
      failed();
    }).then(function () {
      saving = false;
      if (changed) later(wait);
    });
    function failed() {
      changed = true;
      wait = 10000;
    }
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(function () { save(false); }, wait);
  }

  function edited() {
    changed = true;
    later(2000);
  }

  form.addEventListener("input", edited);
  form.addEventListener("change", edited);
  document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") save(true); });
  form.addEventListener("submit", function () { clearTimeout(timer); });
})();
