"""A Python-Markdown extension: after Markdown has run, every placeholder becomes the finished HTML of its view.

Settings name it beside the plugin, so that one which loses the plugin makes no site of the hand-written pages alone.
"""

import html
import json
import re
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from mkdocs.exceptions import PluginError

from journeybook.audience.build_request import PLUGIN_MISSING
from journeybook.model.base import Withheld
from journeybook.prove.allow_list import refused_markup
from journeybook.render.environment import render_page, view_arguments, view_names
from journeybook.render.page_writer import Heading
from journeybook.render.untranslated import theme_title
from journeybook.render.urls import SiteUrls
from journeybook.site.build_state import BUILD
from journeybook.site.page_sections import page_sections
from journeybook.views.base.book import NoSuchThing

_PLACEHOLDER = re.compile(r'<div data-journeybook="([^"]*)"></div>')
IN_CONTENTS = (2, 3)
"""The levels of the headings that a page's table of contents names."""


class JourneybookExtension(Extension):
    """Exchanges placeholders for views once Markdown has finished with the page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by Python-Markdown
        """Register the exchange as the last postprocessor, before it the look at what authors wrote, and first of all the guard."""
        md.preprocessors.register(_PluginGuard(md), "journeybook-guard", 1000)
        md.treeprocessors.register(_SectionReader(md), "journeybook-sections", -100)
        md.postprocessors.register(_AuthorsMarkup(md), "journeybook-markup", -99)
        md.postprocessors.register(_PlaceholderExchange(md), "journeybook", -100)


class _PluginGuard(Preprocessor):
    """Stops a site that is made without the plugin."""

    def run(self, lines: list[str]) -> list[str]:
        if BUILD.book is None:
            raise PluginError(PLUGIN_MISSING)
        return lines


class _SectionReader(Treeprocessor):
    """Notes what a hand-written page says, for the search, as long as it is a tree and no views are in it."""

    def run(self, root: Element) -> None:
        if BUILD.is_hand_written:
            BUILD.sections[BUILD.page] = page_sections(root)


class _AuthorsMarkup(Postprocessor):
    """Looks at a hand-written page for customers before the views are in it."""

    def run(self, text: str) -> str:
        if BUILD.must_be_searched:
            BUILD.faults += [f"docs/{BUILD.page}: {fault}: take it out" for fault in refused_markup(text)]
        return text


class _PlaceholderExchange(Postprocessor):
    def run(self, text: str) -> str:
        return _PLACEHOLDER.sub(self._view, text)

    def _view(self, placeholder: re.Match[str]) -> str:
        name, *arguments = json.loads(html.unescape(placeholder[1]))
        if BUILD.book is None or name not in view_names():
            BUILD.faults.append(f"{BUILD.page}: nothing is called '{name}'")
            return ""
        ids, needed = view_arguments(name)
        if not needed <= len(arguments) <= len(ids):
            form = f"{name}({', '.join(ids)})"
            BUILD.faults.append(f"{BUILD.place_of_call(name)}: {name}() is called with {len(arguments)} ids: write {form}")
            return ""
        try:
            view = render_page(
                BUILD.book, name, tuple(arguments), here=BUILD.page, site=SiteUrls(BUILD.url_of, BUILD.address, BUILD.edit_url)
            )
        except NoSuchThing as error:
            BUILD.faults.append(f"{BUILD.place_of_call(name)}: {error}")
            return ""
        except Withheld:
            if not BUILD.is_hand_written:
                raise
            BUILD.faults.append(f"{BUILD.place_of_call(name)}: {name}() shows what is withheld from customers")
            return ""
        BUILD.anchors.update(view.anchors)
        self._add_to_contents(view.headings)
        return str(view.html)

    def _add_to_contents(self, headings: Iterable[Heading]) -> None:
        """Add the headings that were put in to the page's table of contents."""
        tokens: list[dict[str, Any]] = getattr(self.md, "toc_tokens", [])
        for heading in headings:
            if not heading.anchor or heading.level not in IN_CONTENTS:
                continue
            name = theme_title(heading.text)
            token = {"level": heading.level, "id": heading.anchor, "name": name, "html": name, "data-toc-label": "", "children": []}
            home = tokens[-1]["children"] if heading.level > IN_CONTENTS[0] and tokens else tokens
            home.append(token)
        self.md.toc_tokens = tokens  # type: ignore[attr-defined]  # set by the toc extension


def makeExtension(**options: Any) -> JourneybookExtension:  # noqa: ANN401, N802 - named by Python-Markdown
    """Make the extension, as Python-Markdown asks for it by module name."""
    return JourneybookExtension(**options)
