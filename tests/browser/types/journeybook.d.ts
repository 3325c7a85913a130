/** What our scripts give one another under `window.journeybook`; what a page hands them stands in plan-document.js. */

/** Days since 1 January 1970. */
type Day = number;

/** When something happens: from a day, until a day, or on several; where nothing is known, the reason why. */
interface Span {
  opens: Day | null;
  closes: Day | null;
  rhythm: Day[];
  reason: string;
}

interface Reckoning {
  /** Answers for a day that the reader gives, or for a part of the page. */
  moment(name: string): Span;
  /** Answers for a timing; a fixed one stays on free days, and of a rhythm the first `most` days are told. */
  when(timing: TimingDocument, fixed: boolean, most: number): Span;
  /** Moves a day off a free day, as the plan asks. */
  moveOffFreeDay(day: Day): Day;
}

/** A stage, step or milestone that has dates: those after every move of the plan, and those at `first`. */
type LaidMoment = MomentDocument & Span & { name: string; root: string; first: Span; due: Day };

/** A whole plan: the days that the reader gave or that follow from them, and every moment that has dates. */
interface Layout {
  days: Map<string, Day | null>;
  moments: Map<string, LaidMoment>;
}

/** Planning again: what is due since a day comes so many days later, save what is kept. */
interface Move {
  since: Day;
  by: number;
  kept: string[];
}

/** What a reader chose. */
interface PlanState {
  days: Record<string, string>;
  edition: string;
  ways: Record<string, string>;
  customer: string;
  moves: Move[];
}

/** The options of each choice of a page of which one is taken. */
type Choices = Record<string, string[]>;

/** Whether a step or milestone belongs to what the reader chose. */
type IsShown = (name: string) => boolean;

/** A store of texts in this browser; `refused` says that the browser keeps nothing. */
interface TextStore {
  refused: boolean;
  get(key: string): string | null;
  set(key: string, text: string): void;
  forget(key: string): void;
}

interface CalendarEntry {
  id: string;
  what: string;
  said: string;
  opens: Day;
  closes: Day;
  address: string;
}

interface Misfits {
  end: Day | null;
  after: LaidMoment[];
  longer: { what: string; days: number; total: number }[];
}

/** What a page tells of its reader. */
interface PlanListener {
  press(button: string): void;
  giveDay(key: string, text: string): void;
  chooseEdition(edition: string): void;
  chooseWay(choice: string, option: string): void;
  nameCustomer(name: string): void;
  tick(name: string, ticked: boolean): void;
  readFile(file: File): Promise<void>;
}

/** What a plan says. */
interface PlanWords {
  longDay(day: Day): string;
  shortDay(day: Day): string;
  /** Returns a sentence with its blanks filled. */
  say(key: PlanWord, values?: Record<string, string | number>): string;
  /** Returns a span in words; its days are long ones unless another way to write them is given. */
  when(span: Span, write?: (day: Day) => string): string;
  misfits(misfits: Misfits): string[];
}

interface PlanPage {
  words: PlanWords;
  choices(): Choices;
  isShown: IsShown;
  /** Returns the step whose further deadline has this name, or the name itself. */
  stepOf(name: string): string;
  /** Returns what needs no more doing: what is done, and the other options of a choice of which one is taken and done. */
  settled(done: Set<string>): Set<string>;
  show(state: PlanState, layout: Layout, done: Set<string>): void;
  /** Says what became of what the reader did. */
  announce(text: string): void;
  /** Makes the controls, and tells a listener what the reader does with them. */
  enable(listener: PlanListener): void;
}

interface Journeybook {
  dates: {
    /** Reads `2027-03-01`; nothing if it is no day. */
    read(text: string): Day | null;
    write(day: Day): string;
    today(): Day;
    /** Returns what works out dates; nobody waits for what is absent, such as the steps of another edition. */
    reckon(plan: PlanDocument, given: Map<string, Day>, absent?: Set<string>): Reckoning;
  };
  calendar: {
    /** Returns the text of a calendar of all-day entries. */
    write(name: string, entries: CalendarEntry[], now: Date): string;
  };
  schedule: {
    /** Returns the steps of other editions, of ways that are not taken, and what only these lead to. */
    absentMoments(plan: PlanDocument, state: PlanState, choices: Choices): Set<string>;
    layOut(plan: PlanDocument, state: PlanState, absent: Set<string>): Layout;
    /** Returns the steps and milestones that have a date, without those that stand aside. */
    /** Returns the same with the further deadlines of steps. */
    dues(layout: Layout): LaidMoment[];
    /** Returns the open steps and milestones that have a date, the earliest first. */
    openMoments(layout: Layout, done: Set<string>, isShown: IsShown): LaidMoment[];
    /** The beginnings of stages before which something of the same stage is due by the plan as it was before any re-plan. */
    overtaken(plan: PlanDocument, layout: Layout, isShown: IsShown): Set<string>;
    isLate(moment: LaidMoment, today: Day): boolean;
    /** Returns the move that brings the first late thing to today, or nothing where nothing is late. */
    replan(plan: PlanDocument, layout: Layout, done: Set<string>, isShown: IsShown, today: Day): { first: LaidMoment; move: Move } | null;
    /** Returns what cannot be: things due after the plan's end, and stages that have become longer than their time. */
    misfits(plan: PlanDocument, layout: Layout, done: Set<string>, isShown: IsShown): Misfits;
  };
  state: {
    /** What an address begins its plan with. */
    MARK: string;
    empty(): PlanState;
    /** Returns what a text says of a plan, and whether anything in it had to be left out. */
    read(text: string, plan: PlanDocument, choices: Choices): { state: PlanState; isFaulty: boolean };
    write(state: PlanState): string;
    /** Returns small letters and digits that stand for a name, and a short sum of it where letters were lost. */
    slug(name: string): string;
    /** Returns by what a calendar knows an entry: the first slug and name of all that its page and part had, so that a later file updates it. */
    calendarId(plan: PlanDocument, customer: string, name: string, number: number): string;
    /** Keeps texts in this browser; where it refuses, or its store is full, they live as long as the page. */
    openStore(prefix: string): TextStore;
    /** Returns the names on the page of what a written list says is done; anything else in it counts as nothing. */
    readTicks(text: string | null, plan: PlanDocument): Set<string>;
    /** Returns the names by which to keep what is done: today's, and those that last whatever comes or goes. */
    writeTicks(done: Set<string>, plan: PlanDocument): string[];
  };
  words: {
    open(plan: PlanDocument): PlanWords;
  };
  dom: Dom;
  figures: {
    /** Makes the pictures of a box smaller until all of it fits; false, and nothing changed, where their words would be too small. */
    fit(box: HTMLElement): boolean;
    /** Returns a figure as several that are no higher than there is room, each with the stages above some of the lanes. */
    byLanes(figure: HTMLElement, room: number): HTMLElement[];
  };
  page: {
    open(root: HTMLElement, plan: PlanDocument): PlanPage;
  };
  /** Returns a map stage by stage, each a fold that is made of the table with the first call. */
  stageList(map: Element): Element[];
}

interface Dom {
  /** Returns the first element of a kind that a selector finds, which the template promises. */
  element<E extends Element>(root: ParentNode, selector: string, kind: new () => E): E;
  /** Returns the elements of a kind that a selector finds. */
  elements<E extends Element>(root: ParentNode, selector: string, kind: new () => E): E[];
  make<T extends keyof HTMLElementTagNameMap>(tag: T, className?: string, text?: string): HTMLElementTagNameMap[T];
  /** Writes text into an element, and only where it is another text, so that nothing is read aloud twice. */
  setText(element: Element, text: string): void;
  /** Texts that are in English for want of a translation: an element that one is written into says so. */
  english: Set<string>;
}

interface Window {
  journeybook: Journeybook;
  /** What the theme keeps of a page's site in this browser. */
  __md_get(key: string): { index: number } | null;
  __md_set(key: string, value: unknown): void;
}
