"""The finished pictures are sound: every hard metric is nothing, on journeys of every sort and in both directions."""

import os
import shutil
from itertools import chain, cycle, product
from pathlib import Path

import pytest
from defects import spoiled
from drawn import read_drawn
from faults import faults
from filled_starters import filled_starters
from journeys import journey
from sample_atlas import sample_book
from shown_sheets import shown_sheets

from journeybook.draw.diagram import Diagram, DiagramLinkKind, Flow, StepKind
from journeybook.draw.panels import MAP_WIDTH, STAGE_WIDTH
from journeybook.draw.swimlane import place_diagram
from journeybook.model.base import Audience
from journeybook.render.svg import swimlane_svg
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.diagrams import stage_swimlane, swimlane

LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
SEEDS = range(2000 if LONG else 36)
"""Thirty-six hold three journeys of every language and four with twice the links."""
BLOCK = 12
BLOCKS = list(product(Flow, SEEDS[::BLOCK]) if LONG else zip(cycle(Flow), SEEDS[::BLOCK], strict=False))
"""At long each journey is drawn in both directions, at short in one."""
STARTERS = Path(__file__).parents[2] / "macros" / "journeybook" / "cli" / "starters"
ONCE_SPOILED = (421, 649, 664, 1237)
"""Seeds beyond those, at which a picture had a defect that is cured."""


@pytest.mark.parametrize(("flow", "first"), BLOCKS)
def test_random_journeys_are_drawn_without_a_defect(flow: Flow, first: int) -> None:
    assert spoiled((journey(seed) for seed in range(first, first + BLOCK)), flow) == {}


@pytest.mark.parametrize("flow", Flow)
def test_what_was_spoiled_once_stays_cured(flow: Flow) -> None:
    assert spoiled(map(journey, ONCE_SPOILED), flow) == {}


def test_nearly_every_label_is_nearest_to_its_own_link() -> None:
    pictures = [
        (diagram, flow, read_drawn(swimlane_svg(diagram, flow))) for flow in Flow for diagram in map(journey, range(300 if LONG else 12))
    ]
    labels = sum(bool(link.words) for _, _, drawn in pictures for link in drawn.links)
    assert labels > 300
    assert sum(faults(diagram, drawn, flow).words_nearer_another_link for diagram, flow, drawn in pictures) < 0.015 * labels


@pytest.mark.xdist_group("sample-swimlanes")
def test_every_picture_of_the_sample_fits_its_page() -> None:
    assert_sound(sample_book(Audience.INTERNAL), least=80)


def test_every_picture_of_the_starters_fits_its_page(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(STARTERS / "project", project)
    for path, text in filled_starters(STARTERS).items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    assert_sound(open_book(check(project), Audience.INTERNAL), least=50)


def assert_sound(book: Book, *, least: int) -> None:
    """Assert that all pictures of an atlas fit their pages and have one direction on each, and that panels are more than connectors."""
    pages = list(shown_sheets(book))
    assert len(pages) >= least
    wide = {
        page.name: [place_diagram(sheet.diagram, sheet.flow, width=sheet.width).width for sheet in page.sheets]
        for page in pages
        if not page.is_form_asked_for
    }
    assert {name: widths for name, widths in wide.items() if max(widths) > MAP_WIDTH or ("/" in name and max(widths) > STAGE_WIDTH)} == {}
    assert [page.name for page in pages if len({sheet.flow for sheet in page.sheets}) > 1] == []
    assert [page.name for page in pages if page.bare_panels] == []


@pytest.fixture(scope="module")
def sample_diagrams() -> list[Diagram]:
    """Return every swimlane of the sample: of each map, and of each of its stages."""
    book = sample_book(Audience.INTERNAL)
    maps = book.atlas.maps
    wholes = (swimlane.view(book, journey.id) for journey in maps)
    parts = (stage_swimlane.view(book, journey.id, stage.id) for journey in maps for stage in journey.stages)
    diagrams = [view.diagram for view in chain(wholes, parts)]
    assert len(diagrams) > len(maps) > 1
    return diagrams


@pytest.mark.xdist_group("sample-swimlanes")
@pytest.mark.parametrize("flow", Flow)
def test_the_sample_is_drawn_without_a_defect(flow: Flow, sample_diagrams: list[Diagram]) -> None:
    assert spoiled(sample_diagrams, flow) == {}


def test_random_journeys_hold_everything_there_is() -> None:
    diagrams = [journey(seed) for seed in range(60)]
    assert diagrams == [journey(seed) for seed in range(60)]
    links = [link for diagram in diagrams for link in diagram.links]
    assert {step.kind for diagram in diagrams for step in diagram.steps} == set(StepKind) - {StepKind.CONNECTOR}
    assert {link.kind for link in links} == set(DiagramLinkKind)
    assert any(diagram.floats for diagram in diagrams)
    assert any(link.source == link.target for link in links)
    assert any(len(diagram.links) > len({(link.source, link.target) for link in diagram.links}) for diagram in diagrams)
