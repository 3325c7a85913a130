"""The tables of a team's page: what it does, hands over, answers for, reviews and holds back, over all maps."""

from collections.abc import Collection
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
from journeybook.views.links.fact_texts import fact_text
from journeybook.views.links.links import people_links, reference_link
from journeybook.views.links.occurrences import Occurrences, PartType, address_near, appearance_links, occurrences_where, part_link
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
    steps = occurrences_where(book, Step, lambda step, _: _does(book, step, whose.ids) or _answers_for(whose, step))
    rows = [
        _row(whose, step, step.part.what, cell(when_text(book, step.part.when)), cell(_share(whose, step.part)), cell(step.stage_name))
        for step in steps
    ]
    return _table(book, "steps", rows)


def handoffs_table(whose: TeamScope, *, inwards: bool) -> Table:
    """Return the handoffs that the team takes over, or gives away."""
    book = whose.book
    rows = []
    for handoff in occurrences_where(
        book, Handoff, lambda handoff, _: not whose.ids.isdisjoint(handoff.taker if inwards else handoff.giver)
    ):
        part = handoff.part
        side = "giver" if inwards else "taker"
        other = answered(book, part, side, people_links(book, *part.inside(side, str)))
        accepted = answered(book, part, "accepted_when", fact_text(book, part.accepted_when))
        rows.append(_row(whose, handoff, part.what, other, answered(book, part, "by_when", when_text(book, part.by_when)), accepted))
    return _table(book, "handoffs_in" if inwards else "handoffs_out", rows)


def milestones_table(whose: TeamScope) -> Table:
    """Return the milestones the team answers for."""
    milestones = occurrences_where(whose.book, Milestone, lambda milestone, _: _answers_for(whose, milestone))
    rows = [
        _row(
            whose,
            goal,
            goal.part.name,
            answered(whose.book, goal.part, "target", target_text(whose.book, goal.part)),
            cell(goal.stage_name),
        )
        for goal in milestones
    ]
    return _table(whose.book, "milestones", rows)


def events_table(whose: TeamScope) -> Table:
    """Return the events the team answers for."""
    book, rows = whose.book, []
    for event in occurrences_where(book, Event, lambda event, _: not event.use and _answers_for(whose, event)):
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
    book, rows = whose.book, []
    for pain in occurrences_where(book, PainPoint, lambda pain, _: _answers_for(whose, pain)):
        recovery = pain.part.recovery.text if pain.part.recovery else None
        rows.append(
            _row(
                whose,
                pain,
                pain.part.what,
                answered(book, pain.part, "severity", cell(severity_badge(book, pain.part.severity))),
                answered(book, pain.part, "recovery", answered(book, pain.part.recovery, "text", recovery)),
            )
        )
    return _table(book, "pain_points", rows)


def plays_table(whose: TeamScope) -> Table:
    """Return the plays the team runs, and the playbooks it owns or has a step in."""
    book, rows = whose.book, []
    for play in occurrences_where(book, Play, lambda play, _: not play.use and _answers_for(whose, play)):
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
    playbooks = occurrences_where(book, Playbook, lambda playbook, _: _in_playbook(whose, playbook))
    kind = cell(heading(book, "team.playbook"))
    rows += [Row((cell(part_link(book, playbook.spots[0], playbook.part.name)), kind, (), (), ())) for playbook in playbooks]
    return _table(book, "plays", rows)


def holds_table(whose: TeamScope) -> Table:
    """Return what the team holds back while a play runs."""
    book, rows = whose.book, []
    for hold in occurrences_where(book, Hold, lambda hold, _: hold.team in whose.ids):
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
    chances = occurrences_where(book, Opportunity, lambda chance, _: _answers_for(whose, chance))
    rows = [
        _row(whose, chance, chance.part.what, answered(book, chance.part, "progress", label(book, chance.part.progress)), ())
        for chance in chances
    ]
    for action in occurrences_where(book, Action, lambda action, _: _owns(action, whose.ids)):
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
    rows = [row for spot in whose.book.atlas.spots if spot.part.KIND and (row := _review(whose, spot))]
    return _table(whose.book, "reviews", rows)


def stages_table(whose: TeamScope) -> Table:
    """Return the maps and stages the team answers for."""
    book = whose.book
    maps = [journey for journey in book.atlas.maps if _answers_for(whose, journey)]
    rows = [Row((cell(reference_link(book, "map", journey.id)), cell(_share(whose, journey)), ())) for journey in maps]
    stages = occurrences_where(book, Stage, lambda stage, _: _answers_for(whose, stage))
    rows += [_row(whose, stage, stage.stage_name, cell(_share(whose, stage.part))) for stage in stages]
    return _table(book, "stages", rows)


def _owns(part: Part, ids: Collection[str | None]) -> bool:
    """Return whether one of these owns a part."""
    return part.get("owner", str) in ids


def _raci_letters(part: Part, ids: Collection[str | None]) -> tuple[str, ...]:
    """Return the RACI letters these have in a part."""
    rows = part.raci if isinstance(part, Owned) else ()
    return tuple(dict.fromkeys(letter.value for row in rows if row.who in ids for letter in row.does))


def _does(book: Book, step: Step, ids: Collection[str | None]) -> bool:
    """Return whether one of these does a step: as its lane's team, or named as who."""
    teams = [lane.team for name in step.lanes if (lane := book.atlas.find(Lane, name))]
    return any(reference in ids for reference in (*teams, *step.who))


def _review(whose: TeamScope, spot: Spot) -> Row | None:
    book, review = whose.book, spot.part.get("review", Review)
    asked = isinstance(spot.part, Map) and any(sign_off.team in whose.ids and sign_off.date is None for sign_off in spot.part.sign_offs)
    theirs = _owns(spot.part, whose.ids) if review or isinstance(spot.part, Map) else False
    if not asked and not theirs and not (review and review.by in whose.ids):
        return None
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
    shares = [book.say("team.does")] if isinstance(part, Step) and _does(book, part, whose.ids) else []
    shares += [book.say("team.owns")] if _owns(part, whose.ids) else []
    shares += [book.say(f"duty.{letter}") for letter in _raci_letters(part, whose.ids)]
    return book.say("list.comma").join(dict.fromkeys(shares))


def _answers_for(whose: TeamScope, part: Part) -> bool:
    return _owns(part, whose.ids) or bool(_raci_letters(part, whose.ids))


def _in_playbook(whose: TeamScope, playbook: Playbook) -> bool:
    doers = (reference for step in playbook.steps if isinstance(step, PlaybookStep) for reference in step.who)
    return _answers_for(whose, playbook) or any(reference in whose.ids for reference in doers)


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
