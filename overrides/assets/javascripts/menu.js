/** Opens and closes the menu of small screens: while it is open nothing else is reached, and closing it leads back to its button. */
(() => {
  "use strict";

  const WIDE = "(width >= 76.25em)";
  const AROUND = ".md-skip, .md-header, .md-tabs, .md-content, .md-footer, .md-top";

  const button = document.querySelector("[data-jb-menu]");
  const close = document.querySelector("[data-jb-menu-close]");
  const menu = document.querySelector("#jb-navigation");
  const state = document.querySelector("#__drawer"); // the theme's style sheet shows the menu while this box is ticked
  if (!(button instanceof HTMLElement) || !(close instanceof HTMLElement) || !menu || !(state instanceof HTMLInputElement)) return;
  const { checked: isTicked } = state;
  if (isTicked) state.checked = false; // a browser that goes back remembers it

  function follow() {
    if (!(button instanceof HTMLElement) || !(close instanceof HTMLElement) || !(state instanceof HTMLInputElement)) return;
    const isOpen = state.checked;
    button.setAttribute("aria-expanded", String(isOpen));
    for (const part of document.querySelectorAll(AROUND)) part.toggleAttribute("inert", isOpen);
    (isOpen ? close : button).focus();
  }

  /** @type {(isOpen: boolean) => void} */
  function open(isOpen) {
    if (state instanceof HTMLInputElement && state.checked !== isOpen) state.click();
  }

  for (const [control, isOpen] of /** @type {[HTMLElement, boolean][]} */ ([[button, true], [close, false]])) {
    control.setAttribute("role", "button");
    control.addEventListener("click", (event) => {
      event.preventDefault();
      open(isOpen);
    });
    control.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      open(isOpen);
    });
  }
  button.setAttribute("aria-controls", menu.id);
  button.setAttribute("aria-expanded", "false");
  state.addEventListener("change", follow);
  menu.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a[href*='#']:not([data-jb-menu-close])")) open(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") open(false);
  });
  matchMedia(WIDE).addEventListener("change", () => open(false));
})();
