/* Lets a reader make a success map their own. Without script the page is complete, and none of this is to be seen. */
(function () {
"use strict";

const { MARK, empty, read, write, slug, keeper, ticks } = window.journeybookState;
const { lay, open, replan } = window.journeybookSchedule;
const dates = window.journeybookDates;
const LARGEST_FILE = 200000;

function start(root) {
  const plan = JSON.parse(root.querySelector(".jb-plan-data").textContent);
  const page = window.journeybookPage.page(root, plan);
  const choices = page.choices();
  const states = keeper("journeybook-plan:");
  const progress = keeper("journeybook-ticks:");
  const ticksKey = () => [plan.slug, slug(state.customer)].filter(Boolean).join(":");
  let state = empty();
  let done = new Set();

  function load(text) {
    const found = read(text, plan, choices);
    state = found.state;
    done = ticks(progress.get(ticksKey()), plan);
    return found.faults;
  }

  function keep() {
    states.set(plan.slug, write(state));
    progress.set(ticksKey(), JSON.stringify([...done]));
  }

  function show(text) {
    page.show(state, lay(plan, state), done);
    const unkept = states.refused || progress.refused ? page.words("unkept") : "";
    page.said([text, unkept].filter(Boolean).join(" "));
  }

  /* Keeps what was changed, puts it into the address, and shows it. */
  function changed(text) {
    keep();
    try {
      history.replaceState(history.state, "", MARK + write(state));
    } catch {
      /* A page from disk may not change its address; the button still copies the link. */
    }
    show(text);
  }

  /* Copies the link; where the browser refuses, it stands in the address of the page. */
  async function copy() {
    try {
      await navigator.clipboard.writeText(location.href.split("#")[0] + MARK + write(state));
      show(page.words("copied"));
    } catch {
      show(page.words("copy_failed"));
    }
  }

  function save(name, type, text) {
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(new Blob([text], { type }));
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
  }

  function fileName(ending) {
    return `${[plan.slug, slug(state.customer)].filter(Boolean).join("-")}.${ending}`;
  }

  function entry(name, number, what, said, opens, closes) {
    const id = `${[plan.slug, slug(state.customer), name, number].filter(Boolean).join(".")}@${plan.host}`;
    const address = /^https?:/.test(location.protocol) ? `${location.href.split("#")[0]}#${name}` : "";
    return { id, what, said: [said, plan.title, state.customer].filter(Boolean).join("\n"), opens, closes, address };
  }

  function entries() {
    const laid = lay(plan, state);
    const days = plan.days.filter((day) => laid.days.get(day.key) !== null);
    const found = days.map((day) => entry(day.key, 0, day.name, "", laid.days.get(day.key), laid.days.get(day.key)));
    for (const one of laid.moments.values()) {
      if (one.kind === "stage" || !page.isShown(one.name)) continue;
      const spans = one.rhythm.length ? one.rhythm.map((day) => [day, day]) : [[one.opens ?? one.closes, one.closes ?? one.opens]];
      spans.forEach((span, turn) => found.push(entry(one.name, one.rhythm.length ? turn + 1 : 0, one.what, one.said, ...span)));
    }
    return found;
  }

  const deeds = {
    link: copy,
    print: () => window.print(),
    calendar() {
      const all = entries();
      if (!all.length) return show(page.words("saved_none"));
      save(fileName("ics"), "text/calendar", window.journeybookCalendar.write(plan.title, all, new Date()));
      return show(page.words("saved", { name: fileName("ics"), count: all.length }));
    },
    replan() {
      const before = lay(plan, state);
      const found = replan(before, done, page.isShown, dates.today());
      if (!found) return show(page.words("moved_none"));
      state.moves.push(found.move);
      const after = open(lay(plan, state), done, page.isShown);
      const moved = after.filter((one) => one.due !== before.moments.get(one.name).due);
      const first = after.find((one) => one.name === found.first.name);
      return changed(page.words("moved", { count: moved.length, days: found.move.by, what: first.what, date: page.when(first) }));
    },
    export() {
      save(fileName("json"), "application/json", JSON.stringify({ plan: plan.slug, state: write(state), ticks: [...done] }));
      show(page.words("exported", { name: fileName("json") }));
    },
    reset() {
      if (!window.confirm(page.words("reset_ask"))) return;
      progress.forget(ticksKey());
      states.forget(plan.slug);
      [state, done] = [empty(), new Set()];
      changed(page.words("reset_done"));
    },
  };

  async function readFile(file) {
    try {
      const held = file.size <= LARGEST_FILE ? JSON.parse(await file.text()) : {};
      if (held.plan !== plan.slug || typeof held.state !== "string" || !Array.isArray(held.ticks)) throw new Error("not ours");
      const faults = load(held.state);
      done = ticks(JSON.stringify(held.ticks), plan);
      changed([page.words("imported", { count: done.size }), faults ? page.words("link_bad") : ""].join(" ").trim());
    } catch {
      show(page.words("import_bad"));
    }
  }

  function listen() {
    const bar = page.bar;
    bar.addEventListener("click", (event) => deeds[event.target.closest("[data-plan-do]")?.dataset.planDo]?.());
    for (const field of bar.querySelectorAll("[data-plan-day]")) {
      field.addEventListener("change", () => {
        if (!field.checkValidity()) return;
        const key = field.dataset.planDay;
        if (field.value) state.days[key] = field.value;
        else delete state.days[key];
        state.moves = [];
        changed("");
      });
    }
    bar.querySelector("select[data-plan-edition]")?.addEventListener("change", (event) => {
      state.edition = event.target.value;
      changed("");
    });
    bar.querySelector("[data-plan-customer-name]").addEventListener("change", (event) => {
      state.customer = read(new URLSearchParams({ for: event.target.value }).toString(), plan, choices).state.customer;
      const own = progress.get(ticksKey());
      done = own === null ? done : ticks(own, plan);
      changed("");
    });
    bar.querySelector("[data-plan-import]").addEventListener("change", (event) => {
      if (event.target.files.length) readFile(event.target.files[0]).then(() => { event.target.value = ""; });
    });
    window.addEventListener("hashchange", () => {
      if (location.hash.startsWith(MARK)) opened();
    });
  }

  /* Reads the plan from the link, or what this browser kept where the link says nothing. */
  function opened() {
    const linked = location.hash.startsWith(MARK);
    const faults = load(linked ? location.hash.slice(MARK.length) : states.get(plan.slug) || "");
    if (linked) keep();
    show(faults && linked ? page.words("link_bad") : "");
  }

  page.makeTicks((name, ticked) => {
    if (ticked) done.add(name);
    else done.delete(name);
    changed("");
  });
  page.makeWays((choice, way) => {
    if (way) state.ways[choice] = way;
    else delete state.ways[choice];
    changed("");
  });
  listen();
  page.bar.hidden = false;
  opened();
}

document.querySelectorAll(".jb-success[data-plan]").forEach((root) => {
  if (root.querySelector("[data-plan-bar]") && root.querySelector(".jb-plan-data")) start(root);
});
})();
