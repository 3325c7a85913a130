"""The tables of a team's page: what it does, hands over, answers for, reviews and holds back, over all maps."""

from collections.abc import Callable, Collection, Iterator
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
from journeybook.views.base.elements import Row, Table, cell, linked
from journeybook.views.base.labels import heading, label, play_title, spot_title, stage_text, step_text
from journeybook.views.blocks.attendees import limits_by_lane
from journeybook.views.blocks.common_fields import unsure_badge
from journeybook.views.blocks.review import review_badge, review_state
from journeybook.views.blocks.way_back import way_back
from journeybook.views.links.fact_texts import fact_text
from journeybook.views.links.links import people_links, reference_link
from journeybook.views.links.occurrences import (
    Naming,
    PartType,
    Telling,
    address_near,
    appearance_links,
    occurrences_naming,
    part_link,
    parts_naming,
    rows_naming,
    stage_name,
)
from journeybook.views.links.severity import severity_cell
from journeybook.views.links.target_texts import target_text
from journeybook.views.links.texts import called_when_text, condition_text, limited_text, step_times_text, when_text


@dataclass(frozen=True)
class TeamScope:
    """A team with its roles, by their ids, in a book."""

    book: Book
    ids: frozenset[str]


def steps_table(whose: TeamScope) -> Table:
    """Return every step that the team does, owns or has a letter in."""

    def tells(step: Step, spot: Spot) -> Telling:
        part = cell(_share(whose, step), unsure_badge(whose.book, step))
        return step_text(whose.book, step), cell(step_times_text(whose.book, step)), part, cell(stage_name(whose.book, spot))

    return _table(whose.book, "steps", _rows(whose, Step, _doers_and_owners, tells))


def handoffs_table(whose: TeamScope, *, inwards: bool) -> Table:
    """Return the handoffs that the team takes over, or gives away."""
    book, side = whose.book, "giver" if inwards else "taker"

    def tells(handoff: Handoff, _: Spot) -> Telling:
        other = answered(book, handoff, side, people_links(book, *handoff.inside(side, str)))
        accepted = answered(book, handoff, "accepted_when", fact_text(book, handoff.accepted_when))
        return handoff.what, other, answered(book, handoff, "by_when", when_text(book, handoff.by_when)), accepted

    rows = _rows(whose, Handoff, _takers if inwards else _givers, tells)
    return _table(book, "handoffs_in" if inwards else "handoffs_out", rows)


def milestones_table(whose: TeamScope) -> Table:
    """Return the milestones the team answers for."""
    book = whose.book

    def tells(goal: Milestone, spot: Spot) -> Telling:
        return goal.name, answered(book, goal, "target", target_text(book, goal)), cell(stage_name(book, spot))

    return _table(book, "milestones", _rows(whose, Milestone, _owners, tells))


def events_table(whose: TeamScope) -> Table:
    """Return the events the team answers for."""
    book = whose.book

    def tells(event: Event, spot: Spot) -> Telling:
        severity = severity_cell(book, event)
        condition = answered(book, event, "when", condition_text(book, event.when) or event.threshold)
        return spot_title(book, spot), severity, condition, answered(book, event, "alert", event.alert)

    rows = _rows(whose, Event, _owners_where_written, tells)
    return _table(book, "events", [Row(row.cells[:-1]) for row in rows])


def pain_points_table(whose: TeamScope) -> Table:
    """Return the pain points the team answers for."""
    book = whose.book

    def tells(pain: PainPoint, spot: Spot) -> Telling:
        severity = severity_cell(book, pain)
        return pain.what, severity, way_back(book, pain, scope=spot.map.id if spot.map else "")

    return _table(book, "pain_points", _rows(whose, PainPoint, _owners, tells))


def plays_table(whose: TeamScope) -> Table:
    """Return the plays the team runs, and the playbooks it owns or has a step in."""
    book = whose.book

    def tells(play: Play, _: Spot) -> Telling:
        kind = answered(book, play, "kind", label(book, play.kind))
        time = answered(book, play, "timing", called_when_text(book, play.timing))
        return play_title(book, play), kind, time, answered(book, play, "playbook", cell(reference_link(book, "playbook", play.playbook)))

    def tells_of_playbook(playbook: Playbook, _: Spot) -> Telling:
        return playbook.name, cell(heading(book, "team.playbook")), (), ()

    playbooks = _rows(whose, Playbook, _playbook_teams, tells_of_playbook)
    rows = [*_rows(whose, Play, _owners_where_written, tells), *(Row((*row.cells[:-1], ())) for row in playbooks)]
    return _table(book, "plays", rows)


def holds_table(whose: TeamScope) -> Table:
    """Return what the team holds back while a play runs."""
    book, rows = whose.book, []
    for hold in occurrences_naming(book, Hold, _holders, whose.ids, lambda hold, _: (hold.what, hold.until)):
        spot = hold.spots[0]
        around = Spot(spot.parents[-1], spot.parents[:-1]) if spot.parents else spot
        play = part_link(book, around, spot_title(book, around))
        until = answered(book, hold.part, "until", hold.part.until)
        rows.append(Row((cell(hold.part.what), until, (play,), appearance_links(book, hold.spots))))
    return _table(book, "holds", rows)


def work_table(whose: TeamScope) -> Table:
    """Return opportunities and follow-up actions the team answers for."""
    book = whose.book

    def tells(chance: Opportunity, _: Spot) -> Telling:
        return chance.what, answered(book, chance, "progress", label(book, chance.progress)), ()

    def tells_of_action(action: Action, _: Spot) -> Telling:
        due = answered(book, action, "due", action.due.isoformat() if action.due else None)
        return action.what, answered(book, action, "progress", label(book, action.progress)), due

    rows = [*_rows(whose, Opportunity, _owners, tells), *_rows(whose, Action, _owner, tells_of_action)]
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
    rows += _rows(whose, Stage, _owners, lambda stage, _: (stage_text(book, stage), cell(_share(whose, stage))))
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
    yield from (_team_of_lane(book, name) for name in step.lanes)
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


def _rows(whose: TeamScope, model: type[PartType], names: Naming[PartType], tells: Callable[[PartType, Spot], Telling]) -> list[Row]:
    return rows_naming(whose.book, model, names, whose.ids, tells)


def _share(whose: TeamScope, part: Step | Map | Stage) -> str:
    """Return what the team has to do with a part: does it, owns it, or its letters."""
    book = whose.book
    shares = [_deed(whose, part)] if isinstance(part, Step) and not whose.ids.isdisjoint(_doers(book, part)) else []
    shares += [book.say("team.owns")] if _owns(part, whose.ids) else []
    shares += [book.say(f"duty.{letter}") for letter in _raci_letters(part, whose.ids)]
    return book.say("list.comma").join(dict.fromkeys(shares))


def _deed(whose: TeamScope, step: Step) -> str:
    """Return that the team does a step; where only lanes take part of which the part is limited, with those limits."""
    book = whose.book
    limits = {name: text for name, text in limits_by_lane(book, step).items() if _team_of_lane(book, name) in whose.ids}
    is_limited = limits and all(limits.values()) and whose.ids.isdisjoint(step.who)
    return limited_text(book, book.say("team.does"), book.say("list.comma").join(dict.fromkeys(limits.values())) if is_limited else "")


def _team_of_lane(book: Book, name: str) -> str | None:
    lane = book.atlas.find(Lane, name)
    return lane.team if lane else None


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
