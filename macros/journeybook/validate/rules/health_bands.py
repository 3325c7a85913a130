"""The bands of a health model cover every value once.

A value that no band covers has no colour, and one that two bands cover has one by chance. Both ends are stated: `>=
50 and < 75`. Scores run from the lowest to the highest. The numbers of a measure run from 0, and a share of at most
100 % ends there; a measure that can only have a few values lists them in `values`, and each of them is tried. Bands
that depend on time or on another measure cannot be compared and are left alone. In a table of bands every cell is
filled, or says `unknown`.

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

Bad:
    # measures/measures.yml
    - {id: mood, name: Mood, values: [green, yellow, red]}
    # health/score.yml
    id: score
    name: Adoption score
    indicators: [{measure: mood, weight: 100, bands: {good: = green, average: = green or = yellow}}]

Bad:
    # health/score.yml
    id: score
    name: Adoption score
    bands: [{id: healthy, tone: good}, {id: at-risk, tone: poor}]
    band_table:
      rows: logins
      columns: staff
      across: {small: < 50, large: '>= 50'}
      down: [{when: '>= 5', bands: {small: healthy, large: healthy}}, {when: < 5, bands: {small: at-risk}}]

Bad:
    # health/score.yml
    id: score
    name: Adoption score
    indicators:
      - measure: logins
        weight: 100
        band_table:
          rows: logins
          columns: staff
          across: {small: < 50, large: '>= 50'}
          down: [{when: '>= 5', bands: {small: good, large: average}}, {when: < 4, bands: {small: average, large: poor}}]
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level, nearest
from journeybook.model.atlas import Atlas
from journeybook.model.band_coverage import BandFault, band_faults, missing_cells
from journeybook.model.band_table import AnyTable
from journeybook.model.health import HealthModel, indicators_of
from journeybook.model.measures import Measure
from journeybook.validate.predicates import says_why_blank
from journeybook.validate.problem import Problem, Reach

ID = "HEALTH-BANDS"
LEVEL = Level.WARNING
REACH = Reach.WHOLE
_HINT = "state both ends of each band, such as `>= 50 and < 75`, so that each value stands in one band"
_LISTED = "give each value of the measure one band"


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield the values that no band or several bands cover, bands without a range, and the empty cells of tables."""
    for model in atlas.health:
        yield from (_problem(fault) for fault in band_faults(model, lambda name: atlas.find(Measure, name)))
        yield from _table(model.band_table) if model.band_table else _without_range(model)
        for indicator in indicators_of(model):
            yield from _table(indicator.band_table) if indicator.band_table else ()
            if indicator.band_table and indicator.bands:
                hint = "leave `bands:` out, or the table"
                yield Problem(indicator, f"'{indicator.measure}' has bands of its own and a table of bands", hint, "band_table")
        yield from _strange_bands(model)


def _problem(fault: BandFault) -> Problem:
    wrong = "leave a gap" if fault.is_gap else "overlap"
    whose = f"the bands of '{fault.about}'" if fault.about else "the bands"
    return Problem(fault.part, f"{whose} {wrong}: {fault.fault}", _LISTED if fault.is_listed else _HINT, fault.key)


def _without_range(model: HealthModel) -> Iterator[Problem]:
    for band in model.bands:
        if band.when is None and not says_why_blank(band, "when"):
            yield Problem(band, f"the band '{band.id}' says no range", "add `when:`, or `when: unstated` where the source does not say")


def _strange_bands(model: HealthModel) -> Iterator[Problem]:
    """Yield what names a band of another model."""
    known = [*(band.id for band in model.bands), *(state.id for state in model.outside)]
    naming = [*model.overrides, *(cell for row in (model.band_table.down if model.band_table else ()) for cell in row.bands)]
    for part in naming:
        name = (part.band or "").rpartition("/")[2]
        if name and name not in known:
            guess = nearest(name, known)
            hint = f"did you mean '{guess}'?" if guess else f"known: {', '.join(known)}"
            yield Problem(part, f"'{model.id}' has no band '{name}'", hint, "band")


def _table(table: AnyTable) -> Iterator[Problem]:
    columns = [column.id for column in table.across]
    for row in table.down:
        for position, cell in enumerate(row.bands):
            if cell.column not in columns:
                guess = nearest(cell.column, columns)
                hint = f"did you mean '{guess}'?" if guess else f"known: {', '.join(columns)}"
                yield Problem(cell, f"there is no column '{cell.column}' in this table", hint, "column")
            elif cell.column in [before.column for before in row.bands[:position]]:
                yield Problem(cell, f"two bands stand in the column '{cell.column}'", "leave one of them", "column")
    for row_name, column_name in missing_cells(table):
        hint = "fill the cell, or write `unknown` where the source does not say"
        yield Problem(table, f"no band for {row_name} with {column_name}", hint, "down")
