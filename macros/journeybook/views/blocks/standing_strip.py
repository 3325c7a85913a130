"""Standing strip: in one line how many accounts are somewhere now, how many of them are late, and in which bands; as of which day."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.draw.sparkline import Sparkline, sparkline
from journeybook.model.health import Band, band_title
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Cell, Labelled, Link, Prefix, cell
from journeybook.views.base.labels import heading
from journeybook.views.blocks.reckoning import reckoning
from journeybook.views.blocks.standing_groups import EVERYBODY, GroupCounts, group_counts, is_named
from journeybook.views.links.site_map import page_address

ACCOUNTS_PAGE = "lifecycle"
"""The page to which counts of all accounts lead."""
UNPLACED = {
    "no-relation": "standing.no_relation",
    "no-map": "standing.no_map",
    "several-maps": "standing.several_maps",
    "several-stages": "standing.several_stages",
    "in-words": "standing.in_words",
    "unknown": "standing.unknown",
    "not-entered": "standing.not_entered",
    "no-way-back": "standing.no_way_back",
}
"""Why an account is in no stage, by the words of `measure.timeline.stage_stays.Unplaced`."""


@dataclass(frozen=True)
class StripCount:
    """A count with what it counts, its tone, and the page behind it."""

    value: str
    text: str
    tone: str
    to: Address | None


@dataclass(frozen=True)
class CountTrend:
    """How many accounts there were month by month: as a small line, and in words."""

    line: Sparkline
    extremes: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class StandingStrip:
    """The counts, what is to be known of them, how they came about, and what they are reckoned by."""

    counts: tuple[StripCount, ...]
    as_of: str
    notes: tuple[Cell, ...]
    trend: CountTrend | None
    basis: tuple[Labelled, ...]


def strip_counts(book: Book, group: tuple[str, ...], ways: "StripWays") -> tuple[StripCount, ...]:
    """Return how many accounts are in a group, how many of these are late, and in which bands, those with none last."""
    counts = group_counts(book)
    late = counts.has(*group, "late")
    return (
        StripCount(counts.text(*group), book.say("standing.here"), "info", ways.accounts),
        StripCount(counts.text(*group, "late"), book.say("standing.late"), "poor" if late else "neutral", ways.late),
        *counts_by_band(book, counts, (*group, "band"), ways.bands),
    )


@dataclass(frozen=True)
class StripWays:
    """Where the counts of a strip lead: to the accounts, to those that are late, and to what is done for each band."""

    accounts: Address | None
    late: Address | None
    bands: Address | None


def counts_by_band(book: Book, counts: GroupCounts, group: tuple[str, ...], to: Address | None) -> Iterator[StripCount]:
    """Yield how many accounts of a group are in which band, in the order of the health models; what nobody is in is left out."""
    for band in known_bands(book):
        if counts.has(*group, band.id):
            yield StripCount(counts.text(*group, band.id), band_title(band), str(band.tone), to)
    if counts.has(*group, ""):
        yield StripCount(counts.text(*group, ""), heading(book, "standing.no_band"), "neutral", to)


def known_bands(book: Book) -> tuple[Band, ...]:
    """Return the bands of all health models, each id once."""
    bands: dict[str, Band] = {}
    for model in book.atlas.health:
        for band in model.bands:
            bands.setdefault(band.id, band)
    return tuple(bands.values())


def count_trend(book: Book, counts: tuple[int, ...]) -> CountTrend | None:
    """Return how a count came about month by month; nothing where names are not shown, since a step may be one account."""
    if not is_named(book) or not any(counts):
        return None
    words = book.say("standing.trend", first=counts[0], last=counts[-1], most=max(counts))
    return CountTrend(sparkline(counts, low=0, high=max(counts)), ("",) * len(counts), words)


def standing_basis(book: Book, counted: str) -> tuple[Labelled, ...]:
    """Return by what accounts are placed and scored, and how many are in no stage for which reason."""
    counts = group_counts(book)
    models = (Link(model.name, page_address("health_model", model.id)) for model in book.atlas.health)
    reasons = [(key, counts.text("unplaced", reason)) for reason, key in UNPLACED.items() if counts.has("unplaced", reason)]
    left_out = [(book.say(key), number) for key, number in reasons]
    some = None if is_named(book) else book.say("standing.some_means")
    return reckoning(book, (Prefix(book.say("standing.rule")), *models, *cell(some)), counted, left_out)


def everybody_text(book: Book, number: str) -> str:
    """Return how many of all known accounts a count stands on."""
    return book.say("standing.counted", number=number, total=group_counts(book).text(*EVERYBODY))
