"""The limit of what rules ask of accounts: what counts, what is told beyond it, and that no figure is reckoned then."""

from pathlib import Path

import pytest
from hostile_data import Attack, write_attack

from journeybook.measure.figures import open_figures
from journeybook.measure.sources import question_budget, table_findings
from journeybook.measure.sources.question_budget import asked_names
from journeybook.validate import check

QUESTIONS = 754
"""Two accounts for 300 each, five rules (an event, a milestone, a stage, two names) for 15 each, and the facts that are named."""


def test_rules_are_the_parts_and_the_names_in_conditions(tmp_path: Path) -> None:
    write_attack(tmp_path, Attack("sound", {}))
    asked = asked_names(check(tmp_path).atlas)
    assert (asked.rules, asked.names) == (5, (("logins", 1), ("sponsor", 1)))


def test_a_thing_that_is_counted_up_to_a_day_counts_four_times(tmp_path: Path) -> None:
    events = "[{id: idle, name: Idle, polarity: bad, owner: crew, when: no logins for 9 days or logins < 3}]\n"
    write_attack(tmp_path, Attack("counted", {"journeys/events/events.yml": events}))
    assert dict(asked_names(check(tmp_path).atlas).names)["logins"] == 4 + 1


@pytest.mark.parametrize(("most", "is_told"), [(QUESTIONS, False), (QUESTIONS - 1, True)])
def test_more_than_is_asked_at_most_is_told_and_no_figure_is_reckoned(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, most: int, *, is_told: bool
) -> None:
    monkeypatch.setattr(question_budget, "MOST_QUESTIONS", most)
    write_attack(tmp_path, Attack("sound", {}))
    atlas = check(tmp_path).atlas
    told = [finding.message for finding in table_findings(tmp_path, atlas)]
    beyond = f"the rules of the atlas ask {QUESTIONS:,} questions of 2 accounts and their facts; at most {most:,} are answered"
    assert (told, open_figures(tmp_path, atlas) is None) == ([beyond] if is_told else [], is_told)
