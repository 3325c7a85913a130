"""Bands are called as their team calls them: on every page, in every table, drawing and file, and in what the search lists."""

import re
from collections.abc import Iterator

import pytest
from answered import DAY
from full_atlas import Tree
from two_audiences import World
from visible_text import visible_texts

from journeybook.audience.redact import redact
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.enumerations import Tone
from journeybook.render.downloads import map_csv, map_drawing
from journeybook.render.environment import render
from journeybook.views.base.book import Book
from journeybook.views.site_pages import site_pages

OWN = {"good": "Kittiwake", "average": "Fulmar", "poor": "Razorbill", "neutral": "Shearwater"}
"""What the team calls its bands, by their tones; no other text says these words."""
Texts = list[tuple[str, str]]
"""Texts of a site, each with its page."""
OURS = re.compile(r"\b(good|average|poor|neutral|healthy|at.risk|red|amber|yellow|green)\b", re.IGNORECASE)
"""The words of the program, and of most health scores, for bands."""
NOT_OF_BANDS = re.compile(r"\b(good (or bad )?signs?\b|good to know\b|polarity: good\b)", re.IGNORECASE)
"""What the interface says with these words of other things."""


def ranges() -> list[Tree]:
    """Return a range of an input in each tone, without a name of its own."""
    return [{"tone": tone, "when": f">= {number} and < {number + 1}"} for number, tone in enumerate(OWN)]


def table(key: str, values: list[str]) -> Tree:
    """Return a table of two measures with these values in its cells."""
    down = [{"when": f">= {number}", "bands": [{"column": "whole", key: value}]} for number, value in enumerate(values)]
    return {"rows": "the-measure", "columns": "the-measure", "across": [{"id": "whole", "when": ">= 0"}], "down": down}


class BandWorld(World):
    """A world in which something is in every field, and each health model has the team's four bands."""

    def trees(self) -> Tree:
        trees = super().trees()
        bands = [
            {"id": "the-band" if number == 0 else f"the-{name.lower()}", "name": name, "tone": tone, "when": f">= {number}"}
            for number, (tone, name) in enumerate(OWN.items())
        ]
        for model in trees["health"]:
            model |= {
                "bands": bands,
                "points": [{"tone": tone, "points": number} for number, tone in enumerate(OWN)],
                "band_table": table("band", [band["id"] for band in bands]),
                "overrides": [{"when": "the-measure >= 1", "band": band["id"]} for band in bands],
                "indicators": [
                    {"measure": "the-measure", "weight": 40, "bands": ranges()},
                    {"measure": "the-measure", "weight": 40, "band_table": table("tone", list(OWN))},
                ],
                "examples": [
                    {"title": f"It is {number}", "values": [{"measure": "the-measure", "value": str(number)}]} for number in range(4)
                ],
            }
        return trees


@pytest.fixture(scope="module")
def sites() -> tuple[Texts, Texts]:
    """Every text of the internal site and of the public one."""
    atlas = BandWorld().atlas()
    public = Book(redact(atlas, Audience.PUBLIC), Audience.PUBLIC)
    return list(shown(Book(atlas, Audience.INTERNAL, DAY, (), public))), list(shown(public))


def shown(book: Book) -> Iterator[tuple[str, str]]:
    """Yield every text of a site with its page: titles in the navigation and the search, tables, drawings, and the files beside maps."""
    for stub in site_pages(book):
        yield from ((stub.page, text) for text in (stub.title, stub.description, stub.short, *stub.section))
        yield from ((stub.page, text) for text in visible_texts(render(book, stub.view, stub.arguments, here=stub.page)))
    if book.audience is Audience.INTERNAL:
        for journey in book.atlas.maps:
            yield f"{journey.id}.csv", map_csv(book, journey.id).decode()
            yield f"{journey.id}.svg", map_drawing(book, journey.id).file.decode()


def test_no_page_calls_a_band_by_a_word_of_ours(sites: tuple[Texts, Texts]) -> None:
    texts = [place for site in sites for place in site]
    assert len(texts) > 5_000
    assert [(page, text[:200]) for page, text in texts if OURS.search(NOT_OF_BANDS.sub("", text))] == []


def test_each_page_that_tells_of_bands_calls_them_as_the_team_does(sites: tuple[Texts, Texts]) -> None:
    internal, public = sites
    pages = {name: {page.partition("/")[0] for page, text in internal if name in text} for name in OWN.values()}
    everywhere = {"health", "maps", "playbooks"}
    assert {name: everywhere - folders for name, folders in pages.items()} == {name: set() for name in OWN.values()}
    assert [text for _, text in public if any(name in text for name in OWN.values())] == []


def test_a_tone_with_two_bands_is_called_by_both() -> None:
    trees = BandWorld().trees()
    for model in trees["health"]:
        model["bands"] = [*model["bands"], {"id": "calm", "name": "Gannet", "tone": "good", "when": ">= 9"}]
        model["points"] = [{"tone": str(Tone.GOOD), "points": 1}]
    book = Book(Atlas.model_validate(trees), Audience.INTERNAL, DAY)
    texts = [text for page, text in shown(book) if page.startswith("health/")]
    assert any("Kittiwake / Gannet: at least 0 and below 1" in text for text in texts)
    assert any(text.endswith("Kittiwake / Gannet 1.") for text in texts)
