/** Opens the search. What it needs is loaded when somebody searches for the first time; without script the button leads to a list. */
(() => {
  "use strict";

  const SCRIPTS = ["search-terms", "search-index", "search-hits", "search-dialog"];

  const button = document.querySelector("[data-jb-search]");
  if (!(button instanceof HTMLAnchorElement)) return;
  /** @type {Promise<void> | null} */
  let loading = null;

  /** @type {(name: string) => Promise<void>} */
  function load(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${button instanceof HTMLAnchorElement ? button.dataset.jbScripts : ""}${name}.js`;
      script.onload = () => resolve();
      script.onerror = reject;
      document.head.append(script);
    });
  }

  /** @type {(event: Event) => void} */
  function open(event) {
    if (!(button instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    loading ??= SCRIPTS.reduce((before, name) => before.then(() => load(name)), Promise.resolve());
    loading.then(
      () => window.journeybook.search.open(button),
      () => location.assign(button.href),
    );
  }

  button.setAttribute("role", "button");
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", open);
  button.addEventListener("keydown", (event) => {
    if (event.key === " ") open(event);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) open(event);
  });
})();
