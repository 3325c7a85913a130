/** What a plan says: its sentences with their blanks filled, and its days as the reader's language writes them. */
(() => {
  "use strict";

  /** @implements {PlanWords} */
  class WordsOfPlan {
    /** @param {PlanDocument} plan */
    constructor(plan) {
      this.plan = plan;
      this.longDay = dayWriter(plan.language, "long");
      this.shortDay = dayWriter(plan.language, "short");
      this.plural = new Intl.PluralRules(plan.language);
    }

    /** @type {PlanWords["say"]} */
    say(key, values) {
      const text = this.plan.words[key].replace(/\{([a-z]+):?([^{}]*)\}/g, (blank, name, words) => {
        const value = String(values?.[name] ?? blank);
        const form = words.match(`(?:${this.plural.select(+value)}|other)=([^|]*)`);
        return form ? `${value} ${form[1]}` : value;
      });
      if (this.plan.english?.includes(key)) window.journeybook.dom.english.add(text);
      return text;
    }

    /** @type {PlanWords["when"]} */
    when({ rhythm, opens, closes }, write = this.longDay) {
      if (rhythm.length) return this.say("and_so_on", { date: rhythm.map(write).join("; ") });
      if (closes === null) return opens === null ? "" : this.say("from", { date: write(opens) });
      if (opens === null) return this.say("by", { date: write(closes) });
      return opens === closes ? write(closes) : this.say("window", { first: write(opens), last: write(closes) });
    }

    /** @type {PlanWords["misfits"]} */
    misfits({ end, after, longer }) {
      const ends = this.plan.days.find((day) => day.key === this.plan.ends)?.name ?? "";
      const last = end === null ? "" : this.longDay(end);
      return [
        ...after.map((moment) => this.say("past_end", { what: moment.what, date: this.when(moment), end: ends, last })),
        ...longer.map((stage) => this.say("longer", stage)),
      ];
    }
  }

  /**
   * Tells whether a browser's name of a language is a language tag (BCP 47); some systems give `en-US@posix`.
   * @param {string} name
   */
  function isLanguageTag(name) {
    try {
      return Intl.getCanonicalLocales(name).length > 0;
    } catch {
      return false;
    }
  }

  /**
   * Returns how a reader of a page in this language writes a day.
   * @type {(language: string, month: "long" | "short") => (day: Day) => string}
   */
  function dayWriter(language, month) {
    const own = navigator.languages?.find((name) => isLanguageTag(name) && name.split("-")[0] === language.split("-")[0]);
    const format = new Intl.DateTimeFormat(own || language, { weekday: "short", day: "numeric", month, year: "numeric", timeZone: "UTC" });
    return (day) => format.format(new Date(day * 86400000));
  }

  /** @type {Journeybook["words"]} */
  const words = { open: (plan) => new WordsOfPlan(plan) };

  window.journeybook = { ...window.journeybook, words };
})();
