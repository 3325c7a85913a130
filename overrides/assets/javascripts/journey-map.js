/** Which rows of a map are shown, and with which maps it is compared. Without script everything is shown and there is nothing to choose. */
(() => {
  "use strict";

  /**
   * Returns the values of an attribute on the boxes that are checked.
   * @type {(choices: Element, attribute: string) => Set<string | null>}
   */
  function checked(choices, attribute) {
    return new Set([...choices.querySelectorAll(`[${attribute}]:checked`)].map((box) => box.getAttribute(attribute)));
  }

  /** @type {(map: Element, choices: Element) => void} */
  function apply(map, choices) {
    const rows = checked(choices, "data-jb-shows");
    const others = checked(choices, "data-jb-other");
    for (const part of htmlElements(map, "[data-jb-row], [data-jb-compare]")) {
      const { jbRow, jbCompare } = part.dataset;
      const isCompared = jbCompare === undefined || jbCompare.split(" ").some((other) => others.has(other));
      part.hidden = !isCompared || (jbRow !== undefined && !rows.has(jbRow));
    }
    for (const line of htmlElements(map, "[data-jb-line]")) line.hidden = !isBetweenLanes(line);
  }

  /**
   * Returns whether lanes are shown on both sides of a line.
   * @type {(line: Element) => boolean}
   */
  function isBetweenLanes(line) {
    const lanes = [...(line.parentElement?.querySelectorAll(":scope > [data-jb-row]:not([hidden])") ?? [])];
    /** @type {(lane: Element) => boolean} */
    const isBelow = (lane) => Boolean(line.compareDocumentPosition(lane) & Node.DOCUMENT_POSITION_FOLLOWING);
    return lanes.some(isBelow) && !lanes.every(isBelow);
  }

  /** @type {(root: Element, selector: string) => HTMLElement[]} */
  function htmlElements(root, selector) {
    return [...root.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
  }

  /** @type {(map: Element) => void} */
  function enhance(map) {
    const [choices] = htmlElements(map, "[data-jb-choices]");
    if (!choices?.hidden) return;
    choices.hidden = false;
    choices.addEventListener("change", () => apply(map, choices));
    apply(map, choices);
  }

  document.querySelectorAll("[data-jb-map]").forEach(enhance);
})();
