"""Every definition in the words of the databases and warehouses on which no test can run it."""

import pytest
from account_worlds import AS_OF, SEGMENTS, drawn, measures, models
from hypothesis import strategies as some
from sqlglot import exp, parse_one

from journeybook.measure.definitions.asked_milestones import AskedMilestone
from journeybook.measure.definitions.health import health_query
from journeybook.measure.definitions.milestones import milestone_query
from journeybook.measure.engine import sql_text
from journeybook.measure.facts import FACT_TABLES
from journeybook.model.stage import Milestone

WHOLE_NUMBERS = {"bigquery": "BIGNUMERIC", "snowflake": "DECIMAL(38, 0)", "spark": "DECIMAL(38, 0)", "postgres": "DECIMAL(38, 0)"}
MONTHS = {
    "bigquery": "DATE_TRUNC(CAST(dated.since AS DATE), MONTH)",
    "snowflake": "DATE_TRUNC('MONTH', CAST(dated.since AS DATE))",
    "spark": "TRUNC(CAST(dated.since AS DATE), 'MONTH')",
    "postgres": "DATE_TRUNC('MONTH', CAST(dated.since AS DATE))",
}


@pytest.fixture(scope="module")
def queries() -> tuple[list[str], list[str]]:
    drawn_models = drawn(some.tuples(models(), measures()), 4)
    health = [health_query(model, AS_OF, library.get, SEGMENTS).query for model, library in drawn_models]
    asked = milestone_query([AskedMilestone(milestone(at)) for at in ("21 days after signature", "by day 90")], AS_OF)
    return health, [asked.query, asked.careless]


@pytest.mark.parametrize("dialect", list(WHOLE_NUMBERS))
def test_every_definition_compiles(queries: tuple[list[str], list[str]], dialect: str) -> None:
    """What a dialect cannot say is refused by `sql_text`; what it can, it reads back, with tables and functions that it knows."""
    health, milestones = ([sql_text(query, dialect) for query in group] for group in queries)
    for text in (*health, *milestones):
        query = parse_one(text, dialect=dialect)
        tables = {table.name for table in query.find_all(exp.Table)} - {table.alias for table in query.find_all(exp.CTE)}
        assert tables
        assert tables <= set(FACT_TABLES)
        assert not list(query.find_all(exp.Anonymous))
        assert "INT128" not in text
    assert all(WHOLE_NUMBERS[dialect] in text for text in health)
    assert all(MONTHS[dialect] in text for text in milestones)


def test_names_of_a_warehouse_that_writes_in_capitals() -> None:
    text = sql_text('SELECT account, "day" FROM readings', "snowflake")
    assert text == 'SELECT account, "DAY" FROM readings'


def milestone(target: str) -> Milestone:
    return Milestone.model_validate({"id": "live", "name": "Live", "target": {"at": target}, "maturity": "60 days"})
