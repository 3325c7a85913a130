/** A link to something folded opens what it is folded in; for print everything is opened, and closed again afterwards. */
(() => {
  "use strict";

  const FOLDS = ".jb-fold, .jb-more, .jb-map__wide details";
  /** @type {HTMLDetailsElement[]} */
  let opened = [];

  /** @type {() => Element | null} */
  function linked() {
    try {
      return location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    } catch {
      return null;
    }
  }

  function unfold() {
    const target = linked();
    if (!target) return;
    const next = target.nextElementSibling;
    if (target.matches("h2") && next instanceof HTMLDetailsElement && next.matches(".jb-fold")) next.open = true;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) {
      fold.open = true;
      fold.dataset.jbOpened = "";
    }
    target.scrollIntoView();
  }

  /**
   * Marks what a reader opened: print opens everything, and a stage leaves out small print that nobody opened.
   * @type {(event: Event) => void}
   */
  function markOpened(event) {
    const summary = event.target instanceof Element ? event.target.closest("summary") : null;
    const fold = summary?.parentElement;
    if (fold instanceof HTMLDetailsElement) fold.toggleAttribute("data-jb-opened", !fold.open);
  }

  addEventListener("click", markOpened);
  addEventListener("hashchange", unfold);
  addEventListener("beforeprint", () => {
    const folds = [...document.querySelectorAll(FOLDS)].filter((fold) => fold instanceof HTMLDetailsElement);
    opened = folds.filter((fold) => !fold.open);
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
  unfold();
})();
