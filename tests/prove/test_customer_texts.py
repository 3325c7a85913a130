"""The list of texts that customers read is whole: every author's word on the page is in it, and every text in it is on the page."""

import json
import re
from calendar import month_name
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from sample_atlas import sample_checked
from two_audiences import World
from typer.testing import CliRunner

from journeybook.audience.redact import redact
from journeybook.cli.main import assemble_program
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.map import Map
from journeybook.prove.customer_texts import customer_texts
from journeybook.prove.normalise import normalised_words
from journeybook.render.environment import render
from journeybook.views.base.book import Book

ROOT = Path(__file__).parents[2]
PROGRAM = assemble_program()
RUNNER = CliRunner()
SLUGS = ("publish-rotas-at-every-site", "cut-overtime-across-all-sites", "plan-your-own-rota")


def public_map(atlas: Atlas, slug: str) -> Map:
    return next(journey for journey in atlas.maps if journey.public and journey.public.slug == slug)


def page(atlas: Atlas, slug: str) -> tuple[Book, str]:
    """Return the book of customers, and the HTML of a page of it: scripts show what stands in its plan."""
    book = Book(redact(atlas, Audience.PUBLIC), Audience.PUBLIC)
    return book, unescape(render(book, "success_map", (slug,), here=f"{slug}.md"))


def visible_words(html: str) -> set[str]:
    """Return the words between the tags."""
    return set(normalised_words(re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL))))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_word_on_a_page_of_the_sample_is_in_the_list_and_every_text_of_the_list_on_the_page(slug: str) -> None:
    book, html = page(sample_checked().atlas, slug)
    texts = customer_texts(sample_checked().atlas, public_map(sample_checked().atlas, slug))
    words, everywhere = visible_words(html), set(normalised_words(html))
    listed = {word for item in texts for word in normalised_words(item.text)}
    ours = {word for sentence in book.words.values() for word in normalised_words(re.sub(r"\{[a-z_]*\}", " ", sentence))}
    ours |= {word for noun in (*book.nouns.values(), *month_name) for word in normalised_words(noun)}
    assert (len(texts) > 150, len(words & (listed - ours)) > 80) == (True, True)
    assert sorted(word for word in words - listed - ours if not word.isdigit()) == []
    assert [item.text for item in texts if not set(normalised_words(item.text)) <= everywhere] == []
    assert all(item.place.file.startswith("journeys/") for item in texts)


def test_every_text_stands_at_its_place() -> None:
    files = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "journeys").rglob("*.yml")}
    lines = {name: path.read_text(encoding="utf-8").splitlines() for name, path in files.items()}
    texts = customer_texts(sample_checked().atlas, public_map(sample_checked().atlas, SLUGS[0]))
    long = [item for item in texts if len(item.text.split()) > 3 and not re.search(r"\d+ days", item.text)]
    assert len(long) > 200
    assert [
        item
        for item in long
        if re.findall(r"\w+", item.text)[0] not in " ".join(lines[item.place.file][item.place.line - 1 : item.place.line + 1])
    ] == []


def test_the_tokens_of_a_page_are_those_of_the_list() -> None:
    """Each text of this atlas is a word that stands nowhere else; old names stand in anchors alone, which nobody reads."""
    world = World()
    atlas = world.atlas()
    _, html = page(atlas, "reach-your-goal")
    listed = " ".join(item.text for item in customer_texts(atlas, public_map(atlas, "reach-your-goal")))
    old_names = {token for token, (place, _) in world.tokens.items() if place.endswith("Former.name")}
    tokens = set(re.findall(r"zq[a-z]{14}", html))
    assert len(tokens) > 40
    assert tokens & old_names
    assert (tokens - old_names) ^ set(re.findall(r"zq[a-z]{14}", listed)) == set()


def test_the_list_follows_the_page() -> None:
    atlas = World().atlas()
    _, html = page(atlas, "reach-your-goal")
    listed = tokens(" ".join(item.text for item in customer_texts(atlas, public_map(atlas, "reach-your-goal"))))
    shown = tokens(visible_text(html.partition('<div class="jb-sheet')[0]))
    assert len(shown) > 90
    assert [token for token in listed if token in shown] == shown


@pytest.mark.parametrize("slug", SLUGS)
def test_the_list_follows_the_pages_of_the_sample(slug: str) -> None:
    """Told by the texts that stand on a page once, as they are written."""
    _, html = page(sample_checked().atlas, slug)
    shown = visible_text(html.partition('<div class="jb-sheet')[0])
    listed = [" ".join(item.text.split()) for item in customer_texts(sample_checked().atlas, public_map(sample_checked().atlas, slug))]
    once = [text for text in listed if len(text.split()) > 2 and shown.count(text) == 1]
    assert len(once) > 50
    assert once == sorted(once, key=shown.index)


def visible_text(html: str) -> str:
    """Return the text between the tags, without that of pictures, scripts and styles."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)).split())


def tokens(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"zq[a-z]{14}", text)))


ATLAS = """
journeys/atlas.yml
  | schema_version: {version}
  | organisation: Shiftwell
  | as_of: 2026-05-01
  | teams: [{{id: csm, name: Customer success}}]
journeys/maps/base.yml
  | id: base
  | name: Base
  | goal: Publish
  | owner: csm
  | stages:
  |   - id: go
  |     name: Go
  |     owner: csm
  |     exit: Gone
  |     events: none
  |     steps: [{{customer: Waits}}, {{customer: Joins, how: "One\\n\\nTwo", audience: public}}]
journeys/maps/way.yml
  | id: way
  | name: Way
  | goal: Publish
  | extends: base
  | status: {status}
  | audience: public
  | review: 2026-04-01
  | owner: csm
  | public: {{slug: way, title: Title, goal: Goal, role: Role}}
"""
Draw = Callable[[str], Path]


def run(project: Path, *arguments: str) -> tuple[int, str, str]:
    answer = RUNNER.invoke(PROGRAM, [*arguments, "--project", str(project)])
    return answer.exit_code, answer.stdout, answer.stderr


@pytest.mark.parametrize("status", ["live", "draft"])
def test_check_prints_what_customers_will_read(draw_project: Draw, status: str) -> None:
    project = draw_project(ATLAS.format(version=2, status=status))
    code, printed, told = run(project, "check", "--public", "way")
    assert (code, told) == (0, "5 texts of 'way' that customers read once it is live\n")
    assert (
        printed
        == """\
journeys/maps/way.yml:9:21 Title
journeys/maps/base.yml:11:43 Joins
journeys/maps/way.yml:9:47 Role
journeys/maps/way.yml:9:35 Goal
journeys/maps/base.yml:11:50 One

    Two
"""
    )
    rows = json.loads(run(project, "check", "--public", "way", "--format", "json")[1])
    assert rows[0] == {"file": "journeys/maps/way.yml", "line": 9, "column": 21, "text": "Title"}


def test_check_says_why_nothing_is_read_of_a_map(draw_project: Draw) -> None:
    project = draw_project(ATLAS.format(version=2, status="live"))
    for identifier, words in (("wya", "did you mean way?"), ("base", "no `public:` section")):
        code, printed, told = run(project, "check", "--public", identifier)
        assert (code, printed, words in " ".join(told.split())) == (2, "", True), told


def test_upgrade_lists_what_is_lost_and_writes_the_version(draw_project: Draw) -> None:
    project = draw_project(ATLAS.format(version=1, status="live"))
    atlas = project / "journeys" / "atlas.yml"
    before = atlas.read_bytes()
    lost = """\
Customers read these texts of 'way' no more:
journeys/maps/base.yml:11:24 Waits
journeys/maps/base.yml:7:5 Go
journeys/maps/base.yml:9:11 Gone

"""
    code, printed, told = run(project, "upgrade")
    assert (code, printed, atlas.read_bytes()) == (0, lost, before)
    assert told == "To go on, run `journeybook upgrade --write`: it writes `schema_version: 2` into journeys/atlas.yml\n"
    assert run(project, "upgrade", "--write") == (0, lost, "`schema_version: 2` is written into journeys/atlas.yml\n")
    assert atlas.read_bytes() == before.replace(b"schema_version: 1", b"schema_version: 2")
    assert run(project, "upgrade", "--write") == (0, lost, "The files are of version 2: nothing is to be written\n")
    assert run(project, "check")[0] == 0


def test_upgrade_says_where_it_cannot_write(draw_project: Draw) -> None:
    project = draw_project(ATLAS.format(version='"1"', status="live"))
    code, _, told = run(project, "upgrade", "--write")
    assert (code, "cannot be written from here" in told) == (2, True)
