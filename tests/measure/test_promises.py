"""A promise is kept or missed where its interval lies on one side; else there is too little to say."""

from datetime import date

import pytest

from journeybook.measure.definitions.milestones import MilestoneFigure, MilestoneFigures
from journeybook.measure.map_milestones import MapMilestone, MapMilestones
from journeybook.measure.promises import LengthPromise, map_promises, target_promise
from journeybook.measure.stage_figures import MapStays, StageStayFigure, StayEnd
from journeybook.measure.statistics.survival import ObservedDuration, survival_of
from journeybook.model.map import Map

JOURNEY = Map.model_validate(
    {
        "id": "base",
        "name": "Sailing",
        "goal": "They sail",
        "stages": [
            {"id": "cruise", "name": "Cruising", "lasts": [{"length": "2 to 4 weeks"}], "milestones": [{"id": "home", "name": "Home"}]}
        ],
    }
)
STAGE = JOURNEY.stages[0]


@pytest.mark.parametrize(
    ("due", "in_time", "verdict"),
    [(20, 18, "kept"), (20, 2, "missed"), (20, 10, "too-few"), (4, 4, "too-few"), (5, 5, "kept"), (5, 0, "missed"), (6, 3, "too-few")],
)
def test_a_target_is_kept_where_clearly_more_than_half_reach_it_by_then(due: int, in_time: int, verdict: str) -> None:
    promise = target_promise(JOURNEY, milestone(due, in_time))
    assert promise
    assert (promise.due, promise.in_time, promise.verdict.value) == (due, in_time, verdict)


def test_a_target_whose_day_has_come_for_nobody_is_no_promise_yet() -> None:
    assert target_promise(JOURNEY, milestone(0, 0)) is None


@pytest.mark.parametrize(
    ("days", "still", "verdict"),
    [
        ([10, 11, 12, 13, 14, 15, 16, 17], [], "kept"),
        ([40, 41, 42, 43, 44, 45, 46, 47], [], "missed"),
        ([10, 12, 20, 30, 40, 50, 60, 70], [], "too-few"),
        ([10, 11, 12, 13], [], "too-few"),
        ([10, 11, 12, 13, 14], [200] * 15, "too-few"),
        ([30, 31, 32, 33, 34], [200] * 15, "missed"),
        ([30, 31, 32, 33, 34, 35, 36, 37], [200] * 2, "missed"),
    ],
)
def test_a_length_is_kept_where_the_median_ends_clearly_by_then(days: list[int], still: list[int], verdict: str) -> None:
    durations = sorted([ObservedDuration(day) for day in days] + [ObservedDuration(day, is_open=True) for day in still])
    figure = StageStayFigure(STAGE, 9, 9, 0, dict.fromkeys(StayEnd, 0), survival_of(durations), (), 0, (survival_of(durations),))
    (promises,) = map_promises([MapMilestones(JOURNEY, 9, 9, ())], [MapStays(JOURNEY, 9, (figure,), (9,), {})])
    (length,) = promises.lengths
    assert isinstance(length, LengthPromise)
    assert (length.most, length.ended, length.open, length.verdict.value) == (28, len(days), len(still), verdict)


def milestone(due: int, in_time: int) -> MapMilestone:
    whole = MilestoneFigure(due, in_time, due, in_time, 0, 0, 0, None, None, None)
    figures = MilestoneFigures(whole, {None: whole}, {date(2026, 1, 1): whole}, {date(2026, 1, 1): whole}, whole)
    return MapMilestone(STAGE, STAGE.milestones[0], "", 20, 0, figures)
