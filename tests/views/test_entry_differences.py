"""What a map's table marks as different is what its page lists as different: no mark is made otherwise, and none is left out.

What floats over no stage, since its range is gone or turned round, is in no table; the check tells it.
"""

import json
import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from journeybook.compare.part_differences import DifferenceKind
from journeybook.model.base import Audience
from journeybook.model.floating import floating
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.journey_map.entry_differences import Relation
from journeybook.views.journey_map.grid import Difference
from journeybook.views.journey_map.map_differences import MapDifference, map_differences
from journeybook.views.tables import journey_map
from journeybook.views.tables.journey_map import JourneyMap

SIZE = 400 if os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long" else 40
ATLAS = {
    "schema_version": 2,
    "organisation": "Acme",
    "teams": [{"id": "csm", "name": "Success"}, {"id": "sales", "name": "Sales"}],
    "channels": [{"id": "mail", "name": "Mail"}, {"id": "phone", "name": "Telephone"}],
    "anchors": [{"id": "signature", "name": "Signature"}],
    "lanes": [
        {"id": "customer", "name": "Customer", "role": "customer"},
        {"id": "desk", "name": "Desk", "role": "frontstage", "team": "csm"},
        {"id": "store", "name": "Store", "role": "backstage"},
        {"id": "rules", "name": "Rules", "kind": "text"},
    ],
}
BASE: dict[str, Any] = {
    "id": "base",
    "name": "Base",
    "goal": "To work",
    "tracks": {"paper": "Paper"},
    "choices": {"pay": {"name": "Ways to pay", "kind": "one-of"}},
    "stages": [
        {
            "id": "begin",
            "name": "Begin",
            "exit": "It runs",
            "thinks": ["Why?", "How?"],
            "steps": [
                {"id": "ask", "customer": "Asks", "thinks": ["Who?"], "feels": "worried", "channel": "mail"},
                {
                    "id": "wait",
                    "customer": "Waits",
                    "touchpoints": [{"channel": "mail", "what": "Reads"}, {"channel": "mail", "what": "Writes"}],
                },
                {"id": "answer", "desk": "Answers", "also_in": ["customer"], "channel": "mail", "rows": {"rules": "Politely"}},
                {"id": "help", "desk": "Helps", "floats": {"since": "begin", "until": "work"}},
            ],
            "milestones": [{"id": "runs", "name": "It runs", "target": "day 14", "owner": "csm"}],
            "handoffs": [{"id": "order", "what": "The order", "giver": "sales", "taker": "csm"}],
            "pain_points": [{"id": "slow", "what": "It is slow", "recovery": "Wait"}],
        },
        {
            "id": "work",
            "name": "Work",
            "exit": "It is used",
            "steps": [{"id": "use", "customer": "Uses it", "feels": "pleased", "moment_that_matters": "They stay"}],
            "sub_stages": [
                {"id": "early", "name": "Early", "steps": [{"id": "look", "desk": "Looks"}, {"id": "note", "store": "Notes"}]},
                {
                    "id": "late",
                    "name": "Late",
                    "steps": [{"id": "card", "customer": "Card", "choice": "pay"}, {"id": "cash", "customer": "Cash", "choice": "pay"}],
                },
            ],
        },
        {"id": "leave", "name": "Leave", "exit": "It is over", "steps": [{"id": "go", "customer": "Goes"}]},
        {
            "id": "repair",
            "name": "Repair",
            "exit": "Mended",
            "floats": {"since": "begin", "until": "work"},
            "steps": [{"id": "mend", "store": "Mends"}],
        },
    ],
}
STEPS = ("ask", "wait", "answer", "help", "use", "look", "note", "card", "cash", "go", "mend")
STAGES = ("begin", "work", "leave", "repair")
PARTS = ("early", "late")
THINGS = ("runs", "order", "slow")
SET: dict[tuple[str, ...], dict[str, list[Any]]] = {
    STEPS: {
        "what": ["Says otherwise"],
        "lane": ["customer", "desk", "store"],
        "also_in": [["store"], ["desk", "store"], "unknown"],
        "label": ["4a"],
        "how": ["With care"],
        "who": [["csm"]],
        "when": ["by day 3", "unknown"],
        "takes": ["2 days"],
        "channel": ["mail", "phone", "unknown"],
        "touchpoints": [[{"channel": "mail", "what": "Reads"}], [{"channel": "phone", "what": "Rings"}]],
        "thinks": [["Who?", "Where?"], "unknown"],
        "feels": ["delighted", [{"level": "worried", "words": "Oh"}]],
        "questions": [{"Why?": "Because"}],
        "delights": ["A smile"],
        "moment_that_matters": ["All hangs on it"],
        "need": ["optional"],
        "state": ["planned"],
        "price": ["5 EUR"],
        "rows": [{"rules": "Quickly"}],
        "track": ["paper"],
        "floats": [{"since": "begin", "until": "begin"}, {"since": "work", "until": "work"}],
        "editions": [["human"]],
        "ends": ["Over"],
        "choice": ["pay", "unknown"],
        "next": ["use"],
        "visible_to_customer": [False],
        "note": ["Look here"],
        "pain_points": [[{"id": "cold", "what": "It is cold", "recovery": "Coat"}]],
        "applies": [{"says": "if asked"}, "unknown"],
    },
    STAGES: {
        "name": ["Another name"],
        "summary": ["Short"],
        "exit": ["It is seen"],
        "thinks": [["How?"], "unknown"],
        "feels": ["pleased"],
        "kind": ["side"],
        "floats": [{"since": "work", "until": "work"}],
        "moment_that_matters": ["It decides"],
    },
    PARTS: {"name": ["Another part"], "summary": ["Short"]},
    ("runs",): {"name": ["It works"], "target": ["day 20", "unknown"], "owner": ["sales", "unknown"], "kind": ["goal"], "level": ["half"]},
    ("order",): {"what": ["The papers"], "giver": [["sales", "csm"], "unknown"], "by_when": ["day 9"], "checklist": [["Signed"]]},
    ("slow",): {"what": ["It is very slow"], "severity": ["high"], "recovery": ["Ring"]},
}
"""New values of the fields of each kind of thing."""


def _numbered(alterations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give every new step an id of its own."""
    return [
        {key: {"id": f"new-{number}", **value} if key in ("add", "by") else value for key, value in alteration.items()}
        for number, alteration in enumerate(alterations)
    ]


def _set(names: tuple[str, ...]) -> some.SearchStrategy[dict[str, Any]]:
    """Set up to three fields of a thing."""
    field = some.sampled_from(sorted(SET[names])).flatmap(lambda name: some.tuples(some.just(name), some.sampled_from(SET[names][name])))
    fields = some.lists(field, min_size=1, max_size=3, unique_by=lambda pair: pair[0]).map(dict)
    return some.fixed_dictionaries({"change": some.sampled_from(names), "set": fields})


A_STEP, A_STAGE = some.sampled_from(STEPS), some.sampled_from(STAGES)
HOMES = some.sampled_from(("begin", "leave", "early", "late"))
NEW_STEP = some.fixed_dictionaries(
    {"what": some.just("Does more"), "lane": some.sampled_from(("customer", "desk")), "feels": some.just("pleased")}
)
ALTERATIONS = some.one_of(
    some.sampled_from(sorted(SET)).flatmap(_set),
    some.fixed_dictionaries({"add": NEW_STEP, "into": HOMES}),
    some.fixed_dictionaries({"replace": A_STEP, "by": NEW_STEP}),
    some.fixed_dictionaries({"remove": some.sampled_from((*STEPS, *STAGES, *PARTS, *THINGS))}),
    some.fixed_dictionaries({"keep": some.lists(A_STEP, min_size=1, unique=True), "of": some.sampled_from(("begin", "work"))}),
    some.fixed_dictionaries({"move": A_STEP, "into": HOMES}),
    some.fixed_dictionaries({"move": A_STEP, "after": A_STEP}),
    some.fixed_dictionaries({"move": A_STEP, "before": A_STEP}),
    some.fixed_dictionaries({"move": A_STAGE, "before": A_STAGE}),
)
"""Alterations of any kind; one that cannot be done any more, behind others, changes nothing."""


@settings(max_examples=SIZE)
@given(chosen=some.lists(ALTERATIONS, min_size=1, max_size=5).map(_numbered), is_future=some.booleans())
def test_marks_are_the_listed_differences(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[dict[str, Any]], *, is_future: bool
) -> None:
    book = _book(tmp_path_factory, chosen, is_future=is_future)
    _assert_marked(book, "variant", Relation.BEFORE)
    if is_future:
        _assert_marked(book, "base", Relation.AFTER)


def test_the_marks_of_many_alterations_are_seen(tmp_path_factory: pytest.TempPathFactory) -> None:
    many: list[dict[str, Any]] = [
        {"change": "answer", "set": {"also_in": ["customer", "store"]}},
        {"change": "help", "set": {"floats": {"since": "work", "until": "work"}}},
        {"change": "wait", "set": {"touchpoints": [{"channel": "mail", "what": "Reads"}, {"channel": "mail", "what": "Rings"}]}},
        {"change": "begin", "set": {"thinks": ["Why?", "When?"]}},
        {"remove": "early"},
        {"remove": "leave"},
    ]
    book = _book(tmp_path_factory, many, is_future=False)
    view = journey_map.view(book, "variant")
    rows = {row.key: row for group in view.groups for row in group.rows}
    marks = {
        (key, entry.text): [(mark.word, mark.said) for mark in entry.differences]
        for key, row in rows.items()
        for cell in row.cells
        for entry in cell.entries
        if entry.differences
    }
    grown = [("changed", "also in, was: Customer")]
    touched = [("changed", "touchpoints, was: Mail; what happens: Reads; Mail; what happens: Writes")]
    assert marks == {
        ("lane.customer", "Answers"): grown,
        ("lane.desk", "Answers"): grown,
        ("lane.store", "Answers"): grown,
        ("floats.help", "Helps"): [("changed", "may happen over, was: from: Begin; until: Work")],
        ("touchpoints", "Mail"): touched,
        ("lane.customer", "Waits"): touched,
        ("thinks", "When?"): [("changed", "thinks, was: Why?; How?")],
    }
    assert [(entry.text, entry.differences[0].word) for row in rows.values() for cell in row.cells for entry in cell.gone] == [
        ("Looks", "gone"),
        ("Notes", "gone"),
    ]
    assert [(heading.title, [(mark.word, mark.said) for mark in heading.differences]) for heading in view.stages[:2]] == [
        ("Begin", [("changed", "thinks, was: Why?; How?")]),
        ("Work", [("gone", "Early")]),
    ]
    assert view.compared[0].stages == ("Leave",)
    _assert_marked(book, "variant", Relation.BEFORE)


def _assert_marked(book: Book, name: str, relation: Relation) -> None:
    base, variant = book.find(Map, "base"), book.find(Map, "variant")
    view, listing = journey_map.view(book, name), map_differences(book, base, variant)
    assert view.compared[0].count == len(listing)
    assert len({difference.key for difference in listing}) == len(listing)
    missing = DifferenceKind.GONE if relation is Relation.BEFORE else DifferenceKind.NEW
    afloat = {id(part.station.step) for part in floating(variant) if part.station and not part.over}
    shown = {difference.key: difference for difference in listing if difference.spot.stage and id(difference.spot.part) not in afloat}
    lost = [difference for difference in shown.values() if difference.kind is missing and isinstance(difference.spot.part, Stage)]
    assert sorted(view.compared[0].stages) == sorted(difference.spot.part.first_text("name") for difference in lost)
    marks = _marks(view)
    keys = {mark.key for mark in marks}
    assert keys <= {difference.key for difference in listing if difference.spot.stage}
    assert set(shown) - keys <= {difference.key for difference in lost}, "stages without a column here are named above the table"
    words = {(mark.key, mark.word) for mark in marks if mark.key in shown}
    assert words == {(key, book.say(f"compare.{relation}.{_kind(shown[key], relation)}")) for key, _ in words}


def _kind(difference: MapDifference, relation: Relation) -> str:
    kinds = (("here", "there"), ("there", "here"))[relation is Relation.AFTER]
    whole = {DifferenceKind.NEW: kinds[0], DifferenceKind.GONE: kinds[1]}
    return whole.get(difference.kind, "lane" if difference.key[1] == "lane" else str(difference.kind))


def _marks(view: JourneyMap) -> list[Difference]:
    """Return every mark of a table: of its headings, its entries and what is gone."""
    cells = [cell for group in view.groups for row in group.rows for cell in row.cells]
    marks = [mark for cell in cells for entry in (*cell.entries, *cell.gone) for mark in entry.differences]
    return [*marks, *(mark for heading in (*view.stages, *view.parts) for mark in heading.differences)]


def _book(tmp_path_factory: pytest.TempPathFactory, chosen: list[dict[str, Any]], *, is_future: bool) -> Book:
    folder = tmp_path_factory.mktemp("compared")
    variant = {"id": "variant", "name": "Variant", "extends": "base", "alterations": chosen} | ({"future_of": "base"} if is_future else {})
    (folder / "journeys" / "maps").mkdir(parents=True)
    for name, tree in {"atlas.yml": ATLAS, "maps/base.yml": BASE, "maps/variant.yml": variant}.items():
        text = json.dumps(tree, indent=1).replace('"unknown"', "unknown")
        (folder / "journeys" / name).write_text(text, encoding="utf-8")
    checked = check(folder)
    assert {journey.id for journey in checked.atlas.maps} == {"base", "variant"}
    return open_book(checked, Audience.INTERNAL)
