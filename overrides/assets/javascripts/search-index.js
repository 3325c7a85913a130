/** Looks words up in the index of the site: it reads the directory, the blocks in which the words stand, and the documents that are shown. */
(() => {
  "use strict";

  const { searchTerms } = window.journeybook;
  /** How much a hit counts by how the term was found. */
  const SAME = 1;
  const FORM = 0.8;
  const BEGINNING = 0.6;
  const SIMILAR = 0.5;
  const SYNONYM = 0.8;
  const MOST_BLOCKS = 3;
  const SHORTEST_TO_MEND = 4;
  const MOST_MENDED = 4;
  /** What is less than so much of the best is left out. */
  const LEAST_SHARE = 0.12;

  /** One index: the atlas's, or that of the pages for editors. */
  class SearchIndex {
    /** @param {ReadFile} read @param {SearchDirectory} directory */
    constructor(read, directory) {
      this.directory = directory;
      /** @type {Map<string, Promise<any>>} */
      const cache = new Map();
      /** @type {ReadFile} */
      this.read = (name) => {
        if (!cache.has(name)) cache.set(name, read(name));
        return cache.get(name) ?? Promise.reject();
      };
    }

    /**
     * Returns the blocks of a list in which a prefix would stand: from that in which it begins, or from one before that of `near`.
     * @type {(list: string, prefix: string, near?: string) => Promise<any[]>}
     */
    blocks(list, prefix, near) {
      const begins = this.directory.begins[list];
      /** @type {(text: string) => number} */
      const place = (text) => Math.max(0, begins.findLastIndex((begin) => begin <= text));
      const first = near === undefined ? place(prefix) : Math.max(place(prefix), place(near) - 1);
      const numbers = begins.map((_, number) => number).slice(first, first + MOST_BLOCKS);
      const used = numbers.filter((number) => number === first || begins[number].startsWith(prefix));
      return Promise.all(used.map((number) => this.read(`${list}-${number}.json`)));
    }

    /**
     * Returns the terms of the blocks in which a prefix would stand, with their postings.
     * @type {(prefix: string) => Promise<[string, number[][]][]>}
     */
    async terms(prefix) {
      /** @type {TermBlock[]} */
      const blocks = await this.blocks("terms", prefix);
      return blocks.flatMap((block) => Object.entries(block));
    }

    /**
     * Returns how much a word weighs in which documents.
     * @type {(word: string) => Promise<Map<number, number>>}
     */
    async find(word) {
      const stems = searchTerms.stems(word);
      const shortest = stems.reduce((a, b) => (b.length < a.length ? b : a));
      const terms = new Map([...(await this.terms(shortest)), ...(await this.terms(word))]);
      /** @type {Map<number, number>} */
      const weights = new Map();
      for (const [term, groups] of terms) {
        const quality = term === word ? SAME : searchTerms.isForm(term, stems) ? FORM : term.startsWith(word) ? BEGINNING : 0;
        if (quality) add(weights, groups, quality);
      }
      return weights;
    }

    /**
     * Returns the numbers of the documents that a facet's value leaves.
     * @type {(key: string, value: string) => Promise<Set<number>>}
     */
    async facet(key, value) {
      const runs = (await this.read(`facet-${key}.json`))[this.directory.facets[key].indexOf(value)] ?? [];
      const numbers = new Set();
      let number = 0;
      for (const [place, length] of runs.entries()) {
        if (place % 2) for (let step = 0; step < length; step += 1) numbers.add(number + step);
        number += length;
      }
      return numbers;
    }

    /** @type {(number: number) => Promise<FoundDocument>} */
    async document(number) {
      const { page } = this.directory;
      /** @type {WrittenDocument[]} */
      const documents = await this.read(`documents-${Math.floor(number / page)}.json`);
      const [kind, title, places, text] = documents[number % page];
      return { kind, title, places, text };
    }

    /** @type {(text: string, facets: Record<string, string>) => Promise<SearchAnswer>} */
    async search(text, facets) {
      const words = searchTerms.read(text);
      const founds = await Promise.all(words.map((word) => this.findOrMend(word, words)));
      const chosen = Object.entries(facets).filter(([key, value]) => value && key in this.directory.facets);
      const sets = await Promise.all(chosen.map(([key, value]) => this.facet(key, value)));
      const scores = new Map();
      const rarities = founds.map(({ weights }) => Math.log(1 + (this.directory.documents - weights.size + 0.5) / (weights.size + 0.5)));
      const whole = rarities.reduce((sum, rarity) => sum + rarity, 0);
      for (const [place, { weights }] of founds.entries()) {
        for (const [number, weight] of weights) {
          if (!sets.every((set) => set.has(number))) continue;
          const score = scores.get(number) ?? { sum: 0, share: 0 };
          scores.set(number, { sum: score.sum + weight * rarities[place], share: score.share + rarities[place] / whole });
        }
      }
      const ranked = [...scores].map(([number, { sum, share }]) => ({ index: this, number, score: sum * share * share }));
      ranked.sort((a, b) => b.score - a.score || a.number - b.number);
      const hits = ranked.filter(({ score }) => score >= ranked[0].score * LEAST_SHARE);
      const absent = words.filter((_, place) => founds[place].weights.size === 0);
      return { words, hits, absent, mended: founds.flatMap(({ mended }) => mended) };
    }

    /**
     * Finds a word, or where it stands nowhere the terms that are most like it.
     * @type {(word: string, words: string[]) => Promise<{ weights: Map<number, number>, mended: string[] }>}
     */
    async findOrMend(word, words) {
      const weights = await this.findWithSynonyms(word, words);
      if (weights.size) return { weights, mended: [] };
      const mended = await this.similar(word);
      for (const term of mended) {
        const meant = words.map((each) => (each === word ? term : each));
        for (const [number, weight] of await this.findWithSynonyms(term, meant)) raise(weights, number, weight * SIMILAR);
      }
      return { weights, mended: weights.size ? mended : [] };
    }

    /**
     * Returns the terms that are most like a word: those that differ in one place have its beginning or its ending.
     * @type {(word: string) => Promise<string[]>}
     */
    async similar(word) {
      if (word.length < SHORTEST_TO_MEND) return [];
      const half = Math.floor((word.length - 1) / 2); // two letters that changed places may stand in the middle
      const turned = reversed(word);
      const [words, endings] = await Promise.all([this.blocks("words", word.slice(0, half), word), this.blocks("endings", turned.slice(0, half), turned)]);
      const others = (this.directory.synonyms ?? []).flatMap(([other]) => searchTerms.read(other));
      return nearest(word, [...new Set([...words.flat(), ...endings.flat().map(reversed), ...others])]);
    }

    /**
     * Finds a word, and what the glossary calls it, where all the words of that stand.
     * @type {(word: string, words: string[]) => Promise<Map<number, number>>}
     */
    async findWithSynonyms(word, words) {
      const meant = (this.directory.synonyms ?? []).flatMap(([other, term]) => {
        const others = searchTerms.read(other);
        return others.includes(word) && others.every((each) => words.includes(each)) ? [searchTerms.read(term)] : [];
      });
      const weights = await this.find(word);
      const found = await Promise.all(meant.map((terms) => Promise.all(terms.map((term) => this.find(term)))));
      for (const [number, weight] of found.flatMap((parts) => [...common(parts)])) raise(weights, number, weight * SYNONYM);
      return weights;
    }
  }

  /**
   * Returns the documents in which all words stand, each with what the least of them weighs.
   * @type {(all: Map<number, number>[]) => Map<number, number>}
   */
  function common([first, ...others]) {
    const shared = [...(first ?? [])].filter(([number]) => others.every((weights) => weights.has(number)));
    return new Map(shared.map(([number, weight]) => [number, Math.min(weight, ...others.map((weights) => weights.get(number) ?? 0))]));
  }

  /** @type {(weights: Map<number, number>, groups: number[][], quality: number) => void} */
  function add(weights, groups, quality) {
    for (const [weight, ...differences] of groups) {
      let number = 0;
      for (const difference of differences) {
        number += difference;
        raise(weights, number, weight * quality);
      }
    }
  }

  /** @type {(weights: Map<number, number>, number: number, weight: number) => void} */
  function raise(weights, number, weight) {
    weights.set(number, Math.max(weights.get(number) ?? 0, weight));
  }

  /** @type {(term: string) => string} */
  function reversed(term) {
    return [...term].reverse().join("");
  }

  /**
   * Returns the terms that differ least from a word that stands nowhere: in one place, or where it is long in two.
   * @type {(word: string, terms: string[]) => string[]}
   */
  function nearest(word, terms) {
    const most = word.length < 8 ? 1 : 2;
    const near = terms.map((term) => ({ term, far: searchTerms.distance(word, term, most) })).filter(({ far }) => far <= most);
    const least = Math.min(...near.map(({ far }) => far));
    return near.flatMap(({ term, far }) => (far === least ? [term] : [])).slice(0, MOST_MENDED);
  }

  /**
   * Opens an index.
   * @type {(read: ReadFile) => Promise<SearchIndex>}
   */
  async function open(read) {
    return new SearchIndex(read, await read("directory.json"));
  }

  window.journeybook = { ...window.journeybook, searchIndex: { open } };
})();
