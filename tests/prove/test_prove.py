"""The proof as authors meet it: nothing is found on the sample's site, a hit names its line, and what is known is no secret."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_atlas import sample_checked
from sites import ROOT
from typer.testing import CliRunner

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.main import assemble_program
from journeybook.findings import Place
from journeybook.model.base import Audience
from journeybook.prove.everyday_texts import everyday_text_findings
from journeybook.prove.hit import MOST_HITS, Hit, hits_as_text
from journeybook.prove.project_texts import Secret
from journeybook.prove.public_files import public_files
from journeybook.prove.public_sources import prove_sources
from journeybook.prove.public_texts import KnownPhrases
from journeybook.prove.search import search_for_secrets
from journeybook.validate import check

RUNNER = CliRunner()
PROGRAM = assemble_program()
WOFF2 = b"wOF2OTTO" + b"\0\0\0\0\0\x01" + bytes(34) + b"\x05\x40"
"""A font of which nothing is left but that it has a table of names, 64 bytes long."""
WORLD = """
docs/
  notes.md
    | # Gannet
    |
    | Nobody outside may hear of the Kingfisher plan
  puffin.md
    | # Two words
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | internal_words: [Xyl]
    | teams: [{id: crew, name: Ospreys of the night}, {id: hold-fast, name: Custom}, {id: the-late-buzzard-2, name: Late}]
    | segments: []
  accounts/
    accounts.yml
      | - {id: a-417, name: Magpie, owner: crew}
  metrics/
    usage.csv
      | account,seats
      | b-12,417
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


def written(project: Path, *texts: str) -> list[str]:
    """Return the hits of a project whose pages for customers say these texts."""
    for number, text in enumerate(texts):
        page = project / f"docs/public/{number}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"# Page\n\n{text}\n", encoding="utf-8")
    return [str(hit) for hit in prove_sources(check(project), BuildRequest(project, Audience.PUBLIC))]


def test_the_sample_s_public_site_is_as_built_and_nothing_in_public_places_is_internal() -> None:
    assert hits_as_text(prove_sources(sample_checked(), BuildRequest(ROOT, Audience.PUBLIC))) == ""


NEVER, REFUSED, DOUBTED = "); take it out", "; reword it, make what it names public, or list it under everyday_texts", "it may be chance"
SPOKEN = {
    "Sell them a second ticket": [
        "docs/public/0.md:3: text: 'sell them a second ticket before' is of Step.note (journeys/maps/tour.yml:16:51)"
    ],
    "Sell them a second ticket before they find the rest": [
        "0.md:3: text: 'sell them a second ticket before' is of Step.note (journeys/maps/tour.yml:16:51)",
        REFUSED,
    ],
    "What you sell them": [],
    "Ospreys": [],
    "the **Ospreys** of the night": ["0.md:3: text: 'ospreys of the night' is of Team.name (journeys/atlas.yml:4:", REFUSED],
    "The Buzzard edition is late": ["'the buzzard edition is late' is of a comment (journeys/maps/tour.yml:1:3)"],
    "hear of the Kingfisher plan": [],
    "nobody outside may hear of the Kingfisher plan": ["is of a page for colleagues (docs/notes.md:3:1)"],
    "Gannets, or one gannet": ["'gannet' is also all of a page for colleagues (docs/notes.md:1:1)", DOUBTED],
    "A puffin with two words": ["'puffin' is also all of the name of a page for colleagues (docs/puffin.md:1:1)", DOUBTED],
    "xyl": ["'xyl' is of AtlasFile.internal_words (journeys/atlas.yml:3:", NEVER],
    "Magpie": ["'magpie' is of Account.name (journeys/accounts/accounts.yml:1:", NEVER],
    "customer a-417": ["'a 417' is of Account.id (journeys/accounts/accounts.yml:1:", NEVER],
    "customer B-12": ["'b 12' is of an account in a table (journeys/metrics/usage.csv:2:1)", NEVER],
    "in 417 days, weekly": [],
    "A custom tour": ["0.md:3: text: 'custom' is also all of Team.name (journeys/atlas.yml:4:", DOUBTED],
    "We hold-fast": ["'hold fast' is also all of Team.id (journeys/atlas.yml:4:", DOUBTED],
    "We hold fast": [],
    "plans of the-late-buzzard-2": ["'the late buzzard 2' is of Team.id (journeys/atlas.yml:4:", REFUSED],
    "Come home: land is in sight, goes on board": [],
    "Tern Tours": [],
}
SPOKEN.pop("Sell them a second ticket")


@pytest.mark.parametrize(("text", "lines"), SPOKEN.items(), ids=SPOKEN.keys())
def test_what_a_page_for_customers_says_is_searched(project: Path, text: str, lines: list[str]) -> None:
    hits = written(project, text)
    assert ([line for line in lines if line not in "\n".join(hits)], bool(hits)) == ([], bool(lines)), hits


def test_everyday_words_of_colleagues_stop_nothing(draw_project: Callable[[str], Path]) -> None:
    """Case H1: single words of a note, a resource's name and the end of a link are no secrets."""
    note = "note: Ask which Docker images they keep, links: ['https://example.org/x#late-work'], resources: [regular]"
    world = WORLD.replace("    | segments: []\n", "").replace("note: Sell them a second ticket before they find the rest", note)
    resource = "  resources/all.yml\n    | - {id: regular, name: Regular review, kind: document}\n"
    project = draw_project(world + resource)
    assert check(project).ok
    assert written(project, "Your Docker images", "A regular visit", "Work", "Late") == []
    assert written(project, "Ask which Docker images they keep") != []


def test_an_everyday_text_stands_where_its_author_says_that_it_tells_nothing(project: Path) -> None:
    text = "The **Ospreys** of the night, the xyl and a Magpie"
    assert len(written(project, text)) == 3
    settings = project / "journeys/atlas.yml"
    everyday = "everyday_texts: {ospreys of the night: The name of a song, xyl: Why not, magpie: A bird}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + everyday, encoding="utf-8")
    hits = written(project, text)
    assert ["magpie" in hits[0], "xyl" in hits[1], len(hits)] == [True, True, 2]
    assert len(written(project, "what nobody says about the night of the ospreys in the end")) == 0


def test_an_everyday_text_that_lets_nothing_through_is_told(project: Path) -> None:
    settings = project / "journeys/atlas.yml"
    used = "{ospreys of THE night: a, puffin: b, usage: c, the Buzzard edition is late: d}\n"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}everyday_texts: {used}", encoding="utf-8")
    assert list(everyday_text_findings(project, check(project).atlas)) == []
    idle = used.replace("}", ", xyl: e, Magpie: f, Osprey of the night: g, Hello there: h}")
    settings.write_text(settings.read_text(encoding="utf-8").replace(used, idle), encoding="utf-8")
    told = [str(finding).partition(" warning ")[2] for finding in everyday_text_findings(project, check(project).atlas)]
    assert told == [
        "EVERYDAY-UNUSED 'xyl' is an internal word or of an account, and stays refused (delete it)",
        "EVERYDAY-UNUSED 'Magpie' is an internal word or of an account, and stays refused (delete it)",
        "EVERYDAY-UNUSED no internal text is 'Osprey of the night' (did you mean 'Ospreys of the night'?)",
        "EVERYDAY-UNUSED no internal text is 'Hello there' (write the whole of an internal text, or delete it)",
    ]
    answer = RUNNER.invoke(PROGRAM, ["check", "--project", str(project)])
    assert [line.count("EVERYDAY-UNUSED") for line in answer.stdout.splitlines() if "EVERYDAY" in line] == [1, 1, 1, 1], answer.output


PLACES = {
    "a template": ("overrides/main.html", "<p>Ospreys of the night</p>", "overrides/main.html:1: text"),
    "a style sheet": ("overrides/assets/a.css", "a::after { content: 'Ospreys of the night' }", "overrides/assets/a.css:1: style sheet"),
    "a script": ("overrides/assets/a.js", "\n'ospreys-of-the-night'", "overrides/assets/a.js:2: script"),
    "a hook": ("overrides/hook.py", "x = 'b3NwcmV5cyBvZiB0aGUgbmlnaHQ='", "overrides/hook.py:1: file (base64)"),
    "a name of a file": ("docs/public/ospreys-of-the-night.md", "# Page", "docs/public/ospreys-of-the-night.md: path"),
    "the settings": ("mkdocs.yml", "# Ospreys of the night\nsite_name: Ospreys of the night", "mkdocs.yml:2: file"),
    "words in several elements": ("docs/public/a.md", "<b>Ospr</b>eys\n\nof the\nnight", "docs/public/a.md: "),
}


@pytest.mark.parametrize(("path", "text", "line"), PLACES.values(), ids=PLACES.keys())
def test_every_public_place_is_searched(project: Path, path: str, text: str, line: str) -> None:
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text, encoding="utf-8")
    hits = written(project)
    assert [hit for hit in hits if hit.startswith(line)] == hits != [], hits


def test_comments_of_the_settings_and_links_are_not_published_so_not_searched(project: Path) -> None:
    (project / "mkdocs.yml").write_text("site_name: x # Ospreys of the night\n", encoding="utf-8")
    (project / "docs/public").mkdir()
    (project / "docs/public/a.md").symlink_to(project / "journeys/atlas.yml")
    assert (list(public_files(project)), written(project)) == (["mkdocs.yml"], [])


ARTICLE = '<nav>Ospreys of the night</nav>\n<article class="md-content__inner">\n{}\n</article>\n<footer>Xyl</footer>'
RENDERED = {
    "put together by Jinja": ("<p>Ospreys of the night</p>", ["public/a/index.html: text as it is rendered: 'ospreys of the night'"]),
    "encoded": ("<p>T3NwcmV5cyBvZiB0aGUgbmlnaHQ=</p>", ["public/a/index.html: text as it is rendered (base64): 'ospreys of the night'"]),
    "in doubt": ("<p>A custom tour</p>", []),
    "a text of the theme": ('<h1>Page<a class="headerlink" href="#a" title="Ospreys of the night">Xyl</a></h1>', []),
    "in two elements": ("<td>Ospreys of</td><td>the night</td>", []),
    "what a view says": ("<p>Come home</p>", []),
}


@pytest.mark.parametrize(("article", "lines"), RENDERED.values(), ids=RENDERED.keys())
def test_a_page_is_searched_as_it_was_rendered_without_the_theme(project: Path, article: str, lines: list[str]) -> None:
    page = project / "site/public/public/a/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(ARTICLE.format(article), encoding="utf-8")
    hits = [str(hit) for hit in prove_sources(check(project), BuildRequest(project, Audience.PUBLIC), project / "site/public")]
    assert (len(hits), [line for line in lines if not hits[0].startswith(line)]) == (len(lines), []), hits


FILES = {
    "a script": ("a.js", b"", "docs/public/a.js: kind of file: a file that ends in '.js' may not be published"),
    "an archive, unopened": (
        "a.gz",
        gzip.compress(b"Ospreys of the night", mtime=0),
        "docs/public/a.gz: kind of file: a file that ends in '.gz' may not be published",
    ),
    "a picture that runs": (
        "a.svg",
        b"<svg><script/></svg>",
        "docs/public/a.svg: markup: <script> may not stand on a public page; take it out",
    ),
    "a picture with text": ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\0\0\0\0Arno", "docs/public/a.png: properties of a picture: "),
    "a font with names": (
        "a.woff2",
        WOFF2,
        "docs/public/a.woff2: texts of a font: a public font holds nothing but its letters, and this one",
    ),
}


@pytest.mark.parametrize(("name", "data", "line"), FILES.values(), ids=FILES.keys())
def test_files_that_tell_or_do_more_than_is_seen_are_refused(project: Path, name: str, data: bytes, line: str) -> None:
    (project / "docs/public").mkdir()
    (project / "docs/public" / name).write_bytes(data)
    hits = written(project)
    assert (len(hits), hits[0].startswith(line), "; " in hits[0]) == (1, True, True), hits


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
        "to us": [],
    }
    for text, phrases in spoken.items():
        search = search_for_secrets([Secret(text, "a", Place("a"))], known)
        assert [" ".join(phrase) for phrase in search.phrases] == phrases


def test_hits_are_written_sorted_and_never_without_end() -> None:
    hits = [Hit(f"{number:03}.html", "text", "\x1b[31m") for number in range(MOST_HITS + 5)]
    lines = hits_as_text(reversed(hits)).splitlines()
    assert (len(lines), lines[0], lines[-1]) == (MOST_HITS + 1, "000.html: text: \\u001b[31m", "and 5 more")
