/**
 * What the page of a success map hands to its scripts, as JSON. The same types stand in Python in views/success_map/plan_document.py: a test compares
 * the two. A path of time has its names from the page: `step-send-it`, `day-signature`.
 */

/**
 * When something happens; what says nothing is left out. Offsets are negative before their anchor.
 * @typedef {object} TimingDocument
 * @property {string} form
 * @property {string} [side]
 * @property {string} [bound]
 * @property {string} [anchor]
 * @property {string} [until]
 * @property {string} [edge]
 * @property {string} [until_edge]
 * @property {string} [event]
 * @property {[number, string]} [offset]
 * @property {[number, string]} [end]
 * @property {[number, string, number]} [every]
 * @property {string[]} [among]
 */

/**
 * A day that the reader gives; `usually` says when it is as long as they give none.
 * @typedef {object} DayDocument
 * @property {string} key
 * @property {string} name
 * @property {TimingDocument | null} usually
 */

/**
 * A stage, the beginning of one, a step or a milestone; `place` counts them in the order of the page. What stands `aside` is done only by
 * some: it is never late and in no calendar.
 * What is `reached` through outcomes and options alone names their steps, and is done by nobody who does none of these.
 * A stage, step or milestone; `place` counts them in the order of the page. `lasting` is the name by which it is known even if another with
 * its words comes or goes, `counted` its name in the time when words that came again were counted, where that is another.
 * @typedef {object} MomentDocument
 * A deadline is a further time `of` a step: it is done with it, and no re-plan moves it.
 * @property {"stage" | "begin" | "step" | "goal" | "deadline"} kind
 * @property {string} [of]
 * @property {number} place
 * @property {string} what
 * @property {string[]} [editions]
 * @property {string[]} [reached]
 * @property {boolean} [aside]
 * @property {boolean} [ours]
 * @property {string} lasting
 * @property {string} [counted]
 * @property {string} [said]
 * @property {TimingDocument} [timing]
 */

/**
 * A moment that stands on another page or on none, from which this plan counts.
 * @typedef {object} ElsewhereDocument
 * @property {"elsewhere"} kind
 * @property {TimingDocument} timing
 */

/**
 * Everything with which a reader's own plan is reckoned. Weekdays count from Monday, 0; a holiday is a date or, every year, month and day.
 * @typedef {object} PlanDocument
 * @property {string} slug
 * @property {string[]} old_slugs
 * @property {Record<string, string>} old_names
 * @property {string} title
 * @property {string} language
 * @property {string} host
 * @property {string} start
 * @property {string} ends
 * @property {DayDocument[]} days
 * @property {Record<string, string>} editions
 * @property {Record<string, MomentDocument | ElsewhereDocument>} moments
 * @property {Record<string, string>} choices
 * @property {Record<PlanWord, string>} words
 * @property {PlanWord[]} [english]
 * @property {number[]} weekend
 * @property {Record<string, string>} holidays
 * @property {"stay" | "next-working-day" | "previous-working-day"} on_free_days
 * @property {string} [given]
 */

/**
 * The sentences that the scripts say; `{blanks}` in them are filled.
 * @typedef {"all_editions" | "all_ways" | "and_so_on" | "by" | "copied" | "copy_failed" | "customer" | "done" | "done_what" | "exported"
 *   | "fits" | "from" | "further" | "import_bad" | "imported" | "late" | "late_many" | "link_bad" | "longer" | "more_misfits" | "moved" | "moved_none"
 *   | "past_end" | "progress" | "reset_ask" | "reset_done" | "undone" | "saved" | "saved_none" | "shown_by" | "unkept"
 *   | "window"} PlanWord
 */
