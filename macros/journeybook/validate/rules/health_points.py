"""Where a model says what a tone brings, every range of its inputs brings points.

A value in a range without points stops the score of everybody who has it. Give the tone points, or the range points of
its own.

Good:
    # health/score.yml
    id: score
    name: Adoption score
    points: {good: 100, poor: 0}
    indicators:
      - {measure: licences_used, weight: 100, bands: {good: '>= 60%', poor: '< 60%'}}

Bad:
    # health/score.yml
    id: score
    name: Adoption score
    points: {good: 100, poor: 0}
    indicators:
      - {measure: licences_used, weight: 100, bands: {good: '>= 60%', average: '>= 40% and < 60%', poor: '< 40%'}}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.health import HealthModel, bands_of, indicators_of
from journeybook.model.value_bands import points_of
from journeybook.validate.predicates import says_why_blank
from journeybook.validate.problem import Problem, Reach

ID = "HEALTH-POINTS"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every range that brings no points, in models in which others do."""
    for model in atlas.health:
        ranges = [(indicator, band) for indicator in indicators_of(model) for band in bands_of(indicator)]
        if not any(points_of(model, band) is not None for _, band in ranges):
            continue
        for indicator, band in ranges:
            if points_of(model, band) is None and not says_why_blank(band, "points"):
                yield Problem(band, f"the range '{band.tone}' of '{indicator.measure}' brings no points", _hint(model))


def _hint(model: HealthModel) -> str:
    known = ", ".join(f"{row.tone}: {row.points.normalize():f}" for row in model.points)
    return f"the model gives points for {known}" if known else "add `points:` to the range, or to the model"
