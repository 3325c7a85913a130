"""Rows of a success map: what stands below each other in a stage, with tracks side by side and what only some do under one heading."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from journeybook.model.map import Track
from journeybook.model.step import Step
from journeybook.views.success_map.plan_context import PlanContext
from journeybook.views.success_map.success_step import OnlyEditions, StepGroup, step_groups


@dataclass(frozen=True)
class StepRun:
    """Steps in a row that are reached through the same outcomes and options alone, which are said once, above them.

    It comes and goes with the first of them that is no option, whose anchor it has.
    """

    only_if: str
    anchor: str
    only: OnlyEditions
    groups: tuple[StepGroup, ...]


@dataclass(frozen=True)
class TrackColumn:
    """The steps of one parallel track."""

    name: str
    groups: tuple[StepGroup | StepRun, ...]


@dataclass(frozen=True)
class SideBySide:
    """Parallel tracks beside each other."""

    columns: tuple[TrackColumn, ...]


def step_rows(plan: PlanContext, steps: tuple[Step, ...]) -> tuple[StepGroup | StepRun | SideBySide, ...]:
    """Return the lines of steps, those of one choice together, several tracks side by side, and what floats at the end."""
    rows: list[StepGroup | StepRun | SideBySide] = []
    on_the_way, afloat = (tuple(step for step in steps if bool(step.floats) is is_afloat) for is_afloat in (False, True))
    for is_parallel, group in groupby(on_the_way, key=lambda step: _stays_on_its_track(step, on_the_way)):
        some = tuple(group)
        tracks = tuple(dict.fromkeys(step.track for step in some))
        if is_parallel and len(tracks) > 1:
            rows.append(SideBySide(tuple(_column(plan, track, some) for track in tracks if track)))
        else:
            rows += _in_runs(step_groups(plan, some))
    return (*rows, *_in_runs(step_groups(plan, afloat)))


def _stays_on_its_track(step: Step, steps: tuple[Step, ...]) -> bool:
    """Whether a step is on a track, and all steps of its choice are."""
    return bool(step.track) and all(other.track == step.track for other in steps if step.choice and other.choice == step.choice)


def _column(plan: PlanContext, track: str, steps: tuple[Step, ...]) -> TrackColumn:
    """Return the steps of a track, whose name stands above them and not at each."""
    part = plan.book.atlas.find(Track, track, scope=plan.journey.id)
    groups = step_groups(plan, tuple(step for step in steps if step.track == track))
    untold = tuple(replace(group, steps=tuple(replace(line, track="") for line in group.steps)) for group in groups)
    return TrackColumn(part.name if part else "", tuple(_in_runs(untold)))


def _in_runs(groups: tuple[StepGroup, ...]) -> Iterator[StepGroup | StepRun]:
    """Yield groups, those in a row that are for the same readers as one run; a single step says by itself for whom it is."""
    for condition, group in groupby(groups, key=_condition):
        some = tuple(group)
        lasting = [line for row in some if not row.is_one_of for line in row.steps]
        if condition and lasting and sum(len(row.steps) for row in some) > 1:
            yield StepRun(lasting[0].only_if, lasting[0].anchor, lasting[0].only, tuple(_untold(row) for row in some))
        else:
            yield from some


def _condition(group: StepGroup) -> tuple[str, tuple[str, ...], OnlyEditions] | None:
    """Return under which condition, and in which editions, all steps of a group are done; nothing where they differ, or all do them."""
    conditions = {(line.only_if, line.reached, line.only) for line in group.steps}
    return conditions.pop() if len(conditions) == 1 and group.steps[0].only_if else None


def _untold(group: StepGroup) -> StepGroup:
    return replace(group, steps=tuple(replace(line, only_if="") for line in group.steps))
