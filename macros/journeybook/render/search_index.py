"""A search index as files of JSON, of which a reader needs few: a directory, blocks of terms in their order, and pages of documents.

A block says for each of its terms in which documents it stands and how much it weighs there (an inverted index whose postings are grouped
by weight, with the differences of the documents' numbers). The directory says with which term each block begins, so that a prefix is looked
up in one or two of them.

For words that stand nowhere there are two lists of nothing but terms, also in blocks: by their beginnings, and spelt backwards by their
endings. A term that differs in one place has the same beginning or the same ending, so it stands near in one of the two lists.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby, pairwise

from journeybook.render.search_terms import count_words, index_terms
from journeybook.views.base.elements import Address
from journeybook.views.search.document import SearchDocument

DIRECTORY = "directory.json"
BLOCK_BYTES = 12_000
"""About how large a block of terms becomes."""
PAGE_DOCUMENTS = 16
"""How many documents stand in one file."""
SHORTEST_SPELLING = 3
"""Letters of the shortest term that is offered for a word that stands nowhere."""
LISTED_TERMS = 1_000
"""How many terms a block of nothing but terms holds."""
LONGEST_EXCERPT = 600
"""Letters of a document's texts that are kept to be shown; all of them are found."""
EARLY_WORDS = 40
"""Of so many words at the beginning of a text each weighs more than a later one."""
_BETWEEN = " · "
_IN_ORDER = ("kind", "phase", "plan", "stage")
Postings = dict[str, dict[int, int]]
"""By term: how much it weighs in which document."""


def search_index(documents: Sequence[SearchDocument], url_of: Callable[[Address], str], about: Mapping[str, object]) -> dict[str, bytes]:
    """Return the files of an index by their names; addresses count from the root of the site, and the directory holds what it is about."""
    files: dict[str, object] = {}
    begins: dict[str, list[str]] = {}
    postings = _postings(documents)
    for name, blocks in (("terms", _blocks(postings)), *_spellings(postings)):
        begins[name] = []
        for number, block in enumerate(blocks):
            begins[name].append(next(iter(block)))
            files[f"{name}-{number}.json"] = block
    for start in range(0, len(documents), PAGE_DOCUMENTS):
        page = [_shown(document, url_of) for document in documents[start : start + PAGE_DOCUMENTS]]
        files[f"documents-{start // PAGE_DOCUMENTS}.json"] = page
    facets = _facets(documents)
    files |= {f"facet-{key}.json": [_runs(numbers) for numbers in values.values()] for key, values in facets.items()}
    written = {name: _json(value) for name, value in files.items()}
    version = sha256(b"".join(written.values())).hexdigest()[:12]
    directory = {
        "version": version,
        "documents": len(documents),
        "page": PAGE_DOCUMENTS,
        "begins": begins,
        "facets": {key: list(values) for key, values in facets.items()},
        **about,
    }
    return {DIRECTORY: _json(directory), **written}


def _shown(document: SearchDocument, url_of: Callable[[Address], str]) -> list[object]:
    """Return what is shown of a document: its kind, its title, its places and the beginning of its texts."""
    text = _BETWEEN.join(" ".join(line.split()) for text in document.texts for line in text.splitlines() if line.strip())
    if len(text) > LONGEST_EXCERPT:
        text = f"{text[:LONGEST_EXCERPT].rpartition(' ')[0] or text[:LONGEST_EXCERPT]} …"
    places = [[url_of(place.address), *filter(None, (place.map, place.stage))] for place in document.places]
    return [document.kind, document.title, places, text]


def _postings(documents: Sequence[SearchDocument]) -> Postings:
    postings: Postings = defaultdict(dict)
    for number, document in enumerate(documents):
        for term, weight in _weights(document).items():
            postings[term][number] = weight
    return postings


def _weights(document: SearchDocument) -> dict[str, int]:
    """Return how much each term of a document weighs: most in a short title, least where it is only named."""
    weights: dict[str, int] = {}

    def add(text: str, weight: int) -> None:
        for term in index_terms(text):
            weights[term] = max(weight, weights.get(term, 0))

    around = (name for place in document.places for name in (place.map, place.stage))
    for name in dict.fromkeys((document.kind, *around, *document.names)):
        add(name, 1)
    early, words = 0, 0
    for text in document.texts:
        early, words = words, words + count_words(text)
        add(text, 2 if early < EARLY_WORDS else 1)
    add(document.title, 3 + round(6 / max(1, count_words(document.title))))
    return weights


def _blocks(postings: Postings) -> Iterator[dict[str, list[list[int]]]]:
    """Yield the terms in their order, parted into blocks of about one size."""
    block: dict[str, list[list[int]]] = {}
    size = 0
    for term in sorted(postings):
        block[term] = _groups(postings[term])
        size += len(term) + 6 + sum(4 + 3 * len(group) for group in block[term])
        if size > BLOCK_BYTES:
            yield block
            block, size = {}, 0
    if block:
        yield block


def _spellings(terms: Iterable[str]) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the two lists of terms in blocks, by their beginnings and by their endings."""
    long = [term for term in terms if len(term) >= SHORTEST_SPELLING]
    for name, spelt in (("words", sorted(long)), ("endings", sorted(term[::-1] for term in long))):
        yield name, [spelt[start : start + LISTED_TERMS] for start in range(0, len(spelt), LISTED_TERMS)]


def _groups(weights: dict[int, int]) -> list[list[int]]:
    """Return a term's documents, those of one weight together: the weight, the first number, and how much each further one is greater."""
    ordered = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return [[weight, *_differences([number for number, _ in group])] for weight, group in groupby(ordered, key=lambda pair: pair[1])]


def _differences(numbers: Sequence[int]) -> list[int]:
    return [*numbers[:1], *(after - before for before, after in pairwise(numbers))]


def _facets(documents: Iterable[SearchDocument]) -> dict[str, dict[str, list[int]]]:
    """Return by facet and value which documents it leaves: values of places and kinds in their order, others in that of the alphabet."""
    facets: dict[str, dict[str, list[int]]] = {}
    for number, document in enumerate(documents):
        for key, value in (("kind", document.kind), *document.facets):
            facets.setdefault(key, {}).setdefault(value, []).append(number)
    return {key: values if key in _IN_ORDER else dict(sorted(values.items())) for key, values in facets.items()}


def _runs(numbers: Sequence[int]) -> list[int]:
    """Return numbers as runs: the length of each gap, and of what follows it.

    >>> _runs([0, 1, 2, 5, 6])
    [0, 3, 2, 2]
    """
    runs, after = list[int](), 0
    for number in numbers:
        if runs and number == after:
            runs[-1] += 1
        else:
            runs += [number - after, 1]
        after = number + 1
    return runs


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
