"""Adoption today: how many customers have each attribute of a framework, by the level that the framework states, in all and by segment."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.measure.statistics.share import ShareEstimate, share_of
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.model.library import AdoptionAttribute, AdoptionFramework


@dataclass(frozen=True)
class AdoptionShare:
    """How many customers have an attribute, of those of whom it is known; `unknown` are the others."""

    share: ShareEstimate
    unknown: int

    @property
    def customers(self) -> int:
        """The customers of the as-of day, known or not."""
        return self.share.total + self.unknown


@dataclass(frozen=True)
class AttributeAdoption:
    """An attribute with a level, among all customers and by segment; accounts without exactly one segment are under None."""

    attribute: AdoptionAttribute
    whole: AdoptionShare
    by_segment: dict[str | None, AdoptionShare]


def adoption_today(frameworks: Iterable[AdoptionFramework], lives: Iterable[AccountLife]) -> tuple[AttributeAdoption, ...]:
    """Return the attributes that state a level, in file order, each with how many customers of the as-of day have it."""
    attributes = [attribute for framework in frameworks for attribute in framework.attributes if attribute.when]
    customers = [(_segment(life), ConditionTimelines(life)) for life in lives if life.relation_at(life.end)] if attributes else []
    segments = sorted({segment for segment, _ in customers}, key=lambda name: (name is None, name or ""))
    rows = []
    for attribute in attributes:
        counts = Counter((segment, _has(timelines, attribute)) for segment, timelines in customers)
        by_segment = {segment: _share(counts, (segment,)) for segment in segments}
        rows.append(AttributeAdoption(attribute, _share(counts, segments), by_segment))
    return tuple(rows)


def _share(counts: "Counter[tuple[str | None, bool | None]]", segments: Iterable[str | None]) -> AdoptionShare:
    names = tuple(segments)
    has, has_not, unknown = (sum(counts[name, truth] for name in names) for truth in (True, False, None))
    return AdoptionShare(share_of(has, has + has_not), unknown)


def _has(timelines: ConditionTimelines, attribute: AdoptionAttribute) -> bool | None:
    return timelines.condition(attribute.when).at(timelines.life.end).truth if attribute.when else None


def _segment(life: AccountLife) -> str | None:
    segments = {held.value for held in life.held("segment", life.end)}
    return segments.pop() if len(segments) == 1 else None
