/** Works out the dates of a plan, by the same rules as journeybook/model/dates.py. A day is a number: 0 is 1 January 1970. */
(() => {
  "use strict";

  const FIRST = -719162; // 1 January of the year 1
  const LAST = 2932896; // 31 December of the year 9999
  const LONGEST_WAIT = 4000;
  const SHOWN = 3;
  /** @type {Record<string, number>} */
  const MONTHS = { months: 1, quarters: 3, years: 12 };
  /** @type {Record<string, [number, number]>} */
  const LENGTHS = { weeks: [7, 1], days: [1, 1], hours: [1, 24], minutes: [1, 1440] };

  /** Why a date is not known. */
  class Unknown extends Error {}

  /** @type {Journeybook["dates"]["read"]} */
  function read(text) {
    const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
    if (!parts || parts[1] === "0000") return null;
    const day = dayOf(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
    return write(day) === text ? day : null;
  }

  /** @type {Journeybook["dates"]["write"]} */
  function write(day) {
    const date = new Date(day * 86400000);
    const year = String(date.getUTCFullYear()).padStart(4, "0");
    return `${year}-${String(date.getUTCMonth() + 1).padStart(2, "0")}-${String(date.getUTCDate()).padStart(2, "0")}`;
  }

  /** @type {Journeybook["dates"]["today"]} */
  function today() {
    const now = new Date();
    return dayOf(now.getFullYear(), now.getMonth(), now.getDate());
  }

  /** @type {(year: number, month: number, day: number) => Day} */
  function dayOf(year, month, day) {
    return Math.round(new Date(0).setUTCFullYear(year, month, day) / 86400000);
  }

  /** @type {(day: Day, days: number) => Day} */
  function daysLater(day, days) {
    if (day + days < FIRST || day + days > LAST) throw new Unknown("far");
    return day + days;
  }

  /** @type {(day: Day, months: number) => Day} */
  function monthsLater(day, months) {
    const date = new Date(day * 86400000);
    const count = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
    const year = Math.floor(count / 12);
    if (year < 1 || year > 9999) throw new Unknown("far");
    const month = count - year * 12;
    return dayOf(year, month, Math.min(date.getUTCDate(), daysOfMonth(year, month)));
  }

  /** @type {(year: number, month: number) => number} */
  function daysOfMonth(year, month) {
    return new Date(new Date(0).setUTCFullYear(year, month + 1, 0)).getUTCDate();
  }

  /** @type {(day: Day) => Day} */
  function endOfMonth(day) {
    const date = new Date(day * 86400000);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    return dayOf(year, month, daysOfMonth(year, month));
  }

  /** @type {(opens: Day | null, closes: Day | null, rhythm?: Day[], reason?: string) => Span} */
  function span(opens, closes, rhythm = [], reason = "") {
    return { opens, closes, rhythm, reason };
  }

  /** @type {(span: Span) => Day | null} */
  function firstDay({ rhythm, opens, closes }) {
    return rhythm[0] ?? opens ?? closes;
  }

  /** @type {(span: Span) => Day | null} */
  function lastDay({ rhythm, opens, closes }) {
    return rhythm[0] ?? closes ?? opens;
  }

  /** The days on which nobody works, and how one counts over them. */
  class WorkingDays {
    /** @param {PlanDocument} plan */
    constructor(plan) {
      this.plan = plan;
    }

    /** @type {(day: Day) => boolean} */
    isFree(day) {
      const date = write(day);
      const { weekend, holidays } = this.plan;
      return weekend.includes((((day + 3) % 7) + 7) % 7) || date in holidays || date.slice(5) in holidays;
    }

    /** @type {(from: Day, count: number) => Day} */
    step(from, count) {
      const forward = count > 0 ? 1 : -1;
      let [day, left, waited] = [from, count, 0];
      while (left) {
        day = daysLater(day, forward);
        waited = this.isFree(day) ? waited + 1 : 0;
        left -= waited ? 0 : forward;
        if (waited > LONGEST_WAIT) throw new Unknown("far");
      }
      return day;
    }

    /** @type {(day: Day) => Day} */
    moveOff(day) {
      const rule = this.plan.on_free_days;
      if (rule === "stay" || !this.isFree(day)) return day;
      return this.step(day, rule === "next-working-day" ? 1 : -1);
    }

    /** @type {(day: Day, amount: number, unit: string) => Day} */
    add(day, amount, unit) {
      if (unit === "business days") return this.step(day, amount);
      if (MONTHS[unit]) return monthsLater(day, amount * MONTHS[unit]);
      const [up, down] = LENGTHS[unit];
      return daysLater(day, Math.sign(amount) * Math.floor((Math.abs(amount) * up) / down));
    }
  }

  /** Answers for timings and for what they count from; each moment is worked out once. */
  class PlanReckoning {
    /**
     * @param {PlanDocument} plan
     * @param {Map<string, Day>} given
     * @param {Set<string>} absent
     */
    constructor(plan, given, absent) {
      this.plan = plan;
      this.given = given;
      this.absent = absent;
      this.workingDays = new WorkingDays(plan);
      /** @type {Map<string, Span>} */
      this.known = new Map();
    }

    /** @type {Reckoning["moment"]} */
    moment(name) {
      const key = name || this.plan.start;
      const given = this.given.get(key);
      if (given !== undefined) return span(given, given);
      const usual = this.plan.days.find((day) => day.key === key);
      const timing = usual ? usual.usually : Object.hasOwn(this.plan.moments, key) && this.plan.moments[key].timing;
      if (!timing) return span(null, null, [], "undated");
      const known = this.known.get(key);
      if (known) return known;
      this.known.set(key, span(null, null, [], "circle"));
      const answer = this.when(timing, Boolean(usual), SHOWN);
      this.known.set(key, answer);
      return answer;
    }

    /** @type {Reckoning["when"]} */
    when(timing, fixed, most) {
      try {
        const { opens, closes, rhythm, reason } = this.understand(timing, most);
        if (opens !== null && closes !== null && closes < opens) return span(null, null, [], "backwards");
        if (fixed) return span(opens, closes, rhythm, reason);
        const [first, last] = [opens, closes].map((day) => (day === null ? null : this.moveOffFreeDay(day)));
        return span(first, last, [...new Set(rhythm.map((day) => this.moveOffFreeDay(day)))], reason);
      } catch (fault) {
        if (!(fault instanceof Unknown)) throw fault;
        return span(null, null, [], fault.message);
      }
    }

    /** @type {Reckoning["moveOffFreeDay"]} */
    moveOffFreeDay(day) {
      return this.workingDays.moveOff(day);
    }

    /** @type {(timing: TimingDocument, most: number) => Span} */
    understand(timing, most) {
      if (["immediately", "same day", "anytime", "clock"].includes(timing.form)) throw new Unknown("free");
      if (timing.form === "event") return this.event(timing);
      if (timing.form === "latest") return this.latest(timing);
      if (timing.every) return this.rhythm(timing, timing.every, most);
      if (!timing.offset) return this.plain(timing);
      const before = timing.side === "before";
      const day = this.from(timing, timing.offset, before);
      return timing.end ? span(day, this.from(timing, timing.end, before)) : this.bounded(timing, day);
    }

    /** @type {(name: string | undefined, side: string) => Day} */
    day(name, side) {
      const anchor = this.moment(name ?? "");
      const day = side === "first" ? firstDay(anchor) : lastDay(anchor);
      if (day === null) throw new Unknown(["circle", "far"].includes(anchor.reason) ? anchor.reason : "undated");
      return day;
    }

    /** @type {(timing: TimingDocument) => Span} */
    event(timing) {
      const event = this.moment(timing.event ?? "");
      if (lastDay(event) === null) throw new Unknown(event.reason === "undated" ? "event" : event.reason);
      return span(firstDay(event), lastDay(event));
    }

    /** @type {(timing: TimingDocument) => Span} */
    latest({ among = [] }) {
      const names = among.filter((name) => !this.absent.has(name));
      const days = names.map((name) => lastDay(this.moment(name))).filter((day) => day !== null);
      if (!days.length) throw new Unknown("undated");
      const last = days.reduce((latest, day) => Math.max(latest, day));
      return span(last, last);
    }

    /** @type {(timing: TimingDocument, every: [number, string, number], most: number) => Span} */
    rhythm(timing, [amount, unit, times], most) {
      const since = this.day(timing.anchor, timing.edge ?? "last");
      const until = timing.until ? this.day(timing.until, timing.until_edge ?? "last") : null;
      if (times > 1 || unit === "hours" || unit === "minutes") return span(since, until, [], "rhythm");
      const turns = Array.from({ length: most }, (_, turn) => this.workingDays.add(since, amount * (turn + 1), unit));
      const days = turns.filter((day) => until === null || day <= until);
      return span(null, null, days, days.length ? "" : "rhythm");
    }

    /** @type {(timing: TimingDocument) => Span} */
    plain(timing) {
      const end = this.day(timing.anchor, timing.edge ?? "last");
      if (timing.form === "at") return span(end, end);
      if (timing.form === "after") return span(end, null);
      if (timing.form === "before") return span(null, daysLater(this.day(timing.anchor, timing.edge ?? "first"), -1));
      if (timing.form === "span") return span(end, this.day(timing.until, timing.until_edge ?? "last"));
      return span(null, end);
    }

    /** @type {(timing: TimingDocument, offset: [number, string], early: boolean) => Day} */
    from(timing, [amount, unit], early) {
      return this.workingDays.add(this.day(timing.anchor, timing.edge ?? (early ? "first" : "last")), amount, unit);
    }

    /** @type {(timing: TimingDocument, day: Day) => Span} */
    bounded(timing, day) {
      if (timing.bound === "month") return span(null, endOfMonth(day));
      const before = timing.side === "before";
      if (timing.bound === "least") return before ? span(null, day) : span(day, null);
      if (timing.bound === "most") {
        const near = this.day(timing.anchor, timing.edge ?? (before ? "first" : "last"));
        return before ? span(day, near) : span(near, day);
      }
      return timing.bound === "latest" || timing.form === "by" ? span(null, day) : span(day, day);
    }
  }

  /** @type {Journeybook["dates"]["reckon"]} */
  function reckon(plan, given, absent = new Set()) {
    return new PlanReckoning(plan, given, absent);
  }

  window.journeybook = { ...window.journeybook, dates: { read, write, today, reckon } };
})();
