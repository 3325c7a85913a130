/* Works out the dates of a plan, by the same rules as journeybook/model/dates.py. A day is a number: 0 is 1 January 1970. */
(function () {
"use strict";

const FIRST = -719162;
const LAST = 2932896;
const LONGEST_WAIT = 4000;
const MONTHS = { months: 1, quarters: 3, years: 12 };
const LENGTHS = { weeks: [7, 1], days: [1, 1], hours: [1, 24], minutes: [1, 1440] };
const SHOWN = 3;

class Unknown extends Error {}

function moved(day, days) {
  if (day + days < FIRST || day + days > LAST) throw new Unknown("far");
  return day + days;
}

function dayOf(year, month, day) {
  return Math.round(new Date(0).setUTCFullYear(year, month, day) / 86400000);
}

function read(text) {
  const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!parts || parts[1] === "0000") return null;
  const day = dayOf(+parts[1], parts[2] - 1, +parts[3]);
  return write(day) === text ? day : null;
}

function write(day) {
  const date = new Date(day * 86400000);
  const year = String(date.getUTCFullYear()).padStart(4, "0");
  return `${year}-${String(date.getUTCMonth() + 1).padStart(2, "0")}-${String(date.getUTCDate()).padStart(2, "0")}`;
}

function today() {
  const now = new Date();
  return dayOf(now.getFullYear(), now.getMonth(), now.getDate());
}

function monthLater(day, months) {
  const date = new Date(day * 86400000);
  const count = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const year = Math.floor(count / 12);
  if (year < 1 || year > 9999) throw new Unknown("far");
  const month = count - year * 12;
  const length = new Date(new Date(0).setUTCFullYear(year, month + 1, 0)).getUTCDate();
  return dayOf(year, month, Math.min(date.getUTCDate(), length));
}

function calendar(plan) {
  const isFree = (day) => {
    const written = write(day);
    return plan.weekend.includes((((day + 3) % 7) + 7) % 7) || written in plan.holidays || written.slice(5) in plan.holidays;
  };
  const worked = (from, count) => {
    const forward = count > 0 ? 1 : -1;
    let [day, left, waited] = [from, count, 0];
    while (left) {
      day = moved(day, forward);
      waited = isFree(day) ? waited + 1 : 0;
      left -= waited ? 0 : forward;
      if (waited > LONGEST_WAIT) throw new Unknown("far");
    }
    return day;
  };
  const kept = (day) => {
    if (plan.on_free_days === "stay" || !isFree(day)) return day;
    return worked(day, plan.on_free_days === "next-working-day" ? 1 : -1);
  };
  const add = (day, amount, unit) => {
    if (unit === "business days") return worked(day, amount);
    if (MONTHS[unit]) return monthLater(day, amount * MONTHS[unit]);
    const [up, down] = LENGTHS[unit];
    return moved(day, Math.sign(amount) * Math.floor((Math.abs(amount) * up) / down));
  };
  return { kept, add };
}

/* Returns what answers for a moment's name or a timing: {opens, closes, rhythm, reason}, days as numbers or null. */
function reckon(plan, given) {
  const days = calendar(plan);
  const known = new Map();
  const result = (opens, closes, rhythm, reason) => ({ opens, closes, rhythm: rhythm || [], reason: reason || "" });
  const first = (found) => found.rhythm[0] ?? found.opens ?? found.closes;
  const last = (found) => found.rhythm[0] ?? found.closes ?? found.opens;

  function moment(name) {
    const key = name || plan.start;
    if (given.has(key)) return result(given.get(key), given.get(key));
    const usual = plan.days.find((day) => day.key === key);
    const timing = usual ? usual.usually : Object.hasOwn(plan.moments, key) && plan.moments[key].timing;
    if (!timing) return result(null, null, [], "undated");
    if (!known.has(key)) {
      known.set(key, result(null, null, [], "circle"));
      known.set(key, when(timing, Boolean(usual), SHOWN));
    }
    return known.get(key);
  }

  function day(name, side) {
    const found = moment(name);
    const value = side === "first" ? first(found) : last(found);
    if (value === null) throw new Unknown(["circle", "far"].includes(found.reason) ? found.reason : "undated");
    return value;
  }

  function event(timing) {
    const found = moment(timing.event);
    if (last(found) === null) throw new Unknown(found.reason === "undated" ? "event" : found.reason);
    return result(first(found), last(found));
  }

  function rhythm(timing, most) {
    const [amount, unit, times] = timing.every;
    const since = day(timing.anchor, "last");
    const until = timing.until ? day(timing.until, "last") : null;
    if (times > 1 || unit === "hours" || unit === "minutes") return result(since, until, [], "rhythm");
    const turns = Array.from({ length: most }, (_, turn) => days.add(since, amount * (turn + 1), unit));
    const dates = turns.filter((one) => until === null || one <= until);
    return result(null, null, dates, dates.length ? "" : "rhythm");
  }

  function plain(timing) {
    const end = day(timing.anchor, "last");
    if (timing.form === "at") return result(end, end);
    if (timing.form === "after") return result(end, null);
    if (timing.form === "before") return result(null, moved(day(timing.anchor, "first"), -1));
    if (timing.form === "span") return result(end, day(timing.until, "last"));
    return result(null, end);
  }

  function from(timing, [amount, unit], early) {
    return days.add(day(timing.anchor, early ? "first" : "last"), amount, unit);
  }

  function bounded(timing, at) {
    const before = timing.side === "before";
    if (timing.bound === "least") return before ? result(null, at) : result(at, null);
    if (timing.bound === "most") {
      const near = day(timing.anchor, before ? "first" : "last");
      return before ? result(at, near) : result(near, at);
    }
    return timing.bound === "latest" || timing.form === "by" ? result(null, at) : result(at, at);
  }

  function understood(timing, most) {
    if (["immediately", "same day", "anytime", "clock"].includes(timing.form)) throw new Unknown("free");
    if (timing.form === "event") return event(timing);
    if (timing.every) return rhythm(timing, most);
    if (!timing.offset) return plain(timing);
    const before = timing.side === "before";
    const at = from(timing, timing.offset, before);
    return timing.end ? result(at, from(timing, timing.end, before)) : bounded(timing, at);
  }

  function when(timing, fixed, most) {
    try {
      const found = understood(timing, most);
      if (found.opens !== null && found.closes !== null && found.closes < found.opens) return result(null, null, [], "backwards");
      if (fixed) return found;
      const ends = [found.opens, found.closes].map((one) => (one === null ? null : days.kept(one)));
      return result(...ends, [...new Set(found.rhythm.map(days.kept))], found.reason);
    } catch (fault) {
      if (!(fault instanceof Unknown)) throw fault;
      return result(null, null, [], fault.message);
    }
  }

  return { moment, when, kept: days.kept };
}

window.journeybookDates = { read, write, today, reckon };
})();
