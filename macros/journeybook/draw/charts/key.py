"""Key of a chart: the names of its series or bands, each beside a sample of its line or bar."""

from collections.abc import Callable, Sequence

from journeybook.draw.charts.shapes import (
    LINE,
    LINE_LOOKS,
    WIDTH,
    ChartBar,
    ChartLine,
    ChartMarker,
    ChartShape,
    ChartText,
    ChartTone,
    broad,
    one_line,
)
from journeybook.draw.geometry import Box, Point

_SAMPLE, _GAP = 24.0, 14.0


def line_key(labels: Sequence[str], top: float, *, with_markers: bool) -> tuple[tuple[ChartShape, ...], float]:
    """Return the names of lines with samples, and where the key ends; a line alone is named by the chart and has none."""

    def sample(number: int, at: Point) -> Sequence[ChartShape]:
        line = ChartLine((at, Point(at.x + _SAMPLE - 4, at.y)), "series", number % LINE_LOOKS)
        return (line, ChartMarker(Point(at.x + _SAMPLE / 2 - 2, at.y), number % LINE_LOOKS)) if with_markers else (line,)

    return _key(labels, sample, top) if labels[1:] else ((), top)


def bar_key(labels: Sequence[str], tones: Sequence[ChartTone], top: float) -> tuple[tuple[ChartShape, ...], float]:
    """Return the names of bands with samples of their bars, and where the key ends."""
    return _key(labels, lambda number, at: (ChartBar(Box(at.x, at.y - 6, _SAMPLE - 4, 12), tones[number]),), top)


def _key(labels: Sequence[str], sample: Callable[[int, Point], Sequence[ChartShape]], top: float) -> tuple[tuple[ChartShape, ...], float]:
    """Set samples with their names into rows in the order of reading."""
    shapes: list[ChartShape] = []
    x, y = 0.0, top
    for number, label in enumerate(labels):
        text = one_line(label, WIDTH - _SAMPLE - 8)
        width = _SAMPLE + 4 + broad(text)
        if x and x + width > WIDTH:
            x, y = 0.0, y + LINE + 4
        shapes += sample(number, Point(x + 2, y + LINE / 2))
        shapes.append(ChartText(Point(x + _SAMPLE + 4, y + LINE * 0.8), text, "label"))
        x += width + _GAP
    return tuple(shapes), y + LINE + 8
