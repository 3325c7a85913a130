"""A map as a Markdown document: everything that it says, and no sign of its authors' that Markdown would take for its own."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from markdown_it import MarkdownIt
from plain_trees import WORDS

from journeybook.exchange.markdown_map import markdown_map
from journeybook.exchange.markdown_text import markdown_text
from journeybook.model.map import Map
from journeybook.validate import check

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | teams: [{id: crew, name: "The *crew*"}]
  maps/
    tour.yml
      | id: tour
      | name: "Tour <b>"
      | goal: 1. To sail
      | owner: crew
      | review: 2026-09-01
      | stages:
      |   - id: book
      |     name: Book
      |     exit: {any: [It is paid, They left]}
      |     steps:
      |       - customer: "# Asks"
      |         how: "Write **soon**, see [it](https://example.org)."
      |         when: 2 days after kick-off
      |         resources: []
      |       - {company: Answers, who: crew, visible_to_customer: false}
"""
DOCUMENT = """# Tour \\<b\\>

- **Owner:** The \\*crew\\*
- **Id:** tour
- **Goal:** 1\\. To sail
- **Review:** 2026-09-01

## Book

- **Id:** book
- **Exit:**
  - **Any:** It is paid; They left

### Steps

1.  **Customer:** \\# Asks
    - **When:** 2 days after kick-off
    - **How:** Write **soon**, see [it](https://example.org).
2.  **Company, seen by the customer:** Answers
    - **Who:** The \\*crew\\*
    - **Visible to customer:** no
"""


def test_a_map_is_a_document(draw_project: Callable[[str], Path]) -> None:
    atlas = check(draw_project(WORLD)).atlas
    journey = atlas.find(Map, "tour")
    assert journey
    assert markdown_map(journey, atlas) == DOCUMENT


@given(WORDS.filter(str.strip))
def test_any_text_is_shown_letter_by_letter(text: str) -> None:
    (_, inline, _) = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(f"x {markdown_text(text)}")
    assert inline.children
    assert {token.type for token in inline.children} <= {"text", "text_special"}
    assert "".join(token.content for token in inline.children) == f"x {' '.join(text.split())}"
    assert MarkdownIt("commonmark").parse(markdown_text(text))[0].type == "paragraph_open"
