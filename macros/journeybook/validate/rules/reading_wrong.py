"""A reading of a measure is one that it can have: of a day that has come, of its kind, and the only one of its day and source.

A reading in words where the measure is a number counts nowhere, one that lies ahead is no reading yet, and of two that one source gives for
one day nobody knows which is right. Readings belong to a measure and to no account; those of accounts stand in tables.

Good:
    # measures/measures.yml
    - {id: spend, name: Spend, unit: EUR, readings: [{value: 1200 EUR, date: 2026-03-02, by: Monthly run}]}

Bad:
    # measures/measures.yml
    - {id: spend, name: Spend, unit: EUR, readings: [{value: much, date: 2026-03-02, by: Monthly run}]}

Bad:
    # measures/measures.yml
    - {id: spend, name: Spend, unit: EUR, readings: [{value: '12', date: 2126-03-02, by: Monthly run}]}

Bad:
    # measures/measures.yml
    - id: spend
      name: Spend
      unit: EUR
      readings: [{value: '12', date: 2026-03-02, by: Monthly run}, {value: '13', date: 2026-03-02, by: Monthly run}]
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.language.evaluate import known_value
from journeybook.model.measures import Measure, Reading
from journeybook.validate.problem import Problem

ID = "READING-WRONG"
LEVEL = Level.WARNING
YES_OR_NO = "yes or no"


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every reading that its measure cannot have."""
    for measure in atlas.measures:
        first: dict[tuple[date, str], Reading] = {}
        for reading in measure.readings:
            yield from _value(measure, reading)
            if reading.date > today:
                message = f"the reading '{reading.value}' of '{measure.id}' is of {reading.date}, and it is {today}"
                yield Problem(reading, message, "give the day on which it was read", "date")
            other = first.setdefault((reading.date, reading.by), reading)
            if other.value != reading.value:
                message = f"'{reading.by}' says of '{measure.id}' both '{other.value}' and '{reading.value}' for {reading.date}"
                yield Problem(reading, message, "keep the one that is right, or say by whom the other is", "value")


def _value(measure: Measure, reading: Reading) -> Iterator[Problem]:
    """Yield what is wrong with the value of a reading; those of a measure that lists its values are another rule's."""
    value = known_value(reading.value)
    if measure.values or not (measure.unit or measure.whole):
        return
    if measure.unit == YES_OR_NO:
        if not isinstance(value, bool):
            yield Problem(reading, f"'{measure.id}' is yes or no, and not '{reading.value}'", "write yes or no", "value")
    elif not isinstance(value, Decimal):
        unit = f" in {measure.unit}" if measure.unit else ""
        hint = f"write a number, such as `value: '12'`, or list what '{measure.id}' can be under `values:`"
        yield Problem(reading, f"'{measure.id}' is a number{unit}, and '{reading.value}' is none", hint, "value")
    elif measure.whole and value != int(value):
        yield Problem(reading, f"'{measure.id}' counts whole things, and '{reading.value}' is none", "write a whole number", "value")
