"""What must never be read is found in its other forms as well, and nothing that only looks alike."""

import pytest

from journeybook.findings import Place
from journeybook.prove.project_texts import Secret
from journeybook.prove.public_sources import find_leaks
from journeybook.prove.public_texts import KnownPhrases
from journeybook.prove.search import SecretSearch, search_for_secrets

PLACE = Place("journeys/atlas.yml", 7, 3)
SECRETS = (
    Secret("Bluefin", "internal_words", PLACE, sought=True),
    Secret("Pellworth Holding", "Account.name", PLACE, sought=True),
    Secret("a-1041", "Account.id", PLACE, sought=True, is_id=True),
    Secret("Jörg Müßig", "Evidence.says", PLACE),
    Secret("Søren Ågård", "Evidence.says", PLACE),
    Secret("Desk Oberhuber", "Team.name", PLACE),
    Secret("Lost causes", "Segment.name", PLACE),
    Secret("Keep quiet about the outage until legal agrees", "Step.what", PLACE),
)
REFUSED = {
    "a word": "Our Bluefin plan",
    "blanks between letters": "Our B l u e f i n plan",
    "a hyphen": "Our blue-fin plan",
    "a tag inside": "Our <b>Blue</b>fin plan",
    "the plural": "Our Bluefins",
    "a plural of two words": "The Pellworth Holdings",
    "a plural of a text that is no name": "The Desk Oberhubers",
    "a singular": "A lost cause",
    "the genitive": "Bluefin's plan",
    "a genitive inside": "Pellworth's Holding",
    "the other order": "Holding Pellworth",
    "umlauts written out": "Ask Joerg Muessig",
    "umlauts in parts": "Ask Jo\u0308rg Mu\u0308ssig",
    "umlauts left out": "Ask Jorg Mussig",
    "strokes left out": "Ask Soren Agard",
    "strokes written out": "Ask Soeren Aagaard",
    "the last name first": "Ask Oberhuber, Desk",
    "the last name first in capitals": "OBERHUBER, DESK",
    "an id": "a-1041",
}
PASSED = {
    "another order of a text that is no name": "Oberhuber: desk; huber, desk",
    "letters inside a word": "subluefinal rebluefin bluefinery",
    "words whose letters meet by chance": "The sublue finch, a blue finale",
    "the parts of an id apart": "From a 1041 km walk",
    "letters of other names": "Joerg and Mussolini, Soren or Gard",
}
OUT_OF_REACH = {
    "digits for letters": ("docs/public/a.md", "Our Blu3f1n plan"),
    "another form of a text that is no name": ("docs/public/a.md", "Oberhuber's desk, where causes were lost"),
    "five words of a text": ("docs/public/a.md", "Keep quiet about the outage"),
    "first letters": ("docs/public/a.md", "- Boats\n- leave\n- until\n- evening\n- from\n- islands\n- north\n"),
    "titles of pages in order": (
        "mkdocs.yml",
        "nav:\n  - Keep: a.md\n  - quiet: b.md\n  - about: c.md\n  - the: d.md\n  - outage: e.md\n  - until: f.md\n  - legal: g.md\n",
    ),
    "letters three further": ("docs/public/a.md", "Eoxhilq Shoozruwk Kroglqj"),
    "a program": ("overrides/hook.py", "'Bluxfin'.replace('x', 'e')"),
}
"""What the page about the proof says is not found."""


@pytest.fixture(scope="module")
def search() -> SecretSearch:
    return search_for_secrets(SECRETS, KnownPhrases(["Plan your first rota"]))


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_every_form_of_it_is_found(search: SecretSearch, text: str) -> None:
    assert list(find_leaks({"docs/public/a.md": text.encode()}, search)) != []


@pytest.mark.parametrize("text", PASSED.values(), ids=PASSED)
def test_what_only_looks_alike_is_not(search: SecretSearch, text: str) -> None:
    assert [str(hit) for hit in find_leaks({"docs/public/a.md": text.encode()}, search)] == []


@pytest.mark.parametrize(("path", "text"), OUT_OF_REACH.values(), ids=OUT_OF_REACH)
def test_what_the_page_says_is_out_of_reach_is_not_found(search: SecretSearch, path: str, text: str) -> None:
    assert [str(hit) for hit in find_leaks({path: text.encode()}, search)] == []
