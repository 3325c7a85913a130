"""No page of the built sample prints the id of a thing that has a name."""

import re

from sample_atlas import sample_checked
from sites import Sites
from visible_text import visible_texts

PROSE = {"check-in", "customer-success", "go-live", "kick-off", "mid-market", "set-up", "sign-in", "win-back"}
"""Ids of the sample that are words of the language as well, which its authors write."""
HELP = ("guide", "reference", "develop")
"""Folders of the pages that teach how ids are written."""
ID = re.compile(r"(?<![\w/.#-])[a-z0-9]+(?:[-_][a-z0-9]+)+(?![\w/-]|\.\w)")


def test_no_page_of_the_sample_prints_an_id(sample: Sites) -> None:
    atlas = sample_checked().atlas
    ids = {identifier for *_, identifier in atlas.index if ID.fullmatch(identifier)} - PROSE
    assert len(ids) > 200
    every = [(audience, page, page.relative_to(site.folder).parts[0]) for audience, site in sample.items() for page in site.pages()]
    pages = [(audience, page) for audience, page, folder in every if folder not in HELP]
    assert len(pages) > 100
    hits = {
        (audience, page.name, text)
        for audience, page in pages
        for text in visible_texts(page.read_text(encoding="utf-8"))
        for word in ID.findall(text)
        if word in ids
    }
    assert hits == set()
