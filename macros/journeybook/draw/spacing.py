"""How much room a picture takes: from as much as it likes to as little as it can."""

from dataclasses import dataclass

from journeybook.draw.columns import NO_LIMIT
from journeybook.draw.diagram import Flow


@dataclass(frozen=True)
class Spacing:
    """How high steps may grow for the sake of being narrow, and how many may share a lane and a column."""

    growth: float = 0.0
    """The height in points up to which a step is made as narrow as its words allow; 0 never makes a step higher."""
    cell_limit: int = NO_LIMIT

    @property
    def is_narrow(self) -> bool:
        """Whether room is spared."""
        return self.growth > 0


_SOMEWHAT, _VERY = 76.0, 118.0
SPACINGS = {
    Flow.HORIZONTAL: (Spacing(), Spacing(_SOMEWHAT), Spacing(_VERY)),
    Flow.VERTICAL: (Spacing(), Spacing(_SOMEWHAT), Spacing(_SOMEWHAT, 2), Spacing(_VERY, 2), Spacing(_SOMEWHAT, 1), Spacing(_VERY, 1)),
}
"""The spacings of each direction of time, in the order in which they are tried until a picture fits."""
