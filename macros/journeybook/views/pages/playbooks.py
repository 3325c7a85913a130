"""The list of playbooks by lifecycle phase, with the way to the coverage grid."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.plays import Playbook
from journeybook.views.base.answers import answer_text, answered_among, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Link, Stub, cell
from journeybook.views.base.labels import answered_badge, label, state_badge
from journeybook.views.blocks.coverage import coverage
from journeybook.views.links.links import people_links
from journeybook.views.links.site_map import page_address, page_stub
from journeybook.views.links.texts import fact_texts, length_text


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
    """Return the playbooks under the phases in their order; those without a phase come last."""
    phases = [(phase.id, phase.name, phase.summary or named_answer(book, phase, "summary")) for phase in book.atlas.file.lifecycle]
    groups = [_group(book, heading, [playbook for playbook in book.atlas.playbooks if heading[0] in playbook.phases]) for heading in phases]
    rest = [playbook for playbook in book.atlas.playbooks if not playbook.phases]
    groups.append(_group(book, ("none", book.say("playbooks.no_phase"), ""), rest))
    covered = coverage(book)
    ways = (
        Link(book.say("coverage.title"), page_address("coverage")),
        Link(book.say("plays.title"), page_address("plays")),
    )
    return PlaybooksPage(
        tuple(group for group in groups if group.cards), len(book.atlas.playbooks), covered.percent, ways, len(covered.holes)
    )


def _group(book: Book, heading: tuple[str, str, str], playbooks: list[Playbook]) -> PlaybookGroup:
    identifier, name, summary = heading
    return PlaybookGroup(f"playbooks-{identifier}", name, summary, tuple(_card(book, playbook) for playbook in playbooks))


def _card(book: Book, playbook: Playbook) -> PlaybookCard:
    steps = book.say("playbooks.steps", count=len(playbook.steps)) if playbook.steps else None
    small = (
        answered_badge(book, playbook, "type", Badge(playbook.type) if playbook.type else None),
        state_badge(book, playbook),
        *answered_among(book, playbook, "owner", people_links(book, playbook.owner)),
        *answered_among(book, playbook, "effort", label(book, playbook.effort)),
    )
    trigger, outcome = (playbook.trigger[0].fact if playbook.trigger else ""), (playbook.outcome[0].fact if playbook.outcome else "")
    return PlaybookCard(
        link=Link(playbook.name, page_address("playbook", playbook.id)),
        trigger=trigger or "; ".join(fact_texts(book, playbook.trigger[:1])) or answer_text(book, playbook, "trigger"),
        outcome=outcome or "; ".join(fact_texts(book, playbook.outcome[:1])) or answer_text(book, playbook, "outcome"),
        small=cell(*small, *answered_among(book, playbook, "time", length_text(book, playbook.time)), steps),
    )
