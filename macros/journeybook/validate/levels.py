"""The levels that a team gives to rules of practice in `atlas.yml`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from journeybook.findings import Finding, FindingRule, Level, nearest
from journeybook.load.discover import FOLDER
from journeybook.model.atlas import Atlas
from journeybook.model.organisation import RuleLevel
from journeybook.validate.catalogue import practice_checks, publication_rules, reading_rules, shape_rules

LEVEL_UNKNOWN = FindingRule(
    "LEVEL-UNKNOWN",
    Level.ERROR,
    """A level under `levels:` of the atlas is that of a rule of practice.

Good:
    # atlas.yml
    levels: {STAGE-WITHOUT-EXIT: warning}

Bad:
    # atlas.yml
    levels: {STAGE-WITHOUT-EXITS: warning}
""",
)
LEVEL_FIXED = FindingRule(
    "LEVEL-FIXED",
    Level.ERROR,
    """The level of a rule of shape, references or publication is not lowered.

A page would be wrong, or customers would read what they should not. Where one finding about publication is to stay, an exemption says why.

Good:
    # atlas.yml
    levels: [{rule: PUBLIC-UNSURE, level: error}]

Bad:
    # atlas.yml
    levels: [{rule: INTERNAL-LOOKING, level: warning, at: maps/first.yml}]

Bad:
    # atlas.yml
    levels: {REFERENCE-UNKNOWN: warning}
""",
)
_ORDER = (Level.INFORMATION, Level.WARNING, Level.ERROR)


def with_levels(atlas: Atlas, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings with the levels of the atlas, and those about rows that give none."""
    defaults = {rule.id: rule.level for rule in practice_checks()}
    rows = atlas.file.levels
    faults = {row: fault for row in rows if (fault := _fault(row, defaults))}
    yield from faults.values()
    for finding in findings:
        fitting = [row for row in rows if row.rule == finding.rule and row not in faults and _covers(row, finding)]
        yield replace(finding, level=fitting[-1].level) if fitting else finding


def _covers(row: RuleLevel, finding: Finding) -> bool:
    """Whether a row speaks of the file of a finding: everywhere, of a file, or of a folder with all that it holds."""
    at = (row.at or "").removeprefix(f"{FOLDER}/").rstrip("/")
    file = finding.place.file.removeprefix(f"{FOLDER}/")
    return not at or file == at or file.startswith(f"{at}/")


def _fault(row: RuleLevel, defaults: dict[str, Level]) -> Finding | None:
    default = defaults.get(row.rule)
    place = row.origin.of("rule")
    if default is None and any(rule.id == row.rule for rule in (*reading_rules(), *shape_rules())):
        hint = "delete the row; rules of practice have levels that a team can change"
        return LEVEL_FIXED.at(place, f"the level of {row.rule} is fixed: it is a rule of shape or references", hint)
    if default is None:
        guess = nearest(row.rule, defaults)
        hint = f"did you mean '{guess}'?" if guess else "`journeybook explain` lists all rules; those of practice have levels"
        return LEVEL_UNKNOWN.at(place, f"there is no rule of practice '{row.rule}'", hint)
    if row.rule in publication_rules() and _ORDER.index(row.level) < _ORDER.index(default):
        hint = f"delete the row; where one finding is right as it is, write an exemption (`exemptions:` with `rule: {row.rule}`)"
        return LEVEL_FIXED.at(place, f"the level of {row.rule} cannot be lowered: it guards what customers read", hint)
    return None
