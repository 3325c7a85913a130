"""How many questions the rules of an atlas ask of the accounts of all tables: what grows as accounts times conditions does."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import duckdb

from journeybook.measure.table_limits import MOST_QUESTIONS
from journeybook.measure.timeline.bare_name import bare_name
from journeybook.measure.timeline.map_choice import may_apply
from journeybook.model.applicability import is_for
from journeybook.model.atlas import Atlas
from journeybook.model.language.nodes import Absent, Condition, Name, Often, Within, nodes_in
from journeybook.model.measures import Event
from journeybook.model.stage import Milestone, Stage
from journeybook.model.walk import field_values

FOR_EACH_ACCOUNT, FOR_EACH_RULE = 300, 15
"""As how many questions an account counts, with its rows and its page, and each rule for it; a fact that a rule names is one."""
_COUNTING: tuple[type[Often | Absent | Within], ...] = (Often, Absent, Within)
"""What counts happenings up to a day: four times the work of a comparison."""
_FACTS = """
SELECT measure AS name, sum(days * instances) FROM (
    SELECT measure, count(DISTINCT day) AS days, count(DISTINCT coalesce(instance, '')) AS instances FROM readings GROUP BY account, measure
) GROUP BY measure
UNION ALL SELECT id, count(*) FROM occurrences GROUP BY id
UNION ALL SELECT field, count(*) FROM history GROUP BY field
"""
"""How many facts there are under a name; of several instances each counts on the days of all of them."""


@dataclass(frozen=True)
class AskedNames:
    """How many rules an atlas puts to an account, and how often its conditions name each fact."""

    rules: int
    names: tuple[tuple[str, int], ...]


def asked_names(atlas: Atlas) -> AskedNames:
    """Return what the rules that all maps share, and those of the maps of the segment that has the most, put to an account.

    Rules are events, milestones, stages, and each name in a condition.
    """
    maps = {journey.id: journey for journey in atlas.maps if may_apply(journey) or journey.programme}
    rules, names = Counter[str](), defaultdict[str, Counter[str]](Counter)
    for spot in atlas.spots:
        journey = spot.map.id if spot.map else ""
        roots = [value.root for _, value in field_values(spot.part) if isinstance(value, Condition)]
        for root in roots:
            facts = [bare_name(name.name) for name in nodes_in(root, Name) if name.role != "value"]
            names[journey].update(facts)
            names[journey].update(bare_name(node.name.name) for kind in _COUNTING for node in nodes_in(root, kind) for _ in range(3))
            rules[journey] += len(facts)
        rules[journey] += isinstance(spot.part, Event | Milestone | Stage) and not spot.part.get("use", str)
    fitting = [[name for name, journey in maps.items() if is_for(journey, segment)] for segment in atlas.segments] or [[*maps]]
    chosen = ["", *max(fitting, key=lambda ids: sum(rules[name] for name in ids))]
    asked = sum((names[name] for name in chosen), Counter[str]())
    return AskedNames(sum(rules[name] for name in chosen), tuple(sorted(asked.items())))


def most_questions_message(connection: duckdb.DuckDBPyConnection, asked: AskedNames) -> str:
    """Return that rules ask more of all accounts than is asked at most, with both numbers; empty where they do not."""
    facts = Counter[str]()
    for name, count in connection.execute(_FACTS).fetchall():
        facts[name] += int(count)
    accounts, periods = connection.execute("SELECT (SELECT count(*) FROM accounts), (SELECT count(*) FROM periods)").fetchall()[0]
    questions = accounts * FOR_EACH_ACCOUNT + asked.rules * (accounts * FOR_EACH_RULE + periods)
    questions += sum(times * facts[name] for name, times in asked.names)
    if questions <= MOST_QUESTIONS:
        return ""
    most = f"at most {MOST_QUESTIONS:,} are answered"
    return f"the rules of the atlas ask {questions:,} questions of {accounts:,} accounts and their facts; {most}"
