"""The catalogue of findings: every rule stands in it, and the examples in its manual are run in a small project.

A good example gives no finding at all; a bad one gives findings of its rule and of no other.
"""

import ast
import re
from pathlib import Path

import pytest
from rule_examples import RULES, examples, findings_of

from journeybook.findings import Level
from journeybook.registry import modules
from journeybook.validate.catalogue import practice_checks, reading_rules, shape_rules

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "macros" / "journeybook"

COMPANIONS = {"YAML-COUNT": {"YAML-DUPLICATE"}, "HELD-BACK": {"SHAPE-UNKNOWN-KEY", "SHAPE-MISSING"}}
"""Rules without which the example of another cannot be: after so many problems there are so many problems."""
UNREADABLE = ("FILE-", "YAML-", "SHAPE-")
"""Families of rules about what cannot be read, for which other findings may have to wait."""


def test_every_rule_has_examples_of_both_kinds() -> None:
    assert min(len(reading_rules()), len(shape_rules()), len(practice_checks())) > 15
    kinds = {(param.values[0], param.values[1]) for param in examples()}
    assert kinds == {(name, kind) for name in RULES for kind in ("Good", "Bad")}


@pytest.mark.parametrize(("name", "kind", "example"), examples())
def test_an_example_shows_its_rule(name: str, kind: str, example: str, tmp_path: Path) -> None:
    findings = findings_of(example, tmp_path)
    companions = COMPANIONS.get(name, {"HELD-BACK"} if name.startswith(UNREADABLE) else set())
    shown = [finding for finding in findings if finding.rule not in companions]
    assert [str(finding) for finding in shown if finding.rule != name] == []
    assert bool(shown) == (kind == "Bad")
    assert {finding.level for finding in shown} <= {RULES[name].level}


def test_only_a_rule_makes_a_finding() -> None:
    """Then no finding can name what is not in the catalogue."""
    makers = [path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if "Finding" in called(path)]
    assert makers == ["findings.py"]


def test_every_rule_that_the_package_defines_is_in_the_catalogue() -> None:
    defined = [name for path in PACKAGE.rglob("*.py") for name in rule_ids(path)]
    assert len(defined) > 50
    assert sorted(defined) == sorted(RULES)


def test_a_rule_of_shape_is_named_in_code_as_it_is_said() -> None:
    homes = [*modules("journeybook.load").values(), *modules("journeybook.model").values(), *modules("journeybook.validate").values()]
    names = {(name, rule.id) for home in homes for name, rule in vars(home).items() if rule in (*reading_rules(), *shape_rules())}
    assert len(names) > 50
    assert {name for name, said in names if name != said.replace("-", "_")} == set()


def test_every_rule_that_a_test_saw_is_in_the_catalogue() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*") if path.suffix in {".py", ".txt"}]
    families = "|".join(sorted({rule.id.partition("-")[0] for rule in (*reading_rules(), *shape_rules())}))
    pattern = re.compile(rf"\b(?:error|warning) ([A-Z]+(?:-[A-Z]+)*)(?= )|\b((?:{families})(?:-[A-Z]+)+)\b")
    seen = {match[1] or match[2] for text in texts for match in pattern.finditer(text)}
    assert len(seen) > 40
    assert seen - set(RULES) == set()


def test_what_time_alone_causes_is_a_warning() -> None:
    homes = {module.ID: str(module.__file__) for module in modules("journeybook.validate.rules").values()}
    by_time = [name for name, file in homes.items() if re.search(r"\btoday\b(?!: date)", Path(file).read_text(encoding="utf-8"))]
    assert set(by_time) >= {"REVIEW-OVERDUE", "MANY-CHANGES"}
    assert {RULES[name].level for name in by_time} == {Level.WARNING}


def test_a_manual_begins_with_a_sentence() -> None:
    assert [rule.id for rule in RULES.values() if not re.fullmatch(r"[A-Z].*\.", rule.sentence)] == []


def called(path: Path) -> set[str]:
    """Return the names of the functions and classes that a module calls."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


def rule_ids(path: Path) -> list[str]:
    """Return the ids of the rules that a module defines: as a rule, or as the `ID` of a rule of practice."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    made = [node.args[0] for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "FindingRule"]
    named = [node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ID"]
    written = made + (named if path.parent.name == "rules" else [])
    return [str(node.value) for node in written if isinstance(node, ast.Constant)]
