"""The files of a search index: what stands where, in what parts, and the same for the same documents."""

import json
from typing import Any

from journeybook.render import search_index as index_module
from journeybook.render.search_index import search_index
from journeybook.render.search_terms import index_terms
from journeybook.views.base.elements import Address
from journeybook.views.search.document import SearchDocument, SearchPlace

DOCUMENTS = [
    SearchDocument("Map", "Renewal", (SearchPlace(Address("a", "")),), ("The year ends",), facets=(("segment", "Small"),)),
    SearchDocument("Step", "Sign the renewal", (SearchPlace(Address("b", "s"), "Renewal", "End"), SearchPlace(Address("c", "s"), "Other"))),
    SearchDocument("Step", "Call", (SearchPlace(Address("b", "t"), "Renewal", "End"),), names=("Ann",), facets=(("segment", "Large"),)),
]


def files(documents: list[SearchDocument]) -> dict[str, Any]:
    written = search_index(documents, lambda address: f"{address.page}/#{address.anchor}", {"words": {"title": "Search"}})
    assert written == search_index(documents, lambda address: f"{address.page}/#{address.anchor}", {"words": {"title": "Search"}})
    return {name: json.loads(data) for name, data in written.items()}


def test_an_index_says_how_much_each_term_weighs_in_which_document() -> None:
    written = files(DOCUMENTS)
    assert written["terms-0.json"] == {
        "ann": [[1, 2]],
        "call": [[9, 2]],
        "end": [[1, 1, 1]],
        "ends": [[2, 0]],
        "map": [[1, 0]],
        "other": [[1, 1]],
        "renewal": [[9, 0], [5, 1], [1, 2]],
        "sign": [[5, 1]],
        "step": [[1, 1, 1]],
        "the": [[5, 1], [2, 0]],
        "year": [[2, 0]],
    }
    assert written["documents-0.json"][1] == ["Step", "Sign the renewal", [["b/#s", "Renewal", "End"], ["c/#s", "Other"]], ""]
    assert (written["facet-kind.json"], written["facet-segment.json"]) == ([[0, 1], [1, 2]], [[2, 1], [0, 1]])
    assert written["directory.json"] == {
        "version": written["directory.json"]["version"],
        "documents": 3,
        "page": 16,
        "begins": {"terms": ["ann"], "words": ["ann"], "endings": ["dne"]},
        "facets": {"kind": ["Map", "Step"], "segment": ["Large", "Small"]},
        "words": {"title": "Search"},
    }


def test_a_large_index_comes_in_parts_and_another_one_has_another_version(monkeypatch: Any) -> None:
    whole = files(DOCUMENTS)
    monkeypatch.setattr(index_module, "BLOCK_BYTES", 40)
    monkeypatch.setattr(index_module, "PAGE_DOCUMENTS", 2)
    parts = files(DOCUMENTS)
    begins = parts["directory.json"]["begins"]["terms"]
    blocks = [parts[f"terms-{number}.json"] for number in range(len(begins))]
    assert len(blocks) > 3
    assert [next(iter(block)) for block in blocks] == begins == sorted(begins)
    assert {term: weights for block in blocks for term, weights in block.items()} == whole["terms-0.json"]
    assert [len(parts[f"documents-{number}.json"]) for number in range(2)] == [2, 1]
    assert files(DOCUMENTS[:2])["directory.json"]["version"] != whole["directory.json"]["version"]


def test_a_long_text_is_found_whole_and_shown_in_part() -> None:
    text = " ".join(f"word{number}" for number in range(200))
    written = files([SearchDocument("Map", "Long", (SearchPlace(Address("a")),), ("First line\nsecond", text))])
    shown = written["documents-0.json"][0][3]
    assert (shown.startswith("First line · second · word0"), shown.endswith(" …"), len(shown) < 610) == (True, True, True)
    assert written["terms-0.json"]["word199"] == [[2, 0]]


def test_scripts_without_blanks_are_listed_by_pairs_and_codes_whole() -> None:
    assert list(index_terms("การ x고객이")) == ["กา", "าร", "ร", "x", "고객", "객이", "이"]
    assert list(index_terms("“P1\u20134”, don\u2019t")) == ["p1", "4", "p1-4", "don", "dont"]


def test_terms_are_listed_by_their_beginnings_and_spelt_backwards_by_their_endings(monkeypatch: Any) -> None:
    monkeypatch.setattr(index_module, "LISTED_TERMS", 4)
    written = files(DOCUMENTS)
    begins = written["directory.json"]["begins"]
    lists = {name: [written[f"{name}-{number}.json"] for number in range(len(begins[name]))] for name in ("words", "endings")}
    assert lists == {
        "words": [["ann", "call", "end", "ends"], ["map", "other", "renewal", "sign"], ["step", "the", "year"]],
        "endings": [["dne", "eht", "lawener", "llac"], ["ngis", "nna", "pam", "pets"], ["raey", "rehto", "sdne"]],
    }
    assert [begins[name] for name in lists] == [[block[0] for block in blocks] for blocks in lists.values()]
