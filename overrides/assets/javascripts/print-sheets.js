/** Lays a map out on sheets of paper: as few as hold it with type of 7 points or more, each with its head; links get numbers and a list. */
(() => {
  "use strict";

  const { figures } = window.journeybook;
  /** Sizes of type in points, from the least that is legible; a table takes the largest that needs no further sheet. */
  const SIZES = [7, 7.5, 8, 8.5, 9, 10, 11, 12];
  /** The least width of a column, that of one without small print, and that of the names of rows, by the size of type. */
  const COLUMN = 11;
  const BRIEF_COLUMN = 8.5;
  const NAMES = 11;
  /** So many columns around a limit a stage's end is taken for it. */
  const NEARBY = 1;
  const POINTS = 0.75; // of a pixel

  /** @type {<T extends Element>(selector: string, kind: new () => T, root?: ParentNode) => T[]} */
  function all(selector, kind, root = document) {
    return [...root.querySelectorAll(selector)].flatMap((element) => (element instanceof kind ? [element] : []));
  }

  /**
   * Returns a copy of an element and of everything in it.
   * @type {<T extends Element>(element: T) => T}
   */
  function copyOf(element) {
    return /** @type {typeof element} */ (element.cloneNode(true));
  }

  /**
   * Writes a number behind every link and its address into a list, once for each address.
   * @type {(list: HTMLElement) => void}
   */
  function numberLinks(list) {
    /** @type {Map<string, number>} */
    const numbers = new Map();
    for (const link of all("a[href]", HTMLAnchorElement)) {
      const address = link.getAttribute("href") ?? "";
      const number = numbers.get(address) ?? numbers.size + 1;
      if (!numbers.has(address)) {
        numbers.set(address, number);
        const item = document.createElement("li");
        item.dir = "ltr";
        item.value = number;
        item.textContent = address;
        list.append(item);
      }
      const mark = document.createElement("b");
      mark.textContent = ` [${number}]`;
      link.append(mark);
    }
  }

  /**
   * Leaves of a row its name and what stands over some columns; what began in an earlier column is told on that column's sheet.
   * @type {(row: HTMLTableRowElement, first: number, last: number) => void}
   */
  function keepColumns(row, first, last) {
    const isHead = row.parentElement?.localName === "thead";
    const cells = [...row.cells];
    if (cells.length === 1 && !isHead) return void (cells[0].colSpan = last - first + 1);
    let place = 0;
    for (const cell of isHead && row.rowIndex ? cells : cells.slice(1)) {
      const start = place;
      place += cell.colSpan;
      const span = Math.min(place, last) - Math.max(start, first);
      const curve = cell.querySelector(".jb-curve");
      if (span <= 0) cell.remove();
      else if (curve instanceof SVGSVGElement) cutCurve(curve, cell.colSpan, first, last);
      else if (start < first && !isHead) cell.replaceChildren();
      if (span > 0) cell.colSpan = span;
    }
  }

  /** @type {(curve: SVGSVGElement, columns: number, first: number, last: number) => void} */
  function cutCurve(curve, columns, first, last) {
    const box = curve.viewBox.baseVal;
    const width = box.width / columns;
    box.x = width * (document.dir === "rtl" ? columns - last : first);
    box.width = width * (last - first);
  }

  /**
   * Removes rows in which nothing stands, lines that part nothing, and groups without rows.
   * @type {(table: HTMLTableElement) => void}
   */
  function clean(table) {
    const isTold = ".jb-poster__curve, [data-jb-key]:has(li, p)";
    for (const row of all("tr[data-jb-key]", HTMLElement, table)) if (!row.matches(isTold)) row.remove();
    for (const line of all(".jb-poster__line", HTMLElement, table)) {
      if (!line.matches("[data-jb-key] ~ *") || !line.matches(":has(~ [data-jb-key])")) line.remove();
    }
    for (const group of [...table.tBodies]) if (!group.querySelector("[data-jb-key]")) group.remove();
  }

  /** What a map is made of, and the sheets it stands on. */
  class Sheets {
    constructor() {
      this.isEndless = document.body.dataset.jbEndless !== undefined;
      this.parts = all(".jb-poster__head, .jb-poster__goal, .jb-poster__legend", HTMLElement);
      this.table = all(".jb-poster__table", HTMLTableElement)[0];
      this.columns = this.table ? [...this.table.rows[0].cells].slice(1).reduce((count, cell) => count + cell.colSpan, 0) : 0;
      this.figures = all(".jb-poster__figure", HTMLElement);
      this.links = all(".jb-poster__links", HTMLElement)[0];
      numberLinks(all("ol", HTMLElement, this.links)[0]);
      for (const part of [...this.parts, ...(this.table ? [this.table] : []), ...this.figures, this.links]) part.remove();
      this.probe = this.sheet();
    }

    /** Returns a new sheet with its head, at the end of the document; what stands on it goes into the box. */
    sheet() {
      const sheet = document.createElement("section");
      const box = document.createElement("div");
      sheet.className = "jb-poster__sheet";
      box.className = "jb-poster__box";
      const [head, goal, legend] = this.parts.map(copyOf);
      sheet.append(head, goal, ...(legend ? [legend] : []), box);
      document.body.append(sheet);
      return { sheet, box };
    }

    /**
     * Returns the height of something on a sheet with type of a size, as a share of the room there.
     * @type {(content: HTMLElement, size: number) => number}
     */
    share(content, size) {
      const { sheet, box } = this.probe;
      sheet.style.fontSize = `${size}pt`;
      box.replaceChildren(content);
      return content.getBoundingClientRect().height / box.clientHeight;
    }

    /**
     * Returns the table over some columns; a brief one tells only what the journey comes to, without small print.
     * @type {(first: number, last: number, isBrief: boolean) => HTMLTableElement}
     */
    part(first, last, isBrief) {
      const table = copyOf(this.table);
      if (isBrief) for (const row of all("tr[data-jb-key]:not([data-jb-brief], .jb-poster__curve)", HTMLElement, table)) row.remove();
      if (isBrief) for (const small of all("td small", HTMLElement, table)) small.remove();
      for (const row of [...table.rows]) keepColumns(row, first, last);
      clean(table);
      return table;
    }

    /**
     * Returns where groups of columns end, as equal as they come; a stage is parted only where no stage ends nearby.
     * @type {(groups: number) => number[]}
     */
    ends(groups) {
      const stages = [...this.table.rows[0].cells].slice(1);
      const limits = stages.map((_, number) => stages.slice(0, number + 1).reduce((sum, cell) => sum + cell.colSpan, 0));
      const ends = Array.from({ length: groups - 1 }, (_, number) => Math.round(((number + 1) * this.columns) / groups));
      return [...ends.map((end) => limits.find((limit) => Math.abs(limit - end) <= NEARBY) ?? end), this.columns];
    }

    /**
     * Returns the table in so many groups of columns, each on sheets of its own; nothing where columns would be too narrow.
     * @type {(groups: number, size: number, isBrief: boolean) => HTMLTableElement[]}
     */
    inGroups(groups, size, isBrief) {
      const most = Math.floor((this.probe.box.clientWidth * POINTS - NAMES * size) / ((isBrief ? BRIEF_COLUMN : COLUMN) * size));
      const ends = this.ends(groups);
      const spans = ends.map((end, number) => ({ first: ends[number - 1] ?? 0, last: end }));
      if (groups < this.columns && spans.some(({ first, last }) => last - first > most || last === first)) return [];
      return spans.flatMap(({ first, last }) => this.byRows(this.part(first, last, isBrief), size));
    }

    /**
     * Returns a table that is higher than a sheet as several, each with its head; a row that is too high goes on in the next one.
     * @type {(table: HTMLTableElement, size: number) => HTMLTableElement[]}
     */
    byRows(table, size) {
      /** @type {HTMLTableElement[]} */
      const tables = [];
      let rest = table;
      while (this.share(rest, size) > 1) {
        const room = this.probe.box.getBoundingClientRect().bottom;
        const rows = all("tr[data-jb-key]", HTMLTableRowElement, rest);
        const number = rows.findIndex((row) => row.getBoundingClientRect().bottom > room);
        const upper = copyOf(rest);
        if (number < 1 && !halve(rows[0], all("tr[data-jb-key]", HTMLTableRowElement, upper)[0])) break;
        for (const row of rows.slice(0, number)) row.remove();
        for (const row of all("tr[data-jb-key]", HTMLTableRowElement, upper).slice(Math.max(number, 1))) row.remove();
        for (const each of [rest, upper]) clean(each);
        tables.push(...(number < 1 ? this.byRows(upper, size) : [upper]));
      }
      return [...tables, rest];
    }

    /**
     * Returns the table on as few sheets as hold it, and the size of its type.
     * @type {(isBrief: boolean) => { tables: HTMLTableElement[], size: number }}
     */
    laid(isBrief) {
      let [size, ...larger] = SIZES;
      let [groups, tables] = [1, this.inGroups(1, size, isBrief)];
      for (let number = 2; number <= Math.min(this.columns, tables.length || this.columns); number += 1) {
        const others = this.inGroups(number, size, isBrief);
        if (others.length && (!tables.length || others.length <= tables.length)) [groups, tables] = [number, others];
      }
      for (const next of larger) {
        const others = this.inGroups(groups, next, isBrief);
        if (others.length !== tables.length) break;
        [tables, size] = [others, next];
      }
      return { tables, size };
    }

    /** Puts everything on sheets: a table that needs several has one before them that shows it whole. */
    fill() {
      if (this.table && this.isEndless) {
        this.put(this.part(0, this.columns, false), SIZES[2]).style.width = `${NAMES + COLUMN * (this.columns + 1)}em`;
      } else if (this.table) {
        const whole = this.laid(false);
        const isSeenWhole = whole.tables.length === 1 || !this.table.querySelector("[data-jb-brief], .jb-poster__curve");
        const brief = isSeenWhole ? { tables: [], size: 0 } : this.laid(true);
        for (const { tables, size } of [brief, whole]) for (const table of tables) this.put(table, size);
      }
      for (const figure of this.figures) this.appendFigure(figure);
      if (this.links.querySelector("li")) this.append(this.links);
      if (!this.probe.sheet.nextElementSibling) this.put(document.createElement("p"), SIZES[0]);
      this.probe.sheet.remove();
    }

    /** @type {(content: HTMLElement, size: number) => HTMLElement} */
    put(content, size) {
      const { sheet, box } = this.sheet();
      sheet.style.fontSize = `${size}pt`;
      box.append(content);
      return sheet;
    }

    /**
     * Puts something below what stands on the last sheet where there is room, if need be with smaller pictures, else on a sheet of its own.
     * @type {(content: HTMLElement) => void}
     */
    append(content) {
      const box = all(".jb-poster__box", HTMLElement).at(-1);
      if (box && box !== this.probe.box && !this.isEndless) {
        box.append(content);
        if (figures.fit(box) || this.fitSmaller(box)) return;
        content.remove();
        figures.fit(box);
      }
      const sheet = this.put(content, SIZES[2]);
      if (!this.isEndless) figures.fit(all(".jb-poster__box", HTMLElement, sheet)[0]);
    }

    /**
     * Makes the type of a table that stands on one sheet smaller, so that what stands below it has room; false where that is not enough.
     * @type {(box: HTMLElement) => boolean}
     */
    fitSmaller(box) {
      const sheet = box.parentElement;
      if (!sheet || all(".jb-poster__table", HTMLTableElement).length !== 1) return false;
      const size = sheet.style.fontSize;
      for (const smaller of SIZES.filter((each) => each < parseFloat(size)).reverse()) {
        sheet.style.fontSize = `${smaller}pt`;
        if (figures.fit(box)) return true;
      }
      sheet.style.fontSize = size;
      return false;
    }

    /**
     * Puts a picture where there is room for it; one that no sheet holds stands on several, with some of its lanes on each.
     * @type {(figure: HTMLElement) => void}
     */
    appendFigure(figure) {
      const { box } = this.probe;
      box.replaceChildren(figure);
      const parts = this.isEndless || figures.fit(box) ? [figure] : figures.byLanes(figure, box.clientHeight);
      for (const part of parts) this.append(part);
    }
  }

  /**
   * Leaves the first half of a row's entries in one copy of it and the second in the other; false where there is nothing to part.
   * @type {(lower: HTMLTableRowElement | undefined, upper: HTMLTableRowElement | undefined) => boolean}
   */
  function halve(lower, upper) {
    if (!lower || !upper || ![...lower.cells].some((cell) => cell.querySelectorAll("li").length > 1)) return false;
    for (const [number, cell] of [...lower.cells].entries()) {
      const items = [all("li", HTMLElement, cell), all("li", HTMLElement, upper.cells[number])];
      const middle = Math.ceil(items[0].length / 2);
      for (const item of [...items[0].slice(0, middle), ...items[1].slice(middle)]) item.remove();
    }
    return true;
  }

  new Sheets().fill();
  const numbers = all(".jb-poster__count", HTMLElement);
  for (const [number, place] of numbers.entries()) {
    const text = document.body.dataset.jbSheet ?? "";
    place.textContent = text.replace("{number}", `${number + 1}`).replace("{total}", `${numbers.length}`);
  }
  document.documentElement.dataset.size = `${document.body.offsetWidth}x${document.body.offsetHeight}`;
})();
