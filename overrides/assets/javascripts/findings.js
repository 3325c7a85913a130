/** While the files of a page are edited: loads it anew when it is, and keeps the bar that says what is wrong with them up to date. */
(() => {
  "use strict";

  const EVERY_MILLISECONDS = 300;
  const FOLDED = "journeybook.findings.folded";

  /**
   * Lets the list be folded as the reader left it.
   * @type {(content: Element) => void}
   */
  function keepFold(content) {
    const fold = content.querySelector("details");
    if (!fold) return;
    const isFolded = window.sessionStorage.getItem(FOLDED);
    if (isFolded) fold.open = isFolded === "no";
    fold.querySelector("summary")?.addEventListener("click", () => window.sessionStorage.setItem(FOLDED, fold.open ? "yes" : "no"));
  }

  /**
   * Shows what the server says; a screen reader is told how much it is where it has changed.
   * @type {(bar: HTMLElement, content: Element, status: Element, html: string) => void}
   */
  function show(bar, content, status, html) {
    const before = content.textContent;
    const isFocused = content.contains(document.activeElement);
    content.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    bar.hidden = html === "";
    keepFold(content);
    if (isFocused) content.querySelector("summary")?.focus();
    if (content.textContent !== before) status.textContent = content.querySelector("summary")?.textContent ?? bar.dataset.jbNone ?? "";
  }

  function start() {
    const bar = document.querySelector(".jb-findings");
    const status = bar?.querySelector("[role=status]");
    const content = bar?.querySelector(".jb-findings__content");
    if (!(bar instanceof HTMLElement) || !status || !content) return;
    let shown = "";

    async function ask() {
      if (document.hidden || !(bar instanceof HTMLElement) || !status || !content) return;
      const answer = await fetch(bar.dataset.jbAddress ?? "", { cache: "no-store" });
      const state = answer.headers.get("Journeybook-State");
      if (state !== bar.dataset.jbState) window.location.reload();
      const html = await answer.text();
      if (!answer.ok || html === shown) return;
      show(bar, content, status, html);
      shown = html;
    }

    function keepAsking() {
      ask()
        .catch(() => {}) // the server is away, or is being started again
        .finally(() => setTimeout(keepAsking, EVERY_MILLISECONDS));
    }

    keepFold(content);
    keepAsking();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
