// Small comforts of the console. Without this script every page does the same.
"use strict";
(function () {
  // holds evaluates a condition of package forms on the inputs beside a field.
  function holds(when, at) {
    if (when.path) {
      var value = valueOf(at + when.path);
      var is = when.is && when.is.length ? when.is.indexOf(value) >= 0 : value !== "";
      return is !== Boolean(when.not);
    }
    if (when.all) return when.all.every(function (w) { return holds(w, at); }) !== Boolean(when.not);
    if (when.any) return when.any.some(function (w) { return holds(w, at); }) !== Boolean(when.not);
    return true;
  }
  function valueOf(name) {
    var value = "";
    document.getElementsByName(name).forEach(function (input) {
      if ((input.type === "radio" || input.type === "checkbox") && !input.checked) return;
      value = input.value;
    });
    return value;
  }
  // What there is nothing to fill in for is folded away; the server decides anyway.
  function fold() {
    document.querySelectorAll("[data-when]").forEach(function (field) {
      field.hidden = !holds(JSON.parse(field.dataset.when), field.dataset.at);
    });
  }
  document.addEventListener("change", fold);
  fold();

  // All boxes of the name are ticked without the page being loaded for it, which would lose
  // what was filled in beside them.
  document.addEventListener("click", function (event) {
    var all = event.target.closest("[data-tick-all]");
    if (!all || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    document.getElementsByName(all.dataset.tickAll).forEach(function (box) { box.checked = true; });
    var says = all.parentNode.querySelector("[data-ticked]");
    says.textContent = says.dataset.ticked;
  });

  // A form is sent once, unless its button only fetches a file: the page stays.
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented || event.submitter && event.submitter.hasAttribute("data-file")) return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "true";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  // What was written stands on the paper though it is folded away on the screen.
  var unfolded = [];
  window.addEventListener("beforeprint", function () {
    unfolded = Array.prototype.slice.call(document.querySelectorAll("details[data-printed]:not([open])"));
    unfolded.forEach(function (part) { part.open = true; });
  });
  window.addEventListener("afterprint", function () {
    unfolded.forEach(function (part) { part.open = false; });
    unfolded = [];
  });

  var problem = document.getElementById("problem");
  if (problem) problem.focus();
})();
