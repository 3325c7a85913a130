"""When the stages of a map begin and end: each stage of the main flow begins when the one before it ends.

What names no anchor counts from the beginning of its stage; the first stage begins with the plan, and `day 14` counts from there
everywhere. A stage ends with its time box, else so long after its beginning as it lasts, else with the last of its steps and
milestones that has a date. Nobody waits for a stage that is optional, that floats, or that stands beside the way; when the last two
begin is never known.

Beginnings and ends are moments with timings of their own, so that every engine that resolves dates resolves them as well. Their names have
a dot and are no ids. They form no circle: a part that counts from the beginning of a later stage is no end of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from journeybook.model.base import Part
from journeybook.model.enumerations import StageKind
from journeybook.model.flow import is_on_the_way
from journeybook.model.item import Applies, StageLength
from journeybook.model.language.nodes import Duration
from journeybook.model.map import Map
from journeybook.model.stage import Milestone, Stage
from journeybook.model.timed import timing_of
from journeybook.model.timing import Offset, Timing

DATELESS = ("immediately", "same day", "anytime", "clock", "event")
"""Forms of timings that come to no day by themselves."""


@dataclass(frozen=True)
class StageTurn:
    """A stage of the main flow, the stage after whose end it begins, and those between them for which nobody waits."""

    stage: Stage
    before: Stage | None
    passed: tuple[Stage, ...] = ()


def stage_turns(journey: Map) -> tuple[StageTurn, ...]:
    """Return the stages of the main flow in their order."""
    turns: list[StageTurn] = []
    before: Stage | None = None
    passed: list[Stage] = []
    for stage in journey.stages:
        if is_on_the_way(stage):
            turns.append(StageTurn(stage, before, tuple(passed)))
        if is_on_the_way(stage) and not is_optional(stage):
            before, passed = stage, []
        elif stage.get("kind", StageKind) is not StageKind.SIDE:
            passed.append(stage)
    return tuple(turns)


def is_optional(stage: Stage) -> bool:
    """Whether a stage has steps, and all of them are optional."""
    return bool(stage.every_step) and all(step.is_optional for step in stage.every_step)


def counts_from_stage(timing: Timing) -> bool:
    """Whether a timing counts from the beginning of its stage: it names no anchor, and counts no days of the plan."""
    counts = timing.offset is not None or timing.end is not None or timing.every is not None
    return counts and not (timing.anchor or timing.event) and timing.form != "day" and "by day" not in timing.text.lower()


@dataclass(frozen=True)
class StageClocks:
    """The beginnings and ends of a map's stages under names, and the timings of parts that count from them."""

    journey: Map
    key: Callable[[Part], str]
    """The name of a part with a timing."""
    resolve: Callable[[str], str] = str
    """The name of what a timing refers to."""
    asides: frozenset[int] = frozenset()
    """The object identities of steps that are done only by some, so that nobody else waits for them."""
    goes_on: bool = False
    """Whether the first stage begins where a map before it ends; where no day of that is known, it begins with the plan."""

    def begins(self, stage: Stage) -> str:
        """Return the name of the beginning of a stage; a first one that begins with the plan has none."""
        is_first = any(turn.stage is stage and turn.before is None for turn in self.turns)
        return "" if is_first and not self.goes_on else f"{self.key(stage)}.begins"

    def timing(self, stage: Stage, part: Part) -> Timing | None:
        """Return the timing of a part of a stage or of the stage itself, counted from its beginning where it names nothing else."""
        timing = timing_of(part)
        return self.counted(stage, timing) if timing else None

    def counted(self, stage: Stage, timing: Timing) -> Timing:
        """Return a timing of something in a stage, counted from the beginning of the stage where it names nothing else."""
        return replace(timing, anchor=self.begins(stage)) if counts_from_stage(timing) else timing

    def moments(self) -> dict[str, Timing]:
        """Return the timings of every beginning, and of every end for which a stage waits and of which something is known, by name."""
        moments: dict[str, Timing] = {}
        if self.goes_on and self.turns:
            moments[self.begins(self.turns[0].stage)] = Timing("at")
        for turn in self.turns:
            if turn.before:
                moments[self.begins(turn.stage)] = Timing("at", anchor=self._ends(turn.before))
            if turn.before and (end := self._end(turn.before)):
                moments[self._ends(turn.before)] = end
        return moments

    @cached_property
    def turns(self) -> tuple[StageTurn, ...]:
        """The stages of the main flow in their order."""
        return stage_turns(self.journey)

    def _ends(self, stage: Stage) -> str:
        return f"{self.key(stage)}.ends"

    def _end(self, stage: Stage) -> Timing | None:
        box, lengths = timing_of(stage), stage.inside("lasts", StageLength)
        if box and self._is_end(stage, stage):
            return Timing("at", anchor=self.key(stage))
        if any(length.get("length", Duration) for length in lengths):
            return self._end_by_length(stage, lengths)
        names = tuple(self.key(part) for part in _ending_parts(stage, self.asides) if self._is_end(stage, part))
        return Timing("latest", among=names) if names else None

    def _end_by_length(self, stage: Stage, lengths: tuple[StageLength, ...]) -> Timing | None:
        """Return the end of a stage by its only length, or the first that holds for everybody; nothing where that has no upper end."""
        for_all = [length for length in lengths if length.get("applies", Applies) is None and not length.answer_in("applies")]
        usual = lengths if len(lengths) == 1 else for_all
        length = next(filter(None, (length.get("length", Duration) for length in usual)), None)
        if length is None or length.bound == "least":
            return None
        return Timing("after", anchor=self.begins(stage), offset=Offset(length.most or length.amount, length.unit), side="after")

    def _is_end(self, stage: Stage, part: Part) -> bool:
        timing = timing_of(part)
        if timing is None or timing.form in DATELESS or (timing.every and not timing.until):
            return False
        return self._latest_stage.get(self.key(part), 0) <= self._place(stage)

    def _place(self, stage: Stage) -> int:
        return next(place for place, other in enumerate(self.journey.stages) if other is stage)

    @cached_property
    def _latest_stage(self) -> dict[str, int]:
        """The place of the latest stage from whose beginning each part counts in the end, by name."""
        bases: dict[str, tuple[str, ...]] = {}
        latest: dict[str, int] = {}
        for place, stage in enumerate(self.journey.stages):
            for part in (stage, *stage.every_step, *stage.inside("milestones", Milestone)):
                if timing := timing_of(part):
                    bases[self.key(part)] = tuple(self.resolve(name) for name in (timing.anchor, timing.until, timing.event) if name)
                    latest[self.key(part)] = place if counts_from_stage(timing) else 0
        for start in bases:
            _settle(start, bases, latest)
        return latest


def _ending_parts(stage: Stage, asides: frozenset[int]) -> Iterator[Part]:
    """Yield the steps and milestones for which the next stage waits."""
    yield from (step for step in stage.every_step if not step.is_optional and not step.floats and id(step) not in asides)
    yield from stage.inside("milestones", Milestone)


def _settle(start: str, bases: dict[str, tuple[str, ...]], latest: dict[str, int]) -> None:
    """Raise the number of a name to the highest of all names from which it counts; settled names have no bases left."""
    stack, open_names = [start], set[str]()
    while stack:
        name = stack[-1]
        open_names.add(name)
        missing = next((base for base in bases[name] if bases.get(base) and base not in open_names), None)
        if missing is not None:
            stack.append(missing)
        else:
            latest[name] = max((latest[name], *(latest.get(base, 0) for base in bases[name])))
            bases[name] = ()
            stack.pop()
