"""How many accounts share a stage, a phase, a band or a cell of the coverage grid today, as texts that give nobody away.

Every number on every page that counts accounts by where they are comes from this one table, so that no two pages together let a reader
subtract: where names are not shown, small counts are hidden once, with the sums that hold among all of them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.views.base.book import Book, remembered
from journeybook.views.blocks.coverage import NOT_APPLICABLE, coverage, grid_row
from journeybook.views.blocks.small_cells import shown_counts

if TYPE_CHECKING:  # a page without account data starts no query engine
    from journeybook.measure.standings import Standing

Group: TypeAlias = tuple[str, ...]
"""What accounts have in common: a word for the kind, then ids; an empty id stands for none."""
ALL_ACCOUNTS: Group = ("everybody",)
PLACED: Group = ("placed",)
LATE: Group = ("late",)
NO_CELL: Group = ("no-cell",)


@dataclass(frozen=True)
class GroupCounts:
    """How many accounts are in each group: the numbers, which no page shows, and the texts that it does."""

    numbers: Mapping[Group, int]
    texts: Mapping[Group, str]

    def text(self, *group: str) -> str:
        """Return the count of a group as readers may see it."""
        return self.texts.get(group, "0")

    def has(self, *group: str) -> bool:
        """Return whether anybody is in a group."""
        return bool(self.numbers.get(group))

    def rank(self, *group: str) -> int:
        """Return by which number a group is put in order: the shown one, and 1 for each that is hidden."""
        number = self.numbers.get(group, 0)
        return number if self.text(*group)[:1].isdigit() else min(number, 1)


def is_named(book: Book) -> bool:
    """Return whether there are account data that let colleagues see single accounts."""
    return book.figures is not None and book.figures.names_shown


def stage_group(journey: str, stage: str, *more: str) -> Group:
    """Return the group of the accounts in a stage of a map, or of those among them that share something more."""
    return ("stage", journey, stage, *more)


def accounts_now_text(book: Book, journey: Map, stage: Stage) -> str:
    """Return how many accounts are in a stage now, and how many of them are late; nothing where nobody is."""
    counts, group = group_counts(book), stage_group(journey.id, stage.id)
    if not counts.has(*group):
        return ""
    if counts.has(*group, "late"):
        return book.say("grid.here_late", number=counts.text(*group), late=counts.text(*group, "late"))
    return book.say("grid.here", number=counts.text(*group))


@remembered
def group_counts(book: Book) -> GroupCounts:
    """Return the counts of all groups; none where there are no account data."""
    if book.figures is None:
        return GroupCounts({}, {})
    cells = {(row.row, row.segment, row.band.id) for row in coverage(book).cells if row.band and row.state != NOT_APPLICABLE}
    sets = Counter(frozenset(_groups(row, cells)) for row in book.figures.standings)
    numbers = Counter[Group]()
    for groups, count in sets.items():
        numbers.update(dict.fromkeys(groups, count))
    return GroupCounts(numbers, _texts(book, numbers, sets))


def _texts(book: Book, numbers: Mapping[Group, int], sets: Mapping[frozenset[Group], int]) -> Mapping[Group, str]:
    """Return the counts as texts; what is counted are sets of accounts in the very same groups, and their sums.

    Groups of the same accounts are one cell, so that one is shown where the other is.
    """
    if is_named(book):
        return shown_counts(book, numbers)
    from journeybook.measure.statistics.suppression import CountSum  # noqa: PLC0415 - pages with names start no statistics

    members: dict[Group, list[int]] = {}
    for place, groups in enumerate(sets):
        for group in groups:
            members.setdefault(group, []).append(place)
    sums = {tuple(places) for places in members.values()}
    counts = {(place,): count for place, count in enumerate(sets.values())}
    totals = {places: sum(counts[place,] for place in places) for places in sums}
    lines = [CountSum(places, tuple((place,) for place in places)) for places in sorted(sums) if len(places) > 1]
    texts = shown_counts(book, {**counts, **totals}, lines, book.say("standing.some"))
    return {group: texts[tuple(places)] for group, places in members.items()}


def _groups(row: "Standing", cells: set[tuple[str, str, str]]) -> Iterator[Group]:
    """Yield every group that an account is in."""
    stay, band = row.stay, row.band.id if row.band else ""
    yield ALL_ACCOUNTS
    if row.overdue:
        yield LATE
    for place in row.places:
        yield stage_group(place.map, place.stage)
        yield stage_group(place.map, place.stage, "band", band)
        if place.is_own:
            yield stage_group(place.map, place.stage, "own")
        if place.overdue:
            yield stage_group(place.map, place.stage, "late")
        if place.unsure:
            yield stage_group(place.map, place.stage, "unsure")
    if stay.unplaced or not stay.stage:
        yield ("unplaced", str(stay.unplaced or ""))
        return
    yield PLACED
    yield ("band", band)
    if stay.phase:
        yield ("phase", stay.phase)
        yield ("phase", stay.phase, "band", band)
    if stay.phase and any(place.overdue for place in row.places if place.stage == stay.stage):
        yield ("phase", stay.phase, "late")
    cell = (grid_row(stay.phase, stay.stage), row.segment or "", band)
    yield ("cell", *cell) if cell in cells else NO_CELL
