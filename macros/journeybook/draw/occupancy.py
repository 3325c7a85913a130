"""Which arrows already run where, so that the next one can keep clear of them."""

from collections import defaultdict
from itertools import pairwise

from journeybook.draw.grid import Grid, GridPath

PassedSides = tuple[int, int]
"""The side by which an arrow comes to a crossing point, and the side by which it goes on."""


class Occupancy:
    """The ways that are laid so far, by the pieces and the crossing points they use and by the sides of steps where they end."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self.ways: dict[int, GridPath] = {}
        self.on_piece: dict[tuple[int, int], list[int]] = defaultdict(list)
        """The links on the piece between two crossing points, the smaller one first."""
        self.through: dict[int, dict[int, PassedSides]] = defaultdict(dict)
        """The links that pass a crossing point, each with its sides there; ends are not passed."""
        self.leaving: dict[tuple[int, int], list[int]] = defaultdict(list)
        """The links that start at a crossing point, by the side where they leave."""
        self.arriving: dict[tuple[int, int], list[int]] = defaultdict(list)
        """The links that end at a crossing point, by the side where they arrive."""

    def lay(self, link: int, way: GridPath) -> None:
        """Remember the way of a link."""
        self.ways[link] = way
        sides = self._grid.sides(way)
        for start, end in pairwise(way):
            self.on_piece[min(start, end), max(start, end)].append(link)
        for point, (came, goes) in zip(way[1:-1], pairwise(sides), strict=True):
            self.through[point][link] = (opposite(came), goes)
        self.leaving[way[0], sides[0]].append(link)
        self.arriving[way[-1], opposite(sides[-1])].append(link)

    def lift(self, link: int) -> GridPath:
        """Forget the way of a link and return it."""
        way = self.ways.pop(link)
        sides = self._grid.sides(way)
        for start, end in pairwise(way):
            self.on_piece[min(start, end), max(start, end)].remove(link)
        for point in way[1:-1]:
            del self.through[point][link]
        self.leaving[way[0], sides[0]].remove(link)
        self.arriving[way[-1], opposite(sides[-1])].remove(link)
        return way


def opposite(side: int) -> int:
    """Return the side across: north for south, east for west.

    >>> [opposite(side) for side in range(4)]
    [2, 3, 0, 1]
    """
    return side ^ 2
