"""Worked examples of a health model."""

from typing import ClassVar

from journeybook.model.base import Part
from journeybook.model.references import MeasureRef, SegmentRef
from journeybook.model.scalars import DurationText, Text


class ExampleValue(Part):
    """A value of a measure in a worked example."""

    KEYED: ClassVar[tuple[str, ...]] = ("measure", "value")
    measure: MeasureRef
    """The measure."""
    value: Text
    """Its value, such as `85`, `85 %` or `green`."""
    age: DurationText | None = None
    """How old the value is."""


class Example(Part):
    """A worked example: why one status changed over time, or how a score is made of its parts."""

    title: Text
    """What it shows."""
    rows: tuple[Text, ...] = ()
    """What happened, in order."""
    values: tuple[ExampleValue, ...] = ()
    """What is known, from which the page works out the score: `{goal_progress: 85, csm_view: green}`."""
    segment: SegmentRef | None = None
    """The segment of the customer in the example."""
