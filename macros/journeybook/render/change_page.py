"""A report of changes as one page that needs nothing else: each changed map before and after, side by side, above its changes."""

from dataclasses import dataclass

from markupsafe import Markup

from journeybook.draw.swimlane import TooLarge
from journeybook.load.theme import style_sheet
from journeybook.model.map import Map
from journeybook.render.brand import brand_css
from journeybook.render.change_text import change_sentence, changes_by_home, reading_sentences
from journeybook.render.downloads import map_drawing
from journeybook.render.environment import render_alone
from journeybook.render.graphviz_program import DrawingFailed
from journeybook.views.base.book import Book
from journeybook.views.changes.change import AtlasChange, ChangeReport


@dataclass(frozen=True)
class MapSide:
    """A map in one of the two states: its swimlane, or in words why there is none."""

    title: str
    drawing: Markup
    reason: str


@dataclass(frozen=True)
class ChangeSection:
    """The changes of one map or other thing, with both sides of a map."""

    title: str
    sides: tuple[MapSide, ...]
    changes: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    """Of each: its sentence, what it does, and what customers read otherwise."""


def change_page(before: Book, after: Book, report: ChangeReport, renamed: dict[str, str]) -> str:
    """Return a report as an HTML document with all its styles and drawings; the new ids of maps are given by the old ones."""
    sections = tuple(_section(before, after, home, changes, renamed) for home, changes in changes_by_home(report))
    pages = tuple((page.sentence, reading_sentences(after, page.readings)) for page in report.pages)
    sheets = (style_sheet("tokens"), brand_css(after.atlas.file.brand), style_sheet("change-page"))
    return render_alone(
        "change_page",
        say=after.say,
        language=after.language,
        direction=after.direction,
        title=after.say("changes.title", before=report.before, after=report.after),
        organisation=after.atlas.file.organisation.name,
        styles=Markup("\n".join(sheets)),  # noqa: S704 - our own style sheets
        sections=sections,
        pages=pages,
        notes=report.notes,
    )


def _section(before: Book, after: Book, home: tuple[str, str], changes: tuple[AtlasChange, ...], renamed: dict[str, str]) -> ChangeSection:
    kind, _, identifier = home[0].partition("/")
    sides: tuple[MapSide, ...] = ()
    if kind == Map.KIND:
        old = next((name for name, new in renamed.items() if new == identifier), identifier)
        sides = (_side(before, old, after.say("changes.before")), _side(after, identifier, after.say("changes.after")))
    rows = (
        (
            change_sentence(after, change),
            tuple(effect.sentence for effect in change.effects),
            reading_sentences(after, change.readings),
        )
        for change in changes
    )
    return ChangeSection(home[1], sides, tuple(rows))


def _side(book: Book, map_id: str, title: str) -> MapSide:
    journey = book.atlas.find(Map, map_id)
    if journey is None or not journey.stages:
        return MapSide(title, Markup(), book.say("changes.map_not_there" if journey is None else "map.none"))
    try:
        return MapSide(title, Markup(map_drawing(book, map_id).markup), "")  # noqa: S704 - rebuilt from an allow-list
    except (TooLarge, DrawingFailed) as error:
        return MapSide(title, Markup(), book.say("swimlane.not_drawn", reason=str(error)))
