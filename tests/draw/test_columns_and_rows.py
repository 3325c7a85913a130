"""Where steps stand in the grid, drawn as text: one line a lane row, one word a column, stages apart by a bar."""

from itertools import combinations
from textwrap import dedent

from hypothesis import given
from hypothesis import strategies as st

from journeybook.draw.back_edges import back_links
from journeybook.draw.columns import assign_columns
from journeybook.draw.diagram import Diagram, DiagramLane, DiagramLink, DiagramLinkKind, DiagramStage, DiagramStep, StepKind
from journeybook.draw.rows import assign_rows, nearest_rows


def test_a_handoff_to_a_free_lane_stays_in_its_column() -> None:
    assert grid("a/us/s b/them/s", "a>b") == drawn("""
        us   a
        them b
    """)


def test_a_chain_in_one_lane_goes_to_the_right_and_loops_do_not_count() -> None:
    assert grid("a/us/s b/us/s c/us/s", "a>b b>c c~a c>a") == drawn("""
        us a b c
    """)


def test_no_step_stands_on_an_upright_arrow() -> None:
    assert grid("a/one/s b/three/s c/two/s", "a>b a>c", lanes="one two three") == drawn("""
        one   a .
        two   . c
        three b .
    """)


def test_an_upright_arrow_does_not_pass_a_step() -> None:
    assert grid("c/two/s a/one/s b/three/s", "a>b", lanes="one two three") == drawn("""
        one   a .
        two   c .
        three . b
    """)


def test_stages_never_interleave_and_an_empty_one_keeps_a_column() -> None:
    assert grid("b/us/two a/us/one c/us/four", "a>b b>c c>a", stages="one two three four") == drawn("""
        us a | b | . | c
    """)


def test_steps_of_one_cell_are_stacked_towards_their_neighbours() -> None:
    assert grid("low/two/s high/two/s up/one/t down/three/t", "low>down high>up", lanes="one two three", stages="s t") == drawn("""
        one   .    | up
        two   high | .
        two   low  | .
        three .    | down
    """)


def test_a_chain_stays_in_its_row() -> None:
    assert grid("a/us/s b/us/s c/us/t", "b>c", stages="s t") == drawn("""
        us a | .
        us b | c
    """)


def test_links_back_are_loops_earlier_stages_and_closed_cycles() -> None:
    diagram = build("a/us/one b/us/one c/us/two", "a>b b>a b>c c>b a~b c>c", stages="one two")
    assert [position for position in range(6) if position in back_links(diagram)] == [1, 3, 4, 5]


def test_the_small_journey() -> None:
    steps = "ask/cust/buy demo/sales/buy fits/cust/buy kick/csm/on value/cust/on done/csm/on use/cust/use ticket/sup/use"
    links = "ask>demo demo>fits fits>kick fits~demo kick>value value>done done>use use>ticket ticket~use"
    assert grid(steps, links, lanes="cust sales csm sup", stages="buy on use") == drawn("""
        cust  ask  fits | value .    | use
        sales demo .    | .     .    | .
        csm   .    .    | kick  done | .
        sup   .    .    | .     .    | ticket
    """)


def test_nearest_rows_do_not_explode() -> None:
    assert nearest_rows([50] * 100, 200) == list(range(100))


@given(st.integers(1, 7).flatmap(lambda count: st.tuples(st.just(count), st.lists(st.integers(0, count - 1), max_size=count))))
def test_nearest_rows_are_the_best_there_are(case: tuple[int, list[int]]) -> None:
    count, wanted = case
    best = min(combinations(range(count), len(wanted)), key=lambda rows: (sum(abs(a - b) for a, b in zip(rows, wanted, strict=True)), rows))
    assert nearest_rows(wanted, count) == list(best)


def build(steps: str, links: str = "", *, lanes: str = "us them", stages: str = "s") -> Diagram:
    """Read `id/lane/stage` words and `a>b` (flow) or `a~b` (loop) words."""
    return Diagram(
        id="d",
        title="D",
        description="",
        lanes=tuple(DiagramLane(name, name) for name in lanes.split()),
        stages=tuple(DiagramStage(name, name) for name in stages.split()),
        steps=tuple(_step(*word.split("/")) for word in steps.split()),
        links=tuple(_link(*word.partition("~" if "~" in word else ">")) for word in links.split()),
    )


def _step(identity: str, lane: str, stage: str) -> DiagramStep:
    return DiagramStep(identity, lane, stage, StepKind.COMPANY, identity)


def _link(source: str, sign: str, target: str) -> DiagramLink:
    return DiagramLink(source, target, kind=DiagramLinkKind.LOOP if sign == "~" else DiagramLinkKind.FLOW)


def grid(steps: str, links: str = "", *, lanes: str = "", stages: str = "s") -> list[list[str]]:
    lane_names = lanes or " ".join(dict.fromkeys(word.split("/")[1] for word in steps.split()))
    diagram = build(steps, links, lanes=lane_names, stages=stages)
    back = back_links(diagram)
    in_columns = assign_columns(diagram, back)
    in_rows = assign_rows(diagram, in_columns, back=back)
    at = {(step.lane, in_rows.by_step[step.id], in_columns.by_step[step.id]): step.id for step in diagram.steps}
    assert len(at) == len(diagram.steps)
    picture = []
    for lane, count in zip(diagram.lanes, in_rows.counts, strict=True):
        for row in range(count):
            words = [lane.id]
            for number, (first, last) in enumerate(in_columns.spans):
                words += ["|"] * (number > 0) + [at.get((lane.id, row, column), ".") for column in range(first, last + 1)]
            picture.append(words)
    return picture


def drawn(text: str) -> list[list[str]]:
    return [line.split() for line in dedent(text).strip().splitlines()]
