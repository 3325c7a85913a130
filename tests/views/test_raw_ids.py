"""No page prints the id of a thing that has a name: not in its text, not in what is read aloud, not in a picture."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from answered import with_answers
from two_audiences import World
from visible_text import visible_texts

from journeybook.audience.redact import redact
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import part_fields
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book
from journeybook.views.site_pages import site_pages

DAY = date(2026, 6, 1)
PREFIX = "qz1d0"
ON_PURPOSE = {
    ("playbooks/coverage.md", f"bands: [{PREFIX}-band]"): "it is the line of YAML that fills the hole",
}
"""Texts with ids that stand on a page, each with the reason."""


def pages(atlas: Atlas) -> Iterator[tuple[str, list[str]]]:
    """Yield every page of both sites with all that somebody sees or hears of it."""
    public = Book(redact(atlas, Audience.PUBLIC), Audience.PUBLIC)
    for book in (public, Book(atlas, Audience.INTERNAL, DAY, (), public)):
        for stub in site_pages(book):
            yield stub.page, [stub.title, *visible_texts(render(book, stub.view, stub.arguments, here=stub.page))]


def test_what_is_seen_and_heard_is_read() -> None:
    html = '<p title="A">B <code>c</code><img alt="D"><svg aria-label="E"><title>F</title></svg></p><script>g</script>H'
    assert visible_texts(html) == ["A", "B", "D", "E", "F", "H"]


def test_no_page_of_the_full_atlas_prints_an_id() -> None:
    atlas = World(ids=PREFIX).atlas()
    assert sum(identifier.startswith(PREFIX) for *_, identifier in atlas.index) > 40
    hits: dict[str, set[str]] = defaultdict(set)
    shown = 0
    for page, texts in pages(atlas):
        shown += len(texts)
        hits[page] |= {text for text in texts if PREFIX in text}
    assert shown > 5_000
    for page, text in ON_PURPOSE:
        assert any(text in hit for hit in hits[page])
        hits[page] = {hit for hit in hits[page] if text not in hit}
    assert {page: texts for page, texts in hits.items() if texts} == {}


NAMES = ("name", "what", "text", "term", "threshold")
"""Fields that say what a thing is called."""


def nameless(part: Part) -> tuple[str, ...]:
    """Return the fields of a part that name it and may be left out."""
    return tuple(name for name, field in part_fields(type(part)).items() if name in NAMES and field.answers)


@pytest.mark.parametrize("said", [True, False], ids=["unknown", "left out"])
def test_no_page_prints_the_id_of_what_has_no_name(*, said: bool) -> None:
    """A thing that nobody named is called by its kind, by its condition or by the words of its id; a subscription never by its id."""
    atlas = with_answers(World(ids=PREFIX).atlas(), nameless, said=said)
    assert isinstance(atlas, Atlas)
    kinds = {type(spot.part).__name__ for spot in atlas.spots if nameless(spot.part) and spot.part.first_text("id")}
    assert {"Band", "Event", "Instance", "Play"} <= kinds
    shown = [(page, text) for page, texts in pages(atlas) for text in texts]
    assert len(shown) > 5_000
    on_purpose = {text for _, text in ON_PURPOSE}
    assert [(page, text) for page, text in shown if f"{PREFIX}-" in text and not any(line in text for line in on_purpose)] == []
    assert [(page, text) for page, text in shown if f"{PREFIX} instance" in text] == []


WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}]
    | anchors: [{id: contract-end, name: the end of the contract}]
    | coverage_models: [{id: by-machine, name: Served by a machine}]
  measures/measures.yml
    | - {id: by-machine, name: Share of orders from machines}
  maps/base.yml
    | id: base
    | name: Base
    | goal: To work
    | stages:
    |   - id: begin
    |     name: Begin
    |     exit: {fact: It runs, applies: {coverage: by-machine}}
    |     milestones:
    |       - id: seen
    |         name: Seen
    |         target: 9 days after contract-end
    |         targets: [{value: 7 days after contract-end, source: Book}, {value: Soon, source: Talk}]
    |     steps: [{customer: Asks}]
"""


def test_names_stand_where_ids_were_written(draw_project: Callable[[str], Path]) -> None:
    texts = {text for _, found in pages(check(draw_project(WORLD), as_of=DAY).atlas) for text in found}
    assert any("7 days after the end of the contract, says Book" in text for text in texts)
    assert any("Soon, says Talk" in text for text in texts)
    assert any("only for Served by a machine" in text for text in texts)
