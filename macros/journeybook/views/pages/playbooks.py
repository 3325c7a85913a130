"""The list of playbooks by lifecycle phase, counted and filtered by their facets, with the way to the coverage grid."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.applicability import is_for
from journeybook.model.enumerations import Answer
from journeybook.model.plays import Opening, Playbook
from journeybook.views.base.answers import answer_text, answered_among, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Link, Stub, cell
from journeybook.views.base.labels import answered_badge, heading, label, state_badge
from journeybook.views.blocks.coverage import coverage
from journeybook.views.blocks.facets import Facet, Option, facet, tokens_by_link
from journeybook.views.links.fact_texts import facts_line
from journeybook.views.links.links import people_links
from journeybook.views.links.site_map import page_address, page_stub
from journeybook.views.links.texts import length_text


@dataclass(frozen=True)
class PlaybookCard:
    """A playbook in short: what starts it, how it closes, and a line of small print; `tokens` are its values in all facets."""

    id: str
    tokens: str
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
    """Playbooks under their lifecycle phases; one that belongs to several stands under each. Facets with one value are left out."""

    facets: tuple[Facet, ...]
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
    facets = _facets(book)
    phases = [(phase.id, phase.name, phase.summary or named_answer(book, phase, "summary")) for phase in book.atlas.file.lifecycle]
    headings = (*phases, ("none", book.say("playbooks.no_phase"), ""))
    groups = tuple(_group(book, facets, number, headings[number]) for number in range(len(headings)))
    covered = coverage(book)
    ways = (
        Link(book.say("coverage.title"), page_address("coverage")),
        Link(book.say("plays.title"), page_address("plays")),
    )
    return PlaybooksPage(
        tuple(facet for facet in facets.values() if len(facet.values) > 1),
        tuple(group for group in groups if group.cards),
        len(book.atlas.playbooks),
        covered.percent,
        ways,
        len(covered.holes),
    )


def _facets(book: Book) -> dict[str, Facet]:
    """Return the facets of playbooks by key: type, phase, segment and opening."""
    playbooks = book.atlas.playbooks
    links = {playbook.id: _link(playbook) for playbook in playbooks}
    titles = {key: heading(book, f"playbooks.facet.{key}") for key in ("type", "phase", "segment", "opening")}
    options = {"type": _types(book), "phase": _phases(book), "segment": _segments(book), "opening": _openings(book)}
    return {key: facet(book, key, titles[key], options[key], links) for key in titles}


def _types(book: Book) -> Iterator[Option]:
    playbooks = book.atlas.playbooks
    summaries = {kind.name: kind.summary or answer_text(book, kind, "summary") for kind in book.atlas.file.playbook_types}
    for name in dict.fromkeys((*summaries, *(playbook.type for playbook in playbooks if playbook.type))):
        yield Option(name, frozenset(playbook.id for playbook in playbooks if playbook.type == name), summaries.get(name, ""))
    yield from _without(book, "type")


def _phases(book: Book) -> Iterator[Option]:
    for phase in book.atlas.file.lifecycle:
        yield Option(phase.name, frozenset(playbook.id for playbook in book.atlas.playbooks if phase.id in playbook.phases))
    yield Option(book.say("playbooks.no_phase"), frozenset(playbook.id for playbook in book.atlas.playbooks if not playbook.phases))


def _segments(book: Book) -> Iterator[Option]:
    """Yield every segment with the playbooks that may concern it, those for everybody among them."""
    for segment in book.atlas.segments:
        yield Option(segment.name, frozenset(playbook.id for playbook in book.atlas.playbooks if is_for(playbook, segment)))


def _openings(book: Book) -> Iterator[Option]:
    playbooks = book.atlas.playbooks
    for opening in Opening:
        yield Option(label(book, opening), frozenset(playbook.id for playbook in playbooks if playbook.opening is opening))
    yield from _without(book, "opening")


def _without(book: Book, name: str) -> Iterator[Option]:
    """Yield what was answered in a field instead of a value, and that nothing was written, with the playbooks of which it is so."""
    bare = [playbook for playbook in book.atlas.playbooks if not playbook.get(name, str)]
    for answer in Answer:
        alike = [playbook for playbook in bare if playbook.answer_in(name) is answer]
        if alike:
            yield Option(answer_text(book, alike[0], name), frozenset(playbook.id for playbook in alike))
    yield Option(book.say(f"playbooks.no_{name}"), frozenset(playbook.id for playbook in bare if playbook.answer_in(name) is None))


def _link(playbook: Playbook) -> Link:
    return Link(playbook.name, page_address("playbook", playbook.id))


def _group(book: Book, facets: dict[str, Facet], number: int, phase: tuple[str, str, str]) -> PlaybookGroup:
    """Return the playbooks of a phase; their cards carry this phase and no other, so that a filter leaves one card of each."""
    identifier, name, summary = phase
    others = tokens_by_link([facet for key, facet in facets.items() if key != "phase"])
    token = f"phase-{number}"
    links = next((value.links for value in facets["phase"].values if value.token == token), ())
    playbooks = (playbook for playbook in book.atlas.playbooks if _link(playbook) in links)
    cards = tuple(_card(book, playbook, f"{token} {others.get(_link(playbook), '')}".strip()) for playbook in playbooks)
    return PlaybookGroup(f"playbooks-{identifier}", name, summary, cards)


def _card(book: Book, playbook: Playbook, tokens: str) -> PlaybookCard:
    steps = book.say("playbooks.steps", count=len(playbook.steps)) if playbook.steps else None
    opened = book.say("playbooks.opened", how=book.say(f"opening.{playbook.opening}")) if playbook.opening else None
    small = (
        answered_badge(book, playbook, "type", Badge(playbook.type) if playbook.type else None),
        state_badge(book, playbook),
        *answered_among(book, playbook, "opening", opened),
        *answered_among(book, playbook, "owner", people_links(book, playbook.owner)),
        *answered_among(book, playbook, "effort", label(book, playbook.effort)),
    )
    return PlaybookCard(
        id=playbook.id,
        tokens=tokens,
        link=_link(playbook),
        trigger=facts_line(book, playbook.trigger, short=True) or answer_text(book, playbook, "trigger"),
        outcome=facts_line(book, playbook.outcome, short=True) or answer_text(book, playbook, "outcome"),
        small=cell(*small, *answered_among(book, playbook, "time", length_text(book, playbook.time)), steps),
    )
