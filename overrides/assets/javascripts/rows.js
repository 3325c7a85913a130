/** Rows of a long table are found by words, and by the columns that have few values. Without script the table shows all rows. */
(() => {
  "use strict";

  const FEW = 12;
  const TIMES = 2.5;
  const LONG = 40;

  /** @type {(cell: Element | undefined) => string} */
  function cellText(cell) {
    return (cell?.textContent ?? "").trim();
  }

  /** @type {(text: string, field: HTMLElement) => HTMLLabelElement} */
  function labelOf(text, field) {
    const label = document.createElement("label");
    label.className = "jb-filter__facet";
    label.append(`${text} `, field);
    return label;
  }

  /**
   * Returns a choice among the values of a column; nothing where there are too many, long ones, or hardly any twice.
   * @type {(name: string, all: string, values: string[]) => HTMLLabelElement | null}
   */
  function choiceOf(name, all, values) {
    const different = [...new Set(values)].filter(Boolean).sort();
    if (different.length < 2 || different.length > FEW || different.some((value) => value.length > LONG) || values.length < different.length * TIMES) return null;
    const select = document.createElement("select");
    select.autocomplete = "off";
    select.add(new Option(all, ""));
    for (const value of different) select.add(new Option(value, value));
    return labelOf(name, select);
  }

  /** @type {(filter: HTMLElement) => void} */
  function enhance(filter) {
    const table = filter.nextElementSibling?.querySelector("table");
    if (!table) return;
    const words = document.createElement("input");
    words.type = "search";
    words.autocomplete = "off";
    const status = document.createElement("p");
    status.className = "jb-filter__count";
    status.setAttribute("role", "status");
    const rows = [...(table.tBodies[0]?.rows ?? [])];
    const texts = rows.map((row) => [...row.cells].map(cellText));
    const labels = [...(table.tHead?.rows[0]?.cells ?? [])].map((head, column) =>
      column && !rows.some((row) => row.cells[column]?.querySelector("details")) ? choiceOf(cellText(head), filter.dataset.jbAll ?? "", texts.map((cells) => cells[column] ?? "")) : null,
    );
    filter.append(labelOf(filter.dataset.jbRows ?? "", words), ...labels.filter((label) => label !== null), status);
    const apply = () => {
      const wanted = words.value.toLocaleLowerCase().split(/\s+/);
      let shown = 0;
      rows.forEach((row, number) => {
        const cells = texts[number] ?? [];
        const all = cells.join(" ").toLocaleLowerCase();
        const isChosen = labels.every((label, column) => !label?.control || fits(label.control, cells[column]));
        row.hidden = !isChosen || !wanted.every((word) => all.includes(word));
        if (!row.hidden) shown += 1;
      });
      status.textContent = (filter.dataset.jbStatus ?? "").replace("{number}", String(shown));
    };
    filter.addEventListener("input", apply);
    filter.hidden = false;
    apply();
  }

  /** @type {(control: HTMLElement, value: string | undefined) => boolean} */
  function fits(control, value) {
    return !(control instanceof HTMLSelectElement) || !control.value || control.value === value;
  }

  // A browser lays out what is folded, if it has a field that the browser could fill in: so fields are made when their fold is opened.
  function enhanceUnfolded() {
    for (const filter of document.querySelectorAll("[data-jb-rows][hidden]"))
      if (filter instanceof HTMLElement && !filter.closest("details:not([open])")) enhance(filter);
  }

  document.addEventListener("toggle", enhanceUnfolded, true);
  enhanceUnfolded();
})();
