/* What a reader chose in a plan: read from a link or from this browser with suspicion, and written back. Nothing leaves the browser. */
(function () {
"use strict";

const MARK = "#plan?";
const LONGEST = 6000;
const MOST_MOVES = 20;
const MOVE = /^([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,5})((?:\.[a-z0-9-]+)*)$/;
const dates = window.journeybookDates;

function empty() {
  return { days: {}, edition: "", ways: {}, customer: "", moves: [] };
}

/* Returns what a text says of a plan, and whether anything in it had to be left out. `choices` holds the options of each choice. */
function read(text, plan, choices) {
  const state = empty();
  let faults = text.length > LONGEST;
  for (const [key, value] of new URLSearchParams(text.slice(0, LONGEST))) {
    faults = !take(state, key, value, plan, choices) || faults;
  }
  return { state, faults };
}

function take(state, key, value, plan, choices) {
  if (key.startsWith("way.")) return takeWay(state, key.slice("way.".length), value, choices);
  if (key === "edition") return takeEdition(state, value, plan);
  if (key === "for") return takeCustomer(state, value);
  return key === "move" ? takeMove(state, value, plan) : takeDay(state, key, value, plan);
}

function takeDay(state, key, value, plan) {
  const day = dates.read(value);
  const fits = plan.days.some((one) => one.key === key) && day !== null && value >= "1900-01-01" && value <= "2199-12-31";
  if (fits) state.days[key] = value;
  return fits;
}

function takeEdition(state, value, plan) {
  const fits = Object.hasOwn(plan.editions, value);
  if (fits) state.edition = value;
  return fits;
}

function takeCustomer(state, value) {
  state.customer = value.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ").replace(/\s+/g, " ").trim().slice(0, 80);
  return state.customer === value;
}

function takeWay(state, choice, value, choices) {
  const fits = Object.hasOwn(choices, choice) && choices[choice].includes(value);
  if (fits) state.ways[choice] = value;
  return fits;
}

function takeMove(state, value, plan) {
  const parts = MOVE.exec(value);
  const kept = parts ? parts[3].split(".").slice(1) : [];
  const fits = parts && dates.read(parts[1]) !== null && state.moves.length < MOST_MOVES && kept.every((one) => Object.hasOwn(plan.moments, one));
  if (fits) state.moves.push({ since: dates.read(parts[1]), by: +parts[2], kept });
  return Boolean(fits);
}

function write(state) {
  const pairs = Object.entries(state.days);
  if (state.edition) pairs.push(["edition", state.edition]);
  for (const [choice, option] of Object.entries(state.ways)) pairs.push([`way.${choice}`, option]);
  if (state.customer) pairs.push(["for", state.customer]);
  for (const move of state.moves) pairs.push(["move", [dates.write(move.since), move.by, ...move.kept].join(".")]);
  return new URLSearchParams(pairs).toString();
}

/* Returns small letters and digits that stand for a name, and a short sum of it where letters were lost. */
function slug(name) {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const kept = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
  if (!/[^\x00-\x7f]/.test(plain)) return kept;
  let sum = 2166136261;
  for (const letter of name) sum = Math.imul(sum ^ letter.codePointAt(0), 16777619) >>> 0;
  return [kept, sum.toString(36)].filter(Boolean).join("-");
}

/* Keeps texts in this browser; where it refuses, or its store is full, they live as long as the page. */
function keeper(prefix) {
  const here = new Map();
  const attempt = (deed) => {
    try {
      return { value: deed(window.localStorage) };
    } catch {
      return { refused: true };
    }
  };
  return {
    refused: false,
    get(key) {
      if (here.has(key)) return here.get(key);
      return attempt((store) => store.getItem(prefix + key)).value ?? null;
    },
    set(key, text) {
      const done = attempt((store) => store.setItem(prefix + key, text));
      this.refused = this.refused || Boolean(done.refused);
      if (done.refused) here.set(key, text);
      else here.delete(key);
    },
    forget(key) {
      here.delete(key);
      attempt((store) => store.removeItem(prefix + key));
    },
  };
}

/* Returns the names in a written list that the plan knows; anything else counts as nothing. */
function ticks(text, plan) {
  try {
    const list = JSON.parse(text);
    return new Set(Array.isArray(list) ? list.filter((one) => typeof one === "string" && Object.hasOwn(plan.moments, one)) : []);
  } catch {
    return new Set();
  }
}

window.journeybookState = { MARK, empty, read, write, slug, keeper, ticks };
})();
