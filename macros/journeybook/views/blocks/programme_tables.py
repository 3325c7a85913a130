"""A programme that accounts enter for a time, in account data: how many are in it, in which stage, for how long, and how that ends."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.model.map import Map
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Labelled, Link, Row, Table, cell, facts
from journeybook.views.base.labels import heading, stage_text
from journeybook.views.blocks.figure_texts import days_interval_text
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.reckoning import reckoning
from journeybook.views.blocks.small_cells import shown_counts
from journeybook.views.links.links import map_page, stage_page

if TYPE_CHECKING:  # a page without account data starts no query engine
    from journeybook.measure.programme_figures import ProgrammeFigure

_ENDS = ("there", "perhaps", "done", "left")
_UNSTATED = "stage/"


@dataclass(frozen=True)
class ProgrammeSheet:
    """What account data say of a programme."""

    anchor: str
    title: str
    facts: tuple[Labelled, ...]
    stages: Table
    reckoning: tuple[Labelled, ...]


def programme_sheet(book: Book, figure: "ProgrammeFigure") -> ProgrammeSheet:
    """Return the counts of a programme; where names are not shown small ones are hidden, with what would let a reader subtract."""
    journey, counts = figure.journey, _counts(book, figure)
    told = (stage for stage, count in figure.stages if count or not figure.unstated)  # else a nought would say more than is known
    rows = [Row((cell(Link(stage_text(book, stage), stage_page(journey, stage))), cell(counts[f"stage/{stage.id}"]))) for stage in told]
    if figure.unstated:
        rows.append(Row((cell(book.say("programmes.unstated")), cell(counts[_UNSTATED]))))
    return ProgrammeSheet(
        journey.id,
        journey.name,
        facts(
            *((heading(book, f"programmes.{name}"), counts[name]) for name in _ENDS if figure.ends_named(name)),
            (heading(book, "programmes.half_after"), _length(book, figure)),
            (heading(book, "figures.the_map"), cell(Link(journey.name, map_page(journey)))),
        ),
        listing(book, "programmes", ("stage", "accounts_now"), rows=rows if figure.ends_named("there") else ()),
        reckoning(book, cell(book.say("programmes.rule"), _back(book, journey)), book.say("programmes.counted", number=counts["accounts"])),
    )


def _counts(book: Book, figure: "ProgrammeFigure") -> dict[str, str]:
    from journeybook.measure.statistics.suppression import CountSum  # noqa: PLC0415 - a page without account data starts no statistics

    ends = {end.value: count for end, count in figure.ends.items()}
    stages = {f"stage/{stage.id}": count for stage, count in figure.stages} | {_UNSTATED: figure.unstated}
    again = figure.entered - figure.accounts
    counts = {**ends, **stages, "entered": figure.entered, "accounts": figure.accounts, "again": again}
    sums = [CountSum("entered", tuple(ends)), CountSum("there", tuple(stages)), CountSum("entered", ("accounts", "again"))]
    return shown_counts(book, counts, sums)


def _length(book: Book, figure: "ProgrammeFigure") -> str:
    """Return after how many days half of those who entered had left; nothing where that could tell of one account."""
    curve = figure.survival
    if not curve.count or not (book.figures and book.figures.names_shown):
        return ""
    if curve.median is None:
        return book.say("measured_stages.half_not_yet")
    return book.say("programmes.days", days=curve.median, interval=days_interval_text(book, curve.median_interval))


def _back(book: Book, journey: Map) -> str:
    text = journey.programme.get("back_to", str) if journey.programme else None
    return book.say("programmes.back_to", text=text) if text else book.say("programmes.back_unstated")
