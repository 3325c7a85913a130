/** Shows a plan on its page: dates beside the durations, ticks, what is late, what does not fit, and what was chosen. */
(() => {
  "use strict";

  const { dates, schedule, words } = window.journeybook;
  const { element, elements, make, setText } = window.journeybook.dom;
  const SHEET = ".jb-sheet";
  const MOST_SAID = 8;

  /**
   * The page of one success map: what it shows of a plan, and its controls.
   * @implements {PlanPage}
   */
  class SuccessMapPage {
    /**
     * @param {HTMLElement} root
     * @param {PlanDocument} plan
     */
    constructor(root, plan) {
      this.root = root;
      this.plan = plan;
      this.bar = element(root, "[data-plan-bar]", HTMLElement);
      this.words = words.open(plan);
      /** @type {IsShown} */
      this.isShown = (name) => !document.getElementById(this.stepOf(name))?.closest("[hidden]");
    }

    /** @type {PlanPage["stepOf"]} */
    stepOf(name) {
      const moment = Object.hasOwn(this.plan.moments, name) ? this.plan.moments[name] : null;
      return moment && "of" in moment && moment.of ? moment.of : name;
    }

    /** @type {(selector: string) => HTMLElement[]} */
    all(selector) {
      return elements(this.root, selector, HTMLElement);
    }

    /** @type {(selector: string) => HTMLElement[]} */
    onScreen(selector) {
      return this.all(selector).filter((spot) => !spot.closest(SHEET));
    }

    /** @type {PlanPage["choices"]} */
    choices() {
      /** @type {Choices} */
      const choices = {};
      for (const list of this.onScreen("[data-choice]")) {
        const choice = list.dataset.choice ?? "";
        const options = elements(list, "[data-option]", HTMLElement).map((option) => option.dataset.option ?? "");
        choices[choice] = [...(choices[choice] ?? []), ...options];
      }
      return choices;
    }

    /** @type {PlanPage["settled"]} */
    settled(done) {
      const settled = new Set(done);
      for (const options of Object.values(this.choices())) {
        if (options.some((option) => done.has(option))) options.forEach((option) => settled.add(option));
      }
      return settled;
    }

    /** @type {PlanPage["announce"]} */
    announce(text) {
      setText(element(this.bar, "[data-plan-said]", HTMLElement), text);
    }

    /** @type {PlanPage["show"]} */
    show(state, layout, done) {
      const today = dates.today();
      const settled = this.settled(done);
      this.showChoices(state);
      this.showDates(layout, settled, today);
      this.showTicks(done);
      this.showHead(state, layout);
      this.showFields(state, layout);
      this.showNext(layout, settled);
      this.showFit(layout, settled, today);
      for (const button of this.all('[data-plan-do="undo"]')) button.hidden = !state.moves.length;
    }

    /** @type {(layout: Layout, done: Set<string>, today: Day) => void} */
    showDates(layout, done, today) {
      const dues = new Set(schedule.dues(layout));
      const overtaken = schedule.overtaken(this.plan, layout, this.isShown);
      for (const spot of this.all("[data-date]")) {
        const moment = layout.moments.get(spot.dataset.date ?? "");
        const isPaper = spot.closest(SHEET) !== null;
        const isDated = moment && !(isPaper && moment.rhythm.length) && !overtaken.has(moment.name);
        spot.replaceChildren(...(isDated ? [this.words.when(moment, isPaper ? this.words.shortDay : this.words.longDay)] : []));
        const isLate = moment && !isPaper && dues.has(moment) && !done.has(this.stepOf(moment.name)) && schedule.isLate(moment, today);
        if (isLate) spot.append(" ", make("span", "jb-plan-late", this.words.say("late")));
      }
    }

    /** @type {(done: Set<string>) => void} */
    showTicks(done) {
      for (const spot of this.all("[data-tick]")) {
        const isTicked = done.has(spot.dataset.tick ?? "");
        const box = spot.querySelector("input");
        if (box) box.checked = isTicked;
        else spot.textContent = isTicked ? "☑" : "☐";
        spot.closest("[data-step], li, tr")?.classList.toggle("jb-plan-done", isTicked);
      }
    }

    /** @type {(state: PlanState) => void} */
    showChoices(state) {
      const absent = schedule.absentMoments(this.plan, state, this.choices());
      /** @type {(part: HTMLElement) => boolean} */
      const isAway = ({ dataset: { edition, doneBySome } }) => {
        const isOther = edition && state.edition && !edition.split(" ").includes(state.edition);
        return Boolean(isOther) || (doneBySome !== undefined && absent.has(doneBySome));
      };
      for (const part of this.all("[data-edition], [data-done-by-some]")) part.hidden = isAway(part);
      for (const group of this.onScreen(".jb-success__choice")) {
        group.hidden = isAway(group) || elements(group, "[data-step]", HTMLElement).every((step) => step.hidden);
      }
      for (const button of elements(this.root, ".jb-plan-ways input", HTMLInputElement)) {
        button.checked = (state.ways[button.name.slice("plan-".length)] || "") === button.value;
      }
    }

    /** @type {(state: PlanState, layout: Layout) => void} */
    showHead(state, layout) {
      const customer = state.customer ? this.words.say("customer", { customer: state.customer }) : "";
      const given = this.plan.days.flatMap(({ key, name }) => {
        const day = layout.days.get(key) ?? null;
        return day === null ? [] : [this.words.say("shown_by", { name, date: this.words.longDay(day) })];
      });
      this.all("[data-plan-customer]").forEach((spot) => setText(spot, customer));
      this.all("[data-plan-start]").forEach((spot) => setText(spot, given.join(" · ")));
      this.all("[data-plan-edition]:not(select)").forEach((spot) => setText(spot, this.plan.editions[state.edition] || ""));
    }

    /** @type {(state: PlanState, layout: Layout) => void} */
    showFields(state, layout) {
      element(this.bar, "[data-plan-customer-name]", HTMLInputElement).value = state.customer;
      for (const field of elements(this.bar, "[data-plan-day]", HTMLInputElement)) {
        const day = layout.days.get(field.dataset.planDay ?? "") ?? null;
        field.value = day === null ? "" : dates.write(day);
      }
      for (const list of elements(this.bar, "[data-plan-edition]", HTMLSelectElement)) list.value = state.edition;
    }

    /** @type {(layout: Layout, done: Set<string>) => void} */
    showNext(layout, done) {
      const steps = this.countedSteps(done);
      const open = steps.filter((name) => !done.has(name));
      const lines = open.slice(0, 3).map((name) => {
        const [line, link] = [make("li"), make("a", "", this.wayName(name))];
        const [laid, moment] = [layout.moments.get(name), this.plan.moments[name]];
        link.href = `#${name}`;
        line.append(link, " ", laid ? this.words.when(laid) : "said" in moment ? moment.said ?? "" : "");
        return line;
      });
      lines.push(make("li", "", this.words.say("progress", { count: steps.length - open.length, total: steps.length })));
      this.all("[data-plan-next]").forEach((list) => list.replaceChildren(...lines));
    }

    /**
     * Returns the reader's own steps that count: those shown, of what stands aside only what is done, of each choice of one only the first.
     * @type {(done: Set<string>) => string[]}
     */
    countedSteps(done) {
      const shown = this.onScreen("[data-tick]").map((spot) => spot.dataset.tick ?? "").filter((name) => {
        const moment = this.plan.moments[name];
        return moment?.kind === "step" && (!moment.aside || done.has(name)) && this.isShown(name);
      });
      const others = new Set(Object.values(this.choices()).flatMap((options) => options.filter((name) => shown.includes(name)).slice(1)));
      return shown.filter((name) => !others.has(name));
    }

    /** @type {(layout: Layout, done: Set<string>, today: Day) => void} */
    showFit(layout, done, today) {
      const late = schedule.openMoments(layout, done, this.isShown).filter((moment) => schedule.isLate(moment, today));
      const misfits = this.words.misfits(schedule.misfits(this.plan, layout, done, this.isShown));
      const end = layout.days.get(this.plan.ends) ?? null;
      const start = layout.days.get(this.plan.start) ?? null;
      const fits = !late.length && !misfits.length && end !== null && start !== null;
      const lines = [
        ...(late.length ? [this.words.say("late_many", { count: late.length })] : []),
        ...misfits.slice(0, MOST_SAID),
        ...(misfits.length > MOST_SAID ? [this.words.say("more_misfits", { count: misfits.length - MOST_SAID })] : []),
        ...(fits ? [this.words.say("fits", { start: this.words.longDay(start), end: this.words.longDay(end) })] : []),
      ];
      const list = element(this.bar, "[data-plan-fit]", HTMLElement);
      if (list.textContent !== lines.join("")) list.replaceChildren(...lines.map((line) => make("li", "", line)));
      list.classList.toggle("jb-plan__fit--bad", Boolean(late.length || misfits.length));
    }

    /** @type {PlanPage["enable"]} */
    enable(listener) {
      this.makeTicks(listener);
      this.makeWays(listener);
      this.listen(listener);
      this.bar.hidden = false;
    }

    /**
     * Makes the box of every step and milestone.
     * @type {(listener: PlanListener) => void}
     */
    makeTicks(listener) {
      for (const spot of this.onScreen("[data-tick]")) {
        const name = spot.dataset.tick ?? "";
        const moment = Object.hasOwn(this.plan.moments, name) ? this.plan.moments[name] : null;
        if (!moment || moment.kind === "elsewhere") continue;
        const label = make("label", "jb-plan-tick__label");
        const box = make("input");
        box.type = "checkbox";
        box.setAttribute("aria-label", this.words.say("done_what", { what: moment.what }));
        box.addEventListener("change", () => listener.tick(name, box.checked));
        label.append(box, make("span", "", this.words.say("done")));
        spot.replaceChildren(label);
      }
    }

    /**
     * Lets the reader choose one way of each choice of one, or see all of them.
     * @type {(listener: PlanListener) => void}
     */
    makeWays(listener) {
      for (const [choice, options] of Object.entries(this.choices())) {
        if (options.length < 2) continue;
        const group = make("fieldset", "jb-plan-ways");
        group.append(make("legend", "", this.plan.choices[choice] || ""));
        for (const option of [...options, ""]) {
          const label = make("label", "jb-plan-ways__way");
          const button = make("input");
          Object.assign(button, { type: "radio", name: `plan-${choice}`, value: option });
          button.addEventListener("change", () => listener.chooseWay(choice, option));
          label.append(button, make("span", "", this.wayName(option)));
          group.append(label);
        }
        this.onScreen("[data-choice]").find((list) => list.dataset.choice === choice)?.before(group);
      }
    }

    /** @type {(option: string) => string} */
    wayName(option) {
      const moment = option && this.plan.moments[option];
      return moment && moment.kind !== "elsewhere" ? moment.what : this.words.say("all_ways");
    }

    /** @type {(listener: PlanListener) => void} */
    listen(listener) {
      this.bar.addEventListener("click", ({ target }) => {
        const button = target instanceof Element && target.closest("[data-plan-do]");
        if (button instanceof HTMLElement) listener.press(button.dataset.planDo ?? "");
      });
      for (const field of elements(this.bar, "[data-plan-day]", HTMLInputElement)) {
        field.addEventListener("change", () => {
          if (field.checkValidity()) listener.giveDay(field.dataset.planDay ?? "", field.value);
        });
      }
      for (const list of elements(this.bar, "[data-plan-edition]", HTMLSelectElement)) {
        list.addEventListener("change", () => listener.chooseEdition(list.value));
      }
      const customer = element(this.bar, "[data-plan-customer-name]", HTMLInputElement);
      customer.addEventListener("change", () => listener.nameCustomer(customer.value));
      const chooser = element(this.bar, "[data-plan-import]", HTMLInputElement);
      chooser.addEventListener("change", async () => {
        const file = chooser.files?.[0];
        if (file) await listener.readFile(file);
        chooser.value = "";
      });
    }
  }

  /** @type {Journeybook["page"]["open"]} */
  function open(root, plan) {
    return new SuccessMapPage(root, plan);
  }

  window.journeybook = { ...window.journeybook, page: { open } };
})();
