"""Tally cells: how many accounts meet an event or are overdue at a milestone, how many may, and since when the first of them."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from journeybook.model.base import Part
from journeybook.model.measures import Event
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Badge, Cell, FoldedLinks, Labelled, Link, cell
from journeybook.views.base.labels import numeral_text
from journeybook.views.blocks.account_cells import shown_accounts
from journeybook.views.blocks.reckoning import reckoning
from journeybook.views.blocks.standing_groups import ALL_ACCOUNTS, group_counts, is_named
from journeybook.views.links.account_links import account_link
from journeybook.views.links.texts import referent_name

if TYPE_CHECKING:  # a page without account data starts no query engine
    from datetime import date

    from journeybook.measure.figures import Figures
    from journeybook.measure.tallies import SignTally


def sign_cell(book: Book, figures: "Figures", event: Event) -> Cell:
    """Return how many accounts meet an event, and how many may, with the part that is not known; what is known of none is not 0."""
    tally = figures.tallies.of_event((event,))
    if not tally.concerned:
        return cell(book.say("tally.nobody" if event.when else "tally.in_words"))
    texts = _texts(book, {"met": tally.met, "not-met": tally.not_met, "unknown": tally.unknown})
    met = _share(book, texts["met"], tally.concerned)
    unknown = (book.say("tally.unknown", number=texts["unknown"]), _not_known(book, event, tally)) if tally.unknown else ()
    if tally.unknown == tally.concerned:
        return unknown
    return cell(Badge(met, "poor") if tally.met else met, _since(book, tally.since), *unknown)


def _not_known(book: Book, event: Event, tally: "SignTally") -> str:
    """Return what is not known where it is not known whether an event is so."""
    if event.when is None:
        return book.say("tally.in_words")
    missing = {referent_name(book, name) if name else book.say("tally.too_short"): tally.missing[name] for name in sorted(tally.missing)}
    counted = (book.say("tally.missing", name=name, number=number) for name, number in missing.items())
    names = counted if is_named(book) else missing
    return book.say("tally.not_known", names=book.say("list.comma").join(names))


def overdue_cell(book: Book, figures: "Figures", milestone: Iterable[Part]) -> Cell:
    """Return how many accounts are overdue at a milestone, which stands in several maps, and which; and of how many no source tells."""
    parts = tuple(milestone)
    tally = figures.tallies.of_milestone(parts)
    if not tally.states.total():
        return cell(book.say("tally.nobody"))
    texts = _texts(book, {str(state): number for state, number in tally.states.items()})
    late = _share(book, texts.get("overdue", "0"), tally.states.total())
    others = (("unrecorded", "tally.unrecorded"), ("undated", "tally.undated"))
    links = tuple(dict.fromkeys(link for part in parts for link in _overdue_accounts(book).get(id(part), ())))
    return cell(
        FoldedLinks(late, links) if links else Badge(late, "poor") if tally.since else late,
        _since(book, tally.since),
        *(book.say(key, number=texts[state]) for state, key in others if state in texts),
    )


@remembered
def _overdue_accounts(book: Book) -> dict[int, tuple[Link, ...]]:
    """Return which accounts are overdue at a milestone, by the milestone as it stands in the atlas; none where names are not shown."""
    links: dict[int, tuple[Link, ...]] = {}
    for name, account in shown_accounts(book).items():
        for row in account.place.milestones:
            link = account_link(book, name)
            if row.overdue_since and isinstance(link, Link):
                links[id(row.milestone)] = (*links.get(id(row.milestone), ()), link)
    return links


def tally_basis(book: Book, rule: str) -> tuple[Labelled, ...]:
    """Return by what signs and overdue milestones are counted; nothing where there are no account data."""
    counts = group_counts(book)
    counted = book.say("tally.counted", total=counts.text(*ALL_ACCOUNTS))
    left_out = ((book.say("unplaced.no-relation"), counts.text("unplaced", "no-relation")),)
    some = None if is_named(book) else book.say("standing.some_means")
    return reckoning(book, cell(rule, some), counted, left_out if counts.has("unplaced", "no-relation") else ())


def _texts(book: Book, counts: Mapping[str, int]) -> Mapping[str, str]:
    """Return the counts of one event or milestone as texts.

    Where names are not shown and one of the counts is small, all are hidden but those of nobody: how many it concerns may be known from
    elsewhere, and is not said.
    """
    from journeybook.measure.statistics.estimate import SMALLEST_SHOWN  # noqa: PLC0415 - a page without data starts no statistics

    is_safe = is_named(book) or all(count == 0 or count >= SMALLEST_SHOWN for count in counts.values())
    some = book.say("standing.some")
    return {name: numeral_text(book, f"{count:,}") if is_safe or not count else some for name, count in counts.items()}


def _share(book: Book, number: str, concerned: int) -> str:
    """Return a count, and of how many that it concerns where names are shown."""
    return book.say("tally.of", number=number, total=numeral_text(book, f"{concerned:,}")) if is_named(book) else number


def _since(book: Book, day: "date | None") -> str | None:
    """Return since when the first account is so: a fact of one account, and so only where names are shown."""
    return book.say("tally.since", day=day) if day and is_named(book) else None
