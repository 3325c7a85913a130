/* Lays out a whole plan: when everything is due, what moves when it is planned anew, what is late, and what does not fit. */
(function () {
"use strict";

const dates = window.journeybookDates;
const due = (found) => found.rhythm[0] ?? found.closes ?? found.opens;

/* Returns the day's name from which a moment counts in the end. */
function rootOf(plan, given, name) {
  const met = new Set();
  let here = name;
  while (!met.has(here)) {
    met.add(here);
    const timing = !given.has(here) && Object.hasOwn(plan.moments, here) && plan.moments[here].timing;
    if (!timing) return here;
    here = timing.anchor || timing.event || plan.start;
  }
  return plan.start;
}

/* Moves a step or milestone as a whole, and each end of a part of the way that lies ahead. What counts from a day that is still to come
   stays where it is, unless it would be late by now. */
function moved(found, moment, name, move, root, kept) {
  const now = move.since + move.by;
  const delta = (day) => (day < move.since ? 0 : root > now ? Math.max(0, now - day) : move.by);
  const whole = delta(due(found));
  const later = (day) => {
    const days = moment.kind === "stage" ? delta(day) : whole;
    return day === null || !days ? day : kept(day + days);
  };
  if (move.kept.includes(name)) return found;
  return { ...found, opens: later(found.opens), closes: later(found.closes), rhythm: found.rhythm.map(later) };
}

/* Returns every moment that has dates, by name, and the days that the reader gave or that follow from them. */
function lay(plan, state) {
  const given = new Map(Object.entries(state.days).map(([name, day]) => [name, dates.read(day)]));
  const reckoning = dates.reckon(plan, given);
  const days = new Map(plan.days.map((day) => [day.key, reckoning.moment(day.key).closes]));
  const moments = new Map();
  for (const [name, moment] of Object.entries(plan.moments)) {
    if (moment.kind === "elsewhere" || !(moment.timing || given.has(name))) continue;
    const found = reckoning.moment(name);
    if (due(found) === null) continue;
    const root = rootOf(plan, given, name);
    const start = due(reckoning.moment(root));
    const last = state.moves.reduce((one, move) => moved(one, moment, name, move, start, reckoning.kept), found);
    moments.set(name, { ...moment, ...last, name, root, first: found, due: due(last) });
  }
  return { days, moments };
}

/* Returns the open steps and milestones that have a date, the earliest first; `isShown` leaves out what was not chosen. */
function open(laid, done, isShown) {
  const found = [...laid.moments.values()].filter((one) => one.kind !== "stage" && !one.rhythm.length && !done.has(one.name) && isShown(one.name));
  return found.sort((a, b) => a.due - b.due || a.place - b.place);
}

function isLate(one, today) {
  return !one.rhythm.length && one.closes !== null && one.closes < today;
}

/* Returns the move that brings the first late thing to today, or nothing where nothing is late. */
function replan(laid, done, isShown, today) {
  const first = open(laid, done, isShown).find((one) => isLate(one, today));
  if (!first) return null;
  const kept = [...done].filter((name) => laid.moments.has(name) && laid.moments.get(name).due >= first.due);
  return { first, move: { since: first.due, by: today - first.due, kept } };
}

/* Returns what cannot be: things due after the plan's end, and parts that have become longer than their time. */
function misfits(plan, laid, done, isShown) {
  const end = plan.ends ? laid.days.get(plan.ends) ?? null : null;
  const after = end === null ? [] : open(laid, done, isShown).filter((one) => one.root !== plan.ends && (one.closes ?? one.opens) > end);
  const length = (one) => (one.opens === null || one.closes === null ? null : one.closes - one.opens);
  const stages = [...laid.moments.values()].filter((one) => one.kind === "stage").sort((a, b) => a.place - b.place);
  const longer = stages.map((one) => ({ ...one, days: length(one), total: length(one.first) })).filter((one) => one.days > one.total);
  return { end, after, longer };
}

window.journeybookSchedule = { lay, open, isLate, replan, misfits };
})();
