"""Runs the rules of practice over an atlas, and lets exemptions speak."""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Finding, Level, nearest
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.organisation import Exemption
from journeybook.registry import modules
from journeybook.validate.problem import Problem

RULES = "journeybook.validate.rules"


def check_practice(atlas: Atlas, today: date) -> Iterator[tuple[Finding, Part]]:
    """Yield what the rules find, less what an exemption covers, and exemptions that are over or cover nothing; each with its part."""
    used: set[Exemption] = set()
    for rule in modules(RULES).values():
        for problem in rule.check(atlas, today):
            exemption = _exempt(atlas, rule.ID, problem)
            if exemption and today <= exemption.until:
                used.add(exemption)
                continue
            yield Finding(problem.place, rule.LEVEL, rule.ID, problem.message, problem.hint), problem.part
    for exemption in atlas.file.exemptions:
        yield from ((finding, exemption) for finding in _exemption(exemption, today, used=exemption in used))


def exempted(atlas: Atlas, today: date) -> tuple[tuple[Exemption, Finding], ...]:
    """Return what stays on purpose: each exemption in force with the findings that it covers."""
    named = {exemption.rule for exemption in atlas.file.exemptions}
    found = {
        (exemption, Finding(problem.place, rule.LEVEL, rule.ID, problem.message, problem.hint))
        for rule in modules(RULES).values()
        if rule.ID in named
        for problem in rule.check(atlas, today)
        if (exemption := _exempt(atlas, rule.ID, problem)) and today <= exemption.until
    }
    return tuple(sorted(found, key=lambda pair: pair[1]))


def _exemption(exemption: Exemption, today: date, *, used: bool) -> Iterator[Finding]:
    rules = sorted(rule.ID for rule in modules(RULES).values())
    place = exemption.origin.place
    if exemption.rule not in rules:
        guess = nearest(exemption.rule, rules)
        hint = f"did you mean '{guess}'?" if guess else f"rules that allow exemptions: {', '.join(rules)}"
        yield Finding(place, Level.ERROR, "EXEMPTION-UNKNOWN", f"no rule '{exemption.rule}' allows an exemption", hint)
    elif today > exemption.until:
        message = f"the exemption from {exemption.rule} ended on {exemption.until}"
        yield Finding(place, Level.WARNING, "EXEMPTION-ENDED", message, "cure the finding, or give a new reason and day")
    elif not used:
        yield Finding(place, Level.WARNING, "EXEMPTION-UNUSED", f"the exemption from {exemption.rule} covers nothing", "delete it")


def _exempt(atlas: Atlas, rule: str, problem: Problem) -> Exemption | None:
    for exemption in atlas.file.exemptions:
        file, _, subject = exemption.at.partition("#")
        inside = problem.place.file.removeprefix("journeys/") == file.removeprefix("journeys/")
        if exemption.rule == rule and inside and subject in ("", problem.subject):
            return exemption
    return None
