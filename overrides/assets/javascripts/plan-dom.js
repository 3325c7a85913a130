/** Finds, makes and fills the elements of a page; an element that the template promises and that is not there is a fault of ours. */
(() => {
  "use strict";

  /** @type {Dom["elements"]} */
  function elements(root, selector, kind) {
    return [...root.querySelectorAll(selector)].flatMap((each) => (each instanceof kind ? [each] : []));
  }

  /** @type {Dom["element"]} */
  function element(root, selector, kind) {
    const [first] = elements(root, selector, kind);
    if (!first) throw new Error(`no ${selector} in the page`);
    return first;
  }

  /** @type {Dom["make"]} */
  function make(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) setText(made, text);
    return made;
  }

  /** @type {Dom["english"]} */
  const english = new Set();

  /** @type {Dom["setText"]} */
  function setText(element, text) {
    if (element.textContent === text) return;
    element.textContent = text;
    if (english.size) element.setAttribute("lang", english.has(text) ? "en" : document.documentElement.lang);
  }

  window.journeybook = { ...window.journeybook, dom: { element, elements, make, setText, english } };
})();
