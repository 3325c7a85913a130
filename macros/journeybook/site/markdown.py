"""A Python-Markdown extension: after Markdown has run, every placeholder becomes the finished HTML of its view."""

import html
import json
import re
from collections.abc import Iterable
from typing import Any

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor

from journeybook.render.environment import render_page, view_names
from journeybook.render.page_writer import Heading
from journeybook.site.build_state import DESK
from journeybook.site.offline import is_offline
from journeybook.views.base.book import NoSuchThing

_PLACEHOLDER = re.compile(r'<div data-journeybook="([^"]*)"></div>')
IN_CONTENTS = (2, 3)
"""The levels of the headings that a page's table of contents names."""


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
            view = render_page(DESK.book, name, tuple(arguments), here=DESK.here, flat=is_offline())
        except NoSuchThing as error:
            DESK.faults.append(f"{DESK.here}: {error}")
            return ""
        DESK.anchors.update(view.anchors)
        self._add_to_contents(view.headings)
        return str(view.html)

    def _add_to_contents(self, headings: Iterable[Heading]) -> None:
        """Add the headings that were put in to the page's table of contents."""
        tokens: list[dict[str, Any]] = getattr(self.md, "toc_tokens", [])
        for heading in headings:
            if not heading.anchor or heading.level not in IN_CONTENTS:
                continue
            name = html.escape(" ".join(heading.text.split()))
            token = {"level": heading.level, "id": heading.anchor, "name": name, "html": name, "data-toc-label": "", "children": []}
            home = tokens[-1]["children"] if heading.level > IN_CONTENTS[0] and tokens else tokens
            home.append(token)
        self.md.toc_tokens = tokens  # type: ignore[attr-defined]  # set by the toc extension


def makeExtension(**options: Any) -> JourneybookExtension:  # noqa: ANN401, N802 - named by Python-Markdown
    """Make the extension, as Python-Markdown asks for it by module name."""
    return JourneybookExtension(**options)
