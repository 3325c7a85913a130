/** A map stage by stage, made of its table: for narrow screens, and for whoever presents it. Without script the table is there. */
(() => {
  "use strict";

  const NARROW = "(width < 37.5em)";

  /** @type {(cells: Iterable<HTMLTableCellElement>) => HTMLTableCellElement[]} */
  function cellsByColumn(cells) {
    return [...cells].flatMap((cell) => Array.from({ length: cell.colSpan }, () => cell));
  }

  /** @type {(name: string, ...content: (Node | string)[]) => HTMLElement} */
  function element(name, ...content) {
    const part = document.createElement(name);
    part.append(...content);
    return part;
  }

  /**
   * Returns what stands in a cell, copied.
   * @type {(cell: Element | undefined, selector: string) => Node[]}
   */
  function copied(cell, selector) {
    return [...(cell?.querySelectorAll(selector) ?? [])].map((part) => part.cloneNode(true));
  }

  /** The headings of one column: its own, and that of its stage. */
  class Column {
    /** @param {HTMLTableCellElement} stage @param {HTMLTableCellElement} part */
    constructor(stage, part) {
      this.stage = stage;
      this.part = part;
      this.link = part.querySelector("a");
    }

    get title() {
      const names = [this.stage, this.part].map((head) => head.querySelector("a")?.textContent ?? "");
      return [...new Set(names)].join(" · ");
    }

    /** Returns the link to the stage's page, what differs from other maps, and the notes. */
    head(words = "") {
      const open = element("a", words.replace("{name}", this.title));
      open.setAttribute("href", this.link?.getAttribute("href") ?? "");
      const heads = [...new Set([this.stage, this.part])];
      const notes = heads.flatMap((head) => copied(head, "small:not(.jb-differs)"));
      return [element("p", open, ...copied(this.part, ".jb-differs")), ...(notes.length ? [element("p", ...notes)] : [])];
    }
  }

  /**
   * Returns a row as it stands in the list, if it begins in a column and says something there.
   * @type {(row: HTMLTableRowElement, column: number) => HTMLElement[]}
   */
  function block(row, column) {
    const [name, ...cells] = cellsByColumn(row.cells);
    const cell = cells[column];
    const content = copied(cell, ":scope > div > *");
    if (!content.length || cells[column - 1] === cell) return [];
    const [title, note] = [name.querySelector("div")?.firstChild?.textContent, name.querySelector("small")?.textContent];
    const made = element("div", element("dt", [title, note].filter(Boolean).join(" · ")), element("dd", ...content));
    Object.assign(made.dataset, row.dataset);
    return [made];
  }

  /** @type {(map: Element, list: HTMLElement) => void} */
  function fill(map, list) {
    const table = map.querySelector("table");
    const heads = [...(table?.tHead?.rows ?? [])].map((row, number) => cellsByColumn(row.cells).slice(number ? 0 : 1));
    const rows = [...(table?.tBodies ?? [])].flatMap((body) => [...body.rows]).filter((row) => row.dataset.jbRow);
    heads.at(-1)?.forEach((part, number) => {
      const column = new Column(heads[0]?.[number] ?? part, part);
      const fold = element("details", element("summary", column.title), ...column.head(list.dataset.jbOpen));
      fold.append(element("dl", ...rows.flatMap((row) => block(row, number))));
      fold.className = "jb-folded jb-map__fold";
      fold.toggleAttribute("open", number === 0);
      list.append(fold);
    });
  }

  /**
   * Returns a map stage by stage; what is chosen of it is chosen in the list, too.
   * @type {(map: Element) => Element[]}
   */
  function stageList(map) {
    const list = map.querySelector("[data-jb-list]");
    if (!(list instanceof HTMLElement)) return [];
    if (!list.firstElementChild) {
      fill(map, list);
      map.querySelector("[data-jb-choices]")?.dispatchEvent(new Event("change"));
    }
    return [...list.children];
  }

  const screen = matchMedia(NARROW);
  function followScreen() {
    if (screen.matches) document.querySelectorAll("[data-jb-map]").forEach(stageList);
  }

  window.journeybook = { ...window.journeybook, stageList };
  screen.addEventListener("change", followScreen);
  followScreen();
})();
