"""What a measure or an attribute is compared with is one of its values.

A condition that asks for another value never holds, and nobody sees why. The same holds for readings and worked
examples. A measure that lists no values may have any.

Good:
    # measures/measures.yml
    - {id: mood, name: Mood, values: [green, yellow, red]}
    # events/events.yml
    - {id: mood-drops, name: The mood drops, when: mood is red, owner: csm, playbook: rescue}

Bad:
    # measures/measures.yml
    - {id: mood, name: Mood, values: [green, yellow, red]}
    # events/events.yml
    - {id: mood-drops, name: The mood drops, when: mood is crimson, owner: csm, playbook: rescue}

Bad:
    # measures/measures.yml
    - {id: mood, name: Mood, values: [green, yellow, red], readings: [{value: rde, date: 2026-03-02, by: A person}]}
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from journeybook.findings import Level, nearest
from journeybook.model.atlas import Atlas
from journeybook.model.band_table import BandColumn, TableRow, TwoMeasureTable
from journeybook.model.health import Indicator, IndicatorBand
from journeybook.model.health_example import ExampleValue
from journeybook.model.language.evaluate import known_value
from journeybook.model.language.nodes import Compare, Condition, Name, Operand, Proposition, Quantity, Quoted, nodes_in
from journeybook.model.measures import Reading
from journeybook.model.walk import Spot, field_values
from journeybook.validate.problem import Problem

ID = "VALUE-UNDECLARED"
LEVEL = Level.WARNING
_MOST_SHOWN = 7
_YES_OR_NO = ("yes", "no")
Comparison = tuple[str, str, Operand]
"""What is compared, the sign, and the value."""


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every value with which something is compared, or which somebody wrote down, and which it cannot have."""
    declared = _declared(atlas)
    for spot in atlas.spots:
        if isinstance(spot.part, Reading | ExampleValue):
            about = spot.part.measure if isinstance(spot.part, ExampleValue) else str(spot.parents[-1].get("id", str))
            yield from _problems(spot, "value", [(about, "=", Quoted(spot.part.value))], declared)
        for key, value in field_values(spot.part):
            if isinstance(value, Condition):
                yield from _problems(spot, key, list(_compared(value, _subject(spot))), declared)


def _declared(atlas: Atlas) -> dict[str, tuple[str, ...]]:
    """Return the values of whatever lists them, by id."""
    measures = {measure.id: measure.values for measure in atlas.measures if measure.values}
    attributes = {attribute.id: tuple(row.value for row in attribute.values) or _YES_OR_NO for attribute in atlas.file.attributes}
    return attributes | measures


def _subject(spot: Spot) -> str:
    """Return the measure that a bare comparison in this part is about."""
    around = spot.parents[-1] if spot.parents else None
    if isinstance(spot.part, IndicatorBand) and isinstance(around, Indicator):
        return around.measure
    if isinstance(around, TwoMeasureTable):
        return around.rows if isinstance(spot.part, TableRow) else around.columns if isinstance(spot.part, BandColumn) else ""
    return ""


def _compared(condition: Condition, subject: str) -> Iterator[Comparison]:
    """Yield what is compared in a condition, with each value; a bare fact is compared with yes."""
    for compare in nodes_in(condition.root, Compare):
        yield from ((compare.subject.name if compare.subject else subject, compare.sign, value) for value in compare.values)
    yield from ((fact.name.name, "=", Name("yes")) for fact in nodes_in(condition.root, Proposition))


def _problems(spot: Spot, key: str, compared: list[Comparison], declared: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    for subject, sign, operand in dict.fromkeys(compared):
        values = declared.get(subject, ())
        names_measure = isinstance(operand, Name) and (operand.role == "measure" or operand.name in declared)
        if values and not names_measure and not _is_among(operand, sign, values):
            value = str(operand.name if isinstance(operand, Name) else operand.text if isinstance(operand, Quoted) else operand)
            guess = nearest(value, values)
            shown = ", ".join(values[:_MOST_SHOWN]) + (" and more" if len(values) > _MOST_SHOWN else "")
            hint = f"did you mean '{guess}'?" if guess else f"write one of them, or add it to the values of '{subject}'"
            yield Problem(spot.part, f"'{subject}' is never '{value}': its values are {shown}", hint, key)


def _is_among(operand: Operand, sign: str, values: tuple[str, ...]) -> bool:
    """Return whether a value is declared; where more or less than a number is asked for, any number is, if the values are numbers."""
    known = [known_value(value) for value in values]
    if isinstance(operand, Quantity):
        return any(isinstance(value, Decimal) for value in known) if sign[0] in "<>" else operand.amount in known
    text = operand.text if isinstance(operand, Quoted) else operand.name
    return text in values or (isinstance(known_value(text), bool) and known_value(text) in known)
