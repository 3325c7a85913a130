/** A stage on paper: links outside get numbers and a list of addresses, and a high picture may go on on the next sheet. */
(() => {
  "use strict";

  const list = document.querySelector(".jb-print-links");
  const content = list?.parentElement;
  if (!list || !content) return;

  /** What paper leaves out; see stage-print.css. */
  const LEFT_OUT = ":is(.jb-more, .jb-outline, .jb-fold--background, .jb-reckoning):not([data-jb-opened]), .jb-change, .jb-neighbours, .md-content__button";
  /** The height in pixels from which a picture is cut: a third of a sheet. */
  const HIGH = 360;
  /** @type {(() => void)[]} */
  let undo = [];

  /**
   * Writes a number behind every link that leads outside, and each address once into the list.
   * @type {(root: Element, addresses: Element) => void}
   */
  function numberLinks(root, addresses) {
    /** @type {Map<string, number>} */
    const numbers = new Map();
    const links = [...root.querySelectorAll('a[href^="http"], a[href^="mailto"]')].filter((link) => !link.closest(LEFT_OUT));
    for (const link of links) {
      const address = (link.getAttribute("href") ?? "").replace(/^mailto:/, "");
      const number = numbers.get(address) ?? numbers.size + 1;
      const mark = document.createElement("span");
      mark.textContent = ` [${number}]`;
      link.append(mark);
      undo.push(() => mark.remove());
      if (numbers.has(address)) continue;
      numbers.set(address, number);
      const item = document.createElement("li");
      item.dir = "ltr";
      item.textContent = `[${number}] ${address}`;
      addresses.append(item);
      undo.push(() => item.remove());
    }
  }

  /**
   * Returns the heights at which a picture can be cut, in its own measure: those at which no step and no words stand.
   * @type {(picture: SVGSVGElement) => number[]}
   */
  function cuts(picture) {
    const box = picture.getBoundingClientRect();
    const measure = picture.viewBox.baseVal.height / box.height;
    const marks = [...picture.querySelectorAll(".step, .edge text, .lane text")].map((mark) => mark.getBoundingClientRect());
    const spans = marks.map(({ top, bottom }) => ({ top: top - box.top, bottom: bottom - box.top })).sort((one, other) => one.top - other.top);
    /** @type {number[]} */
    const heights = [];
    let end = spans[0]?.bottom ?? 0;
    for (const { top, bottom } of spans) {
      if (top > end + 4) heights.push(((top + end) / 2) * measure);
      end = Math.max(end, bottom);
    }
    return heights.slice(1); // what names the lanes stays with the first steps
  }

  /**
   * Shows a high picture in slices, one below the other, between which a sheet may end.
   * @type {(picture: SVGSVGElement) => void}
   */
  function cut(picture) {
    const { width, height } = picture.viewBox.baseVal;
    const limits = [0, ...cuts(picture), height];
    const slices = limits.slice(1).map((limit, number) => {
      const slice = /** @type {typeof picture} */ (picture.cloneNode(true));
      slice.classList.add("jb-slice");
      slice.setAttribute("viewBox", `0 ${limits[number]} ${width} ${limit - limits[number]}`);
      slice.setAttribute("height", `${limit - limits[number]}`);
      return slice;
    });
    picture.replaceWith(...slices);
    undo.push(() => {
      slices[0].replaceWith(picture);
      for (const slice of slices) slice.remove();
    });
  }

  addEventListener("beforeprint", () => {
    numberLinks(content, list.lastElementChild ?? list);
    for (const picture of content.querySelectorAll(".jb-swimlane:not(.jb-swimlane--large) > svg.swimlane")) {
      if (picture instanceof SVGSVGElement && picture.viewBox.baseVal.height > HIGH) cut(picture);
    }
  });
  addEventListener("afterprint", () => {
    for (const step of undo.reverse()) step();
    undo = [];
  });
})();
