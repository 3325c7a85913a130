"""Boxes sorted into squares of the picture, so that looking for what meets a box does not mean asking every one."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from journeybook.draw.geometry import Box

_SQUARE = 64


class SpatialIndex:
    """A growing collection of boxes, each with a number that says what it is."""

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[tuple[int, Box]]] = defaultdict(list)

    def add(self, what: int, box: Box) -> None:
        """Remember a box; several boxes may share a number."""
        for square in _squares(box):
            self._squares[square].append((what, box))

    def meeting(self, box: Box) -> set[int]:
        """Return the numbers of all boxes that meet this one."""
        return {what for square in _squares(box) for what, other in self._squares.get(square, ()) if box.meets(other)}


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    left, right = (int(x // _SQUARE) for x in (box.x, box.right))
    top, bottom = (int(y // _SQUARE) for y in (box.y, box.bottom))
    return product(range(left, right + 1), range(top, bottom + 1))
