"""Points and boxes in points (1/72 inch, drawn as one pixel), x to the right and y downwards."""

from dataclasses import dataclass
from typing import NamedTuple


class Point(NamedTuple):
    """A point of the picture."""

    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """An axis-parallel rectangle, given by its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The middle of the box."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def holds(self, other: "Box") -> bool:
        """Return whether another box lies wholly inside this one.

        >>> Box(0, 0, 10, 10).holds(Box(2, 2, 8, 8))
        True
        """
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def meets(self, other: "Box") -> bool:
        """Return whether two boxes share area; touching sides do not count, and a box without area counts only inside the other.

        >>> Box(0, 0, 10, 10).meets(Box(10, 0, 5, 5))
        False
        """
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


def spanning_box(start: Point, end: Point) -> Box:
    """Return the box that two points span; it has no area when they stand on one horizontal or vertical line.

    >>> spanning_box(Point(5, 2), Point(1, 2))
    Box(x=1, y=2, width=4, height=0)
    """
    return Box(min(start.x, end.x), min(start.y, end.y), abs(end.x - start.x), abs(end.y - start.y))
