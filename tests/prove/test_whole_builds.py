"""Whole public sites: the same bytes whatever is internal, no internal word in them, and a build that leaks publishes nothing."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from noise import Noisy, run_build, snapshot, write_noisy
from two_audiences import SHOWN_OTHERWISE, World

from journeybook.findings import Place
from journeybook.load.theme import theme_folder
from journeybook.model.base import Audience
from journeybook.prove import find_leaks, hits_as_text, public_addresses, read_site
from journeybook.prove.manifest import manifest_hits
from journeybook.prove.planned_files import SitePlan, plan_site
from journeybook.prove.project_texts import Secret
from journeybook.prove.public_texts import KnownPhrases
from journeybook.prove.search import search_for_secrets
from journeybook.validate import check
from journeybook.views.base.book import open_book

pytestmark = pytest.mark.xdist_group("proof")
INWARD = "assets/stylesheets/components/journey-map.css"
HOOK = Path(__file__).parent / "leaking_hook.py"


def test_public_sites_are_the_same_to_the_byte_with_paths_modes_and_times(noisy: list[Noisy]) -> None:
    shots = [snapshot(one.site) for one in noisy]
    assert (len(shots) > 2, len(shots[0]) > 60) == (True, True)
    for shot in shots[1:]:
        assert [path for path in sorted(shots[0].keys() | shot.keys()) if shots[0].get(path) != shot.get(path)] == []


def test_no_internal_canary_is_on_the_site_and_every_public_one_is(noisy: list[Noisy], closed: tuple[SitePlan, set[str]]) -> None:
    world, files = noisy[0].world, read_site(noisy[0].site)
    kinds = {audience: [word for word, (_, is_public) in world.tokens.items() if is_public is audience] for audience in (True, False)}
    assert (len(kinds[True]) > 50, len(kinds[False]) > 1000) == (True, True)
    found = {}
    for audience, words in kinds.items():
        search = search_for_secrets([Secret(word, word, Place("a")) for word in words], KnownPhrases([]))
        found[audience] = {hit.what.rpartition(" ")[2] for hit in find_leaks(files, closed[0], search)}
    assert found[False] == set()
    absent = [world.tokens[word][0] for word in kinds[True] if word not in found[True]]
    assert [place for place in absent if not any(name in place for name in SHOWN_OTHERWISE)] == []


LEAKS = {
    "comment": "index.html: comment: 'WORD'",
    "data attribute": "index.html: data attribute data-owner: 'WORD'",
    "CSS class": "index.html: CSS class: 'WORD'",
    "meta": "index.html: meta: 'WORD'",
    "SVG title": "index.html: SVG title: 'WORD'",
    "accessible name": "index.html: accessible name aria-label: 'WORD'",
    "anchor": "index.html: anchor: 'WORD'",
    "style": "index.html: style: 'WORD'",
    "mail subject": "index.html: link (percent signs, percent signs): 'WORD'",
    "data address": "index.html: address (base64): 'WORD'",
    "script": "index.html: script: 'WORD'",
    "no width": "index.html: text: 'WORD'",
    "split": "index.html: text across elements: 'WORD'",
    "search entry": "search/search_index.json: search entry: 'WORD'",
    "JSON": "data.json: JSON: 'WORD'",
    "file name": "path: 'WORD'",
    "redirect": "old/index.html: meta: 'WORD'",
    "image metadata": "assets/dot.png: properties of a picture: 'WORD'",
    "style sheet": "assets/stylesheets/tokens.css: style sheet: 'WORD'",
    "sitemap": "sitemap.xml: sitemap: 'WORD'",
    "archive": "assets/all.zip: name in an archive: 'WORD'",
    "digest": "index.html: text: ",
}
"""What a hook of MkDocs leaks into a real build, and what is said of it."""


def test_a_build_that_leaks_says_where_and_publishes_nothing(tmp_path: Path) -> None:
    world = World()
    project, surroundings = write_noisy(world, tmp_path)
    shutil.copy(HOOK, project / "leaking_hook.py")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "hooks: [leaking_hook.py]\n", encoding="utf-8")
    words = sorted(word for word, (place, is_public) in world.tokens.items() if not is_public and ".Playbook." in place)[: len(LEAKS)]
    surroundings["LEAKS"] = " ".join(words)
    done = run_build(project, surroundings)
    assert (done.returncode, (project / "site" / "public").exists()) == (1, False), done.stdout + done.stderr
    said = done.stdout + done.stderr
    missed = [name for (name, line), word in zip(LEAKS.items(), words, strict=True) if line.replace("WORD", word) not in said]
    assert missed == [], said
    assert len(re.findall(r"\(journeys/playbooks/[^()]*\.yml:\d+:\d+\)", said)) >= len(LEAKS)


def touched(site: Path) -> None:
    os.utime(site / "404.html", (1, 1))


def opened(site: Path) -> None:
    (site / "404.html").chmod(0o666)


def linked(site: Path) -> None:
    (site / "more.html").symlink_to(site / "404.html")


def emptied(site: Path) -> None:
    (site / "plans").mkdir()


def added(site: Path) -> None:
    (site / "plan.html").write_bytes((site / "404.html").read_bytes())


def removed(site: Path) -> None:
    (site / "sitemap.xml").unlink()


def dressed(site: Path) -> None:
    shutil.copy(theme_folder() / INWARD, site / INWARD)


def undressed(site: Path) -> None:
    (site / "assets/javascripts/plan.js").unlink()


def changed(site: Path) -> None:
    name = next((site / "assets/stylesheets").glob("main.*.css"))
    name.write_bytes(name.read_bytes() + b"/**/")


def marked(text: str) -> Callable[[Path], None]:
    def mark(site: Path) -> None:
        page = site / "index.html"
        page.write_text(page.read_text(encoding="utf-8").replace("</article>", f"{text}</article>"), encoding="utf-8")

    return mark


BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "modification time": (touched, "404.html: modification time: "),
    "file mode": (opened, "404.html: file mode: "),
    "link in the folder": (linked, "more.html: path: only ordinary files"),
    "empty folder": (emptied, "plans: path: an empty folder"),
    "more files": (added, "plan.html: path: the file is not planned"),
    "fewer files": (removed, "sitemap.xml: path: the file is planned and missing"),
    "a style sheet of the internal site": (dressed, f"{INWARD}: path: the file is not planned"),
    "fewer scripts": (undressed, "assets/javascripts/plan.js: path: the file is planned and missing"),
    "another theme": (changed, ": content: the file is not the one that is installed"),
    "a comment": (marked("<!-- -->"), "index.html: comment: "),
    "an element": (marked("<iframe></iframe>"), "index.html: element: <iframe>"),
    "an attribute": (marked('<p data-count="3">'), "index.html: attribute: data-count"),
    "a handler": (marked('<p onclick="go()">'), "index.html: attribute: onclick"),
    "a redirect": (marked('<meta http-equiv="refresh" content="0; url=/">'), "index.html: redirect: "),
    "an address outside": (marked('<a href="https://elsewhere.example/">'), "index.html: link: https://elsewhere.example/"),
    "a picture outside": (marked('<img src="//elsewhere.example/a.png">'), "index.html: link: //elsewhere.example/a.png"),
    "one of several pictures": (
        marked('<img srcset="404.html 1x, https://b.example/a.png 2x">'),
        "index.html: link: https://b.example/a.png",
    ),
    "a style's address": (marked('<p style="background: url(https://c.example/)">'), "index.html: link: https://c.example/"),
    "a drawing used": (marked('<svg><use href="other.svg#a"></use></svg>'), "index.html: link: other.svg#a leads to no file"),
    "a link to nothing": (marked('<a href="no-such-page/">'), "index.html: link: no-such-page/ leads to no file"),
    "a spot that is not there": (marked('<a href="reach-your-goal/#nowhere">'), "leads to no spot of the page"),
    "a way out": (marked('<a href="../../secret.html">'), "index.html: link: ../../secret.html leads to no file"),
    "an address with more": (marked('<a href="reach-your-goal/?ref=12">'), "carries more than an address"),
    "a script address": (marked('<a href="javascript:go()">'), "index.html: link: javascript:go()"),
}


@pytest.mark.parametrize(("spoil", "line"), BROKEN.values(), ids=BROKEN.keys())
def test_a_site_that_is_not_as_planned_is_told(
    noisy: list[Noisy], closed: tuple[SitePlan, set[str]], tmp_path: Path, spoil: Callable[[Path], None], line: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(noisy[0].site, site)
    before = hits_as_text(manifest_hits(site, read_site(site), *closed))
    spoil(site)
    after = hits_as_text(manifest_hits(site, read_site(site), *closed))
    assert (line in before, line in after) == (False, True), after


def test_a_site_as_it_was_built_is_as_planned(noisy: list[Noisy], closed: tuple[SitePlan, set[str]]) -> None:
    assert hits_as_text(manifest_hits(noisy[0].site, read_site(noisy[0].site), *closed)) == ""


@pytest.fixture(scope="module")
def closed(noisy: list[Noisy]) -> tuple[SitePlan, set[str]]:
    """Return the plan of the site and the addresses that it may name."""
    book = open_book(check(noisy[0].project), Audience.PUBLIC)
    return plan_site(book, noisy[0].project), set(public_addresses(book, noisy[0].project))
