"""Mermaid out and in keeps stages, steps, actors, scores and links; what it cannot hold is counted, and what cannot be placed is told."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imported import small_names
from plain_trees import WORDS

from journeybook.exchange.atlas_names import AtlasNames
from journeybook.exchange.flowchart_reader import read_mermaid_flowchart
from journeybook.exchange.foreign_cells import UnreadableFile
from journeybook.exchange.imported import ImportedDiagram
from journeybook.exchange.map_draft import MapHead, map_data
from journeybook.exchange.mermaid_flowchart import flowchart_omissions, mermaid_flowchart
from journeybook.exchange.mermaid_journey import feeling_score, journey_omissions, mermaid_journey, read_mermaid_journey
from journeybook.exchange.mermaid_text import mermaid_actor, mermaid_text, text_of
from journeybook.exchange.omissions import omissions_in_words
from journeybook.exchange.reading import read_exported
from journeybook.load.nodes import Plain
from journeybook.model.atlas import Atlas
from journeybook.model.map import Map
from journeybook.model.organisation import AtlasFile, Organisation
from journeybook.model.stage import Stage
from journeybook.model.step import Attendee, Feeling, Next, Step
from journeybook.model.vocabulary import FEELINGS, FeelingLevel

ATLAS = Atlas(file=AtlasFile(schema_version=2, organisation=Organisation(name="Tern Tours")))
_List = list[Plain]
NAMES = AtlasNames(ATLAS)
LANES, LEVELS = [lane.id for lane in ATLAS.lanes], [level.id for level in FEELINGS]
TEXTS = WORDS.filter(str.strip) | st.sampled_from(
    ["title x", "Section: a; b", "end", "%% a", "a, b", "#35;", " a ", "a\nb", '"q"', "<b>", "a\u2028b", "1. x", "`x`", "x--> y", "---"]
)


@given(TEXTS)
def test_any_text_goes_into_mermaid_and_comes_back(text: str) -> None:
    assert text_of(mermaid_text(text)) == text
    assert text_of(mermaid_actor(text)) == text
    assert not set(';:"<>{}[]|`\n%&\\#') & set(re.sub(r"#\d+;", "", mermaid_text(text)))
    assert "," not in mermaid_actor(text)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    lanes = draw(st.lists(st.sampled_from(LANES), min_size=1, max_size=3, unique=True))
    feels = draw(st.none() | st.sampled_from(LEVELS))
    return Step(
        lane=lanes[0],
        also_in=tuple(Attendee(lane=lane) for lane in lanes[1:]),
        what=draw(TEXTS),
        feels=(Feeling(level=feels),) if feels else (),
    )


@st.composite
def maps(draw: st.DrawFn) -> Map:
    names = draw(st.lists(TEXTS, min_size=1, max_size=3, unique=True))
    stages = [
        Stage(id=f"stage-{number}", name=name, steps=tuple(draw(st.lists(steps(), min_size=1, max_size=4))))
        for number, name in enumerate(names)
    ]
    return Map(id="tour", name=draw(TEXTS), goal="To sail", stages=tuple(stages))


def map_of(diagram: object) -> Map:
    assert isinstance(diagram, ImportedDiagram)
    assert diagram.left_over == {}
    return Map.model_validate({"id": "tour", "name": diagram.title, "goal": "To sail", "stages": diagram.stages})


def told(diagram: ImportedDiagram) -> list[tuple[str, str]]:
    return [(cell.place, cell.text) for cell in diagram.left_over]


def said(journey: Map) -> list[tuple[str, list[tuple[str, tuple[str, ...], tuple[str, ...]]]]]:
    return [
        (stage.name, [(step.what, step.lanes, tuple(feeling.level for feeling in step.feels)) for step in stage.steps])
        for stage in journey.stages
    ]


@given(maps())
def test_a_journey_comes_back_with_its_stages_steps_actors_and_scores(journey: Map) -> None:
    again = map_of(read_mermaid_journey(mermaid_journey(journey, ATLAS), NAMES, "Tour"))
    assert (again.name, said(again)) == (journey.name, said(journey))


@given(maps())
def test_a_flowchart_comes_back_with_its_stages_steps_and_lanes(journey: Map) -> None:
    chart = mermaid_flowchart(journey, ATLAS)
    again = map_of(read_mermaid_flowchart(chart, NAMES, "Tour"))
    assert again.name == journey.name
    assert [(stage.name, [(step.what, step.lane) for step in stage.steps]) for stage in again.stages] == [
        (stage.name, [(step.what, step.lane) for step in stage.steps]) for stage in journey.stages
    ]
    assert mermaid_flowchart(again, ATLAS) == chart


BRANCHED = Map(
    id="tour",
    name="Tour",
    goal="To sail",
    stages=(
        Stage(
            id="book",
            name="Book",
            steps=(
                Step(lane="customer", what="Asks", next=(Next(outcome="yes: now", to="pay"), Next(outcome="no", to="leave"))),
                Step(id="pay", lane="customer", what="Pays", next=(Next(to="sail"),)),
                Step(id="leave", lane="company", what="Says goodbye", ends="Gone"),
            ),
        ),
        Stage(id="go", name="Go", steps=(Step(id="sail", lane="company", what="Sails"), Step(lane="customer", what="Waves"))),
    ),
)
CHART = """---
title: "Tour"
---
flowchart LR
    %% stage Book: s1 s2 s3
    %% stage Go: s4 s5
    subgraph lane1["Customer"]
        s1["Asks"]
        s2["Pays"]
        s5["Waves"]
    end
    subgraph lane2["Company, seen by the customer"]
        s3["Says goodbye"]
        s4["Sails"]
    end
    s1 -->|"yes#58; now"| s2
    s1 -->|"no"| s3
    s2 --> s4
    s4 --> s5
"""


def test_branches_go_out_and_come_back() -> None:
    assert mermaid_flowchart(BRANCHED, ATLAS) == CHART
    again = map_of(read_mermaid_flowchart(CHART, NAMES, "Tour"))
    assert mermaid_flowchart(again, ATLAS) == CHART
    assert [step.answer_in("next") for step in again.stages[0].steps] == [None, None, "none"]


def test_what_mermaid_cannot_hold_is_counted() -> None:
    assert omissions_in_words(flowchart_omissions(BRANCHED)) == "3 id of step, 2 id of stage, 1 ends of step, 1 goal of map, 1 id of map"
    assert journey_omissions(BRANCHED) == Counter(
        {"id of step": 3, "next of step": 3, "id of stage": 2, "ends of step": 1, "goal of map": 1, "id of map": 1}
    )


def test_scores_go_by_the_levels_of_the_atlas() -> None:
    levels = tuple(FeelingLevel(id=f"level-{value + 5}", name=f"Level {value}", value=value) for value in (-5, 0, 3, 5))
    assert [feeling_score(level, levels) for level in levels] == ["1", "3", "4.2", "5"]
    assert feeling_score(levels[0], levels[:1]) == "3"


FOREIGN_JOURNEY = """```mermaid
%%{init: {'theme': 'dark'}}%%
journey
    title My working day
    section Go to work
      Make tea: 5: Me
      Go upstairs: 3.4: Customer, Me
      Do work: 1: company, customer
    nonsense
```
"""


def test_a_journey_from_elsewhere_is_placed_and_what_is_not_is_told() -> None:
    imported = read_exported(FOREIGN_JOURNEY.encode(), NAMES, "Day")
    assert isinstance(imported, ImportedDiagram)
    step: _List = [
        {"lane": "customer", "what": "Make tea", "feels": [{"level": "delighted"}]},
        {"lane": "customer", "what": "Go upstairs", "feels": [{"level": "neutral"}]},
        {"lane": "company", "what": "Do work", "also_in": [{"lane": "customer"}], "feels": [{"level": "frustrated"}]},
    ]
    unstated: list[str] = []
    assert map_data(MapHead("day", imported.title, "To rest", "day.md", "csm"), imported.stages, unstated) == {
        "id": "day",
        "name": "My working day",
        "goal": "To rest",
        "status": "draft",
        "owner": "csm",
        "source": "day.md",
        "stages": [{"id": "go-to-work", "name": "Go to work", "exit": "unstated", "steps": step}],
    }
    assert unstated == ["stage 'Go to work': the fact by which anybody sees that it is over (exit)"]
    assert told(imported) == [("line 6", "Me"), ("line 7", "Me"), ("line 7", "3.4"), ("line 9", "nonsense")]
    assert [(cell.place, where) for cell, where in imported.placed.items()] == [
        ("line 6", "stage 'Go to work', lane 'customer'"),
        ("line 7", "stage 'Go to work', lane 'customer'"),
        ("line 8", "stage 'Go to work', lane 'company'"),
    ]


def test_an_actor_means_the_lane_that_somebody_said() -> None:
    diagram = read_exported(FOREIGN_JOURNEY.encode("utf-16"), AtlasNames(ATLAS, {"me": "company"}), "Day")
    assert isinstance(diagram, ImportedDiagram)
    assert told(diagram) == [("line 7", "3.4"), ("line 9", "nonsense")]
    assert [where.partition(", ")[2] for where in diagram.placed.values()] == ["lane 'company'", "lane 'customer'", "lane 'company'"]


def test_an_actor_may_be_somebody_of_the_atlas() -> None:
    text = "journey\n  title Day\n  section Start\n    Meet: 3: Customer, CSM\n    Train: 3: Sales\n    Plan: 3: Planner, Cat\n"
    diagram = read_exported(text.encode(), small_names(), "Day")
    assert isinstance(diagram, ImportedDiagram)
    assert diagram.stages[0]["steps"] == [
        {"lane": "customer", "what": "Meet", "who": ["csm"], "also_in": [{"lane": "company"}], "feels": [{"level": "neutral"}]},
        {"lane": "sales_desk", "what": "Train", "who": ["sales"], "feels": [{"level": "neutral"}]},
        {"lane": "customer", "what": "Plan", "who": ["planner"], "feels": [{"level": "neutral"}]},
    ]
    assert [cell.text for cell in diagram.left_over] == ["Cat"]


FOREIGN_CHART = """graph TD;
    subgraph c [Customer]
        A[Asks]:::hot --> B{Agreed?}; B -- yes --> C(["Pays; at once"])
    end
    subgraph company
        D[[Ships]]
    end
    B -->|no| E((Leaves)) & D
    C ==> D
    classDef hot fill:#f00;
    X[Stray]
    ??? what
"""


def test_a_flowchart_from_elsewhere_is_placed_behind_what_leads_to_it() -> None:
    imported = read_exported(FOREIGN_CHART.replace("E((Leaves)) & ", "").encode(), NAMES, "Chart")
    assert isinstance(imported, ImportedDiagram)
    steps: _List = [
        {"lane": "customer", "what": "Asks"},
        {"lane": "customer", "what": "Agreed?", "next": [{"to": "pays-at-once", "outcome": "yes"}, {"to": "ships", "outcome": "no"}]},
        {"id": "pays-at-once", "lane": "customer", "what": "Pays; at once"},
        {"id": "ships", "lane": "company", "what": "Ships"},
    ]
    assert (imported.title, imported.stages) == ("Chart", [{"id": "chart", "name": "Chart", "steps": steps}])
    assert told(imported) == [("line 12", "??? what"), ("line 11", "Stray")]


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("flowchart LR\n a --> b\n", "has no subgraphs"),
        ("flowchart LR\n subgraph Payment\n a --> b\n end\n", "'Payment' is no lane"),
        ("journey\n title x\n", "holds no task"),
        ("sequenceDiagram\n a->>b: x\n", "neither an exported atlas"),
        ("PK", "cannot be unpacked"),
        ("{}", "holds no atlas"),
        ("{", "cannot be read as JSON"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_is_needed(text: str, needed: str) -> None:
    with pytest.raises(UnreadableFile, match=needed):
        read_exported(text.encode(), NAMES, "X")
