"""Stacked bands: for each segment, what part of its accounts is in each band."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.draw.charts.key import bar_key
from journeybook.draw.charts.scale import Scale, percent
from journeybook.draw.charts.shapes import (
    EDGE,
    LINE,
    WIDTH,
    ChartBar,
    ChartDrawing,
    ChartShape,
    ChartText,
    ChartTone,
    TextAnchor,
    broad,
    paragraph,
)
from journeybook.draw.geometry import Box, Point

_BAR, _GAP, _SIDE = 20.0, 8.0, 3.0


@dataclass(frozen=True)
class StackedBand:
    """A band by its name, and how good it is to be in it."""

    label: str
    tone: ChartTone


@dataclass(frozen=True)
class StackedRow:
    """A segment and its count in each band, in the order of the bands; None where a count is not shown."""

    label: str
    counts: tuple[int | None, ...]

    @property
    def total(self) -> int | None:
        """How many there are, where every count is shown."""
        shown = [count for count in self.counts if count is not None]
        return sum(shown) if len(shown) == len(self.counts) else None


@dataclass(frozen=True)
class StackedBandsChart:
    """The bands, a row for each segment, what is counted, and the words for a count that is not shown."""

    title: str
    description: str
    unit: str
    bands: tuple[StackedBand, ...]
    rows: tuple[StackedRow, ...]
    hidden: str

    @property
    def drawing(self) -> ChartDrawing:
        """Bars of one length, each parted by its bands; a row with a hidden count has none, since its parts would tell it."""
        key, top = bar_key([band.label for band in self.bands], [band.tone for band in self.bands], 0)
        shapes = list(key)
        for row in self.rows:
            text = self.hidden if row.total is None else str(row.total)
            words, top = paragraph(row.label, "label", top, WIDTH - broad(text) - 12)
            shapes += [*words, ChartText(Point(WIDTH - EDGE, top - LINE * 0.2), text, "value", TextAnchor.END)]
            shapes += _parts(row, self.bands, top + 2)
            top += 2 + _BAR + _GAP
        return ChartDrawing(top, tuple(shapes))


def _parts(row: StackedRow, bands: tuple[StackedBand, ...], top: float) -> Iterator[ChartShape]:
    if not row.total:
        tone = ChartTone.HIDDEN if row.total is None else ChartTone.EMPTY
        yield ChartBar(Box(EDGE, top, WIDTH - 2 * EDGE, _BAR), tone)
        return
    across, before = Scale(0, row.total, EDGE, WIDTH - EDGE), 0
    for band, count in zip(bands, row.counts, strict=True):
        if count:
            left, right = across.at(before), across.at(before + count)
            yield ChartBar(Box(left, top, right - left, _BAR), band.tone)
            yield from _number(count, row.total, Box(left, top, right - left, _BAR))
            before += count


def _number(count: int, total: int, box: Box) -> Iterator[ChartShape]:
    """Yield the longest text about a part that fits into it, on a ground of its own so that no texture runs through it."""
    for text in (f"{count} · {percent(count / total)}", str(count)):
        width = broad(text) + 2 * _SIDE
        if width <= box.width - 2:
            yield ChartBar(Box(round(box.centre.x - width / 2, 1), box.y + 3, round(width, 1), box.height - 6), ChartTone.GROUND)
            yield ChartText(Point(box.centre.x, box.y + box.height / 2 + 4), text, "part", TextAnchor.MIDDLE)
            return
