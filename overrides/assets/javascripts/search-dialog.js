/** The search as a dialog: what is typed, what it is narrowed down to, and what is found, each thing as a link to its place. */
(() => {
  "use strict";

  const { searchIndex } = window.journeybook;
  const { item, make } = window.journeybook.searchHits;
  const SHOWN = 10;
  const WAIT_MILLISECONDS = 120;
  const MANUAL = "manual/";

  /**
   * Returns what reads the files of the index: from the server, or on a disk from the one script that holds them all.
   * @type {(button: HTMLElement) => (folder: string) => ReadFile}
   */
  function reader(button) {
    const { jbSearch: folder = "", jbSearchFile: file } = button.dataset;
    const loaded = file ? loadFiles(file) : null;
    return (inner) => {
      let version = "";
      return async (name) => {
        if (loaded) return (await loaded)[`${inner}${name}`];
        const answer = await fetch(`${folder}${inner}${name}${version}`, version ? {} : { cache: "no-cache" });
        if (!answer.ok) throw new Error(`${name} is not there`);
        const value = await answer.json();
        if (!version) version = `?${value.version}`; // the directory is read first
        return value;
      };
    };
  }

  /** @type {(file: string) => Promise<Record<string, any>>} */
  function loadFiles(file) {
    return new Promise((resolve, reject) => {
      const script = make("script");
      script.src = file;
      script.onload = () => resolve(window.journeybook.searchFiles);
      script.onerror = reject;
      document.head.append(script);
    });
  }

  /** The dialog of one page; it is made once, and keeps what was typed. */
  class SearchDialog {
    /** @param {HTMLAnchorElement} button @param {(folder: string) => ReadFile} files @param {OpenIndex} index */
    constructor(button, files, index) {
      this.root = (button.dataset.jbSearch ?? "").replace(/search\/$/, "");
      this.files = files;
      this.indexes = [index];
      this.words = index.directory.words ?? {};
      this.ask = index.directory.ask ?? [];
      this.box = make("dialog", "jb-search md-typeset");
      this.box.setAttribute("aria-label", this.words.title);
      this.field = make("input", "jb-search__field");
      this.status = make("p", "jb-search__status");
      this.help = make("div", "jb-search__help");
      this.hits = make("ol", "jb-search__hits");
      this.below = make("div", "jb-search__below");
      this.more = make("button", "jb-search__more", this.words.more);
      this.asked = 0;
      this.build(index.directory);
    }

    /** @type {(directory: SearchDirectory) => void} */
    build(directory) {
      this.field.type = "search";
      this.field.setAttribute("aria-label", this.words.title);
      this.field.placeholder = this.words.hint;
      this.field.autocomplete = "off";
      this.field.spellcheck = false;
      const close = make("button", "jb-search__close", this.words.close);
      close.type = "button";
      close.addEventListener("click", () => this.box.close());
      const top = make("div", "jb-search__top");
      top.setAttribute("role", "search");
      top.append(this.field, close);
      this.facets = make("div", "jb-search__facets");
      for (const [key, values] of Object.entries(directory.facets)) if (values.length > 1) this.facets.append(this.facet(key, values));
      if (directory.has_manual) this.facets.append(this.manual());
      this.status.setAttribute("role", "status");
      this.more.type = "button";
      this.below.append(this.status, this.help, this.hits, this.more);
      this.box.append(top, this.facets, this.below);
      document.body.append(this.box);
      this.listen();
      this.show({ words: [], hits: [], absent: [], mended: [] });
    }

    listen() {
      let timer = 0;
      this.field.addEventListener("input", () => {
        clearTimeout(timer);
        this.below.setAttribute("aria-busy", "true");
        timer = window.setTimeout(() => this.search(), WAIT_MILLISECONDS);
      });
      this.facets?.addEventListener("change", () => this.search());
      this.more.addEventListener("click", () => this.showMore());
      this.box.addEventListener("keydown", (event) => this.press(event));
      this.box.addEventListener("click", ({ target }) => {
        if (target === this.box || (target instanceof Element && target.closest("a"))) this.box.close();
      });
    }

    /** @type {(key: string, values: string[]) => HTMLElement} */
    facet(key, values) {
      const label = make("label", "jb-search__facet", this.words[key]);
      const choice = make("select");
      choice.dataset.facet = key;
      choice.append(new Option(this.words.all, ""), ...values.map((value) => new Option(value, value)));
      label.append(choice);
      return label;
    }

    /** Makes the box that adds what editors read about the atlas itself. */
    manual() {
      const label = make("label", "jb-search__manual");
      const box = make("input");
      box.type = "checkbox";
      box.addEventListener("change", async () => {
        if (box.checked && this.indexes.length === 1) this.indexes.push(await searchIndex.open(this.files(MANUAL)));
        this.isManual = box.checked;
        this.search();
      });
      label.append(box, this.words.manual);
      return label;
    }

    /**
     * Goes from the field to the hits and among them by the arrows; in the field, Enter follows the first hit and Escape closes the dialog.
     * @type {(event: KeyboardEvent) => unknown}
     */
    press(event) {
      const links = [...this.hits.querySelectorAll("a.jb-search__title")];
      const place = links.indexOf(/** @type {Element} */ (document.activeElement));
      const isInField = document.activeElement === this.field;
      if (event.key === "Enter" && isInField) return this.followFirst(event);
      if (event.key === "Escape" && isInField) return this.leave(event);
      if (!["ArrowDown", "ArrowUp"].includes(event.key) || (place < 0 && !isInField)) return undefined;
      event.preventDefault();
      const next = place + (event.key === "ArrowDown" ? 1 : -1);
      const target = next < 0 ? this.field : links[Math.min(next, links.length - 1)];
      return target instanceof HTMLElement ? target.focus() : undefined;
    }

    /**
     * Closes the dialog where a browser would first empty the field.
     * @type {(event: Event) => void}
     */
    leave(event) {
      event.preventDefault();
      this.box.close();
    }

    /** @type {(event: Event) => Promise<void>} */
    async followFirst(event) {
      event.preventDefault();
      await this.search();
      const first = this.hits.querySelector("a");
      if (first instanceof HTMLElement) first.click();
    }

    async search() {
      this.asked += 1;
      const number = this.asked;
      /** @type {Record<string, string>} */
      const chosen = {};
      for (const choice of this.facets?.querySelectorAll("select") ?? []) chosen[choice.dataset.facet ?? ""] = choice.value;
      try {
        const used = this.isManual ? this.indexes : this.indexes.slice(0, 1);
        const answers = await Promise.all(used.map((index) => index.search(this.field.value, chosen)));
        const hits = answers.flatMap((answer) => answer.hits).sort((a, b) => b.score - a.score);
        if (number === this.asked) await this.show({ ...answers[0], hits });
      } catch {
        if (number === this.asked) this.fail();
      }
    }

    fail() {
      this.below.setAttribute("aria-busy", "false");
      this.status.textContent = this.words.failed;
      this.hits.replaceChildren();
      this.help.replaceChildren(this.line("", [[this.words.list, this.words.list_address]]));
    }

    /** @type {(answer: SearchAnswer) => Promise<void>} */
    async show(answer) {
      this.answer = answer;
      this.hits.replaceChildren();
      const { words, hits, absent, mended } = answer;
      const lines = [];
      if (mended.length) lines.push(this.line(this.words.nearest, mended.map((term) => [term, null])));
      if (absent.length && hits.length) lines.push(this.line(this.words.absent, absent.map((term) => [term, null])));
      if (words.length && !hits.length) lines.push(this.line(this.words.ask, [...this.ask, [this.words.list, this.words.list_address]]));
      await this.showMore();
      this.help.replaceChildren(...lines);
      this.below.setAttribute("aria-busy", "false");
      this.status.textContent = words.length ? (hits.length ? this.words.count.replace("{count}", String(hits.length)) : this.words.none) : this.words.begin;
    }

    /**
     * Returns a line of words, those with an address as links.
     * @type {(label: string, pairs: (string | null)[][]) => HTMLElement}
     */
    line(label, pairs) {
      const line = make("p", "", label ? `${label} ` : "");
      pairs.forEach(([text, address], place) => {
        if (place) line.append(" · ");
        const part = address === null ? make("strong", "", text ?? "") : make("a", "", text ?? "");
        if (part instanceof HTMLAnchorElement) part.href = /^[a-z]+:/.test(address ?? "") ? (address ?? "") : `${this.root}${address}`;
        line.append(part);
      });
      return line;
    }

    async showMore() {
      const { hits, words } = this.answer ?? { hits: [], words: [] };
      const begin = this.hits.children.length;
      const documents = await Promise.all(hits.slice(begin, begin + SHOWN).map(({ index, number }) => index.document(number)));
      const items = documents.map((found) => item(found, words, this.root, this.words.places));
      this.hits.append(...items);
      this.more.hidden = this.hits.children.length >= hits.length;
      if (begin) items[0]?.querySelector("a")?.focus();
    }
  }

  /** @type {Promise<SearchDialog> | null} */
  let dialog = null;

  /** @type {(button: HTMLAnchorElement) => Promise<void>} */
  async function open(button) {
    const files = reader(button);
    dialog ??= searchIndex.open(files("")).then((index) => new SearchDialog(button, files, index));
    try {
      const { box, field } = await dialog;
      if (!box.open) box.showModal();
      field.focus();
      field.select();
    } catch {
      location.assign(button.href);
    }
  }

  window.journeybook = { ...window.journeybook, search: { open } };
})();
