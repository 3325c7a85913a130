/** Light or dark, as the device has it until a reader chooses; what is chosen is kept where the theme looks for it. */
(() => {
  "use strict";

  const KEY = "__palette";
  const BY_DEVICE = "(prefers-color-scheme)";
  const COLOURS = ["media", "scheme", "primary", "accent"];

  const form = document.querySelector("[data-jb-palette]");
  const inputs = [...(form?.querySelectorAll("input") ?? [])];
  const light = matchMedia("(prefers-color-scheme: light)");

  /** @type {() => number} */
  function current() {
    const kept = window.__md_get(KEY)?.index;
    const asked = inputs.findIndex((input) => matchMedia(input.dataset.mdColorMedia ?? "").matches);
    return Math.max(0, Math.min(kept ?? asked, inputs.length - 1));
  }

  /**
   * Returns the colours of a choice; one that leaves it to the device has those of light or dark.
   * @type {(input: HTMLInputElement) => [string, string][]}
   */
  function coloursOf(input) {
    const media = `(prefers-color-scheme: ${light.matches ? "light" : "dark"})`;
    const isOpen = input.dataset.mdColorMedia === BY_DEVICE;
    const source = (isOpen && inputs.find((other) => other.dataset.mdColorMedia === media)) || input;
    return COLOURS.map((name) => [name, source.getAttribute(`data-md-color-${name}`) ?? ""]);
  }

  /** Tells the browser, for what it draws itself: its bars and its fields. */
  function tellBrowser() {
    const header = document.querySelector(".md-header");
    if (!header) return;
    const { backgroundColor, colorScheme } = getComputedStyle(header);
    const meta = document.querySelector("meta[name='theme-color']") ?? document.head.appendChild(document.createElement("meta"));
    meta.setAttribute("name", "theme-color");
    meta.setAttribute("content", backgroundColor);
    document.documentElement.style.colorScheme = colorScheme.includes("dark") ? "dark" : "";
  }

  /** @type {(index: number) => void} */
  function show(index) {
    inputs.forEach((input, place) => {
      if (input.nextElementSibling instanceof HTMLElement) input.nextElementSibling.hidden = place !== index;
    });
    for (const [name, colour] of inputs[index] ? coloursOf(inputs[index]) : [])
      if (document.body.getAttribute(`data-md-color-${name}`) !== colour) document.body.setAttribute(`data-md-color-${name}`, colour);
  }

  form?.addEventListener("change", (event) => {
    const index = inputs.findIndex((input) => input === event.target);
    const [input] = inputs.slice(index);
    if (!input) return;
    const color = Object.fromEntries(COLOURS.map((name) => [name, input.getAttribute(`data-md-color-${name}`)]));
    window.__md_set(KEY, { index, color });
    show(index);
    tellBrowser();
  });
  form?.addEventListener("keydown", (event) => {
    const place = inputs.findIndex((input) => input === event.target);
    if (!(event instanceof KeyboardEvent) || event.key !== "Enter" || place < 0) return;
    event.preventDefault();
    const next = inputs[(place + 1) % inputs.length];
    next?.click();
    next?.focus();
  });
  light.addEventListener("change", () => {
    show(current());
    tellBrowser();
  });
  if (!form) return;
  show(current());
  addEventListener("load", tellBrowser);
})();
