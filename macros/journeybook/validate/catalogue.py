"""The catalogue of findings: every rule that a finding can name, gathered from the modules that raise them."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from journeybook.findings import FindingRule
from journeybook.model.atlas import Atlas
from journeybook.registry import modules
from journeybook.validate.problem import Problem, Reach

PracticeCheck = Callable[[Atlas, date], Iterable[Problem]]


def reading_rules() -> tuple[FindingRule, ...]:
    """Return the rules of what a file may be, sorted by id."""
    return _rules_of("load")


def shape_rules() -> tuple[FindingRule, ...]:
    """Return the rules of shape and of references, sorted by id."""
    return _rules_of("model", "validate")


@cache
def practice_checks() -> dict[FindingRule, PracticeCheck]:
    """Return the rules of practice, each with the function that finds its problems, sorted by id."""
    checks = modules("journeybook.validate.rules").values()
    return {FindingRule(rule.ID, rule.LEVEL, rule.__doc__ or "", getattr(rule, "IS_MENDABLE", False)): rule.check for rule in checks}


@cache
def practice_reaches() -> dict[str, tuple[Reach, tuple[str, ...]]]:
    """Return how far each rule of practice looks around the part at fault, and at which of its fields, by the rule's id."""
    rules = modules("journeybook.validate.rules").values()
    return {module.ID: (getattr(module, "REACH", Reach.OWN), getattr(module, "FIELDS", ())) for module in rules}


@cache
def publication_rules() -> frozenset[str]:
    """Return the ids of the rules of practice that keep watch over what customers read, whose level nobody lowers."""
    return frozenset(module.ID for module in modules("journeybook.validate.rules").values() if getattr(module, "PUBLICATION", False))


def catalogue() -> dict[str, FindingRule]:
    """Return every rule by its id."""
    return {rule.id: rule for rule in (*reading_rules(), *shape_rules(), *practice_checks())}


@cache
def _rules_of(*rooms: str) -> tuple[FindingRule, ...]:
    """Return the rules that the modules of some rooms define."""
    values = [value for room in rooms for module in modules(f"journeybook.{room}").values() for value in vars(module).values()]
    return tuple(sorted({value for value in values if isinstance(value, FindingRule)}, key=lambda rule: rule.id))
