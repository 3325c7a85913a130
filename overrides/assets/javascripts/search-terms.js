/** Reads what somebody types as terms, in the way in which the index was made, and says which other terms are forms of the same word. */
(() => {
  "use strict";

  const LONGEST_TERM = 40;
  const CHUNK = /[\p{L}\p{N}\p{M}]+(?:[-&.'@_][\p{L}\p{N}\p{M}]+)*/gu;
  const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3134f}";
  const RUN = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
  const IS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
  /** Endings of English and German words behind a stem of four letters, and of five. */
  const FORMS = ["", "s", "es", "d", "ed", "e", "er", "ers", "ing", "ings", "y", "ies", "ied", "n", "en", "em", "t", "te", "ten"];
  const KINDS = ["ion", "ions", "ation", "ations", "ment", "ments", "al", "als", "ly", "or", "able", "ung", "ungen", "lich", "keit"];
  const SHORTEST_STEM = 4;

  /**
   * Returns a text in small letters without accents, its hyphens and apostrophes in one form.
   * @type {(text: string) => string}
   */
  function plain(text) {
    const small = text
      .replace(/[\u2010-\u2013\u2212]/g, "-")
      .replace(/[\u2018\u2019\u02bc]/g, "'")
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll("ß", "ss")
      .replaceAll("ς", "σ");
    return small
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .normalize("NFC");
  }

  /** @type {(part: string) => string[]} */
  function runTerms(part) {
    return (part.match(RUN) ?? []).flatMap((run) => {
      if (!IS_UNSPACED.test(run)) return [[...run].slice(0, LONGEST_TERM).join("")];
      const signs = [...run];
      return signs.length === 1 ? signs : signs.slice(1).map((sign, place) => `${signs[place]}${sign}`);
    });
  }

  /**
   * Returns the terms of what somebody types, each of which is looked for: a code stays whole, a short joint such as e-mail is one.
   * @type {(text: string) => string[]}
   */
  function read(text) {
    const chunks = plain(text).match(CHUNK) ?? [];
    const terms = chunks.flatMap((chunk) => {
      const parts = chunk.split(/[-&.'@_]/);
      if (parts.length === 1) return runTerms(chunk);
      if (/\p{Nd}/u.test(chunk)) return [chunk.slice(0, LONGEST_TERM)];
      return parts.every((part) => [...part].length > 1) ? parts.flatMap(runTerms) : [parts.join("").slice(0, LONGEST_TERM)];
    });
    return [...new Set(terms)];
  }

  /**
   * Returns the stems that a term may have, each with the endings that may stand behind it; the term itself is the first.
   * @type {(term: string) => string[]}
   */
  function stems(term) {
    const cut = [...FORMS, ...KINDS].flatMap((ending) => {
      const stem = term.endsWith(ending) ? term.slice(0, term.length - ending.length) : "";
      return stem.length < SHORTEST_STEM + Number(KINDS.includes(ending)) ? [] : [stem, ...(/(.)\1$/.test(stem) ? [stem.slice(0, -1)] : [])];
    });
    return [...new Set([term, ...cut])].filter((stem) => stem === term || stem.length >= SHORTEST_STEM);
  }

  /**
   * Says whether a term is another form of the word that has one of these stems.
   * @type {(term: string, stems: string[]) => boolean}
   */
  function isForm(term, stems) {
    return stems.some((stem) => {
      if (!term.startsWith(stem)) return false;
      const ending = term.slice(stem.length);
      const single = ending.startsWith(stem.slice(-1)) ? ending.slice(1) : ending;
      return [ending, single].some((each) => FORMS.includes(each) || (stem.length > SHORTEST_STEM && KINDS.includes(each)));
    });
  }

  /**
   * Returns in how many letters two terms differ, a pair of letters that changed places being one; more than `most` is not counted.
   * @type {(a: string, b: string, most: number) => number}
   */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    /** @type {number[][]} */
    const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
    for (let row = 1; row <= a.length; row += 1) {
      rows[row] = [row];
      for (let column = 1; column <= b.length; column += 1) {
        const cost = Number(a[row - 1] !== b[column - 1]);
        let least = Math.min(rows[row - 1][column] + 1, rows[row][column - 1] + 1, rows[row - 1][column - 1] + cost);
        if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) least = Math.min(least, rows[row - 2][column - 2] + 1);
        rows[row][column] = least;
      }
    }
    return rows[a.length][b.length];
  }

  window.journeybook = { ...window.journeybook, searchTerms: { plain, read, stems, isForm, distance } };
})();
