"""What a build is asked for reaches the MkDocs process whole, by variables that one module alone writes and reads."""

import re
from datetime import date
from pathlib import Path

import pytest

import journeybook
from journeybook.audience.build_request import (
    UNPROVED,
    VARIABLES,
    BuildRequest,
    may_be_unproved,
    request_from_variables,
    request_to_variables,
)
from journeybook.model.base import Audience

PACKAGE = Path(journeybook.__file__).parent
PROJECT = Path("atlas")
DAY = date(2026, 3, 1)
REQUESTS = {
    "internal": (BuildRequest(PROJECT, Audience.INTERNAL), {}),
    "internal of a day": (BuildRequest(PROJECT, Audience.INTERNAL, as_of=DAY), {"JOURNEYBOOK_AS_OF": "2026-03-01"}),
    "public": (BuildRequest(PROJECT, Audience.PUBLIC), {}),
    "shown": (
        BuildRequest(PROJECT, Audience.INTERNAL, findings=PROJECT / "findings.json", editor="zed"),
        {"JOURNEYBOOK_FINDINGS": str(PROJECT / "findings.json"), "JOURNEYBOOK_OPENS_IN": "zed"},
    ),
    "checked": (
        BuildRequest(PROJECT, Audience.INTERNAL, checked=PROJECT / "checked"),
        {"JOURNEYBOOK_CHECKED": str(PROJECT / "checked")},
    ),
    "one segment": (BuildRequest(PROJECT, Audience.PUBLIC, "couples"), {"JOURNEYBOOK_SEGMENT": "couples"}),
    "from a disk": (BuildRequest(PROJECT, Audience.INTERNAL, from_disk=True), {"JOURNEYBOOK_FROM_DISK": "1"}),
    "one map": (BuildRequest(PROJECT, Audience.PUBLIC, only="sail-away"), {"JOURNEYBOOK_ONLY": "sail-away"}),
    "one map for one segment": (
        BuildRequest(PROJECT, Audience.PUBLIC, "couples", "sail-away"),
        {"JOURNEYBOOK_SEGMENT": "couples", "JOURNEYBOOK_ONLY": "sail-away"},
    ),
    "a redacted atlas": (
        BuildRequest(PROJECT, Audience.PUBLIC, atlas=PROJECT / "atlas.json"),
        {"JOURNEYBOOK_ATLAS": str(PROJECT / "atlas.json")},
    ),
}


@pytest.mark.parametrize(("request_made", "variables"), REQUESTS.values(), ids=REQUESTS.keys())
def test_a_request_comes_back_from_its_variables(request_made: BuildRequest, variables: dict[str, str]) -> None:
    assert request_to_variables(request_made) == variables
    assert request_from_variables(PROJECT, request_made.audience, variables) == request_made


def test_the_requests_above_use_every_variable() -> None:
    assert {name for _, variables in REQUESTS.values() for name in variables} == set(VARIABLES)


def test_the_public_site_is_not_told_the_day() -> None:
    assert request_to_variables(BuildRequest(PROJECT, Audience.PUBLIC, as_of=DAY)) == {}


def test_what_is_said_of_a_public_site_says_nothing_to_the_internal_one() -> None:
    variables = {"JOURNEYBOOK_SEGMENT": "couples", "JOURNEYBOOK_ONLY": "sail-away", "JOURNEYBOOK_AS_OF": "2026-03-01"}
    assert request_from_variables(PROJECT, Audience.INTERNAL, variables) == BuildRequest(PROJECT, Audience.INTERNAL, as_of=DAY)


@pytest.mark.parametrize("part", [{"segment": "couples"}, {"only": "sail-away"}, {"atlas": PROJECT}])
def test_the_internal_site_cannot_be_asked_for_in_part(part: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="only the public site"):
        BuildRequest(PROJECT, Audience.INTERNAL, **part)  # type: ignore[arg-type]  # texts and a path


def test_the_public_site_is_not_made_of_the_whole_project() -> None:
    with pytest.raises(ValueError, match="only the internal site"):
        BuildRequest(PROJECT, Audience.PUBLIC, checked=PROJECT / "checked")
    assert request_from_variables(PROJECT, Audience.PUBLIC, {"JOURNEYBOOK_CHECKED": "checked"}) == BuildRequest(PROJECT, Audience.PUBLIC)


def test_an_edition_has_a_folder_of_its_own_and_one_map_needs_no_server() -> None:
    asked = {name: (str(request), request.site_folder.as_posix(), request.is_offline) for name, (request, _) in REQUESTS.items()}
    assert asked == {
        "internal": ("internal site", "atlas/site/internal", False),
        "internal of a day": ("internal site", "atlas/site/internal", False),
        "public": ("public site", "atlas/site/public", False),
        "shown": ("internal site", "atlas/site/internal", False),
        "checked": ("internal site", "atlas/site/internal", False),
        "one segment": ("public site for couples", "atlas/site/public-couples", False),
        "from a disk": ("internal site", "atlas/site/internal", True),
        "one map": ("public site", "atlas/site/public", True),
        "one map for one segment": ("public site for couples", "atlas/site/public-couples", True),
        "a redacted atlas": ("public site", "atlas/site/public", False),
    }


def test_one_module_writes_and_reads_the_variables() -> None:
    texts = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
    named = {path: set(re.findall(r"JOURNEYBOOK_[A-Z_]+", text)) for path, text in texts.items()}
    assert {path for path, names in named.items() if names & set(VARIABLES)} == {"audience/build_request.py"}
    assert {path for path, text in texts.items() if re.search(r"\benviron\b|\bgetenv\b", text)} == {
        "audience/build_request.py",
        "cli/browser.py",  # the browser's name
        "cli/data.py",  # the connection to a team's database
        "cli/forge.py",  # the forge in whose job a command runs
        "cli/mkdocs_process.py",  # what a build inherits
        "cli/terminal.py",  # whether colours are wanted
        "load/history.py",  # what git inherits
        "measure/table_limits.py",  # how many times as much of the tables is read
        "render/graphviz_program.py",  # the drawing program's name
    }


@pytest.mark.parametrize("value", ["", "0", "no", "false", "1 ", "true"])
def test_only_a_one_lets_a_public_site_be_made_without_its_gates(value: str) -> None:
    assert (may_be_unproved({UNPROVED: value}), may_be_unproved({}), may_be_unproved({UNPROVED: "1"})) == (False, False, True)
