"""The tables of a team's page: what it does, hands over, answers for, reviews and holds back, over all maps."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from journeybook.model.base import Part
from journeybook.model.item import Owned, Review
from journeybook.model.map import Map
from journeybook.model.measures import Event
from journeybook.model.pain_points import Action, Opportunity, PainPoint
from journeybook.model.plays import Hold, Play, Playbook, PlaybookStep
from journeybook.model.stage import Handoff, Milestone, Stage
from journeybook.model.step import Step
from journeybook.model.vocabulary import Lane
from journeybook.model.walk import Spot
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Row, Table, cell, linked
from journeybook.views.base.labels import heading, label, play_title, severity_badge, spot_title
from journeybook.views.blocks.review import review_badge, review_state
from journeybook.views.blocks.way_back import way_back
from journeybook.views.links.fact_texts import fact_text
from journeybook.views.links.links import people_links, reference_link
from journeybook.views.links.occurrences import (
    Occurrences,
    PartType,
    address_near,
    appearance_links,
    occurrences_naming,
    part_link,
    parts_naming,
)
from journeybook.views.links.target_texts import target_text
from journeybook.views.links.texts import called_when_text, condition_text, when_text


@dataclass(frozen=True)
class TeamScope:
    """A team with its roles, by their ids, in a book."""

    book: Book
    ids: frozenset[str]


def steps_table(whose: TeamScope) -> Table:
    """Return every step that the team does, owns or has a letter in."""
    book = whose.book
    steps = occurrences_naming(book, Step, _doers_and_owners, whose.ids)
    rows = [
        _row(whose, step, step.part.what, cell(when_text(book, step.part.when)), cell(_share(whose, step.part)), cell(step.stage_name))
        for step in steps
    ]
    return _table(book, "steps", rows)


def handoffs_table(whose: TeamScope, *, inwards: bool) -> Table:
    """Return the handoffs that the team takes over, or gives away."""
    book = whose.book
    rows = []
    for handoff in occurrences_naming(book, Handoff, _takers if inwards else _givers, whose.ids):
        part = handoff.part
        side = "giver" if inwards else "taker"
        other = answered(book, part, side, people_links(book, *part.inside(side, str)))
        accepted = answered(book, part, "accepted_when", fact_text(book, part.accepted_when))
        rows.append(_row(whose, handoff, part.what, other, answered(book, part, "by_when", when_text(book, part.by_when)), accepted))
    return _table(book, "handoffs_in" if inwards else "handoffs_out", rows)


def milestones_table(whose: TeamScope) -> Table:
    """Return the milestones the team answers for."""
    book = whose.book
    milestones = occurrences_naming(book, Milestone, _owners, whose.ids)
    rows = [
        _row(whose, goal, goal.part.name, answered(book, goal.part, "target", target_text(book, goal.part)), cell(goal.stage_name))
        for goal in milestones
    ]
    return _table(book, "milestones", rows)


def events_table(whose: TeamScope) -> Table:
    """Return the events the team answers for."""
    book, rows = whose.book, []
    for event in occurrences_naming(book, Event, _owners_where_written, whose.ids):
        name = part_link(book, event.spots[0], spot_title(book, event.spots[0]))
        condition = condition_text(book, event.part.when) or event.part.threshold
        rows.append(
            Row(
                (
                    cell(name),
                    answered(book, event.part, "severity", cell(severity_badge(book, event.part.severity))),
                    answered(book, event.part, "when", condition),
                    answered(book, event.part, "alert", event.part.alert),
                )
            )
        )
    return _table(book, "events", rows)


def pain_points_table(whose: TeamScope) -> Table:
    """Return the pain points the team answers for."""
    book = whose.book
    rows = [
        _row(
            whose,
            pain,
            pain.part.what,
            answered(book, pain.part, "severity", cell(severity_badge(book, pain.part.severity))),
            way_back(book, pain.part, scope=pain.spots[0].map.id if pain.spots[0].map else ""),
        )
        for pain in occurrences_naming(book, PainPoint, _owners, whose.ids)
    ]
    return _table(book, "pain_points", rows)


def plays_table(whose: TeamScope) -> Table:
    """Return the plays the team runs, and the playbooks it owns or has a step in."""
    book, rows = whose.book, []
    for play in occurrences_naming(book, Play, _owners_where_written, whose.ids):
        kind = answered(book, play.part, "kind", label(book, play.part.kind))
        time = answered(book, play.part, "timing", called_when_text(book, play.part.timing))
        rows.append(
            _row(
                whose,
                play,
                play_title(book, play.part),
                kind,
                time,
                answered(book, play.part, "playbook", cell(reference_link(book, "playbook", play.part.playbook))),
            )
        )
    playbooks = occurrences_naming(book, Playbook, _playbook_teams, whose.ids)
    kind = cell(heading(book, "team.playbook"))
    rows += [Row((cell(part_link(book, playbook.spots[0], playbook.part.name)), kind, (), (), ())) for playbook in playbooks]
    return _table(book, "plays", rows)


def holds_table(whose: TeamScope) -> Table:
    """Return what the team holds back while a play runs."""
    book, rows = whose.book, []
    for hold in occurrences_naming(book, Hold, _holders, whose.ids):
        spot = hold.spots[0]
        around = Spot(spot.parents[-1], spot.parents[:-1]) if spot.parents else spot
        play = part_link(book, around, spot_title(book, around))
        rows.append(
            Row((cell(hold.part.what), answered(book, hold.part, "until", hold.part.until), (play,), appearance_links(book, hold.spots)))
        )
    return _table(book, "holds", rows)


def work_table(whose: TeamScope) -> Table:
    """Return opportunities and follow-up actions the team answers for."""
    book = whose.book
    chances = occurrences_naming(book, Opportunity, _owners, whose.ids)
    rows = [
        _row(whose, chance, chance.part.what, answered(book, chance.part, "progress", label(book, chance.part.progress)), ())
        for chance in chances
    ]
    for action in occurrences_naming(book, Action, _owner, whose.ids):
        due = action.part.due.isoformat() if action.part.due else None
        rows.append(
            _row(
                whose,
                action,
                action.part.what,
                answered(book, action.part, "progress", label(book, action.part.progress)),
                answered(book, action.part, "due", due),
            )
        )
    return _table(book, "work", rows)


def reviews_table(whose: TeamScope) -> Table:
    """Return what the team has to look at again, and which maps ask for its agreement."""
    rows = [_review(whose, spot) for _, spot in parts_naming(whose.book, Part, _reviewers, whose.ids)]
    return _table(whose.book, "reviews", rows)


def stages_table(whose: TeamScope) -> Table:
    """Return the maps and stages the team answers for."""
    book = whose.book
    maps = parts_naming(book, Map, _owners, whose.ids)
    rows = [Row((cell(reference_link(book, "map", journey.id)), cell(_share(whose, journey)), ())) for journey, _ in maps]
    stages = occurrences_naming(book, Stage, _owners, whose.ids)
    rows += [_row(whose, stage, stage.stage_name, cell(_share(whose, stage.part))) for stage in stages]
    return _table(book, "stages", rows)


def _owns(part: Part, ids: Collection[str | None]) -> bool:
    """Return whether one of these owns a part."""
    return part.get("owner", str) in ids


def _raci_letters(part: Part, ids: Collection[str | None]) -> tuple[str, ...]:
    """Return the RACI letters these have in a part."""
    rows = part.raci if isinstance(part, Owned) else ()
    return tuple(dict.fromkeys(letter.value for row in rows if row.who in ids for letter in row.does))


def _owner(_: Book, part: Part, __: Spot) -> Iterator[str | None]:
    yield part.get("owner", str)


def _owners(_: Book, part: Part, __: Spot) -> Iterator[str | None]:
    """Yield who owns a part, and who has a letter in it."""
    yield part.get("owner", str)
    if isinstance(part, Owned):
        yield from (row.who for row in part.raci if row.does)


def _owners_where_written(book: Book, part: Event | Play, spot: Spot) -> Iterator[str | None]:
    """Yield the owners of what is not only named."""
    if not part.use:
        yield from _owners(book, part, spot)


def _doers(book: Book, step: Step) -> Iterator[str | None]:
    """Yield who does a step: the team of each of its lanes, and those named as who."""
    yield from (lane.team for name in step.lanes if (lane := book.atlas.find(Lane, name)))
    yield from step.who


def _doers_and_owners(book: Book, step: Step, spot: Spot) -> Iterator[str | None]:
    yield from (*_doers(book, step), *_owners(book, step, spot))


def _takers(_: Book, handoff: Handoff, __: Spot) -> tuple[str, ...]:
    return handoff.taker


def _givers(_: Book, handoff: Handoff, __: Spot) -> tuple[str, ...]:
    return handoff.giver


def _playbook_teams(book: Book, playbook: Playbook, spot: Spot) -> Iterator[str | None]:
    """Yield the owners of a playbook, and who does a step of it."""
    yield from _owners(book, playbook, spot)
    yield from (reference for step in playbook.steps if isinstance(step, PlaybookStep) for reference in step.who)


def _holders(_: Book, hold: Hold, __: Spot) -> Iterator[str | None]:
    yield hold.team


def _reviewers(_: Book, part: Part, __: Spot) -> Iterator[str | None]:
    """Yield who looks at a part again, and whose agreement to a map is missing."""
    review = part.get("review", Review) if part.KIND else None
    if review or isinstance(part, Map):
        yield part.get("owner", str)
    if review:
        yield review.by
    if isinstance(part, Map):
        yield from (sign_off.team for sign_off in part.sign_offs if sign_off.date is None)


def _review(whose: TeamScope, spot: Spot) -> Row:
    book, review = whose.book, spot.part.get("review", Review)
    asked = isinstance(spot.part, Map) and any(sign_off.team in whose.ids and sign_off.date is None for sign_off in spot.part.sign_offs)
    name, address = spot_title(book, spot), address_near(book, spot)
    badge = review_badge(book, review_state(book, review))
    return Row((cell(linked(name, address)), cell(badge), cell(book.say("team.sign_off") if asked else None)))


def _row(whose: TeamScope, part: Occurrences[PartType], text: str, *cells: Cell) -> Row:
    """Return a row that begins with a link to a part and ends with the maps in which it appears."""
    name = part_link(whose.book, part.spots[0], text)
    return Row((cell(name), *cells, appearance_links(whose.book, part.spots)))


def _share(whose: TeamScope, part: Step | Map | Stage) -> str:
    """Return what the team has to do with a part: does it, owns it, or its letters."""
    book = whose.book
    shares = [book.say("team.does")] if isinstance(part, Step) and not whose.ids.isdisjoint(_doers(book, part)) else []
    shares += [book.say("team.owns")] if _owns(part, whose.ids) else []
    shares += [book.say(f"duty.{letter}") for letter in _raci_letters(part, whose.ids)]
    return book.say("list.comma").join(dict.fromkeys(shares))


def _table(book: Book, name: str, rows: list[Row]) -> Table:
    columns = {
        "steps": ("what", "when", "part", "stage", "maps"),
        "handoffs_in": ("what", "from", "when", "accepted", "maps"),
        "handoffs_out": ("what", "to", "when", "accepted", "maps"),
        "milestones": ("what", "target", "stage", "maps"),
        "events": ("what", "severity", "condition", "alert"),
        "pain_points": ("what", "severity", "way_back", "maps"),
        "plays": ("what", "kind", "when", "playbook", "maps"),
        "holds": ("what", "until", "while", "maps"),
        "work": ("what", "progress", "due", "maps"),
        "reviews": ("what", "review", "sign_off"),
        "stages": ("what", "part", "maps"),
    }[name]
    return Table(
        heading(book, f"team.{name}"),
        tuple(heading(book, f"team.column.{column}") for column in columns),
        tuple(rows),
        book.say("team.nothing"),
    )
