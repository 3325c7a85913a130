"""The parts that have a timing, each with the field that holds it."""

from journeybook.model.base import Part
from journeybook.model.stage import Milestone, Stage
from journeybook.model.step import Step
from journeybook.model.timing import Timing
from journeybook.model.vocabulary import Anchor

DATED: dict[type[Part], str] = {Anchor: "usually", Step: "when", Milestone: "target", Stage: "time_box"}


def timing_of(part: Part) -> Timing | None:
    """Return the timing of a part, or None where it has none or is written in free words."""
    value = part.get(DATED.get(type(part), ""), object)
    return value if isinstance(value, Timing) else value.get("at", Timing) if isinstance(value, Part) else None
