"""A play as a card, and what calls for it: health bands, events and conditions, in the stages it belongs to."""

from journeybook.model.health import Band
from journeybook.model.measures import Event
from journeybook.model.plays import Hold, Play
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, cell
from journeybook.views.base.labels import label, play_title, state_badge, tone_badge
from journeybook.views.blocks.cards import Card, entries, fact, points
from journeybook.views.blocks.common_fields import applicability, common_fields, duties
from journeybook.views.blocks.suggest import suggest
from journeybook.views.links.links import anchor_of, condition_text, refer, refer_all, title_of, when_text, who
from journeybook.views.links.occurrences import stage_links


def play_spots(book: Book) -> dict[Play, tuple[Spot, ...]]:
    """Return every play once with the spots at which it stands or is named, shared ones first."""
    found: dict[Play, list[Spot]] = {play: [] for play in book.atlas.plays}
    for spot in book.atlas.spots:
        if isinstance(spot.part, Play):
            found.setdefault(book.atlas.play(spot.part), []).append(spot)
    return {play: tuple(spots) for play, spots in found.items()}


def play_card(book: Book, play: Play, spots: tuple[Spot, ...]) -> Card:
    """Make the card of a play: who does what when, what calls for it and where; details are folded."""
    shared = any(play is one for one in book.atlas.plays)
    lead = entries(
        fact(book.say("play.called_by"), called_by(book, play)),
        fact(book.say("plays.phases"), refer_all(book, "phase", play.phases)),
        fact(book.say("plays.stages"), stage_links(book, tuple(spot for spot in spots if spot.stage))),
        fact(book.say("plays.timing"), when_text(book, play.timing)),
        fact(book.say("play.playbook"), playbook_link(book, play)),
        fact(book.say("item.owner"), who(book, play.owner)),
        fact(book.say("play.effort"), label(book, play.effort)),
        points(book.say("play.suppress"), *(hold(book, one) for one in play.suppress)),
    )
    applies = (*refer_all(book, "segment", play.segments), *applicability(book, play.applies))
    more = (
        *entries(fact(book.say("plays.automatable"), label(book, play.automatable)), fact(book.say("plays.for"), applies)),
        *(one for one in duties(book, play) if one.label != book.say("item.owner")),
        *(one for one in common_fields(book, play) if one.label != book.say("item.applies")),
    )
    badges = cell(Badge(label(book, play.kind)), state_badge(book, play.state))
    return Card(anchor_of(play) if shared else "", play_title(book, play), badges, lead, more, suggest(book, play))


def called_by(book: Book, play: Play) -> Cell:
    """Return what calls for a play: its health bands, its events, those that name it, and its condition."""
    naming = {spot.part.id for spot in book.atlas.spots if isinstance(spot.part, Event) and play.id in spot.part.play} if play.id else set()
    events = dict.fromkeys((*play.events, *sorted(identifier for identifier in naming if identifier)))
    return cell(*band_pieces(book, play.bands), *refer_all(book, "event", tuple(events)), condition_text(book, play.when))


def band_pieces(book: Book, references: tuple[str, ...]) -> Cell:
    """Return health bands as badges in their tone."""
    return tuple(_band(book, reference) for reference in references)


def playbook_link(book: Book, play: Play) -> Cell:
    """Return the playbook that a play follows, and the step it begins at."""
    step = refer(book, "playbook-step", play.playbook_step, scope=play.playbook or "")
    return cell(refer(book, "playbook", play.playbook), *((book.say("plays.begins_at"), step) if step else ()))


def hold(book: Book, one: Hold) -> Cell:
    """Say what stops while a play runs, until when, and who holds back."""
    return cell(one.what, book.say("play.until", until=one.until) if one.until else None, *who(book, one.team))


def _band(book: Book, reference: str) -> Badge:
    outer, _, inner = reference.rpartition("/")
    found = [
        spot.part for (kind, scope, name), spot in book.atlas.index.items() if (kind, name) == ("band", inner) and outer in ("", scope)
    ]
    band = next((one for one in found if isinstance(one, Band)), None)
    return tone_badge(book, band.name, band.tone) if band else Badge(title_of(found[0]) if found else inner)
