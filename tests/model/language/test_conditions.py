"""The language of conditions: what it reads, refuses, says back, decides, and finds at the borders of bands."""

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from journeybook.cli.expression_patterns import CONDITION_PATTERN
from journeybook.model.language import nodes as tree
from journeybook.model.language.coverage import Gap, Overlap, Uncompared, check_coverage
from journeybook.model.language.describe import PREDICATES, Titles, describe_condition
from journeybook.model.language.evaluate import evaluate
from journeybook.model.language.nodes import Condition, condition_names
from journeybook.model.language.parser import CONDITION_WORDS, ConditionError, parse_condition
from journeybook.words import open_catalogue

ENGLISH = open_catalogue("en", {}, frozenset())
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "conditions.yml").read_text(encoding="utf-8"))
SIGNS = ("<", "<=", ">", ">=", "=", "!=")
COMPARISONS = {"below": "<", "at_most": "<=", "above": ">", "at_least": ">=", "equal": "=", "unequal": "!="}
# The language's own words, so that describing a condition writes it.
FACTS_IN_WRITING = {
    **{word: f"{{subject}} {sign} {{value}}" for word, sign in COMPARISONS.items()},
    **{word: f"{{subject}} {word}{{by}}{{during}}" for word in ("rises", "falls")},
    **{word: f"{{subject}} is {word}" for word in ("known", "unknown")},
    **{word: word for word in ("always", "never", "unstated")},
    "one_of": "{subject} in ({value})",
    "none_of": "{subject} not in ({value})",
    "of": "{least} of ({parts})",
    "elapsed": "{elapsed}",
    "has_happened": "{name}",
    "within_now": "{name} within {duration}",
    **{f"within_{side}": f"{{name}} within {{duration}} {side} {{anchor}}" for side in ("after", "before", "of")},
    "absent": "no {name} for {duration}",
    "often_least": "{name} at least {times} times within {duration}",
    "often_most": "{name} at most {times} times within {duration}",
}
# The language's own words, so that describing a condition writes it.
WRITTEN = (
    ENGLISH
    | {f"condition.{kind}": text for kind, text in FACTS_IN_WRITING.items()}
    | {f"condition.not.{kind}": f"not {text}" for kind, text in FACTS_IN_WRITING.items()}
    | {f"condition.elapsed_{word}": f"day {sign} {{since}}" for word, sign in COMPARISONS.items()}
    | {f"range.{word}": f"{sign} {{value}}" for word, sign in COMPARISONS.items()}
    | {f"condition.{key}": "{times}" for key in ("once", "twice", "times")}
    | {
        "condition.between": "{subject} {lower} and {subject} {upper}",
        "condition.untrue": "not ({part})",
        "condition.semicolon": ", ",
        "condition.value_or": ", ",
        "condition.it": "",
        "condition.start": "",
        "condition.quoted": "{written}",
    }
)


@pytest.mark.parametrize("case", CASES["valid"], ids=lambda case: case["text"])
def test_a_condition_is_read(case: dict[str, Any]) -> None:
    condition = parse_condition(case["text"])
    assert condition.text == case["text"]
    assert describe_condition(condition, Titles(str.upper, lambda _, value: value.upper()), ENGLISH) == case["says"]
    assert [f"{name.role} {name.name} {name.column}" for name in condition_names(condition)] == case.get("names", [])
    assert all(case["text"].startswith(name.name, name.column) for name in condition_names(condition))


@pytest.mark.parametrize("case", CASES["invalid"], ids=lambda case: case["text"])
def test_a_fault_says_what_is_wrong_and_what_to_do(case: dict[str, Any]) -> None:
    with pytest.raises(ConditionError) as fault:
        parse_condition(case["text"])
    assert (fault.value.message, fault.value.hint, fault.value.column) == (case["message"], case["hint"], case["column"])
    assert str(fault.value) == case["message"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a " * 1001, "the text is longer than 2000 characters"),
        ("(" * 21 + "a" + ")" * 21, "the condition is nested more than 20 deep"),
        ("not " * 21 + "a", "the condition is nested more than 20 deep"),
        ("any of (" * 30 + "a" + ")" * 30, "the condition is nested more than 20 deep"),
    ],
    ids=["long", "brackets", "nots", "lists"],
)
def test_limits_are_refused(text: str, message: str) -> None:
    with pytest.raises(ConditionError, match=re.escape(message)):
        parse_condition(text)


def test_the_limits_themselves_are_allowed() -> None:
    assert condition_names(parse_condition("(" * 20 + "a" + ")" * 20))[0].column == 20
    assert len(condition_names(parse_condition("ab or " * 333 + "a"))) == 334


@pytest.mark.parametrize("case", CASES["clauses"], ids=lambda case: case["text"])
def test_each_kind_of_fact_reads_as_a_clause_of_its_own(case: dict[str, str]) -> None:
    predicates = dict(zip(("an-event", "a-milestone", "a-gate", "a-truth", "an-anchor", "a-deed"), PREDICATES, strict=True))
    titles = Titles(lambda name: name.replace("-", " ").capitalize(), lambda _, value: value.capitalize(), predicates.__getitem__)
    assert describe_condition(parse_condition(case["text"]), titles, ENGLISH) == case["says"]


def test_words_can_be_translated() -> None:
    german = ENGLISH | {
        "condition.and": " und ",
        "condition.at_least": "{subject} ist mindestens {value}",
        "condition.lasts": "{part} seit {duration}",
        "duration.months": "Monaten",
    }
    condition = parse_condition("(score >= 50 and live) for 2 months")
    assert describe_condition(condition, Titles({"score": "Punktzahl {}", "live": "Live"}.__getitem__), german) == (
        "(Punktzahl {} ist mindestens 50 und “Live” has happened) seit 2 Monaten"
    )


@given(
    some.text(max_size=60)
    | some.lists(some.sampled_from([*sorted(CONDITION_WORDS), *tree.UNITS, *SIGNS, *"ab(),%-€5", "9.5", "of", "is", "done", '"x"'])).map(
        " ".join
    )
)
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    fault = _refused(text)
    if fault is None:
        condition = parse_condition(text)
        assert describe_condition(condition, Titles(str), ENGLISH)
        assert evaluate(condition, {}) in (True, False, None)
        assert re.search(CONDITION_PATTERN, text), "an editor marks what is right"
    else:
        assert 0 <= fault.column <= len(text)
        assert fault.message
        assert fault.hint


def _named(role: str) -> some.SearchStrategy[tree.Name]:
    return some.sampled_from(["kick-off", "score", "nps", "go_live", "map/step-2"]).map(lambda name: tree.Name(name, 0, role))


AMOUNTS = some.decimals(-1000, 1000, places=2) | some.integers(-100, 100).map(Decimal)
NUMBERS = some.builds(tree.Quantity, AMOUNTS, some.sampled_from(["", "%", "€", "EUR", "users", "days", "logins per week"]))
QUOTED = some.text(some.characters(codec="utf-8"), max_size=5).filter(lambda text: not set("\"'“”") & set(text)).map(tree.Quoted)
VALUES = some.one_of(NUMBERS, QUOTED, _named("value"))
SPANS = some.builds(tree.Duration, some.integers(0, 99999), some.sampled_from(sorted(tree.UNITS)))
SUBJECTS = some.none() | _named("measure")
FACTS = some.one_of(
    some.sampled_from(["always", "never", "unstated"]).map(tree.Constant),
    some.builds(tree.Proposition, _named("fact")),
    some.builds(tree.Compare, SUBJECTS, some.sampled_from(["=", "!="]), some.tuples(VALUES)),
    some.builds(tree.Compare, SUBJECTS, some.sampled_from(["<", "<=", ">", ">="]), some.tuples(NUMBERS)),
    some.builds(tree.Compare, _named("measure"), some.sampled_from(["<", ">="]), some.tuples(_named("measure"))),
    some.builds(
        tree.Compare, _named("measure"), some.sampled_from(["in", "not in"]), some.lists(VALUES, min_size=1, max_size=3).map(tuple)
    ),
    some.builds(tree.Compare, _named("measure"), some.sampled_from(["known", "unknown"])),
    some.builds(tree.Trend, SUBJECTS, some.sampled_from(["rises", "falls"]), some.none() | NUMBERS, some.none() | SPANS),
    some.builds(tree.Within, _named("window"), SPANS),
    some.builds(tree.Within, _named("window"), SPANS, some.sampled_from(["before", "after", "of"]), _named("anchor")),
    some.builds(tree.Elapsed, some.sampled_from(SIGNS), SPANS),
    some.builds(tree.Elapsed, some.sampled_from(SIGNS), SPANS, some.sampled_from(["before", "after"]), _named("anchor")),
    some.builds(tree.Absent, _named("window"), SPANS),
    some.builds(tree.Often, _named("window"), some.sampled_from(["least", "most"]), some.integers(0, 99), SPANS),
)


def _group(word: str, parts: list[tree.Clause]) -> tree.Clause:
    flat = [inner for part in parts for inner in (part.clauses if isinstance(part, tree.Combination) and part.word == word else (part,))]
    return tree.Combination(word, tuple(flat), 1 if word == "of" else 0)


def _wider(parts: some.SearchStrategy[Any]) -> some.SearchStrategy[Any]:
    groups = some.builds(_group, some.sampled_from(["and", "or"]), some.lists(parts, min_size=2, max_size=3))
    counts = some.builds(lambda parts: tree.Combination("of", tuple(parts), len(parts)), some.lists(parts, min_size=1, max_size=3))
    return some.one_of(groups, counts, some.builds(tree.Not, parts), some.builds(tree.Lasts, parts, SPANS))


@given(some.recursive(FACTS, _wider, max_leaves=8))
@settings(max_examples=300, deadline=None)
def test_a_written_condition_reads_the_same(root: tree.Clause) -> None:
    text = describe_condition(Condition("", root), Titles(str), WRITTEN)
    assert parse_condition(text).root == tree.push_negations(root), text
    assert re.search(CONDITION_PATTERN, text), text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("score >= 50", True),
        ("score > 50", False),
        ("score = 50.0", True),
        ("nps > 5", None),
        ("nps > 5 or live", True),
        ("nps > 5 and not live", False),
        ("not nps > 5", None),
        ("segment is enterprise", True),
        ('segment is "enterprise"', True),
        ("segment in (pooled, digital)", False),
        ("segment not in (pooled, digital)", True),
        ("segment > 5", None),
        ("segment is 5", None),
        ("score >= target", True),
        ("nps is unknown and score is known", True),
        ("1 of (nps, live)", True),
        ("2 of (nps, churned)", False),
        ("live for 2 months", None),
        ("unstated", None),
        ("live is yes and churned is no", True),
        (">= 7 and < 8", True),
    ],
)
def test_evaluating_knows_three_answers(text: str, answer: bool | None) -> None:  # noqa: FBT001 - an answer is what the table holds
    values: dict[str, Decimal | bool | str] = {
        "score": Decimal(50),
        "target": Decimal(40),
        "segment": "enterprise",
        "live": True,
        "churned": False,
        "": Decimal("7.5"),
    }
    assert evaluate(parse_condition(text), values) is answer


def _bands(**texts: str) -> list[tuple[str, Condition]]:
    return [(label, parse_condition(text)) for label, text in texts.items()]


@pytest.mark.parametrize(
    ("texts", "findings"),
    [
        ({"good": ">= 75", "average": ">= 50 and < 75", "poor": "< 50"}, []),
        ({"good": "> 50", "poor": "< 50"}, ["no rule for 50"]),
        (
            {"good": "between 70 and 100", "average": "between 50 and 75"},
            ["no rule for below 50", "two rules (good, average) for 70 to 75", "no rule for above 100"],
        ),
        ({"good": "score >= 75", "average": "50 <= score <= 75", "poor": "score < 50"}, ["two rules (good, average) for 75"]),
        ({"good": "> 75", "poor": "<= 50"}, ["no rule for above 50, up to 75"]),
        ({"good": ">= 7.5", "poor": "< 5"}, ["no rule for from 5, below 7.5"]),
        ({"a": ">= -1", "b": "always", "c": "not < 1"}, ["two rules (a, b) for from -1, below 1", "three rules (a, b, c) for 1 and above"]),
        ({"a": "x is unknown", "b": "x != 3"}, ["no rule for 3"]),
        ({"a": "never"}, ["no rule for every value"]),
        ({"a": "in_use is 3", "b": "in_use > 3%"}, ["no rule for below 3"]),
        ({"a": "1 of (>= 5, < 3)"}, ["no rule for from 3, below 5"]),
        ({"a": "> 5 users", "b": "< 1 user"}, ["no rule for 1 to 5"]),
    ],
)
def test_gaps_and_overlaps_are_found(texts: dict[str, str], findings: list[str]) -> None:
    answer = check_coverage(_bands(**texts))
    assert not isinstance(answer, Uncompared)
    assert [str(finding) for finding in answer] == findings


def test_a_scale_has_ends() -> None:
    bands = _bands(good="between 50 and 100", poor="between 0 and 49")
    scale = (Decimal(0), Decimal(100))
    assert list(map(str, _compared(bands, *scale))) == ["no rule for above 49, below 50"]
    assert list(map(str, _compared(bands, Decimal(-5), Decimal(120)))) == [
        "no rule for from -5, below 0",
        "no rule for above 49, below 50",
        "no rule for above 100, up to 120",
    ]


def test_the_implicit_subject_can_be_named() -> None:
    bands = _bands(good="score >= 50", poor="< 50")
    assert isinstance(check_coverage(bands), Uncompared)
    assert check_coverage(bands, subject="score") == ()


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ({"a": ">= 5", "b": "nps > 3"}, "cannot be compared: b is about nps, and another rule is about the value itself"),
        ({"a": "size >= 5 and spend > 3"}, "cannot be compared: a is about spend, and another rule is about size"),
        ({"a": "score > target"}, "cannot be compared: a depends on a second measure or on words"),
        ({"a": "> 5", "b": "> 3 and churned"}, "cannot be compared: b depends on churned"),
        ({"a": "> 5 for 2 months"}, "cannot be compared: a depends on time"),
        ({"a": "unstated"}, "cannot be compared: a is unstated"),
        ({"a": "> 5 EUR", "b": "< 5 USD"}, "cannot be compared: b counts in USD, and another rule counts in EUR"),
    ],
)
def test_what_cannot_be_compared_is_not_guessed(texts: dict[str, str], reason: str) -> None:
    assert str(check_coverage(_bands(**texts))) == reason


LIMITS = some.builds("{} {}".format, some.sampled_from(SIGNS), some.integers(-4, 4))
RULES = some.recursive(
    LIMITS,
    lambda rules: some.one_of(
        some.builds("({} {} {})".format, rules, some.sampled_from(["and", "or"]), rules),
        rules.map("not ({})".format),
        some.builds("2 of ({}, {}, {})".format, rules, rules, rules),
    ),
    max_leaves=5,
)


@given(some.lists(RULES, min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_the_analysis_agrees_with_asking_every_point(texts: list[str]) -> None:
    bands = [(f"rule {number}", parse_condition(text)) for number, text in enumerate(texts)]
    findings = _compared(bands)
    for half in range(-11, 12):
        point = Fraction(half, 2)
        covering = tuple(label for label, band in bands if evaluate(band, {"": point}))
        hits = [finding for finding in findings if _within(point, finding)]
        expected = 0 if len(covering) == 1 else 1
        assert len(hits) == expected
        assert [finding.labels for finding in hits if isinstance(finding, Overlap)] == ([covering] if len(covering) > 1 else [])


def _compared(bands: list[tuple[str, Condition]], low: Decimal | None = None, high: Decimal | None = None) -> tuple[Gap | Overlap, ...]:
    answer = check_coverage(bands, low, high)
    assert not isinstance(answer, Uncompared)
    return answer


def _within(point: Fraction, finding: Gap | Overlap) -> bool:
    span = finding.span
    above = span.low is None or point > span.low or (span.low_included and point == span.low)
    return above and (span.high is None or point < span.high or (span.high_included and point == span.high))


def _refused(text: str) -> ConditionError | None:
    try:
        parse_condition(text)
    except ConditionError as fault:
        return fault
    return None
