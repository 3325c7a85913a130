/* Shows a plan on its page: dates beside the durations, ticks, what is late, what does not fit, and what was chosen. */
(function () {
"use strict";

const dates = window.journeybookDates;
const schedule = window.journeybookSchedule;
const SHEET = ".jb-sheet";
const MOST_SAID = 8;

function made(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/* Writes text into an element, and only where it is another text, so that nothing is read aloud twice. */
function say(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

function page(root, plan) {
  const all = (selector) => [...root.querySelectorAll(selector)];
  const screen = (selector) => all(selector).filter((one) => !one.closest(SHEET));
  const bar = root.querySelector("[data-plan-bar]");
  const words = (key, values) => plan.words[key].replace(/\{([a-z]+)\}/g, (whole, name) => (values?.[name] ?? whole));
  const language = [...(navigator.languages || [])].find((one) => one.split("-")[0] === plan.language.split("-")[0]) || plan.language;
  const written = (month) => {
    const format = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month, year: "numeric", timeZone: "UTC" });
    return (number) => format.format(new Date(number * 86400000));
  };
  const [day, short] = [written("long"), written("short")];

  /* Returns the options of every choice on the page, by the choice's name. */
  function choices() {
    const found = {};
    for (const list of screen("[data-choice]")) {
      const options = [...list.querySelectorAll("[data-option]")].map((one) => one.dataset.option);
      found[list.dataset.choice] = [...(found[list.dataset.choice] || []), ...options];
    }
    return found;
  }

  function when(found, say = day) {
    if (found.rhythm.length) return words("and_so_on", { date: found.rhythm.map(say).join("; ") });
    if (found.opens === null) return words("by", { date: say(found.closes) });
    if (found.closes === null) return words("from", { date: say(found.opens) });
    return found.opens === found.closes ? say(found.closes) : words("window", { first: say(found.opens), last: say(found.closes) });
  }

  function showDates(laid, done, today) {
    for (const spot of all("[data-date]")) {
      const found = laid.moments.get(spot.dataset.date);
      const paper = spot.closest(SHEET);
      const isSaid = found && !(paper && found.rhythm.length);
      spot.replaceChildren(...(isSaid ? [when(found, paper ? short : day)] : []));
      const late = found && !paper && found.kind !== "stage" && !done.has(found.name) && schedule.isLate(found, today);
      if (late) spot.append(" ", made("span", "jb-plan-late", words("late")));
    }
  }

  /* Makes the box of every step and milestone; `tick` hears its name and whether it is done. */
  function makeTicks(tick) {
    for (const spot of screen("[data-tick]")) {
      const name = spot.dataset.tick;
      if (!Object.hasOwn(plan.moments, name)) continue;
      const label = made("label", "jb-plan-tick__label");
      const box = made("input");
      box.type = "checkbox";
      box.setAttribute("aria-label", words("done_what", { what: plan.moments[name].what }));
      box.addEventListener("change", () => tick(name, box.checked));
      label.append(box, made("span", "", words("done")));
      spot.replaceChildren(label);
    }
  }

  function showTicks(done) {
    for (const spot of all("[data-tick]")) {
      const ticked = done.has(spot.dataset.tick);
      const box = spot.querySelector("input");
      if (box) box.checked = ticked;
      else spot.textContent = ticked ? "☑" : "☐";
      spot.closest("[data-step], li, tr")?.classList.toggle("jb-plan-done", ticked);
    }
  }

  /* Lets the reader choose one way of each choice; `take` hears the choice and the way, or nothing for all of them. */
  function makeWays(take) {
    for (const [choice, options] of Object.entries(choices())) {
      if (options.length < 2) continue;
      const group = made("fieldset", "jb-plan-ways");
      group.append(made("legend", "", plan.choices[choice] || ""));
      for (const option of [...options, ""]) {
        const label = made("label", "jb-plan-ways__way");
        const button = made("input");
        Object.assign(button, { type: "radio", name: `plan-${choice}`, value: option });
        button.addEventListener("change", () => take(choice, option));
        label.append(button, made("span", "", option ? plan.moments[option].what : words("all_ways")));
        group.append(label);
      }
      screen("[data-choice]").find((one) => one.dataset.choice === choice).before(group);
    }
  }

  function showChoices(state) {
    const known = choices();
    const away = new Set(Object.entries(state.ways).flatMap(([choice, way]) => known[choice].filter((option) => option !== way)));
    for (const one of all("[data-edition], [data-option]")) {
      const other = one.dataset.edition && state.edition && !one.dataset.edition.split(" ").includes(state.edition);
      one.hidden = Boolean(other) || away.has(one.dataset.option);
    }
    for (const button of all(".jb-plan-ways input")) {
      button.checked = (state.ways[button.name.slice("plan-".length)] || "") === button.value;
    }
  }

  /* Returns whether a step or milestone belongs to what was chosen. */
  function isShown(name) {
    const spot = document.getElementById(name);
    return !spot || !spot.closest("[hidden]");
  }

  function showHead(state, laid) {
    const customer = state.customer ? words("customer", { customer: state.customer }) : "";
    const given = plan.days.filter((one) => laid.days.get(one.key) !== null);
    const start = given.map((one) => words("shown_by", { name: one.name, date: day(laid.days.get(one.key)) })).join(" · ");
    all("[data-plan-customer]").forEach((one) => say(one, customer));
    all("[data-plan-start]").forEach((one) => say(one, start));
    all("[data-plan-edition]:not(select)").forEach((one) => say(one, plan.editions[state.edition] || ""));
    bar.querySelector("[data-plan-customer-name]").value = state.customer;
    for (const field of bar.querySelectorAll("[data-plan-day]")) {
      const value = laid.days.get(field.dataset.planDay);
      field.value = value === null ? "" : dates.write(value);
    }
    const edition = bar.querySelector("select[data-plan-edition]");
    if (edition) edition.value = state.edition;
  }

  function showNext(laid, done) {
    const next = schedule.open(laid, done, isShown).filter((one) => one.closes !== null);
    const lines = ["step", "goal"].flatMap((kind) => {
      const found = next.find((one) => one.kind === kind);
      if (!found) return [];
      const link = made("a", "", words(`next_${kind}`, { what: found.what, date: when(found) }));
      link.href = `#${found.name}`;
      return [link];
    });
    const steps = Object.entries(plan.moments).filter(([name, one]) => one.kind === "step" && isShown(name));
    const count = steps.filter(([name]) => done.has(name)).length;
    const progress = made("span", "", words("progress", { count, total: steps.length }));
    bar.querySelector("[data-plan-next]").replaceChildren(...lines, progress);
  }

  function showFit(laid, done, today) {
    const late = schedule.open(laid, done, isShown).filter((one) => schedule.isLate(one, today));
    const { end, after, longer } = schedule.misfits(plan, laid, done, isShown);
    const ends = plan.days.find((one) => one.key === plan.ends);
    const said = [
      ...after.map((one) => words("past_end", { what: one.what, date: when(one), end: ends.name, last: day(end) })),
      ...longer.map((one) => words("longer", { what: one.what, days: one.days, total: one.total })),
    ];
    const start = laid.days.get(plan.start);
    const fits = !late.length && !said.length && end !== null && start !== null;
    const lines = [
      ...(late.length ? [words("late_many", { count: late.length })] : []),
      ...said.slice(0, MOST_SAID),
      ...(said.length > MOST_SAID ? [words("more_misfits", { count: said.length - MOST_SAID })] : []),
      ...(fits ? [words("fits", { start: day(start), end: day(end) })] : []),
    ];
    const list = bar.querySelector("[data-plan-fit]");
    if (list.textContent !== lines.join("")) list.replaceChildren(...lines.map((line) => made("li", "", line)));
    list.classList.toggle("jb-plan__fit--bad", Boolean(late.length || said.length));
  }

  function show(state, laid, done) {
    const today = dates.today();
    showChoices(state);
    showDates(laid, done, today);
    showTicks(done);
    showHead(state, laid);
    showNext(laid, done);
    showFit(laid, done, today);
  }

  return { bar, words, day, when, choices, makeTicks, makeWays, isShown, show, said: (text) => say(bar.querySelector("[data-plan-said]"), text) };
}

window.journeybookPage = { page };
})();
