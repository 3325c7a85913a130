"""Health as teams write it, on its pages: groups, the team's own names, gaps and overlaps, tables of bands, and scores worked out."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from journeybook.model.base import Audience
from journeybook.model.language.parser import parse_condition
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Badge, Link
from journeybook.views.blocks.health_bands import range_text
from journeybook.views.links.site_map import page_address
from journeybook.views.links.texts import condition_text
from journeybook.views.pages import health_model, health_models
from journeybook.views.stage.stage_plays import StageContext, band_tables, stage_band_badges, stage_health
from journeybook.views.tables import metric_library

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | lifecycle: [{id: start, name: Start}]
  segments/
    all.yml
      | - {id: small, name: Small}
      | - {id: large, name: Large}
  measures/
    all.yml
      | - {id: logins, name: Log-ins, stale_after: 30 days, expires_after: 90 days, read: every week}
      | - {id: seats, name: Seats, unit: '%', state: planned}
      | - {id: mood, name: Mood, values: [green, amber, red]}
      | - {id: tenure, name: Months}
      | - {id: rating, name: Rating, values: [green, red]}
      | - {id: state, name: State, values: [not-yet, done-now]}
  health/
    all.yml
      | - id: grouped
      |   name: Grouped
      |   phases: [start]
      |   segments: [small]
      |   points: {good: 100, average: 50, poor: 0}
      |   bands:
      |     - {id: green, name: Green, tone: good, when: '>= 75'}
      |     - {id: yellow, name: Yellow, tone: average, when: '>= 50 and < 75'}
      |     - {id: red, name: At risk, tone: poor, when: '>= 10 and < 50'}
      |   groups:
      |     - name: Use
      |       weight: 60
      |       indicators:
      |         - {measure: logins, weight: 75, bands: {good: '>= 5', average: '>= 2 and < 5', poor: < 2}}
      |         - {measure: seats, weight: 25, bands: {good: '>= 50%', poor: < 50%}}
      |     - name: People
      |       weight: 40
      |       applies: {segments: [large]}
      |       indicators: [{measure: mood, weight: 1, bands: {good: = green, poor: = red}}]
      |   examples:
      |     - {title: A large one, segment: large, values: {logins: 3 a week, mood: green, tenure: 7 months}}
      |     - {title: A small one, segment: small, values: [{measure: logins, value: 3, age: 40 days}]}
      |     - {title: In words, rows: [It began well.]}
      | - id: by-table
      |   name: By table
      |   phases: [start]
      |   segments: [large]
      |   bands: [{id: red, name: Lost, tone: poor}, {id: green, tone: good}]
      |   indicators: [{measure: mood, weight: unstated}]
      |   band_table:
      |     rows: logins
      |     columns: tenure
      |     across: [{id: first-year, when: < 12, name: First year}, {id: later, when: '>= 12'}]
      |     down: [{when: '>= 5', bands: {first-year: green, later: green}}, {when: < 5, bands: {first-year: red}}]
  plays/
    all.yml
      | - {id: ring, name: Ring, bands: [grouped/red], phases: [start]}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | stages: [{id: begin, name: Begin, phase: start, exit: It runs}]
"""


def _book(draw_project: Draw) -> Book:
    return open_book(check(draw_project(WORLD), as_of=date(2026, 1, 1)), Audience.INTERNAL)


def test_groups_stand_beside_their_inputs_and_in_a_table_of_their_own(draw_project: Draw) -> None:
    view = health_model.view(_book(draw_project), "grouped")
    assert view.sum_of_weights == Badge("weights: 100 of 100", "good")
    assert [row.cells[0] for row in view.indicators.rows] == [("Use",), ("Use",), ("People",)]
    large = Link("Large", page_address("segment", "large"))
    assert [row.cells for row in view.groups.rows] == [(("Use",), ("60",), ("100",), ()), (("People",), ("40",), ("1",), (large,))]
    assert Badge("Planned", "info") in view.indicators.rows[1].cells[1]


def test_a_range_is_called_as_the_team_calls_its_tone(draw_project: Draw) -> None:
    book = _book(draw_project)
    view = health_model.view(book, "grouped")
    assert view.indicators.rows[0].cells[3] == (
        Badge("Green: at least 5", "good"),
        Badge("Yellow: at least 2 and below 5", "average"),
        Badge("At risk: below 2", "poor"),
    )
    assert view.indicators.rows[2].cells[3] == (Badge("Green", "good"), Badge("At risk: red", "poor"))
    assert [row.cells[2] for row in view.bands.rows] == [("100",), ("50",), ("0",)]


def test_gaps_stand_on_the_page_of_the_model(draw_project: Draw) -> None:
    assert health_model.view(_book(draw_project), "grouped").faults == (
        "Mood: no rule for amber",
        "The score: no rule for from 0, below 10",
    )


def test_the_rule_of_the_score_is_said(draw_project: Draw) -> None:
    book = _book(draw_project)
    assert [rule.partition(".")[0] for rule in health_model.view(book, "grouped").rules] == [
        "Each input brings the points of the range in which its value lies: Green 100, Yellow 50, At risk 0",
        "The subtotal of a group is the mean of the points inside it, each counted with its weight",
        "An input that is left out gives its weight to the others in its group",
    ]
    assert health_model.view(book, "by-table").rules == (
        "How many points a range brings is not written down, so no score is worked out here.",
    )


def test_a_worked_example_shows_the_parts_of_the_score(draw_project: Draw) -> None:
    large, small, words = health_model.view(_book(draw_project), "grouped").examples
    assert large.parts is not None
    assert [row.cells for row in large.parts.rows] == [
        (("Log-ins",), ("3 a week",), (Badge("Yellow", "average"),), ("50",), ("45",), ("60",)),
        (("Seats",), (), (), ("not in use",), ("15",), ("0",)),
        (("Subtotal: Use",), (), (), ("50",), ("60",), ("60",)),
        (("Mood",), ("green",), (Badge("Green", "good"),), ("100",), ("40",), ("40",)),
        (("Subtotal: People",), (), (), ("100",), ("40",), ("40",)),
        (("Months",), ("7 months",), (), (), (), ()),
    ]
    assert large.result == (
        Link("Large", page_address("segment", "large")),
        "Score 70",
        "85 of 100 weight used",
        Badge("Yellow", "average"),
    )
    assert small.parts is not None
    assert small.parts.rows[0].cells[1] == ("3", "40 days old")
    assert small.parts.rows[0].cells[2] == (Badge("Yellow", "average"), Badge("old", "average"))
    assert small.parts.rows[3].cells[3] == ("does not apply",)
    assert small.result[1:] == ("Score 50", "45 of 100 weight used", Badge("Yellow", "average"))
    assert (words.rows, words.parts) == (("It began well.",), None)


def test_a_table_of_bands_tells_its_holes(draw_project: Draw) -> None:
    table = health_model.view(_book(draw_project), "by-table").band_table
    assert table is not None
    assert table.columns == ("Log-ins", "First year: below 12", "at least 12")
    assert [row.cells for row in table.rows] == [
        (("at least 5",), (Badge("green", "good"),), (Badge("green", "good"),)),
        (("below 5",), (Badge("Lost", "poor"),), (Badge("no rule", "poor"),)),
    ]


def test_a_value_is_never_shown_by_the_name_of_a_band(draw_project: Draw) -> None:
    """Case H8, and other things whose id a value may have."""
    book = _book(draw_project)

    def words(text: str) -> str:
        return condition_text(book, parse_condition(text))

    assert words("rating is red") == "“Rating” is red"
    assert words("mood in (green, small, start)") == "“Mood” is green, small or start"
    assert words("segment is small and rating is small") == "segment is Small and “Rating” is small"
    assert words("band is yellow") == "band is Yellow"
    assert words("band is red") == "band is red"
    assert words("logins = seats") == "“Log-ins” is Seats"
    assert words("status is notice-given") == "status is notice given"
    assert range_text(book, parse_condition("= not-yet"), about="state") == "not-yet"
    assert range_text(book, parse_condition("= not-yet")) == "not yet"


def test_a_stage_shows_every_model_that_scores_it(draw_project: Draw) -> None:
    book = _book(draw_project)
    journey = book.atlas.maps[0]
    context = StageContext(book, journey, journey.stages[0])
    assert [model.id for model in stage_health(context)] == ["grouped", "by-table"]
    assert [table.caption for table in band_tables(context)] == [
        "Plays by health band in Begin: Grouped",
        "Plays by health band in Begin: By table",
    ]
    rows = [row.cells[0] + row.cells[2] for table in band_tables(context) for row in table.rows]
    assert [row[0] for row in rows] == [
        Badge("Green", "good"),
        Badge("Yellow", "average"),
        Badge("At risk", "poor"),
        Badge("Lost", "poor"),
        Badge("green", "good"),
    ]
    assert stage_band_badges(context, ("red",)) == (Badge("At risk", "poor"), Badge("Lost", "poor"))
    assert stage_band_badges(context, ("grouped/red",)) == (Badge("At risk", "poor"),)


def test_the_list_says_who_scores_whom(draw_project: Draw) -> None:
    view = health_models.view(_book(draw_project))
    assert [row.cells[2:4] for row in view.models.rows] == [
        (("3",), (Badge("weights: 100 of 100", "good"),)),
        (("1",), (Badge("a weight is not stated, so there is no sum", "info"),)),
    ]


def test_the_metric_library_tells_both_ages_how_often_it_is_read_and_what_is_planned(draw_project: Draw) -> None:
    logins, seats, *_ = metric_library.view(_book(draw_project)).rows
    assert logins.cells[6] == ("old after 30 days", "not used after 90 days", "read: every week")
    assert seats.cells[0] == ("Seats", "%", Badge("Planned", "info"))
