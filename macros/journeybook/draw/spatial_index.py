"""Boxes sorted into the cells of a uniform grid, so that a search for the boxes that meet one looks only at those near it."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from journeybook.draw.geometry import Box

_CELL = 64
"""The side of a cell, in points."""


class SpatialIndex:
    """A growing collection of boxes, each with a number that says what it is."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[int, Box]]] = defaultdict(list)

    def add(self, number: int, box: Box) -> None:
        """Add a box; several boxes may share a number."""
        for cell in _cells(box):
            self._cells[cell].append((number, box))

    def meeting(self, box: Box) -> set[int]:
        """Return the numbers of all boxes that share area with this one."""
        return {number for cell in _cells(box) for number, other in self._cells.get(cell, ()) if box.meets(other)}


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, right = (int(x // _CELL) for x in (box.x, box.right))
    top, bottom = (int(y // _CELL) for y in (box.y, box.bottom))
    return product(range(left, right + 1), range(top, bottom + 1))
