/** Lets a reader make a success map their own. Without script the page is complete, and none of this is to be seen. */
(() => {
  "use strict";

  const { calendar, dates, page, schedule, state: states } = window.journeybook;
  const LARGEST_FILE = 200000;

  /**
   * Hands a file to the reader.
   * @type {(name: string, type: string, text: string) => void}
   */
  function save(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /**
   * One reader's plan: what they chose and ticked, kept in this browser and shown on the page.
   * @implements {PlanListener}
   */
  class ReadersPlan {
    /**
     * @param {PlanDocument} plan
     * @param {PlanPage} page
     */
    constructor(plan, page) {
      this.plan = plan;
      this.slugs = [plan.slug, ...plan.old_slugs];
      this.page = page;
      this.words = page.words;
      this.choices = page.choices();
      this.states = states.openStore("journeybook-plan:");
      this.progress = states.openStore("journeybook-ticks:");
      this.state = states.empty();
      /** @type {Set<string>} */
      this.done = new Set();
    }

    /** Reads the plan from the link, else what this browser kept. */
    open() {
      const isLinked = location.hash.startsWith(states.MARK);
      const isFaulty = this.load(isLinked ? location.hash.slice(states.MARK.length) : this.kept(this.states, (slug) => slug) ?? this.plan.given ?? "");
      if (isLinked) this.keep();
      this.show(isFaulty && isLinked ? this.words.say("link_bad") : "");
    }

    /** @type {PlanListener["press"]} */
    press(button) {
      if (button === "link") this.copyLink();
      if (button === "print") window.print();
      if (button === "calendar") this.saveCalendar();
      if (button === "replan") this.replan();
      if (button === "undo") this.undo();
      if (button === "export") this.saveFile();
      if (button === "reset") this.reset();
    }

    /** @type {PlanListener["giveDay"]} */
    giveDay(key, text) {
      if (text) this.state.days[key] = text;
      else delete this.state.days[key];
      this.state.moves = [];
      this.change("");
    }

    /** @type {PlanListener["chooseEdition"]} */
    chooseEdition(edition) {
      this.state.edition = edition;
      this.change("");
    }

    /** @type {PlanListener["chooseWay"]} */
    chooseWay(choice, option) {
      if (option) this.state.ways[choice] = option;
      else delete this.state.ways[choice];
      this.change("");
    }

    /** @type {PlanListener["nameCustomer"]} */
    nameCustomer(name) {
      this.state.customer = states.read(new URLSearchParams({ for: name }).toString(), this.plan, this.choices).state.customer;
      const ticks = this.kept(this.progress, (slug) => this.ticksKey(slug));
      if (ticks !== null) this.done = states.readTicks(ticks, this.plan);
      this.change("");
    }

    /** @type {PlanListener["tick"]} */
    tick(name, ticked) {
      if (ticked) this.done.add(name);
      else this.done.delete(name);
      this.change("");
    }

    /** @type {PlanListener["readFile"]} */
    async readFile(file) {
      try {
        const held = file.size <= LARGEST_FILE ? JSON.parse(await file.text()) : {};
        if (!this.slugs.includes(held.plan) || typeof held.state !== "string" || !Array.isArray(held.ticks)) throw new Error("not ours");
        const isFaulty = this.load(held.state);
        this.done = states.readTicks(JSON.stringify(held.ticks), this.plan);
        const imported = this.words.say("imported", { count: this.done.size });
        this.change([imported, isFaulty ? this.words.say("link_bad") : ""].join(" ").trim());
      } catch {
        this.show(this.words.say("import_bad"));
      }
    }

    /**
     * Takes a plan from a text, and says whether anything in it had to be left out.
     * @type {(text: string) => boolean}
     */
    load(text) {
      const { state, isFaulty } = states.read(text, this.plan, this.choices);
      this.state = state;
      this.done = states.readTicks(this.kept(this.progress, (slug) => this.ticksKey(slug)), this.plan);
      return isFaulty;
    }

    /**
     * Returns what this browser keeps under the plan's slug, or under the first of its old ones.
     * @type {(store: TextStore, key: (slug: string) => string) => string | null}
     */
    kept(store, key) {
      return this.slugs.map((slug) => store.get(key(slug))).find((text) => text !== null) ?? null;
    }

    keep() {
      this.states.set(this.plan.slug, states.write(this.state));
      this.progress.set(this.ticksKey(), JSON.stringify(states.writeTicks(this.done, this.plan)));
    }

    /** @type {() => Layout} */
    layOut() {
      return schedule.layOut(this.plan, this.state, schedule.absentMoments(this.plan, this.state, this.choices));
    }

    /** @type {(text: string) => void} */
    show(text) {
      this.page.show(this.state, this.layOut(), this.done);
      const unkept = this.states.refused || this.progress.refused ? this.words.say("unkept") : "";
      this.page.announce([text, unkept].filter(Boolean).join(" "));
    }

    /**
     * Keeps what was changed, puts it into the address, and shows it.
     * @type {(text: string) => void}
     */
    change(text) {
      this.keep();
      try {
        history.replaceState(history.state, "", states.MARK + states.write(this.state));
      } catch {
        /* A page from disk may not change its address; the button still copies the link. */
      }
      this.show(text);
    }

    /** Copies the link; where the browser refuses, it stands in the address of the page. */
    async copyLink() {
      try {
        await navigator.clipboard.writeText(location.href.split("#")[0] + states.MARK + states.write(this.state));
        this.show(this.words.say("copied"));
      } catch {
        this.show(this.words.say("copy_failed"));
      }
    }

    replan() {
      const before = this.layOut();
      const settled = this.page.settled(this.done);
      const answer = schedule.replan(this.plan, before, settled, this.page.isShown, dates.today());
      if (!answer) return this.show(this.words.say("moved_none"));
      this.state.moves.push(answer.move);
      const after = schedule.openMoments(this.layOut(), settled, this.page.isShown);
      const count = after.filter((moment) => moment.due !== before.moments.get(moment.name)?.due).length;
      const first = after.find((moment) => moment.name === answer.first.name) ?? answer.first;
      const date = this.words.when(first);
      return this.change(this.words.say("moved", { count, days: answer.move.by, what: first.what, date }));
    }

    undo() {
      this.state.moves.pop();
      this.change(this.words.say("undone"));
    }

    reset() {
      if (!window.confirm(this.words.say("reset_ask"))) return;
      for (const slug of this.slugs) {
        this.progress.forget(this.ticksKey(slug));
        this.states.forget(slug);
      }
      this.state = states.empty();
      this.done = new Set();
      this.change(this.words.say("reset_done"));
    }

    saveFile() {
      const name = this.fileName("json");
      const content = { plan: this.plan.slug, state: states.write(this.state), ticks: states.writeTicks(this.done, this.plan) };
      save(name, "application/json", JSON.stringify(content));
      this.show(this.words.say("exported", { name }));
    }

    saveCalendar() {
      const entries = this.entries();
      if (!entries.length) return this.show(this.words.say("saved_none"));
      const name = this.fileName("ics");
      save(name, "text/calendar", calendar.write(this.plan.title, entries, new Date()));
      return this.show(this.words.say("saved", { name, count: entries.length }));
    }

    /** @type {() => CalendarEntry[]} */
    entries() {
      const layout = this.layOut();
      const days = this.plan.days.flatMap(({ key, name }) => {
        const day = layout.days.get(key) ?? null;
        return day === null ? [] : [this.entry(key, 0, name, "", day, day)];
      });
      const shown = schedule.dues(layout).filter((moment) => this.page.isShown(moment.name));
      return [...days, ...shown.flatMap((moment) => this.momentEntries(moment))];
    }

    /** @type {(moment: LaidMoment) => CalendarEntry[]} */
    momentEntries({ kind, name, what: task, said = "", rhythm, opens, closes, due }) {
      const what = kind === "deadline" ? this.words.say("further", { what: task, said }) : task;
      if (rhythm.length) return rhythm.map((day, turn) => this.entry(name, turn + 1, what, said, day, day));
      return [this.entry(name, 0, what, said, opens ?? due, closes ?? due)];
    }

    /** @type {(name: string, number: number, what: string, said: string, opens: Day, closes: Day) => CalendarEntry} */
    entry(name, number, what, said, opens, closes) {
      const { customer } = this.state;
      const id = states.calendarId(this.plan, customer, name, number);
      const address = /^https?:/.test(location.protocol) ? `${location.href.split("#")[0]}#${this.page.stepOf(name)}` : "";
      return { id, what, said: [said, this.plan.title, customer].filter(Boolean).join("\n"), opens, closes, address };
    }

    /** @type {(ending: string) => string} */
    fileName(ending) {
      return `${[this.plan.slug, states.slug(this.state.customer)].filter(Boolean).join("-")}.${ending}`;
    }

    /** @type {(slug?: string) => string} */
    ticksKey(slug = this.plan.slug) {
      return [slug, states.slug(this.state.customer)].filter(Boolean).join(":");
    }
  }

  for (const root of document.querySelectorAll(".jb-success[data-plan]")) {
    const text = root.querySelector(".jb-plan-data")?.textContent;
    if (!(root instanceof HTMLElement) || !text || !root.querySelector("[data-plan-bar]")) continue;
    /** @type {PlanDocument} */
    const plan = JSON.parse(text);
    const own = new ReadersPlan(plan, page.open(root, plan));
    own.page.enable(own);
    own.open();
    addEventListener("hashchange", () => {
      if (location.hash.startsWith(states.MARK)) own.open();
    });
  }
})();
