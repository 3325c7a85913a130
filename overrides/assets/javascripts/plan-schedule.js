/** Lays out a whole plan: when everything is due, what moves when it is planned anew, what is late, and what does not fit. */
(() => {
  "use strict";

  const { dates } = window.journeybook;

  /** @type {Journeybook["schedule"]["layOut"]} */
  function layOut(plan, state, absent) {
    const given = givenDays(state);
    const reckoning = dates.reckon(plan, given, absent);
    const days = new Map(plan.days.map((day) => [day.key, reckoning.moment(day.key).closes]));
    /** @type {Layout["moments"]} */
    const moments = new Map();
    for (const [name, moment] of inOrder(plan)) {
      if (!(moment.timing || given.has(name))) continue;
      const first = reckoning.moment(name);
      if (dueDay(first) === null) continue;
      const root = rootOf(plan, given, name);
      const start = dueDay(reckoning.moment(root));
      const last = state.moves.reduce((span, move) => moveSpan(span, moment, name, move, start, reckoning), first);
      const due = dueDay(last);
      if (due !== null) moments.set(name, { ...moment, ...last, name, root, first, due });
    }
    return { days, moments };
  }

  /**
   * Returns the moments of a page in its order, of which the keys of the document say nothing.
   * @type {(plan: PlanDocument) => [string, MomentDocument][]}
   */
  function inOrder(plan) {
    /** @type {[string, MomentDocument][]} */
    const moments = Object.entries(plan.moments).flatMap(([name, moment]) => (moment.kind === "elsewhere" ? [] : [[name, moment]]));
    return moments.sort(([, a], [, b]) => a.place - b.place);
  }

  /**
   * Returns what is not done: the other ways of each choice, the other edition, and what is reached only by what is not done.
   * @type {Journeybook["schedule"]["absentMoments"]}
   */
  function absentMoments(plan, state, choices) {
    const ways = Object.entries(state.ways).flatMap(([choice, way]) => choices[choice].filter((option) => option !== way));
    const others = Object.entries(plan.moments).filter(([, moment]) => {
      const editions = moment.kind === "elsewhere" ? undefined : moment.editions;
      return Boolean(state.edition && editions && !editions.includes(state.edition));
    });
    const absent = new Set([...ways, ...others.map(([name]) => name)]);
    for (let count = -1; count < absent.size; ) {
      count = absent.size;
      for (const [name, moment] of Object.entries(plan.moments)) {
        if (moment.kind !== "elsewhere" && moment.reached?.every((way) => absent.has(way))) absent.add(name);
      }
    }
    return absent;
  }

  /** @type {(state: PlanState) => Map<string, Day>} */
  function givenDays(state) {
    /** @type {Map<string, Day>} */
    const given = new Map();
    for (const [name, text] of Object.entries(state.days)) {
      const day = dates.read(text);
      if (day !== null) given.set(name, day);
    }
    return given;
  }

  /** @type {(span: Span) => Day | null} */
  function dueDay({ rhythm, opens, closes }) {
    return rhythm[0] ?? closes ?? opens;
  }

  /**
   * Returns the day's name from which a moment counts in the end.
   * @type {(plan: PlanDocument, given: Map<string, Day>, name: string) => string}
   */
  function rootOf(plan, given, name) {
    const met = new Set();
    let root = name;
    while (!met.has(root)) {
      met.add(root);
      const timing = !given.has(root) && Object.hasOwn(plan.moments, root) && plan.moments[root].timing;
      if (!timing) return root;
      root = timing.anchor || timing.event || timing.among?.[0] || plan.start;
    }
    return plan.start;
  }

  /**
   * Moves a step or milestone as a whole, and each end of a stage that lies ahead; a further deadline stays, and what counts from a day
   * that is still to come stays unless it would be late by now. Nothing moves to a day before that of the re-plan, and no day of a
   * rhythm comes twice.
   * @type {(span: Span, moment: MomentDocument, name: string, move: Move, root: Day | null, reckoning: Reckoning) => Span}
   */
  function moveSpan(span, moment, name, move, root, reckoning) {
    if (moment.kind === "deadline" || move.kept.includes(name)) return span;
    const due = dueDay(span);
    const whole = due === null ? 0 : delay(due, move, root);
    /** @type {(day: Day) => Day} */
    const later = (day) => {
      const days = moment.kind === "stage" ? delay(day, move, root) : whole;
      if (!days) return day;
      const working = reckoning.moveOffFreeDay(day + days);
      return due === day && working < move.since + move.by ? day + days : working;
    };
    const [moved, closes] = [span.opens, span.closes].map((day) => (day === null ? null : later(day)));
    const isMoved = moment.kind !== "stage" && whole > 0;
    const opens = isMoved && moved !== null ? Math.max(moved, Math.min(move.since + move.by, closes ?? Infinity)) : moved;
    return { ...span, opens, closes, rhythm: [...new Set(span.rhythm.map(later))] };
  }

  /** @type {(day: Day, move: Move, root: Day | null) => number} */
  function delay(day, move, root) {
    const now = move.since + move.by;
    if (day < move.since) return 0;
    return root !== null && root > now ? Math.max(0, now - day) : move.by;
  }

  /** @type {Journeybook["schedule"]["openMoments"]} */
  function openMoments(layout, done, isShown) {
    const moments = tasks(layout).filter((moment) => !moment.rhythm.length);
    const open = moments.filter((moment) => !done.has(moment.name) && isShown(moment.name));
    return open.sort((a, b) => a.due - b.due || a.place - b.place);
  }

  /** @type {(layout: Layout) => LaidMoment[]} */
  function tasks(layout) {
    return [...layout.moments.values()].filter(isTask);
  }

  /** @type {Journeybook["schedule"]["dues"]} */
  function dues(layout) {
    return [...layout.moments.values()].filter((moment) => isTask(moment) || (moment.kind === "deadline" && !moment.aside));
  }

  /** @type {(moment: MomentDocument) => boolean} */
  function isTask({ kind, aside }) {
    return (kind === "step" || kind === "goal") && !aside;
  }

  /**
   * Returns the stages of which the reader has done every step and milestone.
   * @type {(plan: PlanDocument, done: Set<string>, isShown: IsShown) => Set<string>}
   */
  function finishedStages(plan, done, isShown) {
    /** @type {Map<string, string[]>} */
    const tasksOf = new Map();
    let stage = "";
    for (const [name, moment] of inOrder(plan)) {
      if (moment.kind === "stage") stage = name;
      if (!isTask(moment) || moment.ours || !isShown(name)) continue;
      tasksOf.set(stage, [...(tasksOf.get(stage) ?? []), name]);
    }
    const finished = [...tasksOf].filter(([, names]) => names.every((name) => done.has(name)));
    return new Set(finished.map(([name]) => name));
  }

  /** @type {Journeybook["schedule"]["overtaken"]} */
  function overtaken(plan, layout, isShown) {
    const places = Object.values(plan.moments).flatMap((moment) => (moment.kind === "stage" ? [moment.place] : []));
    const shown = tasks(layout).filter((moment) => isShown(moment.name));
    const begins = [...layout.moments.values()].filter(({ kind, place, first }) => {
      const next = Math.min(...places.filter((other) => other > place));
      const within = shown.filter((moment) => moment.place > place && moment.place < next);
      return kind === "begin" && within.some((moment) => (dueDay(moment.first) ?? Infinity) < (dueDay(first) ?? -Infinity));
    });
    return new Set(begins.map((moment) => moment.name));
  }

  /** @type {Journeybook["schedule"]["isLate"]} */
  function isLate(moment, today) {
    return !moment.ours && !moment.rhythm.length && moment.closes !== null && moment.closes < today;
  }

  /** @type {Journeybook["schedule"]["replan"]} */
  function replan(plan, layout, done, isShown, today) {
    const first = openMoments(layout, done, isShown).find((moment) => isLate(moment, today));
    if (!first) return null;
    const finished = [...done, ...finishedStages(plan, done, isShown)];
    const kept = finished.filter((name) => (layout.moments.get(name)?.due ?? -Infinity) >= first.due);
    return { first, move: { since: first.due, by: today - first.due, kept } };
  }

  /** @type {Journeybook["schedule"]["misfits"]} */
  function misfits(plan, layout, done, isShown) {
    const end = layout.days.get(plan.ends) ?? null;
    const ahead = openMoments(layout, done, isShown).filter((moment) => moment.root !== plan.ends);
    const after = end === null ? [] : ahead.filter((moment) => (moment.closes ?? moment.opens ?? end) > end);
    const finished = finishedStages(plan, done, isShown);
    const open = [...layout.moments.values()].filter((moment) => moment.kind === "stage" && !finished.has(moment.name));
    const stages = open.sort((a, b) => a.place - b.place);
    const lengths = stages.map((stage) => ({ what: stage.what, days: length(stage), total: length(stage.first) }));
    return { end, after, longer: lengths.filter((stage) => stage.days > stage.total) };
  }

  /**
   * Returns how many days a span has; one without both ends has none.
   * @type {(span: Span) => number}
   */
  function length({ opens, closes }) {
    return opens === null || closes === null ? 0 : closes - opens;
  }

  window.journeybook = { ...window.journeybook, schedule: { absentMoments, layOut, dues, openMoments, overtaken, isLate, replan, misfits } };
})();
