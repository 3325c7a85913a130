"""What a plan's dates are counted from, under the names of its page: the days a reader gives, and moments that have a timing."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from journeybook.model.base import Part
from journeybook.model.timed import timing_of
from journeybook.model.timing import Offset, Timing
from journeybook.model.vocabulary import Anchor
from journeybook.model.walk import Spot
from journeybook.views.base.labels import title_of
from journeybook.views.success_map.plan_context import PlanContext
from journeybook.views.success_map.plan_document import TimingDocument
from journeybook.views.success_map.success_anchors import text_anchors


@dataclass
class MomentNames:
    """Gives everything that timings name its name on the page, and gathers what must be known of it there."""

    plan: PlanContext
    days: dict[str, Part] = field(default_factory=dict)
    """The days that a reader gives, by name."""
    elsewhere: dict[str, Timing] = field(default_factory=dict)
    """Moments of other plans that this one counts from, by name."""
    _met: dict[int, str] = field(default_factory=dict)

    def name(self, reference: str) -> str:
        """Return the name on the page of what a timing names; nothing stands for the plan's own start.

        Beginnings and ends of stages, whose names have a dot, have the same name everywhere.
        """
        if "." in reference:
            return reference
        spot = self.plan.book.named.get(reference)
        if not reference or spot is None:
            return ""
        if id(spot.part) in self.plan.anchors:
            return self.plan.anchor(spot.part)
        return self._met.get(id(spot.part)) or self._meet(spot)

    def named(self, timing: Timing) -> Timing:
        """Return a timing that counts from names of the page."""
        return replace(timing, anchor=self.name(timing.anchor), until=self.name(timing.until), event=self.name(timing.event))

    def written(self, timing: Timing) -> TimingDocument:
        """Return a timing as plain values with the names of the page."""
        return plain_timing(self.named(timing), str)

    def _meet(self, spot: Spot) -> str:
        part = spot.part
        moment = timing_of(part)
        if isinstance(part, Anchor) or moment is None:
            name = _unused(text_anchors("day", (title_of(part),))[0], self.days)
            self._met[id(part)] = name
            self.days[name] = part
        else:
            name = f"elsewhere-{len(self.elsewhere) + 1}"
            self._met[id(part)] = name
            self.elsewhere[name] = moment
        return name


def plain_timing(timing: Timing, name: Callable[[str], str]) -> TimingDocument:
    """Return a timing as plain values, in which offsets are negative before their anchor; what says nothing is left out."""
    document = TimingDocument(form=timing.form)
    if timing.side:
        document["side"] = timing.side
    if timing.bound:
        document["bound"] = timing.bound
    _write_bases(document, timing, name)
    if timing.offset:
        document["offset"] = _length(timing.offset)
    if timing.end:
        document["end"] = _length(timing.end)
    if timing.among:
        document["among"] = list(timing.among)
    if timing.every:
        document["every"] = (timing.every.amount, timing.every.unit, timing.every.times)
    return document


def _write_bases(document: TimingDocument, timing: Timing, name: Callable[[str], str]) -> None:
    """Write from what a timing counts, and from which day of it where the author says that."""
    if anchor := name(timing.anchor):
        document["anchor"] = anchor
    if until := name(timing.until):
        document["until"] = until
    if timing.edge:
        document["edge"] = timing.edge
    if timing.until_edge:
        document["until_edge"] = timing.until_edge
    if event := name(timing.event):
        document["event"] = event


def _length(offset: Offset) -> tuple[int, str]:
    return offset.sign * offset.amount, offset.unit


def _unused(name: str, taken: dict[str, Part]) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free
