"""The parts that have a timing, each with the field that holds it."""

from journeybook.model.base import Part
from journeybook.model.stage import Milestone, Stage
from journeybook.model.step import Step
from journeybook.model.timing import Timing
from journeybook.model.vocabulary import Anchor

DATED: dict[type[Part], str] = {Anchor: "usually", Step: "when", Milestone: "target", Stage: "time_box"}


def timing_of(part: Part) -> Timing | None:
    """Return the timing of a part, of several the first; None where it has none or is written in free words."""
    return next(iter(timings_of(part)), None)


def timings_of(part: Part) -> tuple[Timing, ...]:
    """Return every timing of a part in the order of the file; those in free words are passed over."""
    value = part.get(DATED.get(type(part), ""), object)
    values = value if isinstance(value, tuple) else (value,)
    timings = (value.get("at", Timing) if isinstance(value, Part) else value for value in values)
    return tuple(timing for timing in timings if isinstance(timing, Timing))
