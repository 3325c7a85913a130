/** Which cards of an index are shown, by its facets. Without script the index counts and links the values instead. */
(() => {
  "use strict";

  /** @type {(root: Element, selector: string) => HTMLElement[]} */
  function htmlElements(root, selector) {
    return [...root.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
  }

  /**
   * Returns the tokens that are chosen, one for each facet that is not open.
   * @type {(filter: Element) => string[]}
   */
  function chosen(filter) {
    const facets = htmlElements(filter, "[data-jb-facet]");
    return facets.flatMap((facet) => (facet instanceof HTMLSelectElement && facet.value ? [facet.value] : []));
  }

  /** @type {(index: Element, filter: Element) => void} */
  function apply(index, filter) {
    const wanted = chosen(filter);
    const shown = new Set();
    for (const group of htmlElements(index, "[data-jb-group]")) {
      const cards = htmlElements(group, "[data-jb-tokens]");
      for (const card of cards) {
        const tokens = (card.dataset.jbTokens ?? "").split(" ");
        card.hidden = !wanted.every((token) => tokens.includes(token));
        if (!card.hidden) shown.add(card.dataset.jbThing);
      }
      group.hidden = cards.every((card) => card.hidden);
    }
    for (const count of htmlElements(filter, "[data-jb-count]")) {
      count.textContent = (count.dataset.jbCount ?? "").replace("{shown}", String(shown.size));
    }
  }

  /** @type {(index: Element) => void} */
  function enhance(index) {
    const [filter] = htmlElements(index, "[data-jb-filter]");
    if (!filter?.hidden) return;
    filter.hidden = false;
    for (const counts of htmlElements(index, "[data-jb-counts]")) counts.hidden = true;
    filter.addEventListener("change", () => apply(index, filter));
    apply(index, filter);
  }

  document.querySelectorAll("[data-jb-index]").forEach(enhance);
})();
