"""Health models: the sum of weights as written, both ends of every band, and the share of weight a score stands on."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Badge
from journeybook.views.blocks.listing import without_empty_columns
from journeybook.views.pages import health_model, health_models

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
  measures/
    all.yml
      | - {id: goal, name: Goal, leading: true}
      | - {id: use, name: Use}
      | - {id: mood, name: Mood}
  health/
    all.yml
      | - id: simple
      |   name: Simple
      |   phases: [start]
      |   indicators:
      |     - {measure: goal, weight: 45, bands: {good: '>= 60%', poor: '< 60%'}}
      |     - {measure: use, weight: 30}
      |     - {measure: mood, weight: 25, tier: secondary, missing: Counts as 0}
      |   bands:
      |     - {id: good, name: Good, tone: good, when: '>= 50 and < 101'}
      |     - {id: poor, name: Poor, tone: poor, when: '< 50'}
      |   overrides: [{when: mood < 1, band: poor, reason: Nobody smiles}]
      |   outside: [{id: leaving, name: Will leave}]
      | - {id: heavy, name: Heavy, indicators: [{measure: use, weight: 125}], segments: [small]}
"""


def _book(draw_project: Draw) -> Book:
    return open_book(check(draw_project(WORLD), as_of=date(2026, 1, 1)), Audience.INTERNAL)


def test_a_model_in_words(draw_project: Draw) -> None:
    view = health_model.view(_book(draw_project), "simple")
    assert view.sum_of_weights == Badge("weights: 100 of 100", "good")
    assert [row.anchor for row in (*view.bands.rows, *view.outside.rows)] == ["band-good", "band-poor", "band-leaving"]
    assert view.bands.rows[0].cells == ((Badge("Good", "good"),), ("at least 50 and below 101",))
    assert view.overrides.rows[0].cells == (("“Mood” is below 1",), (Badge("Poor", "poor"),), ("Nobody smiles",))
    shown = without_empty_columns(view.indicators)
    assert [row.cells[3] for row in shown.rows] == [(), (), ("Counts as 0",)], "what nobody wrote is not printed"


def test_the_example_leaves_the_heaviest_out(draw_project: Draw) -> None:
    share = health_model.view(_book(draw_project), "simple").share
    assert share is not None
    assert (share.left_out, share.used, share.total) == (("Goal",), "55", "100")
    assert "27.5 of 55, which is 50 of 100" in share.sentence


def test_a_sum_that_is_wrong_is_shown_and_not_put_right(draw_project: Draw) -> None:
    view = health_model.view(_book(draw_project), "heavy")
    assert (view.sum_of_weights, view.share) == (Badge("weights: 125 of 100", "poor"), None)


def test_the_list_shows_the_sum_and_who_is_scored(draw_project: Draw) -> None:
    view = health_models.view(_book(draw_project))
    assert [row.cells[3] for row in view.models.rows] == [(Badge("weights: 100 of 100", "good"),), (Badge("weights: 125 of 100", "poor"),)]
    assert view.by_segment.rows == ()
