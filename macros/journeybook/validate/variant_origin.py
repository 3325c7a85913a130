"""Attributes faults that only a variant has, in what it takes from a base, to the variant's file."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from journeybook.findings import Finding, Place
from journeybook.model.alteration import Alteration
from journeybook.model.atlas import Atlas
from journeybook.model.map import Map
from journeybook.model.walk import Spot
from journeybook.validate.problem import PartFinding

_TARGET_KEYS = ("remove", "replace", "change", "move", "unsure", "of", "into", "after", "before")


def attribute_to_variants(atlas: Atlas, findings: Iterable[PartFinding]) -> Iterator[Finding]:
    """Yield each finding, placed in the variant's file where its base has no such fault."""
    pairs = [(row.finding, row.part) for row in findings]
    if not pairs or not any(journey.extends for journey in atlas.maps):
        yield from (finding for finding, _ in pairs)
        return
    spots = {id(spot.part): spot for spot in atlas.spots}
    known = {(finding, _map_id(spots.get(id(part)))) for finding, part in pairs}
    for finding, part in pairs:
        spot = spots.get(id(part))
        journey = spot.map if spot else None
        if spot is None or journey is None or not journey.extends or finding.place.file == journey.origin.place.file:
            yield finding
        elif not any((finding, base.id) in known for base in atlas.bases_of(journey)):
            place = _cause(finding, spot, journey, atlas.bases_of(journey))
            message = f"{finding.message}, in the map '{journey.id}', which takes {finding.place} from its base"
            yield replace(finding, place=place, message=message)


def _map_id(spot: Spot | None) -> str:
    return spot.map.id if spot and spot.map else ""


def _cause(finding: Finding, spot: Spot, journey: Map, bases: tuple[Map, ...]) -> Place:
    """Return the place of the alteration that most likely causes a fault: the one that names what the message names."""
    alterations = sorted(journey.alterations, key=lambda alteration: alteration.change is not None)
    part_id = spot.part.get("id", str)
    stage = spot.stage.id if spot.stage else ""
    stages = _stages_of([journey, *bases])
    likely = [
        *(alteration for alteration in alterations if any(f"'{name}'" in finding.message for name in _targets(alteration))),
        *(alteration for alteration in alterations if part_id and part_id in _targets(alteration)),
        *(alteration for alteration in alterations if stage and any(stage in stages.get(name, ()) for name in _targets(alteration))),
        *(alterations if len(alterations) == 1 else ()),
    ]
    return likely[0].origin.place if likely else journey.origin.of("extends")


def _targets(alteration: Alteration) -> tuple[str, ...]:
    return tuple(name for name in (alteration.get(key, str) for key in _TARGET_KEYS) if name)


def _stages_of(journeys: list[Map]) -> dict[str, set[str]]:
    """Return the ids of the stages of each step and stage, by its id."""
    stages: dict[str, set[str]] = {}
    for journey in journeys:
        for stage in journey.stages:
            stages.setdefault(stage.id, set()).add(stage.id)
            for step in (*stage.steps, *(step for part in stage.sub_stages for step in part.steps)):
                stages.setdefault(step.id or "", set()).add(stage.id)
    return stages
