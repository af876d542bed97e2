// Runs first on every page, as a classic script in the head.
// 1. Where storage is blocked, the theme's bundle would die on its first access: give it memory.
// 2. The theme expects four helpers with these very names; the original is inline code.
// 3. The theme opens its menu and search with labels, which a keyboard cannot reach: they become
//    buttons. Without scripts the labels stay, and a pointer opens the menu with them.
(function () {
  "use strict";

  /** @type {any} */
  var page = window;

  ["localStorage", "sessionStorage"].forEach(function (name) {
    try {
      page[name].getItem("pi");
    } catch (_blocked) {
      /** @type {Map<string, string>} */
      var memory = new Map();
      Object.defineProperty(page, name, {
        value: {
          getItem: function (/** @type {string} */ key) {
            return memory.has(key) ? memory.get(key) : null;
          },
          setItem: function (/** @type {string} */ key, /** @type {string} */ value) {
            memory.set(key, String(value));
          },
          removeItem: function (/** @type {string} */ key) {
            memory.delete(key);
          },
          // Our own pages ask this before they promise to keep anything.
          piBlocked: true,
        },
      });
    }
  });

  var script = /** @type {HTMLScriptElement} */ (document.currentScript);
  page.__md_scope = new URL(script.getAttribute("data-base") || ".", location.href);
  page.__md_hash = function (/** @type {string} */ text) {
    return Array.from(text).reduce(function (hash, letter) {
      return (hash << 5) - hash + letter.charCodeAt(0);
    }, 0);
  };
  page.__md_get = function (
    /** @type {string} */ key,
    /** @type {Storage} */ storage,
    /** @type {URL} */ scope
  ) {
    return JSON.parse(
      (storage || localStorage).getItem((scope || page.__md_scope).pathname + "." + key) || "null"
    );
  };
  page.__md_set = function (
    /** @type {string} */ key,
    /** @type {unknown} */ value,
    /** @type {Storage} */ storage,
    /** @type {URL} */ scope
  ) {
    try {
      (storage || localStorage).setItem(
        (scope || page.__md_scope).pathname + "." + key,
        JSON.stringify(value)
      );
    } catch (_full) {
      // A preference that cannot be kept is no error.
    }
  };

  document.documentElement.classList.remove("no-js");
  document.documentElement.classList.add("js");

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("label[data-pi-button]").forEach(function ($element) {
      var $label = /** @type {HTMLLabelElement} */ ($element);
      var $button = document.createElement("button");
      $button.type = "button";
      $button.className = $label.className;
      $button.setAttribute("data-pi-button", $label.getAttribute("data-pi-button") || "");
      $button.append.apply($button, Array.from($label.childNodes));
      $button.addEventListener("click", function () {
        var $switch = document.getElementById($label.htmlFor);
        if ($switch) $switch.click();
      });
      $label.replaceWith($button);
    });
  });
})();
