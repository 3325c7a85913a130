"""The tables of a team's page: what it does, hands over, answers for, reviews and holds back, over all maps."""

from dataclasses import dataclass

from journeybook.model.item import Review
from journeybook.model.map import Map
from journeybook.model.measures import Event
from journeybook.model.pain_points import Action, Opportunity, PainPoint
from journeybook.model.plays import Hold, Play, Playbook, PlaybookStep
from journeybook.model.stage import Handoff, Milestone, Stage
from journeybook.model.step import Step
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Link, Row, Table, cell
from journeybook.views.base.labels import heading, label, play_title, severity_badge, spot_title
from journeybook.views.blocks.review import review_badge, review_state
from journeybook.views.links.belongings import Belonging, Kept, does, gather, link_to, owns, shares, stage_name, where_else
from journeybook.views.links.links import condition_text, fact_text, refer, when_text, who
from journeybook.views.links.occurrences import address_near


@dataclass(frozen=True)
class Whose:
    """A team with its roles, by their ids, in a book."""

    book: Book
    ids: frozenset[str]


def steps(whose: Whose) -> Table:
    """Return every step that is the team's."""
    book = whose.book
    found = gather(book, Step, lambda step, _: does(book, step, whose.ids) or owns(step, whose.ids) or bool(shares(step, whose.ids)))
    rows = []
    for one in found:
        cells = (cell(link_to(book, one, one.part.what)), cell(when_text(book, one.part.when)), cell(_part(whose, one.part)))
        rows.append(Row((*cells, cell(stage_name(one)), where_else(book, one))))
    return _table(book, "steps", rows)


def handoffs(whose: Whose, *, inwards: bool) -> Table:
    """Return the handoffs that the team takes over, or gives away."""
    book = whose.book
    found = gather(book, Handoff, lambda one, _: (one.taker if inwards else one.giver) in whose.ids)
    rows = []
    for one in found:
        other = who(book, one.part.giver if inwards else one.part.taker)
        accepted = fact_text(book, one.part.accepted_when)
        cells = (
            cell(link_to(book, one, one.part.what)),
            other,
            cell(when_text(book, one.part.by_when)),
            cell(accepted),
            where_else(book, one),
        )
        rows.append(Row(cells))
    return _table(book, "handoffs_in" if inwards else "handoffs_out", rows)


def milestones(whose: Whose) -> Table:
    """Return the milestones the team answers for."""
    found = gather(whose.book, Milestone, lambda one, _: _theirs(whose, one))
    rows = [_row(whose, one, (one.part.name, when_text(whose.book, one.part.target), stage_name(one))) for one in found]
    return _table(whose.book, "milestones", rows)


def events(whose: Whose) -> Table:
    """Return the events the team answers for."""
    book = whose.book
    found = gather(book, Event, lambda one, _: not one.use and _theirs(whose, one))
    rows = []
    for one in found:
        condition = condition_text(book, one.part.when) or one.part.threshold
        cells = (
            cell(link_to(book, one, spot_title(book, one.spots[0]))),
            cell(severity_badge(book, one.part.severity)),
            cell(condition),
            cell(one.part.alert),
        )
        rows.append(Row(cells))
    return _table(book, "events", rows)


def pain_points(whose: Whose) -> Table:
    """Return the pain points and opportunities the team answers for."""
    book, rows = whose.book, []
    for one in gather(book, PainPoint, lambda pain, _: _theirs(whose, pain)):
        way = one.part.recovery.text if one.part.recovery else None
        rows.append(
            Row((cell(link_to(book, one, one.part.what)), cell(severity_badge(book, one.part.severity)), cell(way), where_else(book, one)))
        )
    return _table(book, "pain_points", rows)


def plays(whose: Whose) -> Table:
    """Return the plays the team runs, and the playbooks it owns or has a step in."""
    book, rows = whose.book, []
    for one in gather(book, Play, lambda play, _: not play.use and _theirs(whose, play)):
        cells = (
            cell(link_to(book, one, play_title(book, one.part))),
            cell(label(book, one.part.kind)),
            cell(when_text(book, one.part.timing)),
        )
        rows.append(Row((*cells, cell(refer(book, "playbook", one.part.playbook)), where_else(book, one))))
    playbooks = gather(book, Playbook, lambda playbook, _: _in_playbook(whose, playbook))
    kind = cell(heading(book, "team.playbook"))
    rows += [Row((cell(link_to(book, found, found.part.name)), kind, (), (), ())) for found in playbooks]
    return _table(book, "plays", rows)


def holds(whose: Whose) -> Table:
    """Return what the team holds back while a play runs."""
    book, rows = whose.book, []
    for one in gather(book, Hold, lambda hold, _: hold.team in whose.ids):
        spot = one.spots[0]
        around = Spot(spot.parents[-1], spot.parents[:-1]) if spot.parents else spot
        address = address_near(book, around)
        play: Cell = (Link(spot_title(book, around), address),) if address else (spot_title(book, around),)
        rows.append(Row((cell(one.part.what), cell(one.part.until), play, where_else(book, one))))
    return _table(book, "holds", rows)


def work(whose: Whose) -> Table:
    """Return opportunities and follow-up actions the team answers for."""
    book, rows = whose.book, []
    for chance in gather(book, Opportunity, lambda item, _: _theirs(whose, item)):
        name = cell(link_to(book, chance, chance.part.what))
        rows.append(Row((name, cell(label(book, chance.part.progress)), (), where_else(book, chance))))
    for action in gather(book, Action, lambda item, _: owns(item, whose.ids)):
        name, due = cell(link_to(book, action, action.part.what)), action.part.due.isoformat() if action.part.due else None
        rows.append(Row((name, cell(label(book, action.part.progress)), cell(due), where_else(book, action))))
    return _table(book, "work", rows)


def reviews(whose: Whose) -> Table:
    """Return what the team has to look at again, and which maps ask for its agreement."""
    rows = [row for spot in whose.book.atlas.spots if spot.part.KIND and (row := _review(whose, spot))]
    return _table(whose.book, "reviews", rows)


def stages(whose: Whose) -> Table:
    """Return the maps and stages the team answers for."""
    book = whose.book
    maps = [journey for journey in book.atlas.maps if owns(journey, whose.ids) or shares(journey, whose.ids)]
    rows = [Row((cell(refer(book, "map", journey.id)), cell(_part(whose, journey)), ())) for journey in maps]
    found = gather(book, Stage, lambda stage, _: _theirs(whose, stage))
    rows += [Row((cell(link_to(book, one, stage_name(one))), cell(_part(whose, one.part)), where_else(book, one))) for one in found]
    return _table(book, "stages", rows)


def _review(whose: Whose, spot: Spot) -> Row | None:
    book, review = whose.book, spot.part.get("review", Review)
    asked = isinstance(spot.part, Map) and any(one.team in whose.ids and one.date is None for one in spot.part.sign_offs)
    theirs = owns(spot.part, whose.ids) if review or isinstance(spot.part, Map) else False
    if not asked and not theirs and not (review and review.by in whose.ids):
        return None
    name, address = spot_title(book, spot), address_near(book, spot)
    badge = review_badge(book, review_state(book, review))
    return Row((cell(Link(name, address) if address else name), cell(badge), cell(book.say("team.sign_off") if asked else None)))


def _row(whose: Whose, one: Belonging[Kept], texts: tuple[str, str, str]) -> Row:
    name, second, third = texts
    return Row((cell(link_to(whose.book, one, name)), cell(second), cell(third), where_else(whose.book, one)))


def _part(whose: Whose, part: Step | Map | Stage) -> str:
    """Say what the team has to do with a part: does it, owns it, or its letters."""
    book, said = whose.book, []
    if isinstance(part, Step) and does(book, part, whose.ids):
        said.append(book.say("team.does"))
    if owns(part, whose.ids):
        said.append(book.say("team.owns"))
    said += [book.say(f"duty.{letter}") for letter in shares(part, whose.ids)]
    return book.say("list.comma").join(dict.fromkeys(said))


def _theirs(whose: Whose, part: Event | Milestone | PainPoint | Play | Opportunity | Stage) -> bool:
    return owns(part, whose.ids) or bool(shares(part, whose.ids))


def _in_playbook(whose: Whose, playbook: Playbook) -> bool:
    named = (one for step in playbook.steps if isinstance(step, PlaybookStep) for one in step.who)
    return owns(playbook, whose.ids) or bool(shares(playbook, whose.ids)) or any(one in whose.ids for one in named)


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
