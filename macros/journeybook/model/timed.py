"""What of a map has a date: the parts that say when they are, each with the field that says it."""

from journeybook.model.base import Part
from journeybook.model.stage import Milestone, Stage
from journeybook.model.step import Step
from journeybook.model.timing import Timing
from journeybook.model.vocabulary import Anchor

DATED: dict[type[Part], str] = {Anchor: "usually", Step: "when", Milestone: "target", Stage: "time_box"}


def timing_of(part: Part) -> Timing | None:
    """Return when a part is meant to be, where it says so in the language of times."""
    value = part.get(DATED.get(type(part), ""), object)
    return value if isinstance(value, Timing) else value.get("at", Timing) if isinstance(value, Part) else None
