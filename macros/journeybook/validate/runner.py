"""Runs the checks of practice over an atlas, and applies exemptions."""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Finding, FindingRule, Level, nearest
from journeybook.model.atlas import Atlas
from journeybook.model.organisation import Exemption
from journeybook.validate.catalogue import practice_checks, practice_reaches
from journeybook.validate.problem import PartFinding, Problem, Reach

_Exemptions = dict[tuple[str, str, str], Exemption]
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

Cure the finding, or give a new reason and day. One without `until` lasts.

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


def check_practice(atlas: Atlas, today: date) -> Iterator[PartFinding]:
    """Yield the findings of practice that no exemption covers, and those about exemptions themselves."""
    used: set[Exemption] = set()
    exemptions, around, reaches = _exemptions_by_file(atlas), _ids_around(atlas), practice_reaches()
    for rule, check in practice_checks().items():
        for problem in check(atlas, today):
            exemption = _exempt(exemptions, rule, problem, around)
            if exemption and _is_in_force(exemption, today):
                used.add(exemption)
                continue
            yield PartFinding(rule.at(problem.place, problem.message, problem.hint), problem.part, *reaches[rule.id])
    for exemption in atlas.file.exemptions:
        yield from (PartFinding(finding, exemption, Reach.ATLAS) for finding in _exemption(atlas, exemption, today, used=exemption in used))


def exempted_findings(atlas: Atlas, today: date) -> tuple[tuple[Exemption, Finding], ...]:
    """Return each exemption in force with the findings that it covers, sorted by finding."""
    exemptions, around = _exemptions_by_file(atlas), _ids_around(atlas)
    exempt_rules = {exemption.rule for exemption in atlas.file.exemptions}
    pairs = {
        (exemption, rule.at(problem.place, problem.message, problem.hint))
        for rule, check in practice_checks().items()
        if rule.id in exempt_rules
        for problem in check(atlas, today)
        if (exemption := _exempt(exemptions, rule, problem, around)) and _is_in_force(exemption, today)
    }
    return tuple(sorted(pairs, key=lambda pair: pair[1]))


def _exemption(atlas: Atlas, exemption: Exemption, today: date, *, used: bool) -> Iterator[Finding]:
    rules = sorted(rule.id for rule in practice_checks())
    place = exemption.origin.place
    if exemption.rule not in rules:
        guess = nearest(exemption.rule, rules)
        hint = f"did you mean '{guess}'?" if guess else f"rules that allow exemptions: {', '.join(rules)}"
        yield EXEMPTION_UNKNOWN.at(place, f"no rule '{exemption.rule}' allows an exemption", hint)
    elif not _is_in_force(exemption, today):
        message = f"the exemption from {exemption.rule} ended on {exemption.until}"
        yield EXEMPTION_ENDED.at(place, message, "cure the finding, or give a new reason and day")
    elif not used:
        yield EXEMPTION_UNUSED.at(place, f"the exemption from {exemption.rule} covers nothing", _unused_hint(atlas, exemption))


def _unused_hint(atlas: Atlas, exemption: Exemption) -> str:
    """Return the file or id that an exemption probably meant, where it names none that there is."""
    file, _, subject = exemption.at.partition("#")
    ids: dict[str, set[str]] = {}
    for spot in atlas.spots:
        ids.setdefault(spot.part.origin.place.file.removeprefix("journeys/"), set()).add(spot.part.get("id", str) or "")
    known = ids.get(file.removeprefix("journeys/"))
    if known is None:
        near, message = nearest(file.removeprefix("journeys/"), sorted(filter(None, ids))), f"there is no file '{file}' with anything in it"
    elif subject and subject not in known:
        near, message = nearest(subject, known - {""}), f"nothing in that file has the id '{subject}'"
    else:
        return "delete it"
    return f"{message}; did you mean '{near}'?" if near else message


def _exemptions_by_file(atlas: Atlas) -> _Exemptions:
    """Return the first exemption for each rule, file and subject; a subject of '' is the whole file."""
    exemptions: _Exemptions = {}
    for exemption in atlas.file.exemptions:
        file, _, subject = exemption.at.partition("#")
        exemptions.setdefault((exemption.rule, file.removeprefix("journeys/"), subject), exemption)
    return exemptions


def _is_in_force(exemption: Exemption, today: date) -> bool:
    return exemption.until is None or today <= exemption.until


def _ids_around(atlas: Atlas) -> dict[int, frozenset[str]]:
    """Return the ids of all that a part stands in, by the identity of the part; nothing where no exemption names an id."""
    around: dict[int, frozenset[str]] = {}
    for spot in atlas.spots if any("#" in exemption.at for exemption in atlas.file.exemptions) else ():
        ids = {identifier for part in spot.parents if (identifier := part.get("id", str))}
        around[id(spot.part)] = around.get(id(spot.part), frozenset()) | ids
    return around


def _exempt(exemptions: _Exemptions, rule: FindingRule, problem: Problem, around: dict[int, frozenset[str]]) -> Exemption | None:
    """Return the exemption that covers a problem, in the order of `atlas.yml`."""
    file = problem.place.file.removeprefix("journeys/")
    covering = (exemptions.get((rule.id, file, subject)) for subject in {"", problem.subject, *around.get(id(problem.part), ())})
    return min(filter(None, covering), key=lambda exemption: exemption.origin.place, default=None)
