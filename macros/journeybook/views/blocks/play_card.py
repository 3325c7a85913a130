"""A play as a card, and what calls for it: health bands, events and conditions, in the stages it belongs to."""

from collections.abc import Iterator

from journeybook.model.health import Band
from journeybook.model.measures import Event
from journeybook.model.plays import Hold, Play
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, cell
from journeybook.views.base.labels import label, play_title, state_badge, title_of
from journeybook.views.blocks.cards import Card, details, fact, points
from journeybook.views.blocks.common_fields import applies_cell, common_fields, raci_points
from journeybook.views.blocks.health_bands import band_badge
from journeybook.views.blocks.suggest import suggest
from journeybook.views.links.links import anchor_of, people_links, reference_link, reference_links
from journeybook.views.links.occurrences import stage_links
from journeybook.views.links.texts import condition_text, when_text


def play_spots(book: Book) -> dict[Play, tuple[Spot, ...]]:
    """Return every play once with the spots at which it stands or is named, shared ones first."""
    spots_by_play: dict[Play, list[Spot]] = {play: [] for play in book.atlas.plays}
    for spot in book.atlas.spots:
        if isinstance(spot.part, Play):
            spots_by_play.setdefault(book.atlas.play(spot.part), []).append(spot)
    return {play: tuple(spots) for play, spots in spots_by_play.items()}


def play_card(book: Book, play: Play, spots: tuple[Spot, ...]) -> Card:
    """Return the card of a play: who does what when, what calls for it and where; details are folded."""
    shared = any(play is known for known in book.atlas.plays)
    lead = details(
        fact(book.say("play.called_by"), called_by(book, play)),
        fact(book.say("plays.phases"), reference_links(book, "phase", play.phases)),
        fact(book.say("plays.stages"), stage_links(book, tuple(spot for spot in spots if spot.stage))),
        fact(book.say("plays.timing"), when_text(book, play.timing)),
        fact(book.say("play.playbook"), playbook_link(book, play)),
        fact(book.say("item.owner"), people_links(book, play.owner)),
        fact(book.say("play.effort"), label(book, play.effort)),
        points(book.say("play.suppress"), *(hold(book, held) for held in play.suppress)),
    )
    applies = (*reference_links(book, "segment", play.segments), *applies_cell(book, play.applies))
    more = (
        *details(fact(book.say("plays.automatable"), label(book, play.automatable)), fact(book.say("plays.for"), applies)),
        *details(raci_points(book, play)),
        *common_fields(book, play, omit=("applies",)),
    )
    badges = cell(Badge(label(book, play.kind)), state_badge(book, play.state))
    return Card(anchor_of(play) if shared else "", play_title(book, play), badges, lead, more, suggest(book, play))


def called_by(book: Book, play: Play) -> Cell:
    """Return what calls for a play: its health bands, its events, those that name it, and its condition."""
    naming = {spot.part.id for spot in book.atlas.spots if isinstance(spot.part, Event) and play.id in spot.part.play} if play.id else set()
    events = dict.fromkeys((*play.events, *sorted(identifier for identifier in naming if identifier)))
    return cell(*band_badges(book, play.bands), *reference_links(book, "event", tuple(events)), condition_text(book, play.when))


def band_badges(book: Book, references: tuple[str, ...]) -> Cell:
    """Return health bands as badges in their tone, by each name that a model gives them."""
    return tuple(dict.fromkeys(badge for reference in references for badge in _bands(book, reference)))


def playbook_link(book: Book, play: Play) -> Cell:
    """Return the playbook that a play follows, and the step it begins at."""
    step = reference_link(book, "playbook-step", play.playbook_step, scope=play.playbook or "")
    return cell(reference_link(book, "playbook", play.playbook), *((book.say("plays.begins_at"), step) if step else ()))


def hold(book: Book, held: Hold) -> Cell:
    """Return what stops while a play runs, until when, and who holds back."""
    return cell(held.what, book.say("play.until", until=held.until) if held.until else None, *people_links(book, held.team))


def _bands(book: Book, reference: str) -> Iterator[Badge]:
    outer, _, inner = reference.rpartition("/")
    parts = [
        spot.part for (kind, scope, name), spot in book.atlas.index.items() if (kind, name) == ("band", inner) and outer in ("", scope)
    ]
    yield from (band_badge(part) if isinstance(part, Band) else Badge(title_of(part)) for part in parts)
    if not parts:
        yield Badge(inner)
