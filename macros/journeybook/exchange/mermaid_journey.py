"""A map as Mermaid's user journey, and back: stages are sections, steps are tasks, lanes are actors, and feelings are scores.

A score goes from 1 for the lowest level of the atlas to 5 for the highest. Mermaid needs one for every task, so a step that says no feeling
gets the middle, with a comment above it by which the reader knows that nothing was said.
"""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from journeybook.exchange.atlas_names import WHO, AtlasNames
from journeybook.exchange.foreign_cells import ForeignCell, UnreadableFile
from journeybook.exchange.import_draft import PlainGroup, authored, unique_id
from journeybook.exchange.imported import ImportedDiagram, diagram_line
from journeybook.exchange.mermaid_text import mermaid_actor, mermaid_text, text_of
from journeybook.exchange.naming import lane_name, title
from journeybook.exchange.omissions import FieldsByClass, omissions
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import LaneKind
from journeybook.model.map import Map
from journeybook.model.stage import Stage, SubStage
from journeybook.model.step import Attendee, Feeling, Step
from journeybook.model.vocabulary import FeelingLevel

LOWEST, MIDDLE, HIGHEST = 1, 3, 5
UNSAID = "%% no feeling is said: the score is the middle"
_KEPT: FieldsByClass = {
    Map: ("name", "stages"),
    Stage: ("name", "steps", "sub_stages"),
    SubStage: ("steps",),
    Step: ("lane", "also_in", "what", "feels"),
    Attendee: ("lane",),
    Feeling: ("level",),
}
_TASK = re.compile(r"([^:#;]+(?:#\w+;[^:#;]*)*|(?:#\w+;[^:#;]*)+):\s*(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)\s*(?::(.*))?")
_SKIPPED = re.compile(r"journey\b|accTitle|accDescr|%%")


def feeling_score(level: FeelingLevel, levels: tuple[FeelingLevel, ...]) -> str:
    """Return the score of a level among all levels, with at most one digit behind the point.

    >>> from journeybook.model.vocabulary import FEELINGS
    >>> [feeling_score(level, FEELINGS) for level in FEELINGS]
    ['5', '4', '3', '2', '1']
    """
    values = [other.value for other in levels]
    span = max(values) - min(values)
    exact = Fraction((HIGHEST - LOWEST) * (level.value - min(values)), span) + LOWEST if span else Fraction(MIDDLE)
    return f"{float(round(exact, 1)):g}"


def mermaid_journey(journey: Map, atlas: Atlas) -> str:
    """Return a map as a Mermaid user journey."""
    lines = ["journey", f"    title {mermaid_text(title(journey))}"]
    for stage in journey.stages:
        lines.append(f"    section {mermaid_text(title(stage))}")
        lines += [line for step in stage.every_step for line in _task(step, atlas)]
    return "\n".join(lines) + "\n"


def journey_omissions(journey: Map) -> Counter[str]:
    """Return what the user journey of a map has no place for."""
    counts = omissions(journey, _KEPT)
    further = sum(max(len(step.inside("feels", Feeling)) - 1, 0) for stage in journey.stages for step in stage.every_step)
    return counts + Counter({"further feels of step": further})


def read_mermaid_journey(text: str, names: AtlasNames, name: str) -> ImportedDiagram:
    """Return the stages of a Mermaid user journey, which has this name where it has no title; raises UnreadableFile where it is none."""
    reader = _Reader(names, name)
    for number, line in enumerate(without_front_matter(text).split("\n"), start=1):
        reader.take(number, line.strip())
    stages = [stage for stage in reader.stages if stage["steps"]]
    if not stages:
        raise UnreadableFile("The file holds no task of a Mermaid journey, such as `Asks for a quote: 3: Customer`.")
    return ImportedDiagram("a Mermaid journey", reader.title, stages, reader.placed, reader.left_over)


def without_front_matter(text: str) -> str:
    """Return a diagram with empty lines in the place of the settings above it, so that lines keep their numbers."""
    match = re.match(r"\s*---[^\S\n]*\n(?:(?!---)[^\n]*\n)*---[^\S\n]*(?:\n|\Z)", text)
    return "\n" * match[0].count("\n") + text[match.end() :] if match else text


def _task(step: Step, atlas: Atlas) -> Iterator[str]:
    """Yield the line of a step, below a comment where it says no feeling."""
    feeling = next(iter(step.inside("feels", Feeling)), None)
    level = next((level for level in atlas.feelings if level.id == feeling.level), None) if feeling else None
    actors = ", ".join(mermaid_actor(lane_name(atlas, lane)) for lane in step.lanes)
    if level is None:
        yield f"      {UNSAID}"
    yield f"      {mermaid_text(step.what)}: {feeling_score(level, atlas.feelings) if level else MIDDLE}: {actors}"


class _Reader:
    """Reads the lines of a user journey."""

    def __init__(self, names: AtlasNames, title: str) -> None:
        self.names = names
        self.title = title
        self.stages: list[PlainGroup] = []
        self.placed: dict[ForeignCell, str] = {}
        self.left_over: dict[ForeignCell, str] = {}
        self.taken: set[str] = set()
        self.is_unsaid = False

    def take(self, number: int, line: str) -> None:
        """Read one line."""
        keyword, _, rest = line.partition(" ")
        if keyword.lower() == "title" and rest:
            self.title = text_of(rest)
        elif keyword.lower() == "section" and rest:
            self.begin(text_of(rest))
        elif line == UNSAID:
            self.is_unsaid = True
        elif task := _TASK.fullmatch(line):
            actors = [text_of(actor) for actor in (task[3] or "").split(",") if actor.strip()]
            self.step(number, text_of(task[1]), Fraction(task[2]), actors)
            self.is_unsaid = False
        elif line and not _SKIPPED.match(line):
            self.left_over[diagram_line(number, line)] = "this is no task of a journey: `what is done: score: actors`"

    def begin(self, name: str) -> None:
        self.stages.append({"id": unique_id(name, self.taken), "name": authored(name), "steps": []})

    def step(self, number: int, what: str, points: Fraction, actors: list[str]) -> None:
        if not self.stages:
            self.begin(self.title)
        people = {actor: self.names.find(actor, *WHO) for actor in actors if not self.is_lane(actor)}
        lanes = self.lanes(number, actors, people)
        step: PlainGroup = {"lane": lanes[0], "what": authored(what)}
        if who := [identifier for identifier in people.values() if identifier]:
            step["who"] = [*dict.fromkeys(who)]
        if lanes[1:]:
            step["also_in"] = [{"lane": lane} for lane in lanes[1:]]
        if not self.is_unsaid:
            step["feels"] = [{"level": self.level(number, points)}]
        steps = self.stages[-1]["steps"]
        assert isinstance(steps, list)  # noqa: S101 - begun as a list
        steps.append(step)
        self.placed[diagram_line(number, what)] = f"stage '{self.stages[-1]['name']}', lane '{lanes[0]}'"

    def is_lane(self, actor: str) -> bool:
        """Whether an actor is called as a lane of steps."""
        lane = self.names.find(actor, "lane")
        return lane is not None and self.names.lane_kind(lane) is LaneKind.STEP

    def lanes(self, number: int, actors: list[str], people: dict[str, str | None]) -> list[str]:
        """Return the lanes that some actors name, or in which people act; who is neither lane nor known is left over."""
        lanes = [self.names.find(actor, "lane") if self.is_lane(actor) else self._lane_of(people[actor]) for actor in actors]
        known = [*dict.fromkeys(lane for lane in lanes if lane)] or [self.names.default_lane]
        for actor, identifier in people.items():
            if identifier is None:
                reason = f"no lane of steps and nobody of the atlas is called so; the step stands in {known[0]}"
                self.left_over[diagram_line(number, actor)] = reason
        return known

    def _lane_of(self, identifier: str | None) -> str | None:
        return self.names.lane_of([identifier]) if identifier else None

    def level(self, number: int, points: Fraction) -> str:
        """Return the level whose score is nearest; where it is another score, that is said."""
        levels = self.names.atlas.feelings
        scores = {level.id: Fraction(feeling_score(level, levels)) for level in levels}
        nearest = min(scores, key=lambda level: (abs(scores[level] - points), -scores[level]))
        if scores[nearest] != points:
            self.left_over[diagram_line(number, f"{float(points):g}")] = f"no feeling has this score; the nearest is {nearest}"
        return nearest
