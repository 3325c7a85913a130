"""A scale has two values or more, each higher than the one before, and stands alone.

Between two of them the points are in proportion, so a scale that does not rise says nothing. A scale whose points fall is right for what is
better small: `{0: 100, 30: 0}`. An input has a scale or bands, not both.

Good:
    # health/score.yml
    id: score
    name: Adoption score
    indicators:
      - {measure: licences_used, weight: 60, scale: {0: 0, 80: 100}}
      - {measure: logins, weight: 40, scale: {0: 0, 5: 100}}

Bad:
    # health/score.yml
    id: score
    name: Adoption score
    indicators:
      - {measure: licences_used, weight: 60, scale: {80: 100, 0: 0}}
      - {measure: logins, weight: 40, scale: {0: 0, 5: 100}}

Bad:
    # health/score.yml
    id: score
    name: Adoption score
    points: {good: 100, poor: 0}
    indicators:
      - {measure: licences_used, weight: 100, scale: {0: 0, 80: 100}, bands: {good: '>= 60%', poor: < 60%}}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.health import indicators_of
from journeybook.model.value_bands import is_scale
from journeybook.validate.problem import Problem, Reach

ID = "HEALTH-SCALE"
LEVEL = Level.WARNING
REACH = Reach.WHOLE


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every scale that does not rise from value to value, or stands beside bands."""
    for indicator in (indicator for model in atlas.health for indicator in indicators_of(model) if indicator.scale):
        if not is_scale(indicator.scale):
            message = f"the values of the scale of '{indicator.measure}' do not rise"
            yield Problem(indicator, message, "write two values or more, the lowest first: `{0: 0, 80: 100}`", "scale")
        if indicator.bands or indicator.band_table:
            message = f"'{indicator.measure}' has a scale and bands, and only the scale counts"
            yield Problem(indicator, message, "keep one of them", "scale")
