"""Stubs: every page of ours is one placeholder and no author text, with its navigation and its edit link."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from journeybook.render.escape import theme_text
from journeybook.render.untranslated import theme_title
from journeybook.site.macros import placeholder
from journeybook.views.base.elements import Stub
from journeybook.words.mixed_texts import MixedText, Untranslated


def add_files(files: Files, config: MkDocsConfig, pages: Sequence[Stub]) -> None:
    """Add a generated file for every page, each with a link to the YAML that made it; a hand-written one of that name stays."""
    for stub in pages:
        if stub.page in files.src_uris:
            continue
        file = File.generated(config, stub.page, content=placeholder(stub.view, *stub.arguments))
        file.edit_uri = None  # the plugin says where, with the line
        if not stub.is_listed:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)


def navigation(pages: Sequence[Stub], hand_written: Sequence[Any]) -> list[Any]:
    """Return the navigation as MkDocs reads it: sections by name, titles safe for the theme, hand-written pages last."""
    root: list[Any] = []
    for stub in pages:
        if not stub.is_listed:
            continue
        level = root
        for name in stub.section:
            level = _section(level, theme_text(name))
        level.append({theme_text(stub.short or stub.title): stub.page})
    return [*root, *hand_written]


def marked_titles(pages: Iterable[Stub], *others: str) -> Callable[[str], str]:
    """Return what writes a title of the navigation with a mark around what is English in it for want of a translation."""
    titles = (*others, *(title for stub in pages for title in (stub.title, stub.short, *stub.section)))
    marked = {theme_text(title): theme_title(title) for title in titles if isinstance(title, MixedText | Untranslated)}
    return lambda title: marked.get(title, title)


def _section(level: list[Any], name: str) -> list[Any]:
    for entry in reversed(level):  # pages of a section follow each other
        if isinstance(entry, dict) and isinstance(entry.get(name), list):
            return cast("list[Any]", entry[name])
    section: list[Any] = []
    level.append({name: section})
    return section
