"""Faults that only a variant has, in something it takes from a base: told where the variant was written, not where the base was."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from journeybook.findings import Finding, Place
from journeybook.model.alteration import Alteration
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.map import Map
from journeybook.model.walk import Spot

TARGETS = ("remove", "replace", "change", "move", "into", "after", "before")


def told_to_variants(atlas: Atlas, findings: Iterable[tuple[Finding, Part]]) -> Iterator[Finding]:
    """Yield each finding of a part, in the variant's file where its base has no such fault."""
    found = list(findings)
    maps = {journey.id: journey for journey in atlas.maps}
    if not found or not any(journey.extends for journey in atlas.maps):
        yield from (finding for finding, _ in found)
        return
    spots = {id(spot.part): spot for spot in atlas.spots}
    told = {(finding, _home(spots.get(id(part)))) for finding, part in found}
    for finding, part in found:
        spot = spots.get(id(part))
        journey = spot.map if spot else None
        if spot is None or journey is None or not journey.extends or finding.place.file == journey.origin.place.file:
            yield finding
        elif not any((finding, above) in told for above in _above(journey, maps)):
            place = _cause(finding, spot, journey, maps)
            message = f"{finding.message}, in the map '{journey.id}', which takes {finding.place} from its base"
            yield replace(finding, place=place, message=message)


def _home(spot: Spot | None) -> str:
    return spot.map.id if spot and spot.map else ""


def _above(journey: Map, maps: dict[str, Map]) -> Iterator[str]:
    """Yield the maps that a map takes from, nearest first."""
    todo, seen = list(journey.extends), {journey.id}
    while todo:
        name = todo.pop(0)
        if name not in seen:
            seen.add(name)
            yield name
            todo += maps[name].extends if name in maps else ()


def _cause(finding: Finding, spot: Spot, journey: Map, maps: dict[str, Map]) -> Place:
    """Return the place of the alteration that most likely brings a fault about: the one that names what the message names."""
    alterations = sorted(journey.alterations, key=lambda one: one.change is not None)
    itself = spot.part.get("id", str)
    stage = spot.stage.id if spot.stage else ""
    stages = _stages_of([journey, *(maps[name] for name in _above(journey, maps) if name in maps)])
    likely = [
        *(one for one in alterations if any(f"'{name}'" in finding.message for name in _named(one))),
        *(one for one in alterations if itself and itself in _named(one)),
        *(one for one in alterations if stage and any(stage in stages.get(name, ()) for name in _named(one))),
        *(alterations if len(alterations) == 1 else ()),
    ]
    return likely[0].origin.place if likely else journey.origin.of("extends")


def _named(alteration: Alteration) -> tuple[str, ...]:
    return tuple(name for name in (alteration.get(key, str) for key in TARGETS) if name)


def _stages_of(journeys: list[Map]) -> dict[str, set[str]]:
    """Return the stages in which the steps of some maps stand, by the steps' ids."""
    found: dict[str, set[str]] = {}
    for journey in journeys:
        for stage in journey.stages:
            found.setdefault(stage.id, set()).add(stage.id)
            for step in (*stage.steps, *(step for part in stage.sub_stages for step in part.steps)):
                found.setdefault(step.id or "", set()).add(stage.id)
    return found
