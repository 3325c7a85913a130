"""A mistake that is written in a variant is told at the variant's own file and line, whatever rule it breaks.

The bad examples of the whole catalogue are planted in alterations: as stages that are added, and as fields that are set.
"""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from rule_examples import FILES, HEADING, examples

from journeybook.findings import Finding
from journeybook.validate import check
from journeybook.validate.catalogue import catalogue, practice_checks, shape_rules

TODAY = date(2026, 5, 1)
FIRST = "maps/first.yml"
VARIANT = "journeys/maps/first.yml"
ABOUT_BASES = {"OVERLAY", "INHERITED-INTERNAL", "INHERITED-LOST", "RETIRED-BASE"}
"""Rules whose examples are variants themselves."""
ABOUT_IDS = {"SHAPE-ID", "REFERENCE-REPEATED"}
"""Rules about the ids by which alterations name things: nothing can be set of what cannot be named."""
ABOUT_ABSENCE = {"SHAPE-MISSING", "STAGE-WITHOUT-EXIT"}
"""Rules about fields that the base has: what sets others does not take them away."""
ABOUT_WRITING = {"YAML-INDENTATION"}
"""Rules about how lines are written: nothing is left of their examples once these are read."""
ABOUT_LOSSES = {"PAGE-GONE", "PAGE-MOVED", "STEP-GONE"}
"""Rules about what an earlier state had: their examples hold two states."""
ABOUT_PAGES = {"ACCOUNT-NAMED"}
"""Rules of the proof, which reads what customers would see, and is no part of this check."""
LONGEST = 2_000
"""Letters of an example; longer ones are about sizes."""
PLAIN = re.compile(r"'([\d.-]+|true|false)'")


def mistakes() -> list[Any]:
    """Return the bad examples that are keys of a map with stages, by rule."""
    checked = {rule.id for rule in (*shape_rules(), *practice_checks())} - ABOUT_BASES - ABOUT_WRITING - ABOUT_LOSSES - ABOUT_PAGES
    planted = []
    for row in examples():
        rule, kind, example = row.values
        if kind == "Bad" and rule in checked and len(example) < LONGEST:
            keys, *more = HEADING.split(example)
            world = dict(zip(more[::3], map(_read, more[2::3]), strict=True))
            first = {**(_read(keys) or {}), **(world.pop(FIRST, None) or {})}
            is_plain = not any(more[1::3]) and "extends" not in first
            if is_plain and first.get("stages") and all(isinstance(stage, dict) for stage in first["stages"]):
                planted.append(pytest.param(rule, first, world, id=row.id))
    return planted


def _read(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only


def test_mistakes_of_many_rules_are_planted() -> None:
    rules = {parameters.values[0] for parameters in mistakes()}
    assert rules <= set(catalogue())
    assert len(rules) > 35


@pytest.mark.parametrize(("rule", "first", "world"), mistakes())
def test_a_mistake_in_what_is_added_is_told_at_its_line(tmp_path: Path, rule: str, first: dict[str, Any], world: dict[str, Any]) -> None:
    rest = {key: value for key, value in first.items() if key != "stages"}
    variant = {**rest, "extends": "base", "alterations": [{"add": stage, "to": "stages"} for stage in first["stages"]]}
    plain = _lines(tmp_path / "plain", rule, world, {"first": first})
    assert plain, "the example breaks its rule in a map of its own"
    assert _lines(tmp_path / "variant", rule, world, {"base": {}, "first": variant}) == plain


@pytest.mark.parametrize(("rule", "first", "world"), [case for case in mistakes() if case.values[0] not in ABOUT_IDS])
def test_a_mistake_in_what_is_set_is_told_at_its_line_or_at_the_alteration(
    tmp_path: Path, rule: str, first: dict[str, Any], world: dict[str, Any]
) -> None:
    rest = {key: value for key, value in first.items() if key != "stages"}
    stages = [stage for stage in first["stages"] if stage.get("id")]
    base = {"stages": [{"id": stage["id"], "name": "Stage", "exit": "It is over"} for stage in stages]}
    changes = [{"change": stage["id"], "set": fields} for stage in stages if (fields := {key: stage[key] for key in stage if key != "id"})]
    variant = {**rest, "extends": "base", "alterations": changes}
    plain = _lines(tmp_path / "plain", rule, world, {"first": first})
    told = _lines(tmp_path / "variant", rule, world, {"base": base, "first": variant})
    assert bool(told) is (rule not in ABOUT_ABSENCE)
    missing = [line for line in plain if line not in told]
    at_alterations = [line for line in told if line not in plain]
    assert all(line.startswith(("id:", "change:")) for line in missing), "only what is said of a stage as a whole may be told elsewhere"
    assert all(line.startswith(("change:", "extends:")) for line in at_alterations)


def _lines(folder: Path, rule: str, world: dict[str, Any], maps: dict[str, dict[str, Any]]) -> list[str]:
    """Return the lines of the first map at which a rule finds something; nothing may be found elsewhere but in files of the example."""
    files = {name: _laid_over(_read(FILES.get(name, "")), world.get(name)) for name in {**FILES, **world}}
    head = files.pop(FIRST)
    files |= {f"maps/{name}.yml": {**head, "id": name, **keys} for name, keys in maps.items()}
    for name, tree in files.items():
        path = folder / "journeys" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PLAIN.sub(r"\1", yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=10_000)), encoding="utf-8")
    findings = [finding for finding in check(folder, as_of=TODAY).findings if finding.rule == rule]
    assert [str(finding) for finding in findings if finding.place.file == "journeys/maps/base.yml"] == []
    return sorted(_line_of(folder, finding) for finding in findings if finding.place.file == VARIANT)


def _laid_over(before: Any, more: Any) -> Any:
    return {**before, **more} if isinstance(before, dict) and isinstance(more, dict) else more or before


def _line_of(folder: Path, finding: Finding) -> str:
    line = (folder / finding.place.file).read_text(encoding="utf-8").splitlines()[finding.place.line - 1]
    return line.strip().lstrip("- ")


KEYS: dict[str, tuple[str, str]] = {
    "{remove: invite, set: {price: 5}}": ("set", "'set' says nothing beside 'remove'"),
    "{add: {id: call, customer: Calls}, into: setup, of: setup}": ("of: setup}", "'of' says nothing beside 'add'"),
    "{keep: [invite, wait], of: setup, into: setup}": ("into: setup}", "'into' says nothing beside 'keep'"),
    "{change: invite, sett: {price: 5}, set: {price: 5}}": ("sett", "an alteration has no 'sett'"),
    "{add: {customer: Calls}, into: setup, to: stepps}": ("stepps", "a stage has no list 'stepps'"),
    "{add: {customer: Calls}, to: stags}": ("stags", "a map has no list 'stags'"),
    "{move: invite, into: use, to: foo}": ("foo", "a stage has no list 'foo'"),
    "{move: invite, into: use, to: milestones}": ("milestones", "a step cannot stand where a milestone stands"),
    "{move: invite, after: runs}": ("runs", "a step cannot stand where a milestone stands"),
    "{move: use, into: setup}": ("{move", "a stage cannot stand where a step stands"),
    "{keep: [invite], of: setup, to: stepz}": ("stepz", "a stage has no list 'stepz'"),
    "{unsure: pay}": ("pay}", "a track is not for anybody in particular, and so it cannot be left open whether 'pay' applies"),
    "{change: invite, set: {}}": ("{change", "it is not said what changes"),
    "{change: use, set: {id: setup}}": ("id: setup", "the id 'setup' is used twice in this map: first at journeys/maps/base.yml:6:6"),
}
"""Alterations, with the text at which each mistake is told, and how the message begins."""


@pytest.mark.parametrize("alteration", KEYS)
def test_a_mistake_in_the_keys_of_an_alteration_is_told_at_the_key(alteration: str, draw_project: Callable[[str], Path]) -> None:
    tree = f"""
journeys/atlas.yml
  | {{schema_version: 2, organisation: Shiftwell, teams: [{{id: csm, name: Customer success}}]}}
journeys/maps/base.yml
  | id: base
  | name: Base
  | goal: Publish
  | owner: csm
  | stages:
  |   - {{id: setup, name: Set-up, exit: Done, steps: [{{id: invite, customer: Invites}}, {{id: wait, customer: Waits, track: pay}}],
  |      milestones: [{{id: runs, name: It runs, owner: csm, target: by day 9}}]}}
  |   - {{id: use, name: Use, exit: Used}}
  | tracks: {{pay: Paying}}
journeys/maps/small.yml
  | id: small
  | name: Small
  | extends: base
  | alterations:
  |   - {alteration}
"""
    told_at, message = KEYS[alteration]
    (finding,) = check(draw_project(tree), as_of=TODAY).findings
    line = f"  - {alteration}"
    assert (str(finding.place), finding.message) == (f"journeys/maps/small.yml:5:{line.index(told_at) + 1}", message)
    assert finding.hint


def test_what_is_moved_joins_the_list_in_which_it_stood(draw_project: Callable[[str], Path]) -> None:
    tree = """
journeys/atlas.yml
  | {schema_version: 2, organisation: Shiftwell, teams: [{id: csm, name: Customer success}]}
journeys/maps/base.yml
  | id: base
  | name: Base
  | goal: Publish
  | owner: csm
  | stages:
  |   - {id: setup, name: Set-up, exit: Done, milestones: [{id: runs, name: It runs, owner: csm, target: by day 9}]}
  |   - {id: use, name: Use, exit: Used}
journeys/maps/small.yml
  | {id: small, name: Small, extends: base, alterations: [{move: runs, into: use}]}
"""
    checked = check(draw_project(tree), as_of=TODAY)
    assert checked.findings == ()
    small = next(journey for journey in checked.atlas.maps if journey.id == "small")
    assert [[milestone.id for milestone in stage.milestones] for stage in small.stages] == [[], ["runs"]]
