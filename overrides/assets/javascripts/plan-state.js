/** What a reader chose in a plan: read from a link or from this browser with suspicion, and written back. Nothing leaves the browser. */
(() => {
  "use strict";

  const MARK = "#plan?";
  const LONGEST = 6000;
  const MOST_MOVES = 20;
  const OLD_DAY = /^day-[a-z0-9-]+$/;
  const BY_ID = /^[a-z]+--/;
  const BY_TRAITS = "--";
  const MOVE = /^([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,5})((?:\.[a-z0-9-]+)*)$/;
  const { dates } = window.journeybook;

  /** @type {Journeybook["state"]["empty"]} */
  function empty() {
    return { days: {}, edition: "", ways: {}, customer: "", moves: [] };
  }

  /** @type {Journeybook["state"]["read"]} */
  function read(text, plan, choices) {
    const state = empty();
    let isFaulty = text.length > LONGEST;
    for (const [key, value] of new URLSearchParams(text.slice(0, LONGEST))) {
      isFaulty = !take(state, key, value, plan, choices) || isFaulty;
    }
    return { state, isFaulty };
  }

  /** @type {(state: PlanState, key: string, value: string, plan: PlanDocument, choices: Choices) => boolean} */
  function take(state, key, value, plan, choices) {
    if (key.startsWith("way.")) return takeWay(state, nameToday(key.slice("way.".length), plan), nameToday(value, plan), plan, choices);
    if (key === "edition") return takeEdition(state, value, plan);
    if (key === "for") return takeCustomer(state, value);
    return key === "move" ? takeMove(state, value, plan) : takeDay(state, key, value, plan);
  }

  /**
   * Takes a day; one for which the plan asked once says nothing any more, and does no harm.
   * @type {(state: PlanState, key: string, value: string, plan: PlanDocument) => boolean}
   */
  function takeDay(state, key, value, plan) {
    const isDay = dates.read(value) !== null && value >= "1900-01-01" && value <= "2199-12-31";
    if (isDay && plan.days.some((day) => day.key === key)) state.days[key] = value;
    return isDay && (Object.hasOwn(state.days, key) || OLD_DAY.test(key));
  }

  /** @type {(state: PlanState, value: string, plan: PlanDocument) => boolean} */
  function takeEdition(state, value, plan) {
    const fits = Object.hasOwn(plan.editions, value);
    if (fits) state.edition = value;
    return fits;
  }

  /** @type {(state: PlanState, value: string) => boolean} */
  function takeCustomer(state, value) {
    state.customer = value.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ").replace(/\s+/g, " ").trim().slice(0, 80);
    return state.customer === value;
  }

  /** @type {(state: PlanState, choice: string, value: string, plan: PlanDocument, choices: Choices) => boolean} */
  function takeWay(state, choice, value, plan, choices) {
    const fits = Object.hasOwn(choices, choice) && choices[choice].includes(value);
    // once a choice of one
    const isOld = !Object.hasOwn(choices, choice) && Object.hasOwn(plan.choices, choice) && Object.hasOwn(plan.moments, value);
    if (fits) state.ways[choice] = value;
    return fits || isOld;
  }

  /** @type {(state: PlanState, value: string, plan: PlanDocument) => boolean} */
  function takeMove(state, value, plan) {
    const parts = MOVE.exec(value);
    const since = parts && dates.read(parts[1]);
    if (!parts || since === null || state.moves.length >= MOST_MOVES) return false;
    const kept = parts[3].split(".").slice(1).map((name) => nameToday(name, plan));
    const fits = kept.every((name) => Object.hasOwn(plan.moments, name));
    if (fits) state.moves.push({ since, by: Number(parts[2]), kept });
    return fits;
  }

  /**
   * Returns the name that a part has on the page today; it may be written down under an old, lasting or counted one.
   * @type {(name: string, plan: PlanDocument) => string}
   */
  function nameToday(name, plan) {
    if (Object.hasOwn(plan.moments, name)) return name;
    if (Object.hasOwn(plan.old_names, name)) return plan.old_names[name];
    const entry = Object.entries(plan.moments).find(([, moment]) => "lasting" in moment && [moment.lasting, moment.counted].includes(name));
    return entry ? entry[0] : name;
  }

  /** @type {Journeybook["state"]["calendarId"]} */
  function calendarId(plan, customer, name, number) {
    const former = Object.keys(plan.old_names).filter((old) => plan.old_names[old] === name);
    const first = former.find((old) => BY_ID.test(old) === BY_ID.test(name)) ?? former[0] ?? name;
    return `${[plan.old_slugs[0] ?? plan.slug, slug(customer), first, number].filter(Boolean).join(".")}@${plan.host}`;
  }

  /** @type {Journeybook["state"]["write"]} */
  function write(state) {
    const pairs = Object.entries(state.days);
    if (state.edition) pairs.push(["edition", state.edition]);
    for (const [choice, option] of Object.entries(state.ways)) pairs.push([`way.${choice}`, option]);
    if (state.customer) pairs.push(["for", state.customer]);
    for (const move of state.moves) pairs.push(["move", [dates.write(move.since), move.by, ...move.kept].join(".")]);
    return new URLSearchParams(pairs).toString();
  }

  /** @type {Journeybook["state"]["slug"]} */
  function slug(name) {
    const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const kept = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
    if (!/[^\x00-\x7f]/.test(plain)) return kept;
    let sum = 2166136261;
    for (const letter of name) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0;
    return [kept, sum.toString(36)].filter(Boolean).join("-");
  }

  /** Texts of this browser whose keys begin alike, and in memory those that it refused to keep. */
  class BrowserStore {
    /** @param {string} prefix */
    constructor(prefix) {
      this.prefix = prefix;
      this.refused = false;
      /** @type {Map<string, string>} */
      this.memory = new Map();
    }

    /** @type {TextStore["get"]} */
    get(key) {
      const text = this.memory.get(key);
      if (text !== undefined) return text;
      try {
        return window.localStorage.getItem(this.prefix + key);
      } catch {
        return null;
      }
    }

    /** @type {TextStore["set"]} */
    set(key, text) {
      try {
        window.localStorage.setItem(this.prefix + key, text);
        this.memory.delete(key);
      } catch {
        this.refused = true;
        this.memory.set(key, text);
      }
    }

    /** @type {TextStore["forget"]} */
    forget(key) {
      this.memory.delete(key);
      try {
        window.localStorage.removeItem(this.prefix + key);
      } catch {
        /* What the browser does not keep, it need not forget. */
      }
    }
  }

  /** @type {Journeybook["state"]["openStore"]} */
  function openStore(prefix) {
    return new BrowserStore(prefix);
  }

  /** @type {Journeybook["state"]["readTicks"]} */
  function readTicks(text, plan) {
    const names = new Set(readNames(text).map((name) => (Object.hasOwn(plan.old_names, name) ? plan.old_names[name] : name)));
    const ticked = Object.entries(plan.moments).filter(([name, moment]) => "lasting" in moment && isTicked(name, moment, names));
    return new Set(ticked.map(([name]) => name));
  }

  /** @type {(text: string | null) => string[]} */
  function readNames(text) {
    try {
      const list = JSON.parse(text ?? "");
      return Array.isArray(list) ? list.filter((name) => typeof name === "string") : [];
    } catch {
      return [];
    }
  }

  /**
   * Says whether a moment is among ticks. A counted name says so only in ticks of the time before lasting names.
   * @type {(name: string, moment: MomentDocument, names: Set<string>) => boolean}
   */
  function isTicked(name, { lasting, counted }, names) {
    if (names.has(name) || names.has(lasting)) return true;
    const words = lasting.split(BY_TRAITS)[0] + BY_TRAITS;
    return counted !== undefined && names.has(counted) && ![...names].some((other) => other.startsWith(words));
  }

  /** @type {Journeybook["state"]["writeTicks"]} */
  function writeTicks(done, plan) {
    const names = [...done].flatMap((name) => {
      const moment = plan.moments[name];
      if (!("lasting" in moment)) return [];
      return BY_ID.test(name) ? [name] : [name, moment.lasting];
    });
    return [...new Set(names)];
  }

  window.journeybook = { ...window.journeybook, state: { MARK, empty, read, write, slug, calendarId, openStore, readTicks, writeTicks } };
})();
