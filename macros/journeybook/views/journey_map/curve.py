"""The emotion curve: how each persona feels along a map, as named levels, with the extremes marked, and what is aimed at beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from journeybook.model.flow import Station, stations
from journeybook.model.map import Map
from journeybook.model.people import Persona
from journeybook.model.stage import Stage
from journeybook.model.step import Feeling
from journeybook.model.vocabulary import FeelingLevel
from journeybook.views.base.book import Book


class Extreme(StrEnum):
    """What stands out on a curve."""

    NONE = ""
    PEAK = "peak"
    TROUGH = "trough"


class CurveKind(StrEnum):
    """What a curve tells: how it feels, how it should feel, or on a map of the future how it feels today."""

    FELT = "felt"
    AIM = "aim"
    TODAY = "today"


@dataclass(frozen=True)
class FeelingPoint:
    """One feeling: its stage and, where a step says it, that step; its level by name and value; the level aimed at, where there is one."""

    feeling: Feeling
    stage: Stage
    station: Station | None
    level: str
    value: int
    goal: str = ""
    goal_value: int | None = None
    extreme: Extreme = Extreme.NONE

    @property
    def key(self) -> str:
        """The step it belongs to, the same on a map and on its variants; empty for the stage as a whole."""
        return self.station.key if self.station else ""

    @property
    def column_key(self) -> tuple[str, str]:
        """The ids of its stage and, where it has one, of its sub-stage."""
        part = self.station.part if self.station else None
        return self.stage.id, part.id if part else ""

    @property
    def aim(self) -> "FeelingPoint":
        """The same point at the level aimed at; where nothing else is aimed at it stays."""
        value = self.value if self.goal_value is None else self.goal_value
        return replace(self, level=self.goal or self.level, value=value, goal="", goal_value=None, extreme=Extreme.NONE)


@dataclass(frozen=True)
class Curve:
    """The feelings of one persona along the map, in order; the name is empty where the map does not say whose they are."""

    persona: str
    name: str
    points: tuple[FeelingPoint, ...]
    kind: CurveKind = CurveKind.FELT
    source: str = ""
    """The name of the other map that it comes from."""

    @property
    def trough(self) -> FeelingPoint | None:
        """The lowest point, where the feelings differ at all."""
        return next((point for point in self.points if point.extreme is Extreme.TROUGH), None)


def curves(book: Book, journey: Map) -> tuple[Curve, ...]:
    """Return a curve for each persona whose feelings the map holds, in the order of the map's personas."""
    points: dict[str, list[FeelingPoint]] = {}
    for persona, point in _points(book, journey):
        points.setdefault(persona, []).append(point)
    order = {persona: position for position, persona in enumerate(journey.personas)}
    personas = sorted(points, key=lambda persona: (order.get(persona, len(order)), persona))
    return tuple(Curve(persona, _name(book, persona, several=len(personas) > 1), _marked(points[persona])) for persona in personas)


def curves_beside(book: Book, journey: Map, felt: tuple[Curve, ...]) -> tuple[Curve, ...]:
    """Return what stands beside the curves of a map: its own aims, else the curves of its future, else those of the map of today."""
    future, today = future_of(book, journey), book.atlas.find(Map, journey.future_of)
    if any(point.goal for curve in felt for point in curve.points):
        others, kind, source = felt, CurveKind.AIM, ""
    elif future:
        others, kind, source = curves(book, future), CurveKind.AIM, future.name
    elif today:
        others, kind, source = curves(book, today), CurveKind.TODAY, today.name
    else:
        return ()
    several = len(felt) > 1 or len(others) > 1
    beside = (_beside(book, curve, kind, source, several=several) for curve in others)
    known = {(curve.persona, point.column_key, point.key, point.value) for curve in felt for point in curve.points}
    return tuple(
        curve for curve in beside if any((curve.persona, point.column_key, point.key, point.value) not in known for point in curve.points)
    )


def future_of(book: Book, journey: Map) -> Map | None:
    """Return the map of what a map should become."""
    return next((other for other in book.atlas.maps if other.future_of == journey.id), None)


def levels(book: Book) -> tuple[FeelingLevel, ...]:
    """Return the named levels, best first."""
    return tuple(sorted(book.atlas.feelings, key=lambda level: -level.value))


def _beside(book: Book, curve: Curve, kind: CurveKind, source: str, *, several: bool) -> Curve:
    what = book.say(f"curve.{kind}")
    name = book.say("curve.named", name=curve.name, what=what) if several and curve.name else what
    points = tuple(point.aim for point in curve.points) if kind is CurveKind.AIM else curve.points
    return Curve(curve.persona, name, points, kind, source)


def _points(book: Book, journey: Map) -> Iterator[tuple[str, FeelingPoint]]:
    """Yield every feeling with its persona: a stage's own before those of its steps."""
    line = stations(journey)
    alone = journey.personas[0] if len(journey.personas) == 1 else ""
    known = {level.id: level for level in book.atlas.feelings}
    for stage in journey.stages:
        steps = [station for station in line if station.stage is stage]
        feelings = [(feeling, None) for feeling in stage.feels] + [
            (feeling, station) for station in steps for feeling in station.step.feels
        ]
        for feeling, station in feelings:
            level, goal = known.get(feeling.level), known.get(feeling.goal or "")
            if level is None:
                continue
            persona = feeling.persona or (station.step.persona if station else None) or alone
            yield (
                persona,
                FeelingPoint(feeling, stage, station, level.name, level.value, goal.name if goal else "", goal.value if goal else None),
            )


def _marked(points: list[FeelingPoint]) -> tuple[FeelingPoint, ...]:
    """Return the points with their extremes: the first of the lowest and the first of the highest points, unless all are level."""
    low, high = min(point.value for point in points), max(point.value for point in points)
    if low == high:
        return tuple(points)
    first = {
        next(index for index, point in enumerate(points) if point.value == value): extreme
        for value, extreme in ((low, Extreme.TROUGH), (high, Extreme.PEAK))
    }
    return tuple(replace(point, extreme=first.get(index, Extreme.NONE)) for index, point in enumerate(points))


def _name(book: Book, persona: str, *, several: bool) -> str:
    known = book.atlas.find(Persona, persona) if persona else None
    nobody = book.say("curve.anybody") if several else ""
    return known.name if known else persona or nobody
