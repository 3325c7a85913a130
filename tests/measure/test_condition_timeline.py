"""Conditions over time: rule by rule, and over everything that the sample writes."""

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
import yaml
from drawn_lives import atlas
from lives import Life, life_of
from sample_atlas import sample_checked

from journeybook.measure.facts import FactOrigin
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.truth import TruthTimeline
from journeybook.model.language.nodes import Condition
from journeybook.model.language.parser import ConditionError, parse_condition
from journeybook.model.walk import field_values

BEGIN, END = date(2026, 1, 1), date(2026, 3, 31)
ORIGIN = FactOrigin("test", 1)
ONE_DAY = timedelta(1)
TESTS = Path(__file__).parents[1]
LANGUAGE = TESTS / "model" / "language" / "cases" / "conditions.yml"
WRITTEN = re.compile(r"""(?:when: ?'?)([^\n]+?)(?:[,'}].*)?\n""")
"""What follows a `when:` in a case; what is no condition is passed over."""


def timeline(condition: str, life: Life, index: AtlasIndex | None = None) -> TruthTimeline:
    account = AccountLife(life.facts, index or atlas(), life.recorded)
    return ConditionTimelines(account).condition(parse_condition(condition))


def test_runs_are_told_for_each_part_of_the_language() -> None:
    life = life_of("""
as of 2026-03-31
start 2026-01-01
records invited praise
2026-01-10 milestone invited
2026-02-10 anchor renewal
2026-01-05 reads logins 4
2026-01-15 reads logins 1
2026-02-20 reads band well
2026-03-10 reads band bad
2026-01-01 to 2026-01-31 product rota
from 2026-01-20 product payroll
""")
    assert {condition: runs(condition, life) for condition in EXPECTED} == EXPECTED


EXPECTED = {
    "always": "01-01 yes",
    "unstated": "01-01 ?",
    "logins < 3": "01-01 ?, 01-05 no, 01-15 yes, 02-05 ?",
    "quiet": "01-01 ?, 01-05 no, 01-15 yes, 02-05 ?",
    "logins is known": "01-01 no, 01-05 yes, 02-05 no",
    "invited": "01-01 no, 01-10 yes",
    "praise": "01-01 no",
    "signature": "01-01 yes",
    "renewal": "01-01 no, 02-10 yes",
    "product is rota": "01-01 yes, 02-01 no",
    "product is not rota": "01-01 no, 02-01 yes",
    "product is payroll": "01-01 no, 01-20 yes",
    "logins falls by 50% within 30 days": "01-01 ?, 01-15 yes, 02-05 ?",
    "band falls within 30 days": "01-01 ?, 03-10 yes",
    "day >= 21": "01-01 no, 01-22 yes",
    "21 <= day": "01-01 no, 01-22 yes",
    "10 days after invited": "01-01 no, 01-20 yes",
    "days <= 10 before renewal": "01-01 no, 01-31 yes, 02-11 no",
    "renewal within 10 days": "01-01 no, 01-31 yes, 02-11 no",
    "invited within 2 weeks of signature": "01-01 no, 01-10 yes",
    "invited within 6 weeks before renewal": "01-01 no, 01-10 yes",
    "no invited for 10 days": "01-01 no, 01-20 yes",
    "no praise for 3 weeks": "01-01 no, 01-22 yes",
    "no quiet for 1 week": "01-01 ?, 01-12 yes, 01-15 no, 02-12 ?",
    "no unheard-of for 1 week": "01-01 ?",
    "invited at least once in 10 days": "01-01 no, 01-10 yes, 01-20 no",
    "invited at most once in 10 days": "01-01 yes",
    "logins < 3 for 2 weeks": "01-01 ?, 01-05 no, 01-29 yes, 02-05 ?",
    "logins >= 3 for 1 week": "01-01 ?, 01-12 yes, 01-15 no, 02-12 ?",
    "invited and logins < 3": "01-01 no, 01-15 yes, 02-05 ?",
    "not praise or unstated": "01-01 yes",
    "2 of (invited, praise, unstated)": "01-01 no, 01-10 ?",
    "bad": "01-01 ?, 02-20 no, 03-10 yes",
}


def runs(condition: str, life: Life) -> str:
    words = {True: "yes", False: "no", None: "?"}
    return ", ".join(f"{run.since:%m-%d} {words[run.truth]}" for run in timeline(condition, life).runs)


def test_what_it_leans_on_and_what_is_missing_is_told() -> None:
    life = life_of("as of 2026-03-31\nstart 2026-01-01\n2026-01-10 milestone invited\n2026-03-20 reads logins 1")
    verdict = timeline("invited and logins < 3", life).at(END)
    assert (verdict.truth, sorted(fact.origin.row for fact in verdict.leans_on), verdict.missing) == (True, [3, 4], ())
    assert timeline("invited and logins < 3", life).since(END) == date(2026, 3, 20)
    assert timeline("view > 3 or praise", life).at(END).missing == ("view", "praise")
    assert timeline("invited", life).at(BEGIN - ONE_DAY).truth is None


def test_numbers_of_several_instances_are_unknown_words_count_where_they_agree_and_one_for_all_wins() -> None:
    life = life_of("""
as of 2026-03-31
start 2026-01-01
2026-01-01 reads logins 4 of north
2026-01-05 reads logins 1 of south
2026-01-10 reads logins 2 of north
2026-01-12 reads logins 9
""")
    assert runs("logins < 3", life) == "01-01 no, 01-05 ?, 01-12 no, 02-02 ?"
    life = life_of("""
as of 2026-03-31
start 2026-01-01
2026-01-01 reads band well of north
2026-01-05 reads band bad of south
2026-01-10 reads band bad of north
""")
    assert runs("bad", life) == "01-01 no, 01-05 ?, 01-10 yes"


def test_what_an_earlier_relation_brought_does_not_count_for_the_next() -> None:
    life = life_of("""
as of 2026-03-31
records invited
2026-01-01 to 2026-01-31 subscription one
from 2026-02-15 subscription two
2026-01-10 milestone invited
2026-03-01 milestone invited
""")
    assert runs("invited", life) == "01-01 no, 01-10 yes, 02-01 no, 03-01 yes"
    assert runs("day >= 10", life) == "01-01 no, 01-11 yes, 02-01 ?, 02-15 no, 02-25 yes"
    assert runs("no invited for 2 weeks", life) == "01-01 no, 01-24 yes, 02-01 ?, 02-15 no, 03-15 yes"


def test_an_event_that_waits_for_itself_is_unknown() -> None:
    index = AtlasIndex(
        atlas().atlas.model_copy(
            update={
                "events": (
                    atlas().atlas.events[0].model_copy(update={"id": "a", "when": parse_condition("b")}),
                    atlas().atlas.events[0].model_copy(update={"id": "b", "when": parse_condition("not a")}),
                )
            }
        )
    )
    assert timeline("a", life_of("as of 2026-03-31\nstart 2026-01-01"), index).at(END).truth is None


@cache
def sample_index() -> AtlasIndex:
    return AtlasIndex(sample_checked().atlas)


def conditions_of(index: AtlasIndex) -> dict[str, Condition]:
    values = (value for spot in index.atlas.spots for _, value in field_values(spot.part))
    return {value.text: value for value in values if isinstance(value, Condition)}


@pytest.mark.parametrize("subject", ["", "logins"])
def test_every_condition_of_the_sample_is_answered(subject: str) -> None:
    life = AccountLife(life_of("as of 2026-03-31\nstart 2026-01-01\n2026-01-10 reads licences_used 4").facts, sample_index())
    conditions = conditions_of(sample_index())
    assert len(conditions) > 100
    assert all(ConditionTimelines(life).condition(condition, subject).end == END for condition in conditions.values())


def test_every_condition_of_the_cases_is_answered() -> None:
    life = AccountLife(life_of("as of 2026-03-31\nstart 2026-01-01\n2026-01-10 reads logins 4").facts, atlas())
    files = sorted((TESTS / "validate" / "cases").iterdir())
    written = {match for file in files for match in WRITTEN.findall(file.read_text(encoding="utf-8"))}
    written |= {case["text"] for case in yaml.safe_load(LANGUAGE.read_text(encoding="utf-8"))["valid"]}
    conditions = [condition for text in sorted(written) if (condition := parsed(text))]
    assert len(conditions) > 60
    assert all(ConditionTimelines(life).condition(condition, "logins").end == END for condition in conditions)


def parsed(text: str) -> Condition | None:
    try:
        return parse_condition(text)
    except ConditionError:
        return None
