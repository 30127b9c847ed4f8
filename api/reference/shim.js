// What Swagger UI calls and Chromium 86 does not have. Written without newer syntax; loaded first.
"use strict";
(function () {
  function define(on, name, value) {
    if (!(name in on)) {
      Object.defineProperty(on, name, { value: value, writable: true, configurable: true });
    }
  }
  define(Object, "hasOwn", function (object, key) {
    return Object.prototype.hasOwnProperty.call(object, key);
  });
  function at(index) {
    var from = Math.trunc(index) || 0;
    return this[from < 0 ? this.length + from : from];
  }
  define(Array.prototype, "at", at);
  define(String.prototype, "at", at);
  define(Array.prototype, "findLast", function (accepts, as) {
    for (var i = this.length - 1; i >= 0; i--) {
      if (accepts.call(as, this[i], i, this)) {
        return this[i];
      }
    }
    return undefined;
  });
})();
