"""Runs the checks of practice over an atlas, and applies exemptions."""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Finding, FindingRule, Level, nearest
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.organisation import Exemption
from journeybook.validate.catalogue import practice_checks
from journeybook.validate.problem import Problem

EXEMPTION_UNKNOWN = FindingRule(
    "EXEMPTION-UNKNOWN",
    Level.ERROR,
    """An exemption names a rule of practice.

What a file must be to be read, its shape and its references allow no exemption.

Good:
    status: live
    review: 2026-01-01
    # atlas.yml
    exemptions: [{rule: REVIEW-OVERDUE, at: maps/first.yml, reason: The team is new, until: 2026-06-30}]

Bad:
    # atlas.yml
    exemptions: [{rule: SHAPE-MISSING, at: maps/first.yml, reason: The team is new, until: 2026-06-30}]
""",
)
EXEMPTION_ENDED = FindingRule(
    "EXEMPTION-ENDED",
    Level.WARNING,
    """An exemption is not over.

Cure the finding, or give a new reason and day.

Good:
    status: live
    review: 2026-01-01
    # atlas.yml
    exemptions: [{rule: REVIEW-OVERDUE, at: maps/first.yml, reason: The team is new, until: 2026-06-30}]

Bad:
    # atlas.yml
    exemptions: [{rule: REVIEW-OVERDUE, at: maps/first.yml, reason: The team is new, until: 2026-04-30}]
""",
)
EXEMPTION_UNUSED = FindingRule(
    "EXEMPTION-UNUSED",
    Level.WARNING,
    """An exemption covers something.

Delete it when its finding is cured.

Good:
    status: live
    review: 2026-01-01
    # atlas.yml
    exemptions: [{rule: REVIEW-OVERDUE, at: maps/first.yml, reason: The team is new, until: 2026-06-30}]

Bad:
    # atlas.yml
    exemptions: [{rule: REVIEW-OVERDUE, at: maps/first.yml, reason: The team is new, until: 2026-06-30}]
""",
)


def check_practice(atlas: Atlas, today: date) -> Iterator[tuple[Finding, Part]]:
    """Yield the findings of practice that no exemption covers, and those about exemptions themselves, each with its part."""
    used: set[Exemption] = set()
    for rule, check in practice_checks().items():
        for problem in check(atlas, today):
            exemption = _exempt(atlas, rule, problem)
            if exemption and today <= exemption.until:
                used.add(exemption)
                continue
            yield rule.at(problem.place, problem.message, problem.hint), problem.part
    for exemption in atlas.file.exemptions:
        yield from ((finding, exemption) for finding in _exemption(exemption, today, used=exemption in used))


def exempted_findings(atlas: Atlas, today: date) -> tuple[tuple[Exemption, Finding], ...]:
    """Return each exemption in force with the findings that it covers, sorted by finding."""
    exempt_rules = {exemption.rule for exemption in atlas.file.exemptions}
    pairs = {
        (exemption, rule.at(problem.place, problem.message, problem.hint))
        for rule, check in practice_checks().items()
        if rule.id in exempt_rules
        for problem in check(atlas, today)
        if (exemption := _exempt(atlas, rule, problem)) and today <= exemption.until
    }
    return tuple(sorted(pairs, key=lambda pair: pair[1]))


def _exemption(exemption: Exemption, today: date, *, used: bool) -> Iterator[Finding]:
    rules = sorted(rule.id for rule in practice_checks())
    place = exemption.origin.place
    if exemption.rule not in rules:
        guess = nearest(exemption.rule, rules)
        hint = f"did you mean '{guess}'?" if guess else f"rules that allow exemptions: {', '.join(rules)}"
        yield EXEMPTION_UNKNOWN.at(place, f"no rule '{exemption.rule}' allows an exemption", hint)
    elif today > exemption.until:
        message = f"the exemption from {exemption.rule} ended on {exemption.until}"
        yield EXEMPTION_ENDED.at(place, message, "cure the finding, or give a new reason and day")
    elif not used:
        yield EXEMPTION_UNUSED.at(place, f"the exemption from {exemption.rule} covers nothing", "delete it")


def _exempt(atlas: Atlas, rule: FindingRule, problem: Problem) -> Exemption | None:
    for exemption in atlas.file.exemptions:
        file, _, subject = exemption.at.partition("#")
        inside = problem.place.file.removeprefix("journeys/") == file.removeprefix("journeys/")
        if exemption.rule == rule.id and inside and subject in ("", problem.subject):
            return exemption
    return None
