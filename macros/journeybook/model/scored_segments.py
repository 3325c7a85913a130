"""Which customers a health model scores: one rule for the checks and for every page."""

from collections.abc import Iterable

from journeybook.model.applicability import is_for
from journeybook.model.health import HealthModel
from journeybook.model.people import Segment

UNSEGMENTED = ""
"""Stands for the customers of no segment."""


def scored_segments(model: HealthModel, segments: Iterable[Segment]) -> frozenset[str]:
    """Return the ids of the segments that a model scores, and `UNSEGMENTED` where it scores whoever is in none.

    A segment that `not_for` names without a further condition is not scored.
    """
    in_scope = [segment for segment in segments if not model.segments or segment.id in model.segments]
    scored = {segment.id for segment in in_scope if not _is_excluded(model, segment)}
    return frozenset(scored if model.segments else {*scored, UNSEGMENTED})


def _is_excluded(model: HealthModel, segment: Segment) -> bool:
    excluded = model.not_for
    names_groups = excluded and (excluded.segments or excluded.except_segments or excluded.coverage)
    return bool(excluded and names_groups and excluded.when is None and is_for(excluded, segment))
