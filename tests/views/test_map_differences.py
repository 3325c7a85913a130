"""Five variants with known differences, each told once with both values; any alterations, each told; and the number is that of the rows."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from journeybook.findings import as_text
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import part_fields
from journeybook.model.map import Map
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Badge, Cell, Link, Rich, Row, Table
from journeybook.views.diagrams import swimlane
from journeybook.views.journey_map.differences import difference_table, variants_table
from journeybook.views.journey_map.map_differences import map_differences
from journeybook.views.pages import map as map_page
from journeybook.views.pages import maps, stage
from journeybook.views.tables import journey_map
from journeybook.words import words

ATLAS = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: csm, name: Success}]
    | lanes: [{id: customer, name: Customer, role: customer}, {id: desk, name: Desk, role: frontstage}]
"""
BASE = """
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | owner: csm
      | stages:
      |   - id: begin
      |     name: Begin
      |     exit: It runs
      |     steps:
      |       - {id: ask, customer: Asks, when: by day 3}
      |       - {id: wait, customer: Waits}
      |       - {id: answer, desk: Answers, takes: 2 hours}
      |       - {id: note, desk: Writes it down}
      |     milestones: [{id: runs, name: It runs, target: day 14, owner: csm}]
      |   - id: work
      |     name: Work
      |     exit: It is used
      |     steps: [{id: use, customer: Uses it}, {id: look, desk: Looks}]
"""
VARIANTS = {
    "words": """
    words.yml
      | id: words
      | name: Words
      | goal: To work alone
      | extends: base
      | alterations:
      |   - {change: ask, set: {what: Asks nobody, when: by day 5}, why: Nobody is there}
      |   - {change: runs, set: {target: unknown}}
""",
    "places": """
    places.yml
      | id: places
      | name: Places
      | extends: base
      | alterations:
      |   - {move: wait, into: work, why: Later}
      |   - {change: answer, set: {lane: customer}}
      |   - {move: note, before: ask}
""",
    "parts": """
    parts.yml
      | id: parts
      | name: Parts
      | extends: base
      | alterations:
      |   - {add: {id: call, desk: Calls}, after: ask}
      |   - {remove: look}
      |   - {replace: use, by: {customer: Uses it daily}}
""",
    "some": """
    some.yml
      | id: some
      | name: Some
      | extends: base
      | alterations:
      |   - {keep: [ask, answer], of: begin, why: A small one}
      |   - {unsure: use, why: Nobody asked}
""",
    "deeper": """
    deeper.yml
      | id: deeper
      | name: Deeper
      | extends: parts
      | alterations:
      |   - {change: call, set: {what: Calls twice}}
      |   - {remove: wait}
""",
}
EXPECTED = {
    "words": [
        "The map itself | changed goal | To work | To work alone |  | written here journeys/maps/words.yml:3",
        "Step: Asks nobody | changed what happens | Asks | Asks nobody | Nobody is there | written here journeys/maps/words.yml:6",
        "Step: Asks nobody | changed when | by day 3 | by day 5 | Nobody is there | written here journeys/maps/words.yml:6",
        "Milestone: It runs | changed target | day 14 | not known |  | written here journeys/maps/words.yml:7",
    ],
    "places": [
        "Step: Writes it down | moved stands | Begin behind Answers | Begin as the first |  | written here journeys/maps/places.yml:7",
        "Step: Answers | changed lane | Desk | Customer |  | written here journeys/maps/places.yml:6",
        "Step: Waits | moved stands | Begin behind Asks | Work behind Looks | Later | written here journeys/maps/places.yml:5",
    ],
    "parts": [
        "Step: Calls | new |  | Calls |  | written here journeys/maps/parts.yml:5",
        "Step: Uses it daily | changed what happens | Uses it | Uses it daily |  | written here journeys/maps/parts.yml:7",
        "Step: Looks | gone | Looks |  |  | written here journeys/maps/parts.yml:6",
    ],
    "some": [
        "Step: Uses it | changed for whom | not said | not known | Nobody asked | written here journeys/maps/some.yml:6",
        "Step: Waits | gone | Waits |  | A small one | written here journeys/maps/some.yml:5",
        "Step: Writes it down | gone | Writes it down |  | A small one | written here journeys/maps/some.yml:5",
    ],
    "deeper": [
        "Step: Calls twice | new |  | Calls twice |  | Parts journeys/maps/parts.yml:5",
        "Step: Uses it daily | changed what happens | Uses it | Uses it daily |  | Parts journeys/maps/parts.yml:7",
        "Step: Waits | gone | Waits |  |  | written here journeys/maps/deeper.yml:6",
        "Step: Looks | gone | Looks |  |  | Parts journeys/maps/parts.yml:6",
    ],
}


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    checked = check(draw_project(ATLAS + BASE + "".join(VARIANTS.values())))
    assert checked.ok, as_text(checked.findings)
    return open_book(checked, Audience.INTERNAL)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_difference_is_named_once_with_both_values(book: Book, name: str) -> None:
    table = difference_table(book, book.find(Map, "base"), book.find(Map, name))
    assert _lines(table) == EXPECTED[name]


def test_what_a_map_says_behind_its_alterations_has_none_of_their_reasons(draw_project: Callable[[str], Path]) -> None:
    variant = """    variant.yml
      | id: variant
      | name: Variant
      | extends: base
      | alterations: [{remove: look, why: Nobody looks}]
      | goal: To rest
"""
    book = open_book(check(draw_project(ATLAS + BASE + variant)), Audience.INTERNAL)
    assert _lines(difference_table(book, book.find(Map, "base"), book.find(Map, "variant"))) == [
        "The map itself | changed goal | To work | To rest |  | written here journeys/maps/variant.yml:5",
        "Step: Looks | gone | Looks |  | Nobody looks | written here journeys/maps/variant.yml:4",
    ]


def test_the_number_in_the_badge_is_the_number_of_rows(book: Book) -> None:
    shown = {name: journey_map.view(book, name).compared[0].count for name in EXPECTED if name != "deeper"}
    assert shown == {name: len(rows) for name, rows in EXPECTED.items() if name != "deeper"}


def test_variants_of_one_base_stand_side_by_side(book: Book) -> None:
    table = variants_table(book, book.find(Map, "base"))
    names = table.columns[3:]
    assert (table.columns[:3], names) == (("What", "In what", "Base"), ("Parts", "Deeper", "Places", "Some", "Words"))
    rows = {" ".join(map(_text, row.cells[:2])): dict(zip(names, map(_text, row.cells[3:]), strict=True)) for row in table.rows}
    assert len(rows) == len(table.rows)
    assert {name for name, value in rows["Step: Waits The whole"].items() if value == "gone"} == {"Deeper", "Some"}
    same = "as in the base"
    assert rows["Step: Uses it What happens"] == {
        "Deeper": "Uses it daily",
        "Parts": "Uses it daily",
        "Places": same,
        "Some": same,
        "Words": same,
    }


def test_things_that_say_the_same_keep_a_row_each(draw_project: Callable[[str], Path]) -> None:
    twice = "steps: [{id: ask, customer: Asks}, {desk: Calls, when: day 3}, {desk: Calls, when: day 5}]"
    base = (
        f"  maps/\n    base.yml\n      | {{id: base, name: Base, goal: Go, owner: csm, stages: [{{id: a, name: A, exit: B, {twice}}}]}}\n"
    )
    some = "    some.yml\n      | {id: some, name: Some, extends: base, alterations: [{keep: ask, of: a}]}\n"
    book = open_book(check(draw_project(ATLAS + base + some)), Audience.INTERNAL)
    table = variants_table(book, book.find(Map, "base"))
    assert [_line(row) for row in table.rows] == ["Step: Calls | The whole | Calls | gone"] * 2


def test_variants_of_variants_are_listed_as_a_tree(book: Book) -> None:
    table = maps.view(book).variants
    assert [" ".join(map(_text, row.cells)) for row in table.rows] == [
        "Base  ",
        "↳ Parts Base 3 differences",
        "↳↳ Deeper Parts 2 differences",
        "↳ Places Base 3 differences",
        "↳ Some Base 3 differences",
        "↳ Words Base 4 differences",
    ]
    connections = {fact.label: _text(fact.value) for fact in map_page.view(book, "base").connections}
    assert connections == {"Variants of it": "Parts Deeper, of Parts Places Some Words"}
    (siblings,) = [section.facts for section in map_page.view(book, "words").sections if section.anchor == "origins"]
    assert [(fact.label, fact.value) for fact in siblings] == [
        ("Beside other variants of", (Link("Base", Address("maps/base/index.md", "variants-compared")),))
    ]


def test_what_is_not_known_is_said_at_the_step(book: Book) -> None:
    unsure = Badge("not known whether this applies here", "average")
    steps = next(section for section in stage.view(book, "some", "work").sections if section.anchor == "steps")
    cards = {card.title: card for group in steps.groups for card in group.cards}
    assert [title for title, card in cards.items() if unsure in card.badges] == ["Uses it"]
    entries = [
        entry for group in journey_map.view(book, "some").groups for row in group.rows for cell in row.cells for entry in cell.entries
    ]
    assert [entry.text for entry in entries if unsure in entry.badges] == ["Uses it"]
    labels = [step.label for step in swimlane.view(book, "some").diagram.steps]
    assert [label for label in labels if label.startswith("Uses")] == ["Uses it (not known whether here)"]


def test_a_map_of_today_says_what_will_be_different(draw_project: Callable[[str], Path]) -> None:
    rings = "alterations: [{change: ask, set: {what: Rings}}]"
    later = f"    later.yml\n      | {{id: later, name: Later, extends: base, future_of: base, {rings}}}\n"
    book = open_book(check(draw_project(ATLAS + BASE + later)), Audience.INTERNAL)
    (section,) = [section for section in map_page.view(book, "base").sections if section.anchor == "differences-later"]
    (table,) = section.tables
    assert (section.title, table.columns[2:4], _lines(table)) == (
        "What will be different: Later",
        ("Today", "Then"),
        ["Step: Rings | changed what happens | Asks | Rings |  | Later journeys/maps/later.yml:1"],
    )
    assert journey_map.view(book, "base").compared[0].count == 1
    assert [fact.label for fact in map_page.view(book, "base").connections] == ["Planned future"]


def test_everything_that_a_map_may_say_can_be_compared() -> None:
    closed = {field.value_type for model in _models(Map) for field in part_fields(model).values() if _is_closed(field.value_type)}
    assert len(closed) > 15
    unknown = [f"{vocabulary.__name__.lower()}.{word}" for vocabulary in closed for word in vocabulary]
    assert [key for key in unknown if key not in words("en")] == []


def _is_closed(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _models(model: type[Part], seen: set[type[Part]] | None = None) -> set[type[Part]]:
    seen = set() if seen is None else seen
    if model not in seen:
        seen.add(model)
        for field in part_fields(model).values():
            if field.part:
                _models(field.part, seen)
    return seen


ALTERATIONS = {
    "{change: ask, set: {what: Rings}}": ["ask what happens"],
    "{change: ask, set: {takes: 1 day}}": ["ask takes"],
    "{change: begin, set: {name: Start, summary: Short}}": ["begin name", "begin what it is"],
    "{change: answer, set: {customer: Answers}}": ["answer lane"],
    "{change: runs, set: {owner: unknown, test: Seen}}": ["runs how anybody can see it", "runs owner"],
    "{remove: note}": ["note "],
    "{move: look, before: use}": ["look stands"],
    "{move: wait, into: work}": ["wait stands"],
    "{add: {id: call, desk: Calls, feels: pleased}, into: work}": ["call "],
    "{add: {id: seen, name: Seen, target: day 3, owner: csm}, into: work, to: milestones}": ["seen "],
    "{unsure: use}": ["use for whom"],
    "{replace: note, by: {id: file, customer: Files it, feels: pleased}}": ["file "],
}


def test_a_thing_that_is_replaced_under_another_id_is_one_difference(draw_project: Callable[[str], Path]) -> None:
    replaced = "{replace: note, by: {id: file, customer: Files it}}"
    variant = f"    variant.yml\n      | {{id: variant, name: Variant, extends: base, alterations: [{replaced}]}}\n"
    book = open_book(check(draw_project(ATLAS + BASE + variant)), Audience.INTERNAL)
    table = difference_table(book, book.find(Map, "base"), book.find(Map, "variant"))
    assert _lines(table) == ["Step: Files it | replaced | Writes it down | Files it |  | written here journeys/maps/variant.yml:1"]


@settings(max_examples=25)
@given(some.lists(some.sampled_from(sorted(ALTERATIONS)), unique_by=lambda alteration: alteration if "note" not in alteration else "note"))
def test_of_any_alterations_each_is_told_once(tmp_path_factory: pytest.TempPathFactory, chosen: list[str]) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "journeys" / "maps").mkdir(parents=True)
    for name, text in _files(ATLAS + BASE):
        (folder / "journeys" / name).write_text(text, encoding="utf-8")
    variant = f"{{id: variant, name: Variant, extends: base, alterations: [{', '.join(chosen)}]}}\n"
    (folder / "journeys" / "maps" / "variant.yml").write_text(variant, encoding="utf-8")
    checked = check(folder)
    assert checked.ok, as_text(checked.findings)
    book = open_book(checked, Audience.INTERNAL)
    differences = map_differences(book, book.find(Map, "base"), book.find(Map, "variant"))
    told = sorted(f"{difference.spot.part.first_text('id')} {difference.field}" for difference in differences)
    assert told == sorted(line for alteration in chosen for line in ALTERATIONS[alteration])
    assert all(difference.alteration for difference in differences)
    if chosen:
        assert journey_map.view(book, "variant").compared[0].count == len(told)


def test_a_step_without_an_id_that_says_it_in_other_words_is_taken_for_the_same(draw_project: Callable[[str], Path]) -> None:
    stages = "stages: [{id: begin, name: Begin, exit: It runs, steps: [STEP, {customer: Goes home}]}]"
    today = f"  maps/\n    today.yml\n      | {{id: today, name: Today, goal: Go, owner: csm, {stages}}}\n"
    future = f"    later.yml\n      | {{id: later, name: Later, goal: Go, owner: csm, type: future, future_of: today, {stages}}}\n"
    steps = ("{customer: Sends the list by mail}", "{customer: Sends the list by post}")
    tree = ATLAS + today.replace("STEP", steps[0]) + future.replace("STEP", steps[1])
    book = open_book(check(draw_project(tree)), Audience.INTERNAL)
    table = difference_table(book, book.find(Map, "today"), book.find(Map, "later"))
    assert [line.partition(" |  | ")[0] for line in _lines(table)] == [
        "The map itself | changed type | not said | As it should be",
        "Step: Sends the list by post | changed what happens taken for the same | Sends the list by mail | Sends the list by post",
    ]


def _lines(table: Table) -> list[str]:
    return [_line(row) for row in table.rows]


def _line(row: Row) -> str:
    return " | ".join(map(_text, row.cells))


def _text(cell: Cell) -> str:
    return " ".join(inline.text if isinstance(inline, Link | Badge | Rich) else str(inline) for inline in cell)


def _files(tree: str) -> list[tuple[str, str]]:
    """Return the files of a drawn project by their path in `journeys`."""
    files: list[tuple[str, str]] = []
    for line in tree.splitlines():
        name, bar, text = line.partition("| ")
        if bar:
            files[-1] = (files[-1][0], f"{files[-1][1]}{text}\n")
        elif name.strip().endswith(".yml"):
            files.append((f"maps/{name.strip()}" if "base" in name else name.strip(), ""))
    return files


FIELDS = """
    variant.yml
      | id: variant
      | name: Variant
      | extends: base
      | scope: {starts: At noon, ends: At night}
      | alterations:
      |   - change: look
      |     set:
      |       how: With care
      |       applies: {says: if it rains}
      |       resources: [guide, {resource: sheet, applies: {says: when new}}]
  resources/
    resources.yml
      | - {id: guide, name: Guide, kind: article}
      | - {id: sheet, name: Sheet, kind: article}
"""


def test_a_field_is_called_by_what_it_means_in_its_thing(draw_project: Callable[[str], Path]) -> None:
    book = open_book(check(draw_project(ATLAS + BASE + FIELDS)), Audience.INTERNAL)
    assert [
        line.partition(" | written")[0] for line in _lines(difference_table(book, book.find(Map, "base"), book.find(Map, "variant")))
    ] == [
        "The map itself | changed scope | not said | starts: At noon; ends: At night | ",
        "Step: Looks | changed for whom | not said | if it rains | ",
        "Step: Looks | changed how it is done | not said | With care | ",
        "Step: Looks | changed resources | not said | Guide Sheet (when new) | ",
    ]


WHOM = """
  segments/all.yml
    | [{id: small, name: Small}, {id: large, name: Large}]
  maps/
    later.yml
      | id: later
      | name: Later
      | extends: base
      | alterations: [{change: ask, set: {applies: {except_segments: [small, large]}}, why: Others do}]
"""


def test_whom_a_thing_is_not_for_is_said_in_one_phrase(draw_project: Callable[[str], Path]) -> None:
    book = open_book(check(draw_project(ATLAS + BASE + WHOM)), Audience.INTERNAL)
    (difference,) = map_differences(book, book.find(Map, "base"), book.find(Map, "later"))
    assert (difference.field, difference.new) == ("for whom", ("not for Small, not for Large",))
