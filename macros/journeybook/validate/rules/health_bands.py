"""The bands of a health model cover every score once.

A score that no band covers has no colour, and one that two bands cover has one by chance. Both ends are stated: `>=
50 and < 75`. Scores run from `lowest` (0) to `highest` (the total). Of an indicator's bands only gaps between them
and overlaps are told. Bands that depend on a second measure or on time cannot be compared and are left alone.

Good:
    # health/score.yml
    id: score
    name: Adoption score
    bands:
      - {id: healthy, tone: good, when: '>= 75'}
      - {id: watch, tone: average, when: '>= 50 and < 75'}
      - {id: at-risk, tone: poor, when: '< 50'}

Bad:
    # health/score.yml
    id: score
    name: Adoption score
    bands:
      - {id: healthy, tone: good, when: '> 75'}
      - {id: watch, tone: average, when: '>= 50 and < 75'}
      - {id: at-risk, tone: poor, when: '<= 50'}

Bad:
    # health/score.yml
    id: score
    name: Adoption score
    indicators:
      - measure: licences_used
        weight: 100
        bands: {good: '>= 60%', poor: '< 40%'}
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.health import HealthModel, Indicator
from journeybook.model.language.coverage import Gap, Overlap, check_coverage
from journeybook.validate.problem import Problem

ID = "HEALTH-BANDS"
LEVEL = Level.WARNING
_HINT = "state both ends of each band, such as `>= 50 and < 75`, so that each value stands in one band"


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield the values that no band or several bands cover."""
    for model in atlas.health:
        yield from _scores(model)
        for indicator in model.indicators:
            yield from _values(indicator)


def _scores(model: HealthModel) -> Iterator[Problem]:
    bands = [(band.name or band.id, band.when) for band in model.bands]
    low = model.lowest if model.lowest is not None else Decimal(0)
    high = model.highest if model.highest is not None else Decimal(model.total)
    faults = check_coverage(bands, low, high, subject="score") if bands and low <= high else ()
    for fault in faults if isinstance(faults, tuple) else ():
        yield _problem(model, "the bands", fault)


def _values(indicator: Indicator) -> Iterator[Problem]:
    bands = [(str(band.name or band.tone), band.when) for band in indicator.bands]
    faults = check_coverage(bands, subject=indicator.measure) if bands else ()
    for fault in faults if isinstance(faults, tuple) else ():
        if isinstance(fault, Overlap) or (fault.span.low is not None and fault.span.high is not None):
            yield _problem(indicator, f"the bands of '{indicator.measure}'", fault)


def _problem(part: HealthModel | Indicator, whose: str, fault: Gap | Overlap) -> Problem:
    wrong = "leave a gap" if isinstance(fault, Gap) else "overlap"
    return Problem(part, f"{whose} {wrong}: {fault}", _HINT, "bands")
