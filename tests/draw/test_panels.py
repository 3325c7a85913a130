"""Panels hold every step once and every link, and connectors lead to where the other end is."""

import os
from dataclasses import replace
from itertools import pairwise

import pytest
from defects import defects
from drawn import read_drawn
from journeys import journey

from journeybook.draw.back_edges import back_links
from journeybook.draw.columns import assign_columns
from journeybook.draw.diagram import (
    Diagram,
    DiagramForm,
    DiagramLane,
    DiagramLink,
    DiagramLinkKind,
    DiagramStage,
    DiagramStep,
    Flow,
    StepKind,
)
from journeybook.draw.panels import MAP_WIDTH, STAGE_WIDTH, SwimlanePanel, Wording, cut_out, panels
from journeybook.draw.swimlane import place_diagram
from journeybook.render.svg import swimlane_svg

LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
WORDING = Wording(
    "From",
    "Next",
    lambda steps: (f"from: {', '.join(step.label for step in steps)}", steps[0].title),
    lambda steps: (f"to: {', '.join(step.label for step in steps)}", steps[0].title),
)


@pytest.mark.parametrize("seed", range(200 if LONG else 8))
def test_random_journeys_in_panels_lose_nothing_and_have_no_defect(seed: int) -> None:
    diagram = journey(seed)
    shown = panels(diagram, WORDING, width=MAP_WIDTH, wanted=DiagramForm.PANELS)
    assert sorted(step for panel in shown for step in panel.steps) == sorted(step.id for step in diagram.steps)
    home = {step: number for number, panel in enumerate(shown) for step in panel.steps}
    for link in diagram.links:
        ends = [(drawn.source, drawn.target, drawn.label) for drawn in shown[home[link.source]].diagram.links]
        if home[link.source] == home[link.target]:
            assert (link.source, link.target, link.label) in ends
            continue
        assert any(source == link.source and target.startswith(".after") and label == link.label for source, target, label in ends)
        ends = [(drawn.source, drawn.target, drawn.label) for drawn in shown[home[link.target]].diagram.links]
        assert any(source.startswith(".before") and target == link.target and label == link.label for source, target, label in ends)
    for number, panel in enumerate(shown):
        assert {step.id for step in steps_without_connectors(panel)} == panel.steps
        assert len(shown) == 1 or {lane.id for lane in panel.diagram.lanes} == {step.lane for step in panel.diagram.steps}
        assert [step for _, step in panel.connectors if home[step] == number] == []
        svg = swimlane_svg(panel.diagram, panel.flow, width=MAP_WIDTH)
        assert defects(panel.diagram, read_drawn(svg), panel.flow) == {}


@pytest.mark.parametrize("seed", range(200 if LONG else 8))
def test_panels_of_a_page_have_one_direction_and_the_order_of_time(seed: int) -> None:
    diagram = journey(seed)
    shown = panels(diagram, WORDING, width=MAP_WIDTH)
    assert len({panel.flow for panel in shown}) == 1
    columns = assign_columns(diagram, back_links(diagram)).by_step
    spans = [[columns[step] for step in panel.steps] for panel in shown]
    assert all(max(before) < min(after) for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("steps", "forms"),
    [
        (3, [Flow.HORIZONTAL]),
        (20, [Flow.VERTICAL]),
        (60, [Flow.HORIZONTAL] * 6),
    ],
)
def test_a_swimlane_takes_the_first_form_that_fits(steps: int, forms: list[Flow]) -> None:
    assert [panel.flow for panel in panels(chain(steps), WORDING, width=MAP_WIDTH)] == forms


@pytest.mark.parametrize("width", [MAP_WIDTH, STAGE_WIDTH])
@pytest.mark.parametrize("steps", [8, 30, 60])
def test_every_picture_of_a_page_fits_it(steps: int, width: float) -> None:
    shown = panels(chain(steps, steps_in_a_stage=steps), WORDING, width=width)
    widths = [place_diagram(panel.diagram, panel.flow, width=width).width for panel in shown]
    assert max(widths) <= width


def test_a_swimlane_beyond_measure_is_shown_in_panels() -> None:
    shown = panels(chain(400), WORDING, width=MAP_WIDTH)
    assert 1 < len(shown) <= 80
    assert sum(len(panel.steps) for panel in shown) == 400


def test_a_loop_stays_one_where_it_is_cut() -> None:
    diagram = chain(60)
    diagram = replace(diagram, links=(*diagram.links, DiagramLink("s59", "s0", kind=DiagramLinkKind.LOOP), DiagramLink("s58", "s1")))
    shown = panels(diagram, WORDING, width=MAP_WIDTH)
    cut = [link for panel in shown for link in panel.diagram.links if link.kind is DiagramLinkKind.LOOP]
    assert len(shown) > 1
    assert [(link.source, link.target) for link in cut] == [
        (".before.l0.s59", "s0"),
        (".before.l0.s58", "s1"),
        ("s59", ".after.l1.s0"),
        ("s58", ".after.l0.s1"),
    ]


def test_a_form_may_be_asked_for() -> None:
    horizontal, vertical = (
        panels(chain(count), WORDING, width=MAP_WIDTH, wanted=form)
        for count, form in ((20, DiagramForm.HORIZONTAL), (3, DiagramForm.VERTICAL))
    )
    assert [panel.flow for panel in (*horizontal, *vertical)] == [Flow.HORIZONTAL, Flow.VERTICAL]
    assert place_diagram(chain(3)).width < MAP_WIDTH


def steps_without_connectors(panel: SwimlanePanel) -> list[DiagramStep]:
    """Return the steps of a panel without its connectors."""
    return [step for step in panel.diagram.steps if step.id not in dict(panel.connectors)]


def chain(count: int, *, steps_in_a_stage: int = 5) -> Diagram:
    """Make a journey in which each step leads to the next one, every third in the other lane."""
    stages = tuple(DiagramStage(f"t{number}", f"Stage {number}") for number in range(-(-count // steps_in_a_stage)))
    steps = tuple(
        DiagramStep(f"s{n}", f"l{n % 3 // 2}", f"t{n // steps_in_a_stage}", StepKind.COMPANY, f"Does thing number {n}")
        for n in range(count)
    )
    links = tuple(DiagramLink(f"s{number}", f"s{number + 1}") for number in range(count - 1))
    return Diagram("d", "D", "", (DiagramLane("l0", "One"), DiagramLane("l1", "Two")), stages, steps, links)


def test_a_connector_stands_for_a_whole_stage_where_steps_would_be_outnumbered() -> None:
    lanes = (DiagramLane("l", "Lane"),)
    stages = (DiagramStage("many", "Many"), DiagramStage("few", "Few"))
    steps = (*(DiagramStep(f"s{n}", "l", "many", StepKind.COMPANY, f"Thing {n}") for n in range(9)),)
    last = DiagramStep("z", "l", "few", StepKind.COMPANY, "All is done")
    links = tuple(DiagramLink(step.id, "z") for step in steps)
    diagram = Diagram("d", "D", "", lanes, stages, (*steps, last), links)
    part, connectors = cut_out(diagram, {"few"}, WORDING)
    assert [(link.source, link.target) for link in part.links] == [(".before.l.many", "z")]
    assert connectors == ((".before.l.many", "s0"),)
    some = replace(diagram, links=links[:4])
    assert len(cut_out(some, {"few"}, WORDING)[0].links) == 4


def test_a_connector_stands_for_all_stages_where_even_these_would_outnumber_steps() -> None:
    stages = tuple(DiagramStage(f"t{n}", f"Stage {n}") for n in range(6))
    steps = tuple(DiagramStep(f"s{n}", "l", f"t{n}", StepKind.COMPANY, f"Thing {n}") for n in range(6))
    links = tuple(DiagramLink(f"s{n}", "s5") for n in range(5))
    diagram = Diagram("d", "D", "", (DiagramLane("l", "Lane"),), stages, steps, links)
    part, connectors = cut_out(diagram, {"t5"}, WORDING)
    assert [(link.source, link.target) for link in part.links] == [(".before.l.", "s5")]
    assert connectors == ((".before.l.", "s0"),)
    assert next(step.label for step in part.steps if step.kind is StepKind.CONNECTOR) == "from: Thing 0, Thing 1, Thing 2, Thing 3, Thing 4"
