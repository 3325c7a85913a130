"""The paths found so far, indexed by the grid edges, grid points and sides of steps that they use."""

from collections import defaultdict
from itertools import pairwise

from journeybook.draw.grid import Grid, GridPath

PassedSides = tuple[int, int]
"""The sides of a grid point by which a path enters and leaves it."""


class Occupancy:
    """The path of each routed link, with indices for what the next search asks about."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self.paths: dict[int, GridPath] = {}
        self.on_edge: dict[tuple[int, int], list[int]] = defaultdict(list)
        """The links on each grid edge, which is a pair of grid points, the smaller one first."""
        self.through: dict[int, dict[int, PassedSides]] = defaultdict(dict)
        """The links that pass each grid point, with their sides there; a link does not pass its ends."""
        self.leaving: dict[tuple[int, int], list[int]] = defaultdict(list)
        """The links that start at each grid point, by the side by which they leave it."""
        self.arriving: dict[tuple[int, int], list[int]] = defaultdict(list)
        """The links that end at each grid point, by the side by which they arrive."""

    def add(self, link: int, path: GridPath) -> None:
        """Add the path of a link."""
        self.paths[link] = path
        sides = self._grid.sides(path)
        for start, end in pairwise(path):
            self.on_edge[min(start, end), max(start, end)].append(link)
        for point, (entering, leaving) in zip(path[1:-1], pairwise(sides), strict=True):
            self.through[point][link] = (opposite(entering), leaving)
        self.leaving[path[0], sides[0]].append(link)
        self.arriving[path[-1], opposite(sides[-1])].append(link)

    def remove(self, link: int) -> GridPath:
        """Remove the path of a link and return it."""
        path = self.paths.pop(link)
        sides = self._grid.sides(path)
        for start, end in pairwise(path):
            self.on_edge[min(start, end), max(start, end)].remove(link)
        for point in path[1:-1]:
            del self.through[point][link]
        self.leaving[path[0], sides[0]].remove(link)
        self.arriving[path[-1], opposite(sides[-1])].remove(link)
        return path


def opposite(side: int) -> int:
    """Return the opposite side: north for south, east for west.

    >>> [opposite(side) for side in range(4)]
    [2, 3, 0, 1]
    """
    return side ^ 2
