/** A wide table of a hand-written page scrolls in a box of its own, which the keyboard reaches and which bears the name of its section. */
(() => {
  "use strict";

  /** @type {(table: Element) => string} */
  function sectionName(table) {
    /** @type {Element | null} */
    let before = table;
    while (before && !/^H[1-6]$/.test(before.tagName)) before = before.previousElementSibling;
    return before?.firstChild?.textContent ?? document.title;
  }

  for (const table of document.querySelectorAll(".md-content__inner > table:not([class])")) {
    const box = document.createElement("div");
    box.className = "jb-scroll";
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", sectionName(table));
    table.before(box);
    table.className = "jb-table";
    box.append(table);
  }
})();
