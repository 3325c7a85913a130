/** What the scripts of the search give one another, and the files that they read: render/search_index and views/search/dialog write them. */

/** A document as a file of the index holds it: its kind, its title, its places, each an address and the names around it, and its text. */
type WrittenDocument = [kind: string, title: string, places: string[][], text: string];

interface FoundDocument {
  kind: string;
  title: string;
  places: string[][];
  text: string;
}

/** By term: its documents, those of one weight together, as the weight, the first number and how much each further one is greater. */
type TermBlock = Record<string, number[][]>;

interface SearchDirectory {
  version: string;
  documents: number;
  /** How many documents stand in one file. */
  page: number;
  /** The first term of each block: of those with postings, of `words`, and of `endings`, which are spelt backwards. */
  begins: Record<string, string[]>;
  facets: Record<string, string[]>;
  /** The words of the dialog; an index of which no dialog is made has none. */
  words?: Record<string, string>;
  ask?: [text: string, address: string][];
  has_manual?: boolean;
  /** Other words, each with the word of the glossary for it. */
  synonyms?: [other: string, term: string][];
}

/** Reads a file of an index: the directory, a block of terms, a page of documents, or the runs of a facet's values. */
type ReadFile = (name: string) => Promise<any>;

interface SearchHit {
  index: OpenIndex;
  number: number;
  score: number;
}

interface SearchAnswer {
  words: string[];
  hits: SearchHit[];
  /** The words that stand nowhere. */
  absent: string[];
  /** The terms that were taken for these. */
  mended: string[];
}

interface OpenIndex {
  directory: SearchDirectory;
  document(number: number): Promise<FoundDocument>;
  search(text: string, facets: Record<string, string>): Promise<SearchAnswer>;
}

interface Journeybook {
  searchTerms: {
    plain(text: string): string;
    read(text: string): string[];
    stems(term: string): string[];
    isForm(term: string, stems: string[]): boolean;
    distance(a: string, b: string, most: number): number;
  };
  searchIndex: {
    open(read: ReadFile): Promise<OpenIndex>;
  };
  searchHits: {
    item(found: FoundDocument, words: string[], root: string, also: string): HTMLElement;
    make<T extends keyof HTMLElementTagNameMap>(tag: T, className?: string, text?: string): HTMLElementTagNameMap[T];
  };
  search: {
    open(button: HTMLAnchorElement): Promise<void>;
  };
  /** All files of an index by their names, on a site that is opened from a disk. */
  searchFiles: Record<string, any>;
}
