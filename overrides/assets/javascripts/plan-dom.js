/** Finds, makes and fills the elements of a page; an element that the template promises and that is not there is a fault of ours. */
(() => {
  "use strict";

  /**
   * Returns the elements of a kind that a selector finds.
   * @template {Element} E
   * @param {ParentNode} root
   * @param {string} selector
   * @param {new () => E} kind
   * @returns {E[]}
   */
  function elements(root, selector, kind) {
    /** @type {E[]} */
    const found = [];
    for (const each of root.querySelectorAll(selector)) if (each instanceof kind) found.push(each);
    return found;
  }

  /**
   * Returns the first element that a selector finds, which the template promises.
   * @template {Element} E
   * @param {ParentNode} root
   * @param {string} selector
   * @param {new () => E} kind
   * @returns {E}
   */
  function element(root, selector, kind) {
    const [first] = elements(root, selector, kind);
    if (!first) throw new Error(`no ${selector} in the page`);
    return first;
  }

  /**
   * Makes an element.
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {string} [className]
   * @param {string} [text]
   * @returns {HTMLElementTagNameMap[T]}
   */
  function make(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) write(made, text);
    return made;
  }

  /**
   * Writes text into an element, and only where it is another text, so that nothing is read aloud twice.
   * @type {(element: Element, text: string) => void}
   */
  function setText(element, text) {
    if (element.textContent !== text) write(element, text);
  }

  /** Texts that are in English for want of a translation. */
  const english = new Set();

  /**
   * Writes text into an element, marked as English where it is.
   * @type {(element: Element, text: string) => void}
   */
  function write(element, text) {
    element.textContent = text;
    if (english.has(text)) {
      element.setAttribute("lang", "en");
      element.setAttribute("dir", "ltr");
    } else if (english.size) {
      element.removeAttribute("lang");
      element.removeAttribute("dir");
    }
  }

  window.journeybook = { ...window.journeybook, dom: { element, elements, make, setText, english } };
})();
