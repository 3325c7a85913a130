"""Answers about things near each other, and about how often things happen: the quick ones are those of the verdicts, on every day."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from hostile_data import BASE, Attack, write_attack

from journeybook.measure.facts import AccountFacts, DatedPeriod, FactOrigin, Occurrence
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.measure.timeline.happening import often_judge, within_judge
from journeybook.model.language.nodes import Duration, Name, Often, Within
from journeybook.validate import check

FIRST = date(2026, 1, 1)
ORIGIN = FactOrigin("t.csv", 1)


def life_of(chance: random.Random, index: AtlasIndex) -> AccountLife:
    """Return an account of two relations, with some days of an event, and some of an anchor that may lie ahead."""
    rows = [Occurrence("event", "call", FIRST + timedelta(chance.randrange(60)), None, ORIGIN) for _ in range(chance.randrange(5))]
    rows += [Occurrence("anchor", "renewal", FIRST + timedelta(chance.randrange(90)), None, ORIGIN) for _ in range(chance.randrange(4))]
    rows += [Occurrence("milestone", "renewal", FIRST + timedelta(chance.randrange(60)), None, ORIGIN) for _ in range(chance.randrange(2))]
    left, back = chance.randrange(5, 30), chance.randrange(31, 50)
    periods = (
        DatedPeriod("subscription", "a", FIRST, FIRST + timedelta(left), None, None, ORIGIN),
        DatedPeriod("subscription", "b", FIRST + timedelta(back), None, None, None, ORIGIN),
    )
    facts = AccountFacts("c-1", FIRST + timedelta(60), occurrences=tuple(sorted(rows, key=lambda row: row.day)), periods=periods)
    return AccountLife(facts, index, frozenset(row.id for row in rows))


@pytest.mark.parametrize("default_anchor", ["", "default_anchor: renewal\n"])
def test_the_quick_answer_is_that_of_the_verdict(default_anchor: str, tmp_path: Path) -> None:
    atlas = BASE["journeys/atlas.yml"] + default_anchor
    write_attack(tmp_path, Attack("near", {"journeys/atlas.yml": atlas}))
    index = AtlasIndex(check(tmp_path).atlas)
    chance = random.Random(7)  # noqa: S311 - a seed makes the case again
    answers = set[tuple[str, bool | None]]()
    for _ in range(150):
        life = life_of(chance, index)
        side, length = chance.choice(("before", "after", "of")), Duration(chance.randrange(1, 20), "days")
        for kind, judge in {
            "within": within_judge(life, Within(Name("call"), length, side, Name("renewal"))),
            "often": often_judge(life, Often(Name("call"), chance.choice(("least", "most")), chance.randrange(1, 4), length)),
        }.items():
            for day in (FIRST + timedelta(number) for number in range(61)):
                assert judge.truth(day) is judge.verdict(day).truth, (life.facts, side, length, day)
                answers.add((kind, judge.truth(day)))
    assert len(answers) == 6
