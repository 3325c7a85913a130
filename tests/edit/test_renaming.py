"""A new id stands wherever the old one stood, nothing else in the files changes, and the check is as clean as before."""

import os
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program
from journeybook.edit.old_names import old_name_edits
from journeybook.edit.renaming import renaming
from journeybook.edit.table_columns import column_edits
from journeybook.edit.text_edits import TextEdit, with_edits
from journeybook.measure.sources import read_sources
from journeybook.model.atlas import Atlas
from journeybook.model.field_info import part_fields
from journeybook.model.language.nodes import Condition
from journeybook.model.timing import Timing
from journeybook.model.walk import field_values
from journeybook.publish.exchange_file import exchange_files
from journeybook.validate import check

ROOT = Path(__file__).parents[2]
PROGRAM = assemble_program()
RUNNER = CliRunner()
DrawProject = Callable[[str], Path]
IS_LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | contact: {name: Help, page: "https://example.org/help"}
    | teams: [{id: harbour, name: Harbour office}]
    | exemptions:
    |   - {rule: REVIEW-OVERDUE, at: maps/first.yml#cast-off, reason: The team is new}
  segments/
    segments.yml
      | - {id: groups, name: Groups}
  maps/
    first.yml
      | # The first map, for harbour and sea
      | id: first
      | name: First
      | goal: Be at sea
      | owner: 'harbour'  # the office
      | stages:
      |   - id: cast-off
      |     name: Cast off
      |     owner: harbour
      |     exit: {fact: At sea, when: segment is groups and cast-off}
      |     raci: {harbour: RA}
      |     milestones: [{id: at-sea, name: At sea, owner: harbour, target: 2 days after cast-off}]
      |     steps:
      |       - id: board
      |         customer: Board at the harbour
      |         next: [{to: wave, when: segment is groups}, wave]
      |       - {id: wave, customer: Wave, when: 1 day after board}
    second.yml
      | id: second
      | name: Second
      | extends: first
      | alterations: [{change: board, set: {who: harbour}}, {add: {id: land, customer: Land}, after: wave}]
docs/
  help.md
    | {{ stage("first", "cast-off") }} and {{ map('first') }} of the harbour
"""


@pytest.mark.parametrize(
    ("asked", "count", "gone"),
    [
        (("team", "harbour", "quay-office"), 6, r"owner: '?harbour|\{harbour:|id: harbour|who: harbour"),
        (("map", "first", "earliest"), 4, r"id: first\b|extends: first\b|\"first\"|'first'|maps/first"),
        (("stage", "cast-off", "set-sail"), 5, r"cast-off"),
        (("step", "first/board", "go-aboard"), 3, r"\bboard\b(?! at)"),
        (("step", "second/land", "go-ashore"), 1, r"id: land\b"),
        (("segment", "groups", "parties"), 3, r"\bgroups\b"),
    ],
)
def test_every_use_is_renamed_and_nothing_else(draw_project: DrawProject, asked: tuple[str, str, str], count: int, gone: str) -> None:
    project = draw_project(PROJECT)
    before = _texts(project)
    answer = RUNNER.invoke(PROGRAM, ["rename", *asked, "--project", str(project)])
    assert answer.exit_code == 0, answer.output
    after = {name: without_old_names(text) for name, text in _texts(project).items()}
    lines = [line for text in before.values() for line in text.splitlines() if re.search(gone, line)]
    assert len(lines) == count
    assert [line for text in after.values() for line in text.splitlines() if re.search(gone, line)] == []
    old, new = asked[1].rpartition("/")[2], asked[2]
    back = {name.replace(f"/{new}.", f"/{old}."): re.sub(rf"\b{new}\b", old, text) for name, text in after.items()}
    assert back == before
    checked = check(project)
    assert checked.ok
    assert checked.findings == check(draw_project(PROJECT)).findings or asked[0] in ("map", "stage")


def test_what_cannot_be_renamed_is_said_and_nothing_written(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    before = _texts(project)
    for asked, sentence in [
        (("team", "harbor", "quay"), "did you mean 'harbour'?"),
        (("taem", "harbour", "quay"), "did you mean 'team'?"),
        (("team", "harbour", "Quay"), "such as 'quay'"),
        (("map", "first", "second"), "the id 'second' is taken by a map"),
        (("step", "board", "at-sea"), "the id 'at-sea' is taken by a milestone in first"),
    ]:
        answer = RUNNER.invoke(PROGRAM, ["rename", *asked, "--project", str(project)])
        assert (answer.exit_code, answer.stdout, sentence in answer.stderr) == (2, "", True), answer.stderr
    (project / "journeys/maps/third.yml").write_text("id: third\nname: [\n", encoding="utf-8")
    answer = RUNNER.invoke(PROGRAM, ["rename", "team", "harbour", "quay", "--project", str(project)])
    assert (answer.exit_code, "YAML-SYNTAX" in answer.stdout) == (1, True)
    (project / "journeys/maps/third.yml").unlink()
    assert _texts(project) == before


def test_things_of_the_sample_are_renamed_and_back(tmp_path: Path) -> None:
    for name in ("journeys", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    as_written = check(tmp_path)
    atlas = as_written.atlas
    by_kind = defaultdict(list)
    for kind, scope, identifier in atlas.index:
        by_kind[kind].append((scope, identifier))
    chosen = [(kind, *things[len(things) // 2]) for kind, things in sorted(by_kind.items())]
    assert len(chosen) > 25
    before = {name: text for name, text in _texts(tmp_path).items() if not name.startswith("docs/reference/")}
    nameless = {name: without_old_names(text) for name, text in before.items()}
    for kind, scope, identifier in chosen if IS_LONG else chosen[::20]:
        if atlas.index[kind, scope, identifier].part.origin.place.file == "":
            continue
        old = f"{scope}/{identifier}" if scope else identifier
        exchange_files(tmp_path, renaming(tmp_path, as_written, kind, old, "quite-new").changes)
        checked = check(tmp_path)
        assert checked.ok
        assert list(_left(checked.atlas, identifier)) == []
        fresh = f"{scope}/quite-new" if scope else "quite-new"
        exchange_files(tmp_path, renaming(tmp_path, checked, kind, fresh, identifier).changes)
        assert {name: without_old_names(text) for name, text in _texts(tmp_path).items() if name in before} == nameless
        for name, text in before.items():
            (tmp_path / name).write_bytes(text.encode())


@pytest.mark.parametrize(
    ("written", "once", "twice"),
    [
        (
            "id: cast  # first\nname: Cast\n",
            "id: set  # first\nformerly: [cast]\nname: Cast\n",
            "id: cast  # first\nformerly: [set]\nname: Cast\n",
        ),
        (
            "- id: cast\r\n  name: Cast",
            "- id: set\r\n  formerly: [cast]\r\n  name: Cast",
            "- id: cast\r\n  formerly: [set]\r\n  name: Cast",
        ),
        ("{id: cast, name: Cast}", "{id: set, formerly: [cast], name: Cast}", "{id: cast, formerly: [set], name: Cast}"),
        ("{id: cast, formerly: [old]}", "{id: set, formerly: [old, cast]}", "{id: cast, formerly: [old, set]}"),
        ("id: cast\nformerly: old", "id: set\nformerly: [old, cast]", "id: cast\nformerly: [old, set]"),
        (
            "id: cast\nformerly:\n  - old  # 2025\n",
            "id: set\nformerly:\n  - old  # 2025\n  - cast\n",
            "id: cast\nformerly:\n  - old  # 2025\n  - set\n",
        ),
        ("id: cast\nformerly:\nname: Cast", "id: set\nformerly: [cast]\nname: Cast", "id: cast\nformerly: [set]\nname: Cast"),
    ],
)
def test_an_old_id_is_kept_and_renaming_back_leaves_no_circle(written: str, once: str, twice: str) -> None:
    def renamed(text: str, old: str, new: str) -> str:
        line = text.partition("id:")[0].count("\n") + 1
        column = text.index("id:") + 1
        edits = [*old_name_edits(text, (line, column), (old, new))]
        start = text.index(f"id: {old}") + len("id: ")
        return with_edits(text, [*edits, TextEdit(start, start + len(old), new)])

    assert renamed(written, "cast", "set") == once
    assert renamed(once, "set", "cast") == twice
    assert renamed(twice, "cast", "set") == once


def test_a_choice_that_is_its_id_and_name_keeps_its_old_id() -> None:
    def kept(text: str) -> str:
        at = (1, text.index("pay:") + 1)
        return with_edits(text, old_name_edits(text, at, ("pay", "settle")))

    assert kept("pay: Ways to pay\n") == "pay:\n  formerly: [pay]\n  name: Ways to pay\n"
    assert kept("{pay: Ways to pay}") == "{pay: {name: Ways to pay, formerly: [pay]}}"
    assert kept("pay: {name: Ways}") == "pay: {formerly: [pay], name: Ways}"


CUSTOMERS = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | teams: [{id: crew, name: Crew, audience: public}]
  maps/
    trip.yml
      | id: trip
      | name: Trip
      | goal: Be at sea
      | owner: crew
      | status: STATUS
      | audience: public
      | review: 2026-04-20
      | public: {slug: rest, title: A restful trip, goal: Rest, known_by_id: true}
      | stages:
      |   - id: plan
      |     name: Plan
      |     owner: crew
      |     events: none
      |     exit: The days are chosen
      |     steps:
      |       - {id: choose, customer: Choose your days}
      |       - {id: check, customer: Count the rooms, audience: internal}
docs/
  public/
    help.md
      | {{ success_map("rest") }}
"""


TABLES = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | as_of: 2026-05-01
    | anchors: [{id: hire, name: Hire}]
  segments/segments.yml
    | [{id: lake, name: Lake}, {id: sea, name: Sea}]
  measures/measures.yml
    | [{id: trips, name: Trips, unit: trips, whole: true}]
  events/events.yml
    | [{id: aground, name: A boat runs aground, polarity: good}, {id: painted, name: A boat is painted, polarity: good}]
  metrics/boats.yml
    | row: account
    | names_shown: true
    | columns: {boat: account, since: {means: start, of: hire}, lies: segment, trips: measure}
  metrics/boats.csv
    | boat,since,lies,trips
    | gull,2026-03-01,lake,4
  metrics/log.yml
    | row: event
    | names_shown: true
    | columns: {boat: account, day: day, what: id}
  metrics/log.csv
    | boat,day,what
    | gull,2026-03-02,aground
    | gull,2026-03-03,painted
"""


@pytest.mark.parametrize(
    ("written", "once"),
    [
        ("columns: {boat: account, trips: measure}", "columns: {boat: account, trips: {means: measure, of: outings}}"),
        ("columns: {trips: {means: measure, least: 0}}", "columns: {trips: {means: measure, of: outings, least: 0}}"),
        ("columns: {Fahrten: {means: measure, of: trips}}", "columns: {Fahrten: {means: measure, of: outings}}"),
        ("columns:\n  - trips: measure  # all\n", "columns:\n  - trips: {means: measure, of: outings}  # all\n"),
        (
            "columns:\n  trips:\n    means: measure  # all\n    least: 0\n",
            "columns:\n  trips:\n    means: measure  # all\n    of: outings\n    least: 0\n",
        ),
        ("columns:\n  - column: trips\n    means: measure", "columns:\n  - column: trips\n    means: measure\n    of: outings"),
        ("columns: {trips: ignored, x: {means: measure, of: y}}", "columns: {trips: ignored, x: {means: measure, of: y}}"),
        ("columns: {what: measure-id}", "columns: {what: {means: measure-id, words: {trips: outings}}}"),
        (
            "columns: {what: {means: measure-id, words: {Fahrten: trips}}}",
            "columns: {what: {means: measure-id, words: {trips: outings, Fahrten: outings}}}",
        ),
        (
            "columns:\n  what:\n    means: measure-id\n    words:\n      Fahrten: {meant: trips}\n",
            "columns:\n  what:\n    means: measure-id\n    words:\n      trips: outings\n      Fahrten: {meant: outings}\n",
        ),
        (
            "columns:\n  what:\n    means: measure-id\n    words:\n      - {written: Fahrten, meant: trips}\n",
            "columns:\n  what:\n    means: measure-id\n    words:\n      - {trips: outings}\n      - {written: Fahrten, meant: outings}\n",
        ),
        (
            "columns: {what: {means: measure-id, words: [{outings: trips}]}}",
            "columns: {what: {means: measure-id, words: [{outings: outings}]}}",
        ),
    ],
)
def test_a_description_of_a_table_names_the_new_id_and_the_table_stays(written: str, once: str) -> None:
    assert with_edits(written, column_edits(written, "measure", "trips", "outings")) == once


def test_the_facts_of_a_table_stay_those_of_what_is_renamed(draw_project: DrawProject) -> None:
    project = draw_project(TABLES)
    before = _facts(project)
    assert len(before) == 5
    for asked in (
        ("measure", "trips", "outings"),
        ("event", "aground", "stranded"),
        ("segment", "lake", "inland"),
        ("anchor", "hire", "bought"),
    ):
        answer = RUNNER.invoke(PROGRAM, ["rename", *asked, "--project", str(project)])
        assert answer.exit_code == 0, answer.output
        before = [tuple(asked[2] if value == asked[1] else value for value in row) for row in before]
    assert _facts(project) == sorted(before)
    assert (project / "journeys/metrics/boats.yml").read_text(encoding="utf-8") == (
        "row: account\nnames_shown: true\ncolumns: {boat: account, since: {means: start, of: bought}, lies: {means: segment, words: "
        "{lake: inland}}, trips: {means: measure, of: outings}}\n"
    )


SHARED = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | as_of: 2026-05-01
    | teams: [{{id: crew, name: Crew}}]
    | anchors: [{{id: hire, name: Hire}}]
  maps/lake.yml
    | {{id: lake, name: Lake, goal: Calm, owner: crew, stages: [{{id: trip, name: Trip, exit: {{when: lake/home}}, milestones: [
    |  {{id: home, name: Home, owner: crew, target: 2 days after hire}}]}}]}}
  maps/sea.yml
    | {{id: sea, name: Sea, goal: Waves, owner: crew, stages: [{{id: sail, name: Sail, exit: {{when: sea/home}}, milestones: [
    |  {{id: home, name: Home, owner: crew, target: 9 days after hire}},
    |  {{id: moored, name: Moored, owner: crew, target: 10 days after hire}}]}}]}}
  metrics/boats.yml
    | {{row: account, as_of: 2026-05-01, names_shown: true, columns: {{boat: account, since: {{means: start, of: hire}}, {column}}}}}
  metrics/boats.csv
    | boat,since,home
    | gull,2026-03-01,2026-03-04
"""


@pytest.mark.parametrize(
    ("column", "line"),
    [
        ("home: milestone", 1),
        ("back: {means: milestone, of: home}", 1),
        ("home: {means: milestone, of: moored}", 0),
        ("home: day, what: id", 1),
    ],
)
def test_a_table_stays_with_the_others_that_have_the_id_and_that_is_said(draw_project: DrawProject, column: str, line: int) -> None:
    """A second renaming takes the table along, since nobody else has the id then."""
    kind = "event" if "id" in column.split() else "account"
    written = SHARED.format(column=column).replace("row: account", f"row: {kind}").replace("boat,since,home", f"boat,since,{column[:4]}")
    written = written.replace("since: {means: start, of: hire}", "since: ignored") if kind == "event" else written
    project = draw_project(written)
    description = project / "journeys/metrics/boats.yml"
    before = description.read_text(encoding="utf-8")
    shown = RUNNER.invoke(PROGRAM, ["rename", "milestone", "sea/home", "harbour", "--project", str(project)])
    assert shown.exit_code == 0, shown.output
    assert (f"journeys/metrics/boats.yml:{line} stays: home there is that of others alone" in shown.output) is bool(line)
    assert description.read_text(encoding="utf-8") == before
    again = RUNNER.invoke(PROGRAM, ["rename", "milestone", "lake/home", "harbour", "--project", str(project)])
    assert again.exit_code == 0, again.output
    assert (description.read_text(encoding="utf-8") != before) is bool(line)


def test_a_slug_and_ids_that_customers_know_are_kept_for_them(draw_project: DrawProject) -> None:
    project = draw_project(CUSTOMERS.replace("STATUS", "live"))
    for asked in (("slug", "rest", "calm"), ("step", "choose", "pick"), ("step", "check", "count"), ("stage", "plan", "begin")):
        assert RUNNER.invoke(PROGRAM, ["rename", *asked, "--project", str(project)]).exit_code == 0
    text = (project / "journeys/maps/trip.yml").read_text(encoding="utf-8")
    assert "{slug: calm, formerly: [rest], title" in text
    assert "{id: pick, formerly: [{name: choose, audience: public}], customer" in text
    assert "{id: count, formerly: [check], customer" in text
    assert "    formerly: [{name: plan, audience: public}]\n" in text
    assert 'success_map("calm")' in (project / "docs/public/help.md").read_text(encoding="utf-8")
    assert check(project).ok
    for asked, sentence in [(("slug", "rest", "quiet"), "there is no slug 'rest'"), (("slug", "calm", "No"), "cannot be an id")]:
        answer = RUNNER.invoke(PROGRAM, ["rename", *asked, "--project", str(project)])
        assert (answer.exit_code, sentence in answer.stderr) == (2, True), answer.stderr


def test_nobody_has_the_address_of_a_draft(draw_project: DrawProject) -> None:
    project = draw_project(CUSTOMERS.replace("STATUS", "draft"))
    assert RUNNER.invoke(PROGRAM, ["rename", "slug", "rest", "calm", "--project", str(project)]).exit_code == 0
    assert "{slug: calm, title" in (project / "journeys/maps/trip.yml").read_text(encoding="utf-8")


def _facts(project: Path) -> list[tuple[str, ...]]:
    """Return the facts of the boat: what is known of it, with the name by which it is known."""
    gull = read_sources(project, check(project).atlas).facts_of("gull")
    return sorted(
        [
            *(("held", held.field, held.value) for held in gull.history),
            *(("read", reading.measure, str(reading.value)) for reading in gull.readings),
            *((fact.kind, fact.id, str(fact.day)) for fact in gull.occurrences),
        ]
    )


def without_old_names(text: str) -> str:
    """Return a file without the old names that renaming has written, and what it says of tables; the sample has none of its own."""
    text = re.sub(r"\b([\w-]+): \{means: (\w+), of: \1\}", r"\1: \2", text)
    text = re.sub(r"\b([\w-]+): \{means: (\w+), words: \{([\w-]+): \3\}\}", r"\1: \2", text)
    text = re.sub(r"(\b([\w-]+): \{means: \w+), of: \2(?=,)", r"\1", re.sub(r"\b([\w-]+): \1, ", "", text))
    return re.sub(r"\n *formerly: \[[^\]]*\]|, formerly: \[[^\]]*\]|formerly: \[[^\]]*\], ", "", text)


def _left(atlas: Atlas, identifier: str) -> Iterator[str]:
    """Yield what still names an id in fields, conditions and times, where nothing else has that id."""
    if any(name == identifier for _, _, name in atlas.index):
        return
    word = re.compile(rf"(?<![\w-]){identifier}(?![\w-])")
    for spot in atlas.spots:
        for name, value in field_values(spot.part):
            texts = value if isinstance(value, tuple) else (value,)
            if part_fields(type(spot.part))[name].names:
                yield from (f"{spot.part.origin.place} {text}" for text in texts if word.search(str(text)))
            elif isinstance(value, Condition | Timing) and word.search(re.sub("\"[^\"]*\"|'[^']*'", "", value.text)):
                yield f"{spot.part.origin.place} {value.text}"


def _texts(project: Path) -> dict[str, str]:
    """Return the text of every file by its path."""
    paths = sorted(path for path in project.rglob("*") if path.is_file() and path.suffix in (".yml", ".md"))
    return {path.relative_to(project).as_posix(): path.read_bytes().decode() for path in paths}
