"""Axes of charts: lines across the plot with their values, values below it, and lines at values that matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeybook.draw.charts.scale import ChartNumber, Scale, plain_number, thinned
from journeybook.draw.charts.shapes import EDGE, LINE, WIDTH, ChartLine, ChartMarker, ChartShape, ChartText, TextAnchor, broad
from journeybook.draw.geometry import Point

PLOT_LEFT, PLOT_HEIGHT = 44.0, 150.0
"""The space for values beside a plot, and its height."""


@dataclass(frozen=True)
class ReferenceValue:
    """A value against which a chart is read, such as a target, and its name."""

    value: ChartNumber
    label: str


@dataclass(frozen=True)
class Plot:
    """The upper and lower end of a plot, the scale along its lower side, and the language of its numbers."""

    top: float
    bottom: float
    across: Scale
    language: str = "en"


def levels_across(values: Sequence[float], labels: Sequence[str], up: Scale) -> Iterator[ChartShape]:
    """Yield a line across the plot at each value, with its label beside it."""
    for value, label in zip(values, labels, strict=True):
        y = up.at(value)
        yield ChartLine((Point(PLOT_LEFT, y), Point(WIDTH - EDGE, y)), "grid")
        yield ChartText(Point(PLOT_LEFT - 5, y + 4), label, "scale", TextAnchor.END)


def values_below(values: Sequence[float], labels: Sequence[str], plot: Plot) -> Iterator[ChartShape]:
    """Yield the labels below a plot, as many as have room; each stands at its value, the outer ones inside the chart."""
    places = [plot.across.at(value) for value in values]
    widths = [broad(label) for label in labels]
    for number in thinned(widths, [_inside(place, width) for place, width in zip(places, widths, strict=True)]):
        place, width = places[number], widths[number]
        yield ChartLine((Point(place, plot.bottom), Point(place, plot.bottom + 4)), "axis")
        yield ChartText(Point(_inside(place, width), plot.bottom + 4 + LINE), labels[number], "scale", TextAnchor.MIDDLE)


def reference_values_up(references: Sequence[ReferenceValue], plot: Plot) -> Iterator[ChartShape]:
    """Yield a line up through a plot for each reference, and its name with its value above, each in a row of its own."""
    for row, reference in enumerate(references):
        x, y = plot.across.at(reference.value), plot.top - LINE * (len(references) - row) + LINE * 0.7
        text = f"{reference.label}: {plain_number(reference.value, plot.language)}"
        is_left = x + broad(text) + 12 > WIDTH
        yield ChartLine((Point(x, y - 4), Point(x, plot.bottom)), "reference", row)
        yield ChartMarker(Point(x, y - 4), row, is_hollow=row > 0)
        yield ChartText(Point(x + (-8 if is_left else 8), y), text, "reference", TextAnchor.END if is_left else TextAnchor.START)


def _inside(place: float, width: float) -> float:
    return min(max(place, width / 2), WIDTH - width / 2)
