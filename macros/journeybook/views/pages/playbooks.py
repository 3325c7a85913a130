"""The list of playbooks by lifecycle phase, with the way to the coverage grid."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.plays import Playbook
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Link, Stub, cell
from journeybook.views.base.labels import label, state_badge
from journeybook.views.blocks.coverage import coverage
from journeybook.views.blocks.listing import length_text
from journeybook.views.links.links import fact_texts, who
from journeybook.views.links.site_map import page_address, page_stub


@dataclass(frozen=True)
class PlaybookCard:
    """A playbook in short: what starts it, how it closes, and a line of small print."""

    link: Link
    trigger: str
    outcome: str
    small: Cell


@dataclass(frozen=True)
class PlaybookGroup:
    """The playbooks of a lifecycle phase."""

    anchor: str
    title: str
    summary: str
    cards: tuple[PlaybookCard, ...]


@dataclass(frozen=True)
class PlaybooksPage:
    """Playbooks under their lifecycle phases; one that belongs to several stands under each."""

    groups: tuple[PlaybookGroup, ...]
    count: int
    percent: int
    ways: tuple[Link, ...]
    holes: int


def pages(book: Book) -> Iterator[Stub]:
    """Yield the list of playbooks."""
    yield page_stub(book, "playbooks", title=book.say("playbooks.title"))


def view(book: Book) -> PlaybooksPage:
    """Put the playbooks under the phases in their order; those without a phase come last."""
    phases = [(phase.id, phase.name, phase.summary or "") for phase in book.atlas.file.lifecycle]
    groups = [_group(book, heading, [one for one in book.atlas.playbooks if heading[0] in one.phases]) for heading in phases]
    rest = [one for one in book.atlas.playbooks if not one.phases]
    groups.append(_group(book, ("none", book.say("playbooks.no_phase"), ""), rest))
    found = coverage(book)
    ways = (
        Link(book.say("coverage.title"), page_address("coverage")),
        Link(book.say("plays.title"), page_address("plays")),
    )
    return PlaybooksPage(tuple(group for group in groups if group.cards), len(book.atlas.playbooks), found.percent, ways, len(found.holes))


def _group(book: Book, heading: tuple[str, str, str], listed: list[Playbook]) -> PlaybookGroup:
    identifier, name, summary = heading
    return PlaybookGroup(f"playbooks-{identifier}", name, summary, tuple(_card(book, one) for one in listed))


def _card(book: Book, one: Playbook) -> PlaybookCard:
    steps = book.say("playbooks.steps", count=len(one.steps)) if one.steps else None
    small = (Badge(one.type) if one.type else None, state_badge(book, one.state), *who(book, one.owner), label(book, one.effort))
    trigger, outcome = (one.trigger[0].fact if one.trigger else ""), (one.outcome[0].fact if one.outcome else "")
    return PlaybookCard(
        link=Link(one.name, page_address("playbook", one.id)),
        trigger=trigger or "; ".join(fact_texts(book, one.trigger[:1])),
        outcome=outcome or "; ".join(fact_texts(book, one.outcome[:1])),
        small=cell(*small, length_text(one.time), steps),
    )
