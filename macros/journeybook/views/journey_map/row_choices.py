"""What a reader may choose in a map's table: rows for a purpose, and whose things, or which touchpoint's, stand out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from journeybook.model.base import Part
from journeybook.model.enumerations import LaneKind, LaneRole
from journeybook.model.map import Map
from journeybook.model.people import Persona
from journeybook.model.stage import Handoff, Milestone
from journeybook.model.step import Step
from journeybook.model.vocabulary import Channel, Lane, Role, Team
from journeybook.views.base.book import Book
from journeybook.views.journey_map.grid import Column, EntrySubject, GridCell, GridEntry, GridRow, RowGroup

PRESETS = ("customer", "company", "blueprint", "measures")
ROW_PRESETS = {
    "curve": "customer measures",
    "feels": "customer measures",
    "goal": "customer measures",
    "thinks": "customer",
    "questions": "customer",
    "delights": "customer",
    "touchpoints": "customer blueprint",
    "research": "customer",
    "technical_limits": "company blueprint",
    "physical_evidence": "customer blueprint",
    "floats": "customer company blueprint",
    "milestones": "company measures",
    "moments": "customer measures",
    "pain_points": "customer measures",
    "opportunities": "company",
    "handoffs": "company blueprint",
}
"""The purposes that a row serves, by the first word of its key; lanes go by whose they are."""


@dataclass(frozen=True)
class Preset:
    """A purpose for which rows are shown: its word in the page, and its name."""

    token: str
    name: str


@dataclass(frozen=True)
class Highlight:
    """Of what the things may stand out: a title, and what there is to choose, each with its token in the page and its name."""

    title: str
    choices: tuple[Preset, ...]


def presets(book: Book, groups: tuple[RowGroup, ...]) -> tuple[Preset, ...]:
    """Return the purposes for which a map has some of its rows, but not all."""
    rows = [row_purposes(book, row.key) for group in groups for row in group.rows]
    useful = (name for name in PRESETS if any(name in row for row in rows) and not all(name in row for row in rows))
    return tuple(Preset(name, book.say(f"grid.preset.{name}")) for name in useful)


def row_purposes(book: Book, key: str) -> tuple[str, ...]:
    """Return the purposes that a row serves."""
    kind, _, name = key.partition(".")
    if kind != "lane":
        return tuple(ROW_PRESETS.get(kind, "customer").split())
    lane = book.atlas.find(Lane, name)
    side = "customer" if lane and lane.role is LaneRole.CUSTOMER else "company"
    figures = ("measures",) if lane and lane.kind in (LaneKind.METRIC, LaneKind.FEELING) else ()
    return (side, "blueprint", *figures)


@dataclass(frozen=True)
class Highlights:
    """What may stand out in a map, and the tokens of everything that stands in its cells."""

    titles: tuple[Highlight, ...]
    tokens: dict[tuple[str, str], str]
    concerned: dict[int, frozenset[tuple[str, str]]]

    def marked(self, groups: Iterable[RowGroup]) -> tuple[RowGroup, ...]:
        """Return the groups with the tokens of each entry."""
        return tuple(replace(group, rows=tuple(self._row(row) for row in group.rows)) for group in groups)

    def _row(self, row: GridRow) -> GridRow:
        return replace(row, cells=tuple(self._cell(row, cell) for cell in row.cells))

    def _cell(self, row: GridRow, cell: GridCell) -> GridCell:
        return replace(cell, entries=tuple(replace(entry, concerns=self._concerns(row, entry)) for entry in cell.entries))

    def _concerns(self, row: GridRow, entry: GridEntry) -> tuple[str, ...]:
        kind, _, name = row.key.partition(".")
        told: set[tuple[str, str]] = {fact for subject in entry.about for fact in self._of_subject(subject)}
        if kind == "feels" and name:
            told = {fact for fact in told if fact[0] != "persona"} | {("persona", name)}
        return tuple(sorted((self.tokens[fact] for fact in told if fact in self.tokens), key=int))

    def _of_subject(self, subject: EntrySubject) -> Iterator[tuple[str, str]]:
        """Yield whom and what a thing concerns; where it is told as the use of one channel, no other channel."""
        used = subject.words[0] if subject.field in ("channel", "touchpoints") and subject.words else ""
        for fact in self.concerned.get(id(subject.part), ()):
            if not used or fact[0] != "channel" or fact[1] == used:
                yield fact


def highlights(book: Book, journey: Map, over: tuple[Column, ...]) -> Highlights:
    """Return what may stand out in a map: a persona, a team or a touchpoint, where there are several to choose among."""
    concerned = {id(part): frozenset(facts) for column in over for part, facts in _parts(book, journey, column)}
    every = {fact for facts in concerned.values() for fact in facts}
    titles: list[Highlight] = []
    tokens: dict[tuple[str, str], str] = {}
    for kind, things in (("persona", book.atlas.personas), ("team", book.atlas.file.teams), ("channel", book.atlas.file.channels)):
        known = [thing for thing in things if (kind, thing.id) in every]
        if len(known) > 1:
            facts = {(kind, thing.id): str(len(tokens) + number) for number, thing in enumerate(known)}
            choices = tuple(Preset(facts[kind, thing.id], thing.name) for thing in known)
            titles.append(Highlight(book.say(f"grid.highlight.{kind}"), choices))
            tokens |= facts
    return Highlights(tuple(titles), tokens, concerned)


def _parts(book: Book, journey: Map, column: Column) -> Iterator[tuple[Part, set[tuple[str, str]]]]:
    """Yield everything in a column that stands in cells, with whom and what it concerns."""
    for experience, station in column.experiences():
        facts = _of_step(book, journey, station.step) if station else set()
        for part in (experience, *experience.pain_points, *experience.opportunities):
            yield part, facts
    for milestone in column.stage.milestones:
        yield milestone, _of_milestone(book, milestone)
    for handoff in column.stage.handoffs:
        yield handoff, _of_handoff(book, handoff)


def _of_step(book: Book, journey: Map, step: Step) -> set[tuple[str, str]]:
    lanes = [lane for name in step.lanes if (lane := book.atlas.find(Lane, name))]
    is_customers = any(lane.role is LaneRole.CUSTOMER for lane in lanes)
    alone = journey.personas if len(journey.personas) == 1 and is_customers else ()
    personas = {*filter(None, [step.persona]), *(who for who in step.who if book.atlas.find(Persona, who))} or {*alone}
    channels = {*filter(None, [step.channel]), *(touchpoint.channel for touchpoint in step.touchpoints)}
    teams = {lane.team for lane in lanes if lane.team} | _teams(book, step.who)
    return {
        *(("persona", name) for name in personas),
        *(("team", name) for name in teams),
        *(("channel", name) for name in channels if book.atlas.find(Channel, name)),
    }


def _of_milestone(book: Book, milestone: Milestone) -> set[tuple[str, str]]:
    return {("team", name) for name in _teams(book, filter(None, [milestone.owner]))}


def _of_handoff(book: Book, handoff: Handoff) -> set[tuple[str, str]]:
    return {("team", name) for name in _teams(book, (*handoff.giver, *handoff.taker))}


def _teams(book: Book, references: Iterable[str]) -> set[str]:
    """Return the teams that are named, and those of roles that are."""
    teams: set[str] = set()
    for reference in references:
        role, team = book.atlas.find(Role, reference), book.atlas.find(Team, reference)
        teams |= {*filter(None, [role.team if role else None, team.id if team else None])}
    return teams
