/** Writes what a search finds: each thing as a link with its kind, its place, and so much of its text as holds the words. */
(() => {
  "use strict";

  const { searchTerms } = window.journeybook;
  const EXCERPT = 180;
  const WORD = /[\p{L}\p{N}\p{M}]+/gu;
  const IS_UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u9fff\uac00-\ud7af]/;

  /**
   * Makes an element.
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {string} [className]
   * @param {string} [text]
   * @returns {HTMLElementTagNameMap[T]}
   */
  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  /**
   * Returns a hit; addresses count from the root of the site, and `also` says in how many further places the thing stands.
   * @type {(found: FoundDocument, words: string[], root: string, also: string) => HTMLElement}
   */
  function item({ kind, title, places, text }, words, root, also) {
    const hit = make("li", "jb-search__hit");
    const [[address, ...around], ...others] = places;
    const link = make("a", "jb-search__title");
    link.href = `${root}${address}`;
    link.append(...marked(title, words));
    hit.append(link, make("span", "jb-badge jb-badge--neutral", kind), make("span", "jb-search__place", around.join(" › ")));
    if (text) {
      const excerpt = make("p", "jb-search__excerpt");
      excerpt.append(...marked(excerptOf(text, words), words));
      hit.append(excerpt);
    }
    if (others.length) hit.append(folded(others, root, also.replace("{count}", String(others.length))));
    return hit;
  }

  /** @type {(places: string[][], root: string, label: string) => HTMLElement} */
  function folded(places, root, label) {
    const fold = make("details", "jb-search__others");
    const list = make("ul");
    for (const [address, ...around] of places) {
      const link = make("a", "", around.join(" › ") || address);
      link.href = `${root}${address}`;
      const place = make("li");
      place.append(link);
      list.append(place);
    }
    fold.append(make("summary", "", label), list);
    return fold;
  }

  /** @type {(text: string, words: string[]) => { begin: number, end: number }[]} */
  function spans(text, words) {
    const known = words.map((word) => ({ word, stems: searchTerms.stems(word) }));
    return [...text.matchAll(WORD)].flatMap(({ 0: part, index = 0 }) => {
      const term = searchTerms.plain(part);
      const isHit = known.some(({ word, stems }) => term.startsWith(word) || searchTerms.isForm(term, stems) || (IS_UNSPACED.test(word) && term.includes(word)));
      return isHit ? [{ begin: index, end: index + part.length }] : [];
    });
  }

  /**
   * Returns a text with the words that were looked for marked.
   * @type {(text: string, words: string[]) => (string | HTMLElement)[]}
   */
  function marked(text, words) {
    let end = 0;
    const parts = spans(text, words).flatMap((span) => {
      const pieces = [text.slice(end, span.begin), make("mark", "", text.slice(span.begin, span.end))];
      end = span.end;
      return pieces;
    });
    return [...parts, text.slice(end)];
  }

  /**
   * Returns so much of a text as is shown, around the first word that was looked for.
   * @type {(text: string, words: string[]) => string}
   */
  function excerptOf(text, words) {
    const first = spans(text, words)[0]?.begin ?? 0;
    const begin = first < EXCERPT / 2 ? 0 : text.indexOf(" ", first - EXCERPT / 3) + 1;
    const shown = text.slice(begin, begin + EXCERPT);
    const end = begin + EXCERPT < text.length ? Math.max(shown.lastIndexOf(" "), EXCERPT / 2) : shown.length;
    return `${begin ? "… " : ""}${shown.slice(0, end).replace(/^[·\s]+/, "")}${begin + end < text.length ? " …" : ""}`;
  }

  window.journeybook = { ...window.journeybook, searchHits: { item, make } };
})();
