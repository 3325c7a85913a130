"""Sticky notes, tables of stages and lanes, RACI tables and milestones become maps, in the forms in which such tools export them."""

import pytest
from imported import drafted, left_over, stages

MURAL = (
    "ID,Text,BG Color,Sticky type,Border line,Position X,Position Y,Area,Link to,Last Updated By,Last Updated,Tags,Integration Labels\n"
    "1,Customer,#FCF281,square,no,0,0,,,A,,,\n"
    "2,Company,#9EDCFA,square,no,0,200,,,A,,,\n"
    "3,Invites friends &amp; kin,#FCF281,square,no,900,0,Kick-off,,A,,,\n"
    "4,Calls,#9EDCFA,square,no,300,200,Kick-off,,A,,,\n"
    "5,Waits,#AAAAAA,square,no,600,0,Waiting,,A,,,\n"
    "6,Adrift,#FCF281,square,no,900,900,,,A,,,\n"
)


def steps(stage: object) -> list[object]:
    assert isinstance(stage, dict)
    found = stage.get("steps", [])
    assert isinstance(found, list)
    return [*found]


def test_notes_of_mural_stand_in_the_stage_of_their_area_and_the_lane_of_their_colour() -> None:
    assert stages(MURAL) == [
        {"id": "kick-off", "name": "Kick-off", "exit": "unstated", "steps": [{"company": "Calls"}, {"customer": "Invites friends & kin"}]},
        {"id": "waiting", "name": "Waiting", "exit": "unstated", "steps": [{"customer": "Waits"}]},
    ]
    draft = drafted(MURAL)
    told = left_over(draft)
    assert told["B7"] == "it stands in no frame, column or stage"
    assert told["C6"].startswith("no lane is called '#AAAAAA'")
    assert told["J2"] == "nothing in the result has a place for it"
    assert draft.ledger.remarks == []


def test_notes_of_which_nothing_says_whose_they_are_are_told() -> None:
    draft = drafted("Text,Color\nAsks,yellow\nOffers,pink\n", pink="company")
    assert [remark.partition(":")[0] for remark in draft.ledger.remarks] == [
        "Nothing says which stage a note belongs to",
        "1 of 2 notes stand in lane 'customer', since nothing says whose they are",
    ]
    assert stages("Text,Color\nAsks,yellow\nOffers,pink\n", pink="company") == [
        {"id": "tour", "name": "Tour", "exit": "unstated", "steps": [{"customer": "Asks"}, {"company": "Offers"}]}
    ]


def test_a_colour_may_be_said_to_mean_a_lane() -> None:
    waiting = {"id": "waiting", "name": "Waiting", "exit": "unstated"}
    assert stages(MURAL, **{"#aaaaaa": "policies"})[1] == waiting | {"rows": {"policies": [{"text": "Waits"}]}}
    assert stages(MURAL, **{"#aaaaaa": "company"})[1] == waiting | {"steps": [{"company": "Waits"}]}


def test_notes_without_frames_stand_in_the_columns_and_rows_of_the_board() -> None:
    board = "text;x;y\nStart;210;0\nEnd;400;2\nCustomer;0;100\nSales desk;3;200\nAsks;200;104\nOffers;204;198\nPays;404;101\n"
    assert stages(board) == [
        {"id": "start", "name": "Start", "exit": "unstated", "steps": [{"customer": "Asks"}, {"sales_desk": "Offers"}]},
        {"id": "end", "name": "End", "exit": "unstated", "steps": [{"customer": "Pays"}]},
    ]


def test_columns_without_titles_are_numbered() -> None:
    draft = drafted("text,x,y\nAsks,0,0\nOffers,100,50\nPays,200,0\n")
    assert [stage["name"] for stage in draft.data["stages"]] == ["Column 1", "Column 2", "Column 3"]  # type: ignore[call-overload, index]  # a map
    assert any("called by their numbers" in remark for remark in draft.ledger.remarks)


def test_the_frames_of_miro_are_stages() -> None:
    miro = '"Kick-off"\n"Agree the goal, and the day"\n"Invite"\n\n"Stray"\n\n"Use","",""\n"007","none"\n'
    assert stages(miro) == [
        {
            "id": "kick-off",
            "name": "Kick-off",
            "exit": "unstated",
            "steps": [{"customer": "Agree the goal, and the day"}, {"customer": "Invite"}],
        },
        {"id": "use", "name": "Use", "exit": "unstated", "steps": [{"customer": "007"}, {"customer": "none"}]},
    ]
    assert left_over(drafted(miro)) == {"A5": "it stands alone, neither the title of a frame nor a note below one"}


def test_a_plain_table_of_steps_uses_lanes_people_channels_and_times_of_the_atlas() -> None:
    table = (
        "Stage\tLane\tStep\tWho\tWhen\tChannel\n"
        "Start\tCompany\tCalls\tCustomer success manager, Planner\t2 days after signature\tmail\n"
        "\tCompnay\tWrites\tBob\t3 days after go-live\tfax\n"
    )
    assert stages(table) == [
        {
            "id": "start",
            "name": "Start",
            "exit": "unstated",
            "steps": [
                {"company": "Calls", "who": ["csm", "planner"], "when": "2 days after signature", "channel": "email"},
                {"customer": "Writes", "when": {"text": "3 days after go-live"}},
            ],
        }
    ]
    told = left_over(drafted(table))
    assert told["B3"] == "no lane is called 'Compnay': did you mean 'company'?"
    assert set(told) == {"B3", "D3", "F3"}


GRID = [
    ["", "Phase 1", "", ""],
    ["Row", "Start", "Use", ""],
    ["Customers", "- Asks\n- Reads", "none", "stray"],
    ["Sales desk", "Offers", "", ""],
    ["Mood", "worried", "over the moon", ""],
    ["Policies", "Four eyes", "", ""],
    ["Pain points", "Waits", "", ""],
    ["Owner", "CSM", "Legal", ""],
    ["KPIs", "nps", "", ""],
    ["Legal", "Signs", "", ""],
]


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_table_of_stages_and_lanes_is_read_either_way(*, is_turned: bool) -> None:
    rows = [list(row) for row in zip(*GRID, strict=True)] if is_turned else GRID
    text = "".join("\t".join('"' + cell + '"' for cell in row) + "\n" for row in rows)
    assert stages(text) == [
        {
            "id": "start",
            "name": "Start",
            "owner": "csm",
            "exit": "unstated",
            "pain_points": [{"what": "Waits", "recovery": "unstated"}],
            "rows": {"mood": ["worried"], "policies": [{"text": "Four eyes"}]},
            "steps": [{"customer": "Asks"}, {"customer": "Reads"}, {"sales_desk": "Offers"}],
        },
        {"id": "use", "name": "Use", "exit": "unstated", "rows": {"mood": [{"text": "over the moon"}]}, "steps": [{"customer": "none"}]},
    ]
    draft = drafted(text)
    places = {cell.text: reason for cell, reason in draft.ledger.left_over.items()}
    assert set(places) == {"Phase 1", "stray", "Legal", "Signs", "nps"}
    assert places["stray"] == "no stage stands above it"


def test_a_raci_table_becomes_steps_with_duties() -> None:
    table = "Task,Customer success,Sales,Legal\nStart,,,\nCall,R/A,i,C\nOffer,C,RA,\nWait,x,,\n"
    assert stages(table) == [
        {
            "id": "start",
            "name": "Start",
            "exit": "unstated",
            "steps": [
                {"company": "Call", "who": ["customer-success"], "raci": {"customer-success": "RA", "sales": "I"}},
                {"sales_desk": "Offer", "who": ["sales"], "raci": {"customer-success": "C", "sales": "RA"}},
                {"customer": "Wait"},
            ],
        }
    ]
    assert set(left_over(drafted(table))) == {"D1", "D3", "B5"}


def test_a_column_of_somebody_unknown_is_told_with_the_nearest_and_the_way_to_say_who_that_is() -> None:
    table = "Task,Sale team,Legal,CSM\nCall,R,C,I\nOffer,,R,\n"
    everybody = "the atlas has csm, customer-success, planner, sales, support"
    noun = "no team or role or persona or contact role is called"
    assert left_over(drafted(table)) == {
        "B1": f"{noun} 'Sale team': did you mean 'sales'?; --who \"Sale team=ID\" says who that is",
        "C1": f"{noun} 'Legal': {everybody}; --who \"Legal=ID\" says who that is",
        "B2": "its column is headed by 'Sale team', whom the atlas does not have",
        "C2": "its column is headed by 'Legal', whom the atlas does not have",
        "C3": "its column is headed by 'Legal', whom the atlas does not have",
    }
    named = drafted(table, {"sale team": "sales", "legal": "planner"})
    assert left_over(named) == {}
    assert isinstance(named.data, dict)
    assert named.data["stages"] == [
        {
            "id": "tour",
            "name": "Tour",
            "exit": "unstated",
            "steps": [
                {"sales_desk": "Call", "who": ["sales"], "raci": {"sales": "R", "planner": "C", "csm": "I"}},
                {"customer": "Offer", "who": ["planner"], "raci": {"planner": "R"}},
            ],
        }
    ]


def test_a_raci_table_may_head_its_columns_by_duties() -> None:
    table = "Phase,Activity,Responsible,Accountable,Consulted,Informed\nStart,Call,CSM,Sales,Support,\n,Offer,Sales,Sales,,csm\n"
    assert [steps(stage) for stage in stages(table)] == [
        [
            {"company": "Call", "who": ["csm"], "raci": {"csm": "R", "sales": "A", "support": "C"}},
            {"sales_desk": "Offer", "who": ["sales"], "raci": {"sales": "RA", "csm": "I"}},
        ]
    ]


def test_a_team_without_a_lane_acts_in_front_of_the_customer() -> None:
    """Not in the lane of the customer, nor in that of somebody who is only informed."""
    table = "Task,Customer success,Sales,Support\nAnswer,,I,R\nEscalate,I,,RA\nAgree,A,I,C\nFile,,I,I\n"
    assert [next(iter(step)) for step in steps(stages(table)[0]) if isinstance(step, dict)] == ["company", "company", "company", "customer"]
    notes = "Text,Frame,Who\nAnswers,Start,Support\nAsks,Start,Planner\nWrites,Start,Sales\n"
    assert [next(iter(step)) for step in steps(stages(notes)[0]) if isinstance(step, dict)] == ["company", "customer", "sales_desk"]


def test_milestones_stand_in_their_stages_and_say_what_the_table_does_not() -> None:
    table = "Milestone;Stage;Target;Owner;Type\nFirst tour;Start;14 days after signature;CSM;First value\nSecond;;soon;Bob;odd\n"
    assert stages(table) == [
        {
            "id": "start",
            "name": "Start",
            "exit": "unstated",
            "milestones": [
                {"name": "First tour", "kind": "first-value", "owner": "csm", "target": "14 days after signature"},
                {"name": "Second", "owner": "unstated", "target": {"text": "soon"}},
            ],
        }
    ]
    draft = drafted(table)
    assert set(left_over(draft)) == {"D3", "E3"}
    assert draft.ledger.unstated[0] == "milestone 'Second': its owner"
