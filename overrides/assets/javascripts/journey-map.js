/** Which rows of a map are shown, what stands out, and with which maps it is compared. Without script everything is shown at once. */
(() => {
  "use strict";

  /** @type {(root: Element, selector: string) => HTMLElement[]} */
  function htmlElements(root, selector) {
    return [...root.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
  }

  /**
   * Returns the values of an attribute on the boxes that are checked.
   * @type {(choices: Element, attribute: string) => Set<string | null>}
   */
  function checked(choices, attribute) {
    return new Set([...choices.querySelectorAll(`[${attribute}]:checked`)].map((box) => box.getAttribute(attribute)));
  }

  /** @type {(map: Element, choices: Element) => void} */
  function showRows(map, choices) {
    const rows = checked(choices, "data-jb-shows");
    const others = checked(choices, "data-jb-other");
    for (const part of htmlElements(map, "[data-jb-row], [data-jb-compare]")) {
      const { jbRow, jbCompare } = part.dataset;
      const isCompared = jbCompare === undefined || jbCompare.split(" ").some((other) => others.has(other));
      part.hidden = !isCompared || (jbRow !== undefined && !rows.has(jbRow)) || isFolded(part);
    }
    for (const line of htmlElements(map, "[data-jb-line]")) line.hidden = isFolded(line) || !isBetweenLanes(line);
  }

  /** @type {(row: HTMLElement) => boolean} */
  function isFolded(row) {
    const button = row.parentElement?.querySelector("[data-jb-fold]");
    return row.localName === "tr" && button?.getAttribute("aria-expanded") === "false";
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

  /**
   * Dims what does not concern the chosen persona, team and touchpoint, and says how many entries stand out.
   * @type {(map: Element, choices: Element) => void}
   */
  function standOut(map, choices) {
    const wanted = htmlElements(choices, "[data-jb-highlight]").flatMap((select) =>
      select instanceof HTMLSelectElement && select.value ? [select.value] : [],
    );
    const counts = { number: 0, total: 0 };
    for (const entry of htmlElements(map, "td li, dd li")) {
      const concerns = (entry.dataset.jbOf ?? "").split(" ");
      const isWanted = wanted.every((token) => concerns.includes(token));
      entry.classList.toggle("jb-dim", !isWanted);
      if (entry.closest("td")) {
        counts.total += 1;
        counts.number += Number(isWanted);
      }
    }
    for (const status of htmlElements(choices, "[data-jb-status]")) {
      const words = (status.dataset.jbStatus ?? "").replace("{number}", `${counts.number}`).replace("{total}", `${counts.total}`);
      status.textContent = wanted.length > 0 ? words : "";
    }
  }

  /** @type {(choices: Element, purpose: string) => void} */
  function choosePurpose(choices, purpose) {
    for (const box of htmlElements(choices, "[data-jb-shows]")) {
      const isFor = !purpose || (box.dataset.jbFor ?? "").split(" ").includes(purpose);
      if (box instanceof HTMLInputElement) box.checked = isFor;
    }
  }

  /**
   * Makes the title of each group of rows a button that folds it.
   * @type {(map: Element, choices: Element) => void}
   */
  function makeFoldable(map, choices) {
    for (const title of htmlElements(map, ".jb-map__group th[scope] > span")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = title.textContent;
      button.setAttribute("aria-expanded", "true");
      button.dataset.jbFold = "";
      button.addEventListener("click", () => {
        button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") === "false"));
        showRows(map, choices);
      });
      title.replaceChildren(button);
    }
  }

  /** @type {(map: Element, choices: Element) => void} */
  function offerWholeScreen(map, choices) {
    const [button] = htmlElements(choices, "[data-jb-fullscreen]");
    if (!button || !document.fullscreenEnabled) return;
    const words = [button.textContent, button.dataset.jbFullscreen ?? ""];
    button.hidden = false;
    button.addEventListener("click", () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else map.requestFullscreen();
    });
    document.addEventListener("fullscreenchange", () => {
      button.textContent = words[Number(document.fullscreenElement === map)] ?? "";
    });
  }

  /** @type {(map: Element) => void} */
  function enhance(map) {
    const [choices] = htmlElements(map, "[data-jb-choices]");
    if (!choices?.hidden) return;
    choices.hidden = false;
    makeFoldable(map, choices);
    offerWholeScreen(map, choices);
    choices.addEventListener("change", (event) => {
      const select = event.target;
      if (select instanceof HTMLSelectElement && select.dataset.jbPreset !== undefined) choosePurpose(choices, select.value);
      showRows(map, choices);
      standOut(map, choices);
    });
    showRows(map, choices);
  }

  document.querySelectorAll("[data-jb-map]").forEach(enhance);
})();
