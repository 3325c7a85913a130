from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeybook.draw.diagram import Diagram, DiagramLane, DiagramLink, DiagramLinkKind, DiagramStage, DiagramStep, Flow, StepKind
from journeybook.draw.geometry import Box
from journeybook.draw.placement import Placement
from journeybook.draw.shapes import STEP_SHAPES, WIDTHS, step_size, step_sizes
from journeybook.draw.swimlane import TooLarge, place_diagram
from journeybook.draw.text import text_width

LONG = "W" * 5000
LABELS = st.one_of(st.text(max_size=40), st.sampled_from(["", LONG, "日本語" * 30, "Signs the contract", "a b " * 200]))


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    lanes = tuple(DiagramLane(f"l{number}", draw(LABELS)) for number in range(draw(st.integers(1, 5))))
    stages = tuple(DiagramStage(f"t{number}", draw(LABELS)) for number in range(draw(st.integers(1, 4))))
    steps = tuple(
        DiagramStep(
            f"s{number}", draw(st.sampled_from(lanes)).id, draw(st.sampled_from(stages)).id, draw(st.sampled_from(StepKind)), draw(LABELS)
        )
        for number in range(draw(st.integers(0, 14)))
    )
    ends = st.sampled_from(steps) if steps else st.nothing()
    links = tuple(
        DiagramLink(draw(ends).id, draw(ends).id, draw(LABELS), draw(st.sampled_from(DiagramLinkKind)))
        for _ in range(draw(st.integers(0, 20)) if steps else 0)
    )
    return Diagram("d", "D", "", lanes, stages, steps, links)


def _labelled(lanes: int, steps: list[tuple[int, int]], links: list[tuple[int, int, str]]) -> Diagram:
    """Return a diagram of two stages, with steps given by lane and stage; labels of links give its lines sizes with fractions."""
    return Diagram(
        "d",
        "D",
        "",
        tuple(DiagramLane(f"l{number}", "") for number in range(lanes)),
        tuple(DiagramStage(f"t{number}", "") for number in range(2)),
        tuple(DiagramStep(f"s{number}", f"l{lane}", f"t{stage}", StepKind.COMPANY, "") for number, (lane, stage) in enumerate(steps)),
        tuple(DiagramLink(f"s{source}", f"s{target}", label) for source, target, label in links),
    )


LANES_THAT_ROUND = _labelled(3, [(1, 0), (1, 0)], [(1, 1, LONG), (0, 0, LONG)])
HEIGHT_THAT_ROUNDS = _labelled(2, [(1, 0), (1, 0)], [(1, 1, LONG)])
WHOLE_THAT_ROUNDS = _labelled(2, [(0, 1), (1, 1)], [(0, 0, ""), (0, 0, LONG), *[(1, 1, LONG)] * 3])
WHOLE_THAT_ROUNDS_DOWNWARDS = _labelled(
    3, [(0, 0), (2, 1)], [(0, 1, ""), (0, 1, LONG), (0, 1, LONG), (1, 1, LONG), (1, 0, LONG), (1, 0, ""), (1, 0, LONG), (1, 0, LONG)]
)


@settings(max_examples=60, deadline=None)
@given(diagrams())
def test_every_step_stands_in_its_lane_and_under_its_stage(diagram: Diagram) -> None:
    placement = place_diagram(diagram)
    lanes = {placed.lane.id: placed for placed in placement.lanes}
    stages = {placed.stage.id: placed for placed in placement.stages}
    for placed in placement.steps:
        assert lanes[placed.step.lane].band.holds(placed.box)
        assert not lanes[placed.step.lane].heading.meets(placed.box)
        header = stages[placed.step.stage].header
        assert header.x <= placed.box.x
        assert placed.box.right <= header.right
        assert header.bottom < placed.box.y
    assert not [pair for pair in combinations(placement.steps, 2) if pair[0].box.meets(pair[1].box)]


@settings(max_examples=40, deadline=None)
@given(diagrams())
@example(LANES_THAT_ROUND)
@example(HEIGHT_THAT_ROUNDS)
@example(WHOLE_THAT_ROUNDS)
def test_lanes_and_stages_stand_in_order_and_fill_the_picture(diagram: Diagram) -> None:
    placement = place_diagram(diagram)
    whole = Box(0, 0, placement.width, placement.height)
    assert [placed.lane for placed in placement.lanes] == list(diagram.lanes)
    for upper, lower in pairwise(placement.lanes):
        assert upper.band.bottom == lower.band.y
    assert {(placed.band.x, placed.band.right) for placed in placement.lanes} == {(0, placement.width)}
    assert placement.lanes[-1].band.bottom == placement.height
    for earlier, later in pairwise(placement.stages):
        assert earlier.header.right < later.header.x
    assert all(whole.holds(box) for box in _boxes(placement))
    assert placement == place_diagram(diagram)


@pytest.mark.parametrize("diagram", [LANES_THAT_ROUND, HEIGHT_THAT_ROUNDS, WHOLE_THAT_ROUNDS, WHOLE_THAT_ROUNDS_DOWNWARDS])
def test_lanes_of_a_picture_that_runs_downwards_fill_it_too(diagram: Diagram) -> None:
    placement = place_diagram(diagram, Flow.VERTICAL)
    assert [placed.lane for placed in placement.lanes] == list(diagram.lanes)
    for earlier, later in pairwise(placement.lanes):
        assert earlier.band.right == later.band.x
    assert placement.lanes[-1].band.right == placement.width
    assert {(placed.band.y, placed.band.bottom) for placed in placement.lanes} == {(0, placement.height)}
    assert all(Box(0, 0, placement.width, placement.height).holds(box) for box in _boxes(placement))


@pytest.mark.parametrize("kind", StepKind)
@pytest.mark.parametrize("label", ["Go", "Fits our needs?", "Works through all of the open tickets of the week", LONG])
def test_text_stays_inside_the_outline_of_its_shape(kind: StepKind, label: str) -> None:
    width, height, lines = step_size(kind, label, WIDTHS[-1])
    used = max(text_width(line, 12) for line in lines) / width
    assert used <= STEP_SHAPES[kind].usable
    assert len(lines) * 12 * 1.2 / height <= STEP_SHAPES[kind].reach(used)
    assert height < 300


def test_a_decision_with_a_long_question_grows_wider_than_its_neighbours_rather_than_tall() -> None:
    question = DiagramStep("ask", "lane", "stage", StepKind.DECISION, "Is the payroll provider one that we connect ourselves?")
    short = DiagramStep("go", "lane", "stage", StepKind.COMPANY, "Sends the dates")
    sizes = step_sizes([question, short])
    assert sizes["go"] == step_sizes([short, question])["go"]
    assert sizes["ask"][0] > WIDTHS[-1] >= sizes["go"][0]
    assert sizes["ask"][1] < 0.8 * step_size(StepKind.DECISION, question.label, WIDTHS[-1])[1]


def test_the_end_of_a_label_stays_where_the_label_is_cut() -> None:
    text = "Signs each paper of the contract " * 12
    step = DiagramStep("a", "l", "t", StepKind.COMPANY, f"{text}(optional)", ending="(optional)")
    _, _, lines = step_sizes([step])["a"]
    assert (len(lines), lines[-1][-10:], any("…" in line for line in lines)) == (12, "(optional)", True)
    assert step_sizes([replace(step, ending="")])["a"][2][-1][-1] == "…"


def test_a_label_that_would_be_cut_gets_the_widest_box_and_more_lines() -> None:
    step = DiagramStep("a", "l", "t", StepKind.COMPANY, "Signs each paper of the contract and sends it back to the office " * 3)
    width, _, lines = step_sizes([step])["a"]
    assert width > WIDTHS[-1]
    assert " ".join(lines) == step.label.strip()


def test_a_word_that_ends_a_line_with_its_own_hyphen_is_not_broken() -> None:
    step = DiagramStep("a", "l", "t", StepKind.COMPANY, "Afterwards pre-")
    narrow = step_sizes([step], growth=76.0)["a"]
    assert (narrow[0], narrow[2]) == (64.0, ("Afterwards", "pre-"))


def test_a_loop_on_one_step_goes_round_a_corner_of_it() -> None:
    step = DiagramStep("a", "l", "t", StepKind.DECISION, "Again?")
    placement = place_diagram(_one(step, DiagramLink("a", "a", "Retry")))
    path, box = placement.links[0].route, placement.steps[0].box
    assert placement.links[0].is_back
    assert len(path) == 5
    assert [point for point in path[1:-1] if box.meets(Box(*point, 1, 1))] == []
    assert all(placement.lanes[0].band.holds(Box(*point, 0, 0)) for point in path)


@pytest.mark.parametrize(
    ("lanes", "stages"),
    [((), ()), ((DiagramLane("l", "Lane"),), ()), ((), (DiagramStage("t", "Stage"),))],
)
def test_an_empty_picture_has_a_size(lanes: tuple[DiagramLane, ...], stages: tuple[DiagramStage, ...]) -> None:
    placement = place_diagram(Diagram("d", "D", "", lanes, stages, ()))
    assert placement.width > 0
    assert placement.height >= 0


def test_too_many_steps_or_links_are_counted_and_refused() -> None:
    step = DiagramStep("a", "l", "t", StepKind.COMPANY, "A")
    full = _one(step, *[DiagramLink("a", "a")] * 240)
    assert place_diagram(full).links
    with pytest.raises(TooLarge, match="1 steps and 241 links") as refusal:
        place_diagram(replace(full, links=(*full.links, DiagramLink("a", "a"))))
    assert (refusal.value.steps, refusal.value.links) == (1, 241)
    with pytest.raises(TooLarge, match="121 steps"):
        place_diagram(replace(full, steps=tuple(replace(step, id=f"s{number}") for number in range(121)), links=()))


def _one(step: DiagramStep, *links: DiagramLink) -> Diagram:
    return Diagram("d", "D", "", (DiagramLane("l", "Lane"),), (DiagramStage("t", "Stage"),), (step,), links)


def _boxes(placement: Placement) -> list[Box]:
    return [
        *(placed.band for placed in placement.lanes),
        *(placed.header for placed in placement.stages),
        *(placed.box for placed in placement.steps),
    ]
