"""The proof as authors meet it: nothing is found on the sample's site, a hit names its line, and what is known is no secret."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sites import ROOT, Built
from typer.testing import CliRunner

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.main import assemble_program
from journeybook.findings import Place
from journeybook.model.base import Audience
from journeybook.prove import Hit, hits_as_text, prove_site
from journeybook.prove.hit import MOST_HITS
from journeybook.prove.project_texts import Secret
from journeybook.prove.public_texts import KnownPhrases
from journeybook.prove.search import search_for_secrets
from journeybook.validate import check

RUNNER = CliRunner()
PROGRAM = assemble_program()
WORLD = """
docs/
  notes.md
    | Nobody outside may hear of the Kingfisher plan
journeys/
  atlas.yml
    | schema_version: 1
    | organisation: Tern Tours
    | internal_words: [Xyl]
    | teams: [{id: crew, name: Ospreys of the night}]
    | segments: []
  maps/
    tour.yml
      | # The Buzzard edition is late
      | id: tour
      | name: A tour
      | goal: To come home
      | owner: crew
      | status: live
      | audience: public
      | review: 2026-06-01
      | public: {slug: come-home, title: Come home, goal: To come home, role: I sail}
      | stages:
      |   - id: sail
      |     name: Sail
      |     exit: Land is in sight
      |     owner: crew
      |     events: none
      |     steps: [{id: embark, customer: Goes on board, note: Sell them a second ticket before they find the rest}]
"""
SEGMENT = """
journeys/
  segments/
    all.yml
      | - {id: calm, name: Calm seas}
"""


@pytest.fixture
def project(draw_project: Callable[[str], Path]) -> Path:
    return draw_project(WORLD.replace("    | segments: []\n", ""))


def site_that_says(project: Path, text: str) -> Path:
    """Write a site that is no more than a page."""
    site = project / "site" / "public"
    site.mkdir(parents=True)
    (site / "index.html").write_text(f"<p>{text}</p>", encoding="utf-8")
    return site


@pytest.mark.xdist_group("site")
def test_nothing_internal_is_on_the_sample_s_public_site(sample: dict[str, Built]) -> None:
    assert hits_as_text(prove_site(sample["public"].folder, check(ROOT), BuildRequest(ROOT, Audience.PUBLIC))) == ""


FOUND = {
    "Sell them a second ticket": ["'second' is of Step.note (journeys/maps/tour.yml:16:51)"],
    "What you sell them": [],
    "Ospreys": ["'ospreys' is of Team.name (journeys/atlas.yml:4:"],
    "the Buzzard": ["'buzzard' is of a comment (journeys/maps/tour.yml:1:3)"],
    "hear of the Kingfisher plan": [],
    "nobody outside may hear of the Kingfisher plan": ["is of a page for colleagues (docs/notes.md:1:1)"],
    "xyl": ["'xyl' is of AtlasFile.internal_words (journeys/atlas.yml:3:"],
    "Come home: land is in sight, goes on board": [],
    "Tern Tours": [],
}


def test_a_hit_names_the_line_of_the_project(project: Path) -> None:
    site = site_that_says(project, "Come home")
    for number, text in enumerate(FOUND):
        (site / f"{number}.html").write_text(f"<p>{text}</p>", encoding="utf-8")
    hits = [hit for hit in prove_site(site, check(project), BuildRequest(project, Audience.PUBLIC)) if hit.channel == "text"]
    for number, lines in enumerate(FOUND.values()):
        said = hits_as_text(hit for hit in hits if hit.file == f"{number}.html")
        assert ([line for line in lines if line not in said], bool(said)) == ([], bool(lines)), said


def test_the_command_says_what_it_finds_and_ends_with_1(project: Path) -> None:
    site_that_says(project, "Ospreys")
    answer = RUNNER.invoke(PROGRAM, ["prove", "--project", str(project)])
    assert answer.exit_code == 1
    assert "index.html: text: 'ospreys' is of Team.name (journeys/atlas.yml:4:" in answer.stdout
    assert "404.html: path: the file is planned and missing\n" in answer.stdout
    assert answer.stderr.endswith(" hits in 1 file\n")


def test_a_folder_without_a_site_is_said(project: Path) -> None:
    answer = RUNNER.invoke(PROGRAM, ["prove", str(project / "nowhere"), "--project", str(project)])
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == f"{project / 'nowhere'} holds no site: make one with journeybook build --audience public\n"


def test_an_unknown_segment_is_said(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(WORLD.replace("    | segments: []\n", "") + SEGMENT)
    answer = RUNNER.invoke(PROGRAM, ["prove", "--project", str(project), "--segment", "clam"])
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "calm" in answer.stderr


def test_journeys_with_mistakes_cannot_be_proved(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(WORLD.replace("goal: To come home\n", "gaol: To come home\n"))
    answer = RUNNER.invoke(PROGRAM, ["prove", "--project", str(project)])
    assert (answer.exit_code, answer.stdout.startswith("journeys/")) == (1, True)
    assert answer.stderr.endswith("nothing can be proved\n")


def test_what_two_public_texts_say_together_is_no_secret() -> None:
    known = KnownPhrases(["write to us in the first", "week of the year and call"])
    spoken = {
        "in the first week of the year": [],
        "call in the first year and write": ["call in the first year and", "in the first year and write"],
        "year first": ["year first"],
    }
    for text, phrases in spoken.items():
        made = search_for_secrets([Secret(text, "a", Place("a"))], known)
        assert [" ".join(phrase) for phrase in made.phrases] == phrases


def test_hits_are_written_sorted_and_never_without_end() -> None:
    hits = [Hit(f"{number:03}.html", "text", "\x1b[31m") for number in range(MOST_HITS + 5)]
    lines = hits_as_text(reversed(hits)).splitlines()
    assert (len(lines), lines[0], lines[-1]) == (MOST_HITS + 1, "000.html: text: \\u001b[31m", "and 5 more")
