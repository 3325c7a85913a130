"""A Python-Markdown extension: after Markdown has run, every placeholder becomes the finished HTML of its view."""

import html
import json
import re
from html.parser import HTMLParser
from typing import Any

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor

from journeybook.render.environment import render, view_names
from journeybook.site.desk import DESK
from journeybook.views.book import NoSuchThing

_PLACEHOLDER = re.compile(r'<div data-journeybook="([^"]*)"></div>')
_LEVELS = ("h2", "h3")


class JourneybookExtension(Extension):
    """Swaps placeholders for views once Markdown has finished with the page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by Python-Markdown
        """Register the swap as the last thing that happens to a page."""
        md.postprocessors.register(_Swap(md), "journeybook", -100)


class _Swap(Postprocessor):
    def run(self, text: str) -> str:
        return _PLACEHOLDER.sub(self._view, text)

    def _view(self, found: re.Match[str]) -> str:
        name, *arguments = json.loads(html.unescape(found[1]))
        if DESK.book is None or name not in view_names():
            DESK.faults.append(f"{DESK.here}: nothing is called '{name}'")
            return ""
        try:
            made = str(render(DESK.book, name, tuple(arguments), here=DESK.here))
        except NoSuchThing as error:
            DESK.faults.append(f"{DESK.here}: {error}")
            return ""
        self._add_to_contents(made)
        return made

    def _add_to_contents(self, made: str) -> None:
        """Let the page's table of contents know the headings that were put in."""
        headings = _Headings()
        headings.feed(made)
        tokens: list[dict[str, Any]] = getattr(self.md, "toc_tokens", [])
        for level, anchor, title in headings.found:
            token = {"level": level, "id": anchor, "name": html.escape(title), "html": html.escape(title), "data-toc-label": "", "children": []}
            home = tokens[-1]["children"] if level > 2 and tokens else tokens  # noqa: PLR2004 - h3 stands under h2
            home.append(token)
        self.md.toc_tokens = tokens  # type: ignore[attr-defined]


class _Headings(HTMLParser):
    """Finds the headings that have an id."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str, str]] = []
        self._open: tuple[int, str] | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id")
        if tag in _LEVELS and anchor:
            self._open, self._text = (int(tag[1]), anchor), ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag in _LEVELS:
            self.found.append((*self._open, " ".join(self._text.split())))
            self._open = None


def makeExtension(**options: Any) -> JourneybookExtension:  # noqa: ANN401, N802 - named by Python-Markdown
    """Make the extension, as Python-Markdown asks for it by module name."""
    return JourneybookExtension(**options)
