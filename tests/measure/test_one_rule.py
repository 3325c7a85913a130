"""A condition means the same in the health of accounts, which is one query over all of them, as in the timeline of one account."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
from account_worlds import FEWER_WORLDS
from drawn_lives import CONDITIONS, LAST, atlas, lives
from hypothesis import given

from journeybook.measure.definitions.conditions import AskedClause
from journeybook.measure.definitions.health import account_health, asked_of_timelines, health_query
from journeybook.measure.engine import DuckEngine
from journeybook.measure.facts import FACT_TABLES, AccountFacts
from journeybook.measure.figures import Figures, open_figures
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.model.health import HealthModel
from journeybook.model.language.evaluate import evaluate
from journeybook.model.language.parser import parse_condition
from journeybook.validate import check

PROJECT = Path(__file__).parent / "handbooks" / "project.txt"
ASKED = (
    "notice",
    "no notice for 2 weeks",
    "seats falls by 20% within 30 days",
    "last_seen is known",
    "last_seen > 2",
    "active_share >= 40% and urgent > 2",
    "active_share is unknown",
    "product is payroll",
    "product is not payroll",
    "product is known",
    "segment is lite or status is leaving",
    "mood is bad",
    "champion",
    "60 days after signature",
    "events_drop > 3% for 1 day",
)


def model_of(*texts: str) -> HealthModel:
    """Return a model that forces a band for each condition."""
    bands = [{"id": f"b{number}", "tone": "good"} for number, _ in enumerate(texts)]
    overrides = [{"when": text, "band": f"b{number}"} for number, text in enumerate(texts)]
    return HealthModel.model_validate({"id": "m", "name": "M", "bands": bands, "overrides": overrides})


def frames_of(facts: AccountFacts) -> dict[str, pd.DataFrame]:
    """Return the fact tables of one account."""
    origin: dict[str, Any] = {"account": facts.account, "source": "drawn", "row": 1}
    rows: dict[str, list[dict[str, Any]]] = {
        "accounts": [{**origin, "start": facts.start}],
        "history": [{**origin, "field": row.field, "value": row.value, "since": row.since, "until": row.until} for row in facts.history],
        "readings": [
            {**origin, "instance": row.instance, "measure": row.measure, "day": row.day}
            | ({"number": row.value} if isinstance(row.value, Decimal) else {"word": row.value})
            for row in facts.readings
        ],
    }
    return {name: pd.DataFrame(rows.get(name, []), columns=list(columns), dtype=object) for name, columns in FACT_TABLES.items()}


@FEWER_WORLDS
@given(CONDITIONS, lives())
def test_the_query_says_what_the_timeline_says_or_that_it_does_not_know(text: str, facts: AccountFacts) -> None:
    model, find = model_of(text, f"not ({text})"), atlas().measures.get
    with DuckEngine(frames_of(facts)) as engine:
        (health,) = account_health(health_query(model, LAST, find), engine)
    answer = None if health.forced is None else health.forced is model.overrides[0]
    truth = ConditionTimelines(AccountLife(facts, atlas())).condition(parse_condition(text)).truth_at(LAST)
    assert answer == truth or (answer is None and asked_of_timelines(model, find))


@given(CONDITIONS, lives())
def test_what_the_timeline_has_answered_joins_to_what_it_says_of_the_whole(text: str, facts: AccountFacts) -> None:
    condition, find = parse_condition(text), atlas().measures.get
    timelines = ConditionTimelines(AccountLife(replace(facts, readings=()), atlas()))
    asked = asked_of_timelines(model_of(text), find)
    answers = {part.clause: timelines.clause(part.clause, part.subject).truth_at(LAST) for part in asked}
    assert evaluate(condition, {}, answers) == timelines.condition(condition).truth_at(LAST)


def test_every_account_of_a_project_is_judged_by_one_rule(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(PROJECT.read_text(encoding="utf-8"))
    atlas = check(project).atlas
    models = tuple(model_of(text, f"not ({text})").model_copy(update={"id": f"m{number}"}) for number, text in enumerate(ASKED))
    opened = open_figures(project, atlas)
    assert opened is not None
    figures = Figures(atlas.model_copy(update={"health": models}), opened.source, opened.as_of)
    truths = set()
    for text, model in zip(ASKED, models, strict=True):
        for account, health in figures.health[model.id].items():
            life = AccountLife(figures.source.facts_of(account), figures.index, figures.recorded)
            truth = ConditionTimelines(life).condition(parse_condition(text)).truth_at(figures.as_of)
            assert (text, account, None if health.forced is None else health.forced is model.overrides[0]) == (text, account, truth)
            truths.add((text, truth))
    assert len(truths) >= 2 * len(ASKED)
    assert AskedClause(parse_condition("notice").root, "") in asked_of_timelines(models[0], figures.index.measures.get)
