"""Faults of health models: bands in words, holes at the ends, tables with empty cells, weights in groups, two models for one phase."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from journeybook.validate import check

Draw = Callable[[str], Path]
ATLAS = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | lifecycle: [{id: adoption, name: Adoption}, {id: renewal, name: Renewal}]
    | attributes: [{id: product, name: Product, values: [basic, payroll]}, {id: regulated, name: Regulated}]
    | coverage_models: [{id: digital, name: Digital}]
  segments/
    all.yml
      | - {id: small, name: Small, coverage: digital}
      | - {id: large, name: Large}
  measures/
    all.yml
      | - {id: mood, name: Mood, values: [green, yellow, red]}
      | - {id: view, name: View, values: ['1', '2', '3']}
      | - {id: status, name: Status, values: [Reach out, Done]}
      | - {id: sponsor, name: Sponsor known, values: [yes, no]}
      | - {id: use, name: Use, unit: '%'}
      | - {id: tickets, name: Tickets}
      | - {id: whole, name: Tickets in whole, whole: true}
  health/
    all.yml
"""


def told(draw_project: Draw, *lines: str) -> list[str]:
    """Return what the checks say of health models, without places and hints."""
    world = ATLAS + "".join(f"      | {line}\n" for line in lines)
    return [f"{finding.rule} {finding.message}" for finding in check(draw_project(world), as_of=date(2026, 1, 1)).findings]


def of_indicator(draw_project: Draw, measure: str, bands: str) -> list[str]:
    """Return what the checks say of one input's bands."""
    return told(draw_project, f"- {{id: score, name: Score, indicators: [{{measure: {measure}, weight: 100, bands: {bands}}}]}}")


def test_bands_in_words_are_held_to_the_declared_values(draw_project: Draw) -> None:
    """Case H5: an overlap, a hole, two values that are not declared, and an override that never happens."""
    lines = (
        "- id: score",
        "  name: Score",
        "  indicators: [{measure: mood, weight: 100, bands: {good: = green, average: '= green or = gren', poor: = purple}}]",
        "  bands: [{id: red, name: At risk, tone: poor, when: < 50}, {id: ok, name: Fine, tone: good, when: '>= 50'}]",
        "  overrides: [{when: mood is crimson, band: red}]",
    )
    assert sorted(told(draw_project, *lines)) == [
        "HEALTH-BANDS the bands of 'mood' leave a gap: no rule for yellow, red",
        "HEALTH-BANDS the bands of 'mood' overlap: two rules (Fine, average) for green",
        "VALUE-UNDECLARED 'mood' is never 'crimson': its values are green, yellow, red",
        "VALUE-UNDECLARED 'mood' is never 'gren': its values are green, yellow, red",
        "VALUE-UNDECLARED 'mood' is never 'purple': its values are green, yellow, red",
    ]


@pytest.mark.parametrize(
    ("measure", "bands", "message"),
    [
        ("view", "{good: = 3, poor: = 1}", "HEALTH-BANDS the bands of 'view' leave a gap: no rule for 2"),
        ("view", "{good: '>= 3', poor: < 3}", ""),
        ("view", "{good: '>= 2', poor: < 2 or = 4}", "VALUE-UNDECLARED 'view' is never '4': its values are 1, 2, 3"),
        ("status", "{good: = 'Done', poor: = 'Reach out'}", ""),
        (
            "status",
            "{good: = 'Done', poor: = 'Reach Out'}",
            "VALUE-UNDECLARED 'status' is never 'Reach Out': its values are Reach out, Done",
        ),
        ("sponsor", "{good: = yes}", "HEALTH-BANDS the bands of 'sponsor' leave a gap: no rule for no"),
        ("sponsor", "{good: sponsor is yes, poor: sponsor is no}", ""),
        (
            "mood",
            "{good: 'mood in (green, yellow)', poor: '!= green'}",
            "HEALTH-BANDS the bands of 'mood' overlap: two rules (good, poor) for yellow",
        ),
    ],
)
def test_every_declared_value_is_tried(draw_project: Draw, measure: str, bands: str, message: str) -> None:
    assert message in (of_indicator(draw_project, measure, bands) or [""])


@pytest.mark.parametrize(
    ("measure", "bands", "messages"),
    [
        ("use", "{good: '>= 60%', average: '>= 40% and < 60%'}", ["no rule for from 0, below 40"]),
        ("use", "{average: '>= 40% and < 60%', poor: < 40%}", ["no rule for 60 to 100"]),
        ("use", "{good: '>= 60% and <= 100%', poor: '>= 0% and < 60%'}", []),
        ("tickets", "{good: = 0, average: '>= 0 and <= 2', poor: '> 2'}", ["two rules (good, average) for 0"]),
        ("tickets", "{good: < 5, poor: '>= 5 and < 10'}", ["no rule for 10 and above"]),
        ("tickets", "{good: '>= 0', poor: '>= -5 and < 0'}", ["no rule for below -5"]),
        ("tickets", "{good: = 0, average: = 1, poor: '>= 2'}", ["no rule for above 0, below 1", "no rule for above 1, below 2"]),
        ("whole", "{good: = 0, average: = 1, poor: '>= 2'}", []),
        ("whole", "{good: < 1, average: '> 1 and <= 3', poor: '> 4'}", ["no rule for 1", "no rule for above 3, up to 4"]),
        ("whole", "{good: <= 1, average: '> 0 and < 3', poor: '> 2'}", ["two rules (good, average) for above 0, up to 1"]),
    ],
)
def test_holes_at_the_ends_are_told(draw_project: Draw, measure: str, bands: str, messages: list[str]) -> None:
    faults = [line.rpartition(": ")[2] for line in of_indicator(draw_project, measure, bands)]
    assert faults == messages


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("product is payrol", "'product' is never 'payrol': its values are basic, payroll"),
        ("product is payroll", ""),
        ("regulated is much", "'regulated' is never 'much': its values are yes, no"),
        ("mood >= 50", "'mood' is never '50': its values are green, yellow, red"),
        ("mood in (green, blue)", "'mood' is never 'blue': its values are green, yellow, red"),
        ("mood", "'mood' is never 'yes': its values are green, yellow, red"),
        ("sponsor", ""),
        ("use = 50", ""),
    ],
)
def test_any_condition_is_held_to_the_declared_values(draw_project: Draw, condition: str, message: str) -> None:
    world = ATLAS.replace("  health/\n    all.yml\n", f"  events/\n    all.yml\n      | - {{id: it, name: It, when: '{condition}'}}\n")
    findings = [finding.message for finding in check(draw_project(world), as_of=date(2026, 1, 1)).findings]
    assert [text for text in findings if "is never" in text] == ([message] if message else [])


@pytest.mark.parametrize(
    ("first", "second", "whom"),
    [
        ("", "", "everybody"),
        ("segments: [small]", "", "'small'"),
        ("segments: [small, large]", "segments: [large]", "'large'"),
        ("segments: [small]", "segments: [large]", ""),
        ("not_for: {segments: [small]}", "segments: [small]", ""),
        ("not_for: {coverage: [digital]}", "segments: [small]", ""),
        ("not_for: {segments: [small], when: regulated}", "segments: [small]", "'small'"),
        ("not_for: {segments: [small]}", "not_for: {segments: [large]}", "everybody"),
    ],
)
def test_two_models_for_the_same_customers_are_an_error_that_names_both(draw_project: Draw, first: str, second: str, whom: str) -> None:
    """Case H6."""
    models = [f"- {{id: {name}, name: It, phases: [adoption]{more and ', '}{more}}}" for name, more in (("one", first), ("two", second))]
    message = f"HEALTH-CONFLICT 'one' (journeys/health/all.yml:1:3) and 'two' both score the phase 'adoption' for {whom}"
    assert told(draw_project, *models) == ([message] if whom else [])
    other = models[1].replace("adoption", "renewal")
    assert told(draw_project, models[0], other) == []


def test_a_table_of_bands_is_filled_and_its_ranges_are_whole(draw_project: Draw) -> None:
    lines = (
        "- id: score",
        "  name: Score",
        "  bands: [{id: red, name: Red, tone: poor}, {id: green, name: Green, tone: good}]",
        "  band_table:",
        "    rows: use",
        "    columns: mood",
        "    across: {happy: = green, sad: = red}",
        "    down:",
        "      - {when: '>= 50%', name: High, bands: {happy: green, sat: green}}",
        "      - {when: '>= 20% and < 50%', bands: {happy: green, sad: unknown}}",
    )
    assert sorted(told(draw_project, *lines)) == [
        "HEALTH-BANDS no band for High with sad",
        "HEALTH-BANDS the bands of 'mood' leave a gap: no rule for yellow",
        "HEALTH-BANDS the bands of 'use' leave a gap: no rule for from 0, below 20",
        "HEALTH-BANDS there is no column 'sat' in this table",
    ]


def test_a_table_of_an_input_is_checked_as_that_of_a_model(draw_project: Draw) -> None:
    lines = (
        "- id: score",
        "  name: Score",
        "  points: {good: 100}",
        "  indicators:",
        "    - measure: use",
        "      weight: 100",
        "      bands: {good: '>= 0'}",
        "      band_table:",
        "        rows: use",
        "        columns: mood",
        "        across: {happy: = green, sad: = yellow}",
        "        down:",
        "          - {when: '>= 50%', name: High, bands: {happy: good, sat: good}}",
        "          - {when: '>= 20% and < 50%', bands: {happy: {tone: average, points: 30}, sad: unknown}}",
        "          - {when: '>= 20% and < 30%', bands: {happy: good, sad: good}}",
    )
    assert sorted(told(draw_project, *lines)) == [
        "HEALTH-BANDS 'use' has bands of its own and a table of bands",
        "HEALTH-BANDS no band for High with sad",
        "HEALTH-BANDS the bands of 'mood' leave a gap: no rule for red",
        "HEALTH-BANDS the bands of 'use' leave a gap: no rule for from 0, below 20",
        "HEALTH-BANDS the bands of 'use' overlap: two rules (>= 20% and < 50%, >= 20% and < 30%) for from 20, below 30",
        "HEALTH-BANDS there is no column 'sat' in this table",
    ]


def test_weights_in_groups_add_to_the_total_or_to_the_weight_of_the_group(draw_project: Draw) -> None:
    lines = (
        "- id: score",
        "  name: Score",
        "  groups:",
        "    - {name: Whole, weight: 30, indicators: {mood: 40, use: 60}}",
        "    - {name: Part, weight: 30, indicators: {view: 10, tickets: 20}}",
        "    - {name: Wrong, weight: 30, indicators: {sponsor: 10, status: 15}}",
        "    - {name: Below, weight: -10}",
        "  indicators: {use: unstated}",
    )
    assert told(draw_project, *lines) == [
        "HEALTH-WEIGHTS the weights in 'Wrong' add to 25, not to 100, nor to its own weight, 30",
        "HEALTH-WEIGHTS the weight of 'Below' is below 0",
    ]


def test_groups_may_be_written_by_their_names(draw_project: Draw) -> None:
    lines = (
        "- id: score",
        "  name: Score",
        "  groups: {Whole: {weight: 100, indicators: {mood: 40, use: 60}, groups: {Inner: {weight: 0, indicators: {view: 10}}}}}",
    )
    assert told(draw_project, *lines) == ["HEALTH-WEIGHTS the weights in 'Inner' add to 10, not to 100, nor to its own weight, 0"]


def test_a_reading_is_held_to_the_declared_values(draw_project: Draw) -> None:
    readings = "values: [green, yellow, red], readings: [{value: grn, date: 2026-01-01, by: A run}]"
    world = ATLAS.replace("values: [green, yellow, red]", readings).replace("  health/\n    all.yml\n", "")
    findings = check(draw_project(world), as_of=date(2026, 1, 1)).findings
    assert [f"{finding.message} ({finding.hint})" for finding in findings] == [
        "'mood' is never 'grn': its values are green, yellow, red (did you mean 'green'?)"
    ]


def test_a_band_of_another_model_is_told(draw_project: Draw) -> None:
    lines = (
        "- id: first",
        "  name: First",
        "  bands: [{id: amber, name: Amber, tone: average, when: always}]",
        "- id: second",
        "  name: Second",
        "  bands: [{id: ambre, name: Ambre, tone: average, when: always}]",
        "  overrides: [{when: sponsor is no, band: amber}]",
    )
    assert told(draw_project, *lines) == ["HEALTH-BANDS 'second' has no band 'amber'"]
