/** Shows a map one stage a screen, for workshops: by keyboard, in the whole screen where a browser can, with the rows that are chosen. */
(() => {
  "use strict";

  const ON = ["ArrowDown", "PageDown", " "];
  const BACK = ["ArrowUp", "PageUp"];

  /** @type {(name: string, style: string, text?: string) => HTMLElement} */
  function element(name, style, text = "") {
    const part = document.createElement(name);
    part.className = style;
    part.textContent = text;
    return part;
  }

  /**
   * Returns what a stage says, as the list for narrow screens has it; what it folds is open.
   * @type {(sheet: Element) => Node[]}
   */
  function told(sheet) {
    const parts = [...sheet.children].filter((part) => part.localName !== "summary").map((part) => part.cloneNode(true));
    for (const part of parts) if (part instanceof Element) for (const fold of part.querySelectorAll("details")) fold.open = true;
    return parts;
  }

  /** The screens of one map, in a dialog that is made when somebody asks for it. */
  class Presentation {
    /** @param {HTMLElement} button @param {Element[]} sheets */
    constructor(button, sheets) {
      this.button = button;
      this.words = button.dataset;
      this.sheets = sheets;
      this.number = 0;
      this.dialog = document.createElement("dialog");
      this.dialog.className = "md-typeset jb-present";
      this.screen = element("div", "jb-present__screen");
      this.title = element("h2", "jb-present__title");
      this.title.tabIndex = -1;
      this.place = element("p", "jb-present__place");
      this.body = element("div", "jb-map jb-present__body");
      this.body.tabIndex = 0;
      this.body.setAttribute("role", "region");
      const head = element("div", "jb-present__head");
      head.append(this.title, this.place, ...this.buttons());
      this.screen.append(head, this.body);
      this.dialog.append(this.screen);
      this.dialog.setAttribute("aria-label", button.textContent ?? "");
      this.dialog.addEventListener("keydown", (event) => this.turn(event));
      this.dialog.addEventListener("close", () => this.leave());
      this.screen.addEventListener("fullscreenchange", () => {
        if (!document.fullscreenElement) this.dialog.close();
      });
      document.body.append(this.dialog);
    }

    /** Returns the buttons that go back and on, and the one that ends. */
    buttons() {
      /** @type {[string | undefined, () => void][]} */
      const actions = [
        [this.words.jbBack, () => this.show(this.number - 1)],
        [this.words.jbOn, () => this.show(this.number + 1)],
        [this.words.jbEnd, () => this.dialog.close()],
      ];
      return actions.map(([text, act]) => {
        const button = element("button", "md-button", text);
        button.addEventListener("click", act);
        return button;
      });
    }

    async begin() {
      this.dialog.showModal();
      this.show(0);
      if (document.fullscreenEnabled) await this.screen.requestFullscreen().catch(() => undefined);
      this.title.focus();
    }

    async leave() {
      if (document.fullscreenElement === this.screen) await document.exitFullscreen();
      this.button.focus();
    }

    /**
     * Shows a screen by its number; its title takes the focus, so that whoever listens hears where they are.
     * @type {(number: number) => void}
     */
    show(number) {
      this.number = Math.min(Math.max(number, 0), this.sheets.length - 1);
      const sheet = this.sheets[this.number];
      const place = (this.words.jbPresent ?? "").replace("{number}", `${this.number + 1}`).replace("{total}", `${this.sheets.length}`);
      this.place.textContent = place;
      this.title.textContent = sheet.querySelector("summary")?.textContent ?? "";
      this.body.replaceChildren(...told(sheet));
      this.body.setAttribute("aria-label", this.title.textContent);
      this.body.scrollTop = 0;
      this.title.focus();
    }

    /** @type {(event: KeyboardEvent) => void} */
    turn(event) {
      const sides = ["ArrowLeft", "ArrowRight"];
      const [aft, forth] = document.dir === "rtl" ? sides.reverse() : sides;
      const isPressed = event.key === " " && event.target instanceof Element && event.target.matches("button, a, summary");
      if (isPressed || event.ctrlKey || event.altKey || event.metaKey) return;
      const places = new Map([
        ["Home", 0],
        ["End", this.sheets.length - 1],
      ]);
      for (const key of [...ON, forth]) places.set(key, this.number + 1);
      for (const key of [...BACK, aft]) places.set(key, this.number - 1);
      const number = places.get(event.key);
      if (number === undefined) return;
      event.preventDefault();
      this.show(number);
    }
  }

  for (const button of document.querySelectorAll("[data-jb-present]")) {
    const map = button.closest("[data-jb-map]");
    if (!(button instanceof HTMLButtonElement) || !map?.querySelector("tbody")) continue;
    /** @type {Presentation | undefined} */
    let presentation;
    button.hidden = false;
    button.addEventListener("click", () => {
      presentation ??= new Presentation(button, window.journeybook.stageList(map));
      presentation.begin();
    });
  }
})();
