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
from journeybook.edit.text_edits import TextEdit, with_edits
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
    for kind, scope, identifier in chosen if IS_LONG else chosen[::14]:
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


def without_old_names(text: str) -> str:
    """Return a file without the old names that renaming has written; the sample has none of its own."""
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
