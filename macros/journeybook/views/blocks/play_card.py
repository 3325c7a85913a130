"""A play as a card, and what calls for it: health bands, events and conditions, in the stages it belongs to."""

from collections.abc import Iterator

from journeybook.model.health import Band
from journeybook.model.measures import Event
from journeybook.model.plays import Hold, Play
from journeybook.model.stage import Milestone
from journeybook.model.walk import Spot
from journeybook.views.base.answers import answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, cell, plain_text
from journeybook.views.base.labels import answered_badge, heading, label, play_title, state_badge, title_of
from journeybook.views.blocks.cards import Card, details, fact, points
from journeybook.views.blocks.common_fields import applies_cell, common_fields, owner_fact, raci_points
from journeybook.views.blocks.health_bands import band_badge
from journeybook.views.blocks.suggest import change_links
from journeybook.views.links.anchors import former_anchors
from journeybook.views.links.links import anchor_of, people_links, reference_link, reference_links
from journeybook.views.links.occurrences import part_link, parts_naming, stage_links
from journeybook.views.links.texts import called_when_text, condition_text


def play_spots(book: Book) -> dict[Play, tuple[Spot, ...]]:
    """Return every play once with the spots at which it stands or is named, shared ones first."""
    spots_by_play: dict[Play, list[Spot]] = {play: [] for play in book.atlas.plays}
    for spot in book.atlas.spots_of(Play):
        if isinstance(spot.part, Play):
            spots_by_play.setdefault(book.atlas.play(spot.part), []).append(spot)
    return {play: tuple(spots) for play, spots in spots_by_play.items()}


def play_card(book: Book, play: Play, spots: tuple[Spot, ...]) -> Card:
    """Return the card of a play: who does what when, what calls for it and where; details are folded."""
    shared = any(play is known for known in book.atlas.plays)
    lead = details(
        fact(book.say("play.called_by"), called_by(book, play)),
        fact(book.say("plays.phases"), answered(book, play, "phases", reference_links(book, "phase", play.phases))),
        fact(book.say("plays.stages"), stage_links(book, tuple(spot for spot in spots if spot.stage))),
        fact(book.say("plays.timing"), answered(book, play, "timing", called_when_text(book, play.timing))),
        fact(book.say("play.playbook"), playbook_link(book, play)),
        owner_fact(book, play),
        fact(book.say("play.effort"), answered(book, play, "effort", label(book, play.effort))),
        points(book.say("play.suppress"), *(hold(book, held) for held in play.suppress), *answered(book, play, "suppress")),
    )
    more = (
        *details(
            fact(book.say("plays.automatable"), answered(book, play, "automatable", label(book, play.automatable))),
            fact(book.say("plays.for"), play_applies(book, play)),
        ),
        *details(raci_points(book, play)),
        *common_fields(book, play, omit=("applies",)),
    )
    badges = play_badges(book, play)
    anchor, others = (anchor_of(play), former_anchors(play)) if shared else ("", ())
    return Card(anchor, play_title(book, play), badges, lead, more, change_links(book, play), others)


def play_applies(book: Book, play: Play) -> Cell:
    """Return whom a play is for."""
    return (
        *answered_among(book, play, "segments", reference_links(book, "segment", play.segments)),
        *answered_among(book, play, "applies", applies_cell(book, play.applies)),
    )


def play_badges(book: Book, play: Play) -> Cell:
    """Return what a play is for, or that nothing is to be done, whether it is in use, and what was answered in place of its name."""
    kind = answered_badge(book, play, "kind", Badge(label(book, play.kind)) if play.kind else None)
    nothing = Badge(heading(book, "play.nothing_to_do"), "good")
    return cell(
        nothing if play.nothing_to_do else kind,
        answered_badge(book, play, "nothing_to_do", None),
        answered_badge(book, play, "name", None),
        state_badge(book, play),
    )


def called_by(book: Book, play: Play) -> Cell:
    """Return what calls for a play: its health bands, its events, those that name it, overdue milestones that do, and its condition."""
    naming = {event.id for event, _ in parts_naming(book, Event, _plays_of_part, filter(None, [play.id]))}
    late = parts_naming(book, Milestone, _plays_of_part, filter(None, [play.id]))
    overdue = (part_link(book, spot, book.say("overdue_milestones.event", name=milestone.name)) for milestone, spot in reversed(late))
    events = dict.fromkeys((*play.events, *sorted(identifier for identifier in naming if identifier)))
    return (
        *answered_among(book, play, "bands", band_badges(book, play.bands)),
        *answered_among(book, play, "events", reference_links(book, "event", tuple(events))),
        *{plain_text(link): link for link in overdue}.values(),
        *answered_among(book, play, "when", condition_text(book, play.when)),
    )


def band_badges(book: Book, references: tuple[str, ...]) -> Cell:
    """Return health bands as badges in their tone, by each name that a model gives them."""
    return tuple(dict.fromkeys(badge for reference in references for badge in _bands(book, reference)))


def playbook_link(book: Book, play: Play) -> Cell:
    """Return the playbook that a play follows, and the step it begins at."""
    step = answered(book, play, "playbook_step", cell(reference_link(book, "playbook-step", play.playbook_step, scope=play.playbook or "")))
    begins = (book.say("plays.begins_at"), *step) if step else ()
    return (*answered_among(book, play, "playbook", cell(reference_link(book, "playbook", play.playbook))), *begins)


def hold(book: Book, held: Hold) -> Cell:
    """Return what stops while a play runs, until when, and who holds back."""
    until = answered(book, held, "until", book.say("play.until", until=held.until) if held.until else None)
    return (held.what, *until, *answered_among(book, held, "team", people_links(book, held.team)))


def _plays_of_part(_: Book, part: Event | Milestone, __: Spot) -> tuple[str, ...]:
    return part.play


def _bands(book: Book, reference: str) -> Iterator[Badge]:
    outer, _, inner = reference.rpartition("/")
    parts = [
        spot.part for (kind, scope, name), spot in book.atlas.index.items() if (kind, name) == ("band", inner) and outer in ("", scope)
    ]
    yield from (band_badge(part) if isinstance(part, Band) else Badge(title_of(part)) for part in parts)
    if not parts:
        yield Badge(inner)
