"""A Python-Markdown extension: after Markdown has run, every placeholder becomes the finished HTML of its view."""

import html
import json
import re
from typing import Any

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor

from journeybook.render.environment import render, view_names
from journeybook.site.build_state import BUILD
from journeybook.views.base.book import NoSuchThing

_PLACEHOLDER = re.compile(r'<div data-journeybook="([^"]*)"></div>')
_HEADING = re.compile(r"<h([23])(\s[^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\sid="([^"]+)"')
_TAG = re.compile(r"<[^>]*>")


class JourneybookExtension(Extension):
    """Exchanges placeholders for views once Markdown has finished with the page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by Python-Markdown
        """Register the exchange as the last postprocessor."""
        md.postprocessors.register(_PlaceholderExchange(md), "journeybook", -100)


class _PlaceholderExchange(Postprocessor):
    def run(self, text: str) -> str:
        return _PLACEHOLDER.sub(self._view, text)

    def _view(self, placeholder: re.Match[str]) -> str:
        name, *arguments = json.loads(html.unescape(placeholder[1]))
        if BUILD.book is None or name not in view_names():
            BUILD.faults.append(f"{BUILD.page}: nothing is called '{name}'")
            return ""
        try:
            view = str(render(BUILD.book, name, tuple(arguments), here=BUILD.page, flat=BUILD.is_offline))
        except NoSuchThing as error:
            BUILD.faults.append(f"{BUILD.page}: {error}")
            return ""
        self._add_to_contents(view)
        return view

    def _add_to_contents(self, view: str) -> None:
        """Add the headings of a view to the page's table of contents."""
        tokens: list[dict[str, Any]] = getattr(self.md, "toc_tokens", [])
        for level, anchor, title in headings(view):
            name = html.escape(title)
            token = {"level": level, "id": anchor, "name": name, "html": name, "data-toc-label": "", "children": []}
            home = tokens[-1]["children"] if level > 2 and tokens else tokens  # noqa: PLR2004 - h3 stands under h2
            home.append(token)
        self.md.toc_tokens = tokens  # type: ignore[attr-defined]  # set by the toc extension


def headings(view: str) -> list[tuple[int, str, str]]:
    """Return the level, id and text of every heading in our own HTML that the page's contents name.

    >>> headings('<h2 class="a" id="b">C <em>&amp; D</em></h2><h3>no id</h3><h4 id="e">too deep</h4>')
    [(2, 'b', 'C & D')]
    """
    rows = ((int(heading[1]), _ID.search(heading[2]), _TAG.sub("", heading[3])) for heading in _HEADING.finditer(view))
    return [(level, html.unescape(anchor[1]), " ".join(html.unescape(text).split())) for level, anchor, text in rows if anchor]


def makeExtension(**options: Any) -> JourneybookExtension:  # noqa: ANN401, N802 - named by Python-Markdown
    """Make the extension, as Python-Markdown asks for it by module name."""
    return JourneybookExtension(**options)
