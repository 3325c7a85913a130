"""Forms in which boards, tables and diagrams are met elsewhere: each cell is placed or left over."""

import pytest
from imported import drafted, left_over, small_names, stages

from journeybook.exchange.columns import heading_names
from journeybook.exchange.foreign_reader import read_foreign_file
from journeybook.exchange.imported import ImportedDiagram
from journeybook.exchange.reading import OTHER_DIAGRAM, is_exported, read_exported
from journeybook.exchange.table_kind import guess_kind

CONTAINERS = """\
Id,Name,Shape Library,Contained By,Line Source,Text Area 1,Comments
1,Page,,,,Board,
2,Frame,Containers,,,Start,
3,Frame,Containers,,,Sail,
4,Sticky Note,Sticky Notes,2,,Asks,softly
5,Sticky Note,Sticky Notes,3|1,,Goes on board,
6,Line,,,4,,
7,Sticky Note,Sticky Notes,,,Adrift,
"""
SECTIONS = """\
Type,Text,Author,Section,Color,X,Y
STICKY,Asks,Sam,Start,customer,10,20
SECTION,Start,,,,0,0
STICKY,Goes on board,Kim,Sail,company,510,20
"""
LAYERS = "id,name,characters,parent,x,y,fill\n1:2,Sticky,Asks,Start,10,20,Customer\n1:3,Sticky,Goes on board,Sail,510,20,Company\n"
CARDS = "Card ID,Card Name,Labels,List Name\n1,Asks,customer,Start\n2,Goes on board,company,Sail\n"
TAGS = "Type,Content,Tags,Frame\nSticky note,Asks,customer,Start\nSticky note,Goes on board,company,Sail\n"
JOURNEY = "journey\n  title Tour\n  section Start\n    Asks: 3: Customer\n"
CHART = "flowchart LR\n  A --> B\n"


@pytest.mark.parametrize("board", [CONTAINERS, SECTIONS, LAYERS, CARDS, TAGS], ids=["containers", "sections", "layers", "cards", "tags"])
def test_a_board_is_known_by_its_own_words(board: str) -> None:
    start, sail = stages(board)
    assert isinstance(start, dict)
    assert isinstance(sail, dict)
    assert (start["name"], sail["name"]) == ("Start", "Sail")
    (asks,), (goes,) = start["steps"], sail["steps"]
    assert (asks["customer"], asks.get("note")) == ("Asks", "softly" if board is CONTAINERS else None)
    assert goes["customer" if board is CONTAINERS else "company"] == "Goes on board"


def test_what_stands_in_no_container_is_left_over() -> None:
    reasons = left_over(drafted(CONTAINERS))
    assert {place for place, reason in reasons.items() if "no frame" in reason} == {"F2", "F8"}
    assert not {"D5", "D6", "F3", "F4"} & set(reasons)
    assert {"A2", "B5", "C5", "E7"} <= set(reasons)


def test_a_wide_table_that_nobody_knows_is_no_list_of_frames() -> None:
    (table,) = read_foreign_file(b"kind,size,weight\nbox,1,2\nbag,3,4\n").tables
    assert guess_kind(table, small_names()) is None


@pytest.mark.parametrize(
    "raci",
    [
        "| Task | csm | **Support** |\n|---|---|---|\n| **Start** | | |\n| Asks | A/R | C |\n| Sails | R, A | Consulted |\n",
        "Phase;Activity;Responsible (R);Accountable (A);Consulted (C)\nStart;Asks;csm;csm;Support\n;Sails;csm;csm;Support\n",
    ],
    ids=["letters and words", "headings with their letters"],
)
def test_duties_are_written_in_several_ways(raci: str) -> None:
    (start,) = stages(raci)
    assert isinstance(start, dict)
    assert start["name"] == "Start"
    assert [set(str(step["raci"]["csm"])) for step in start["steps"]] == [{"R", "A"}] * 2
    assert [step["raci"]["support"] for step in start["steps"]] == ["C", "C"]


def test_playbooks_are_headed_in_several_ways() -> None:
    draft = drafted(
        "| Play | Trigger / When to use | Response | Owner (x) | SLA |\n|-|-|-|-|-|\n| Save | Silence | Ring | Support | 2 d |\n"
    )
    assert draft.data == [{"id": "save", "name": "Save", "trigger": ["Silence"], "owner": "support", "steps": ["Ring"]}]
    assert set(left_over(draft)) == {"E1", "E3"}


@pytest.mark.parametrize(
    "page",
    [
        f"# Page\n\n```mermaid\n{CHART}```\n\n```mermaid\n{JOURNEY}```\n",
        f"```{{.mermaid width=100}}\n{JOURNEY}```\n",
        f"~~~mermaid\n{JOURNEY}~~~\n",
        f"::: mermaid\n{JOURNEY}:::\n",
        f'<pre class="mermaid">\n{JOURNEY}</pre>\n',
        JOURNEY.replace("\n", "\r\n").replace("  ", "\t"),
    ],
    ids=["second on a page", "with attributes", "tildes", "colons", "HTML", "tabs"],
)
def test_a_journey_is_found_on_its_page(page: str) -> None:
    assert is_exported(page.encode())
    diagram = read_exported(page.encode(), small_names(), "Page")
    assert isinstance(diagram, ImportedDiagram)
    assert (diagram.title, [stage["name"] for stage in diagram.stages]) == ("Tour", ["Start"])
    others = [cell.text for cell, reason in diagram.left_over.items() if reason == OTHER_DIAGRAM]
    assert others == (["flowchart LR", "A --> B"] if "flowchart" in page else [])


def test_a_heading_has_several_names() -> None:
    assert heading_names("Who?\n(team)") == ["who? (team)", "who"]
