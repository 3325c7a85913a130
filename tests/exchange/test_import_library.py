"""Tables of playbooks and measures become the files of the library."""

from imported import drafted, left_over

WHO_IT_IS = '--who "Nobody=ID" says who that is'


def test_rows_of_one_playbook_are_one_playbook() -> None:
    draft = drafted(
        "Our plays;;;;;\nPlaybook;Trigger;Steps;Owner;Effort;Duration\n"
        "Win back;No bookings for 3 weeks;1. Call;Customer success;Call;2 weeks\n;;\u2022 Write;;;\n"
        "Grow;Asks for more;Offer;Nobody;huge;soon\nGrow;;Follow up;;;\n"
    )
    assert (draft.folder, draft.data) == (
        "playbooks",
        [
            {
                "id": "win-back",
                "name": "Win back",
                "trigger": ["No bookings for 3 weeks"],
                "owner": "customer-success",
                "effort": "call",
                "time": "2 weeks",
                "steps": ["1. Call", "Write"],
            },
            {"id": "grow", "name": "Grow", "trigger": ["Asks for more"], "steps": ["Offer", "Follow up"], "owner": "unstated"},
        ],
    )
    assert left_over(draft) == {
        "A1": "nothing in the result has a place for it",
        "D5": "no team or role is called 'Nobody': the atlas has csm, customer-success, sales, support; " + WHO_IT_IS,
        "E5": "'huge' is none of automated, message, call, meeting, training, campaign, project",
        "F5": "'soon' is no length of time, such as `14 days`",
    }


def test_what_a_later_row_says_otherwise_is_left_over() -> None:
    draft = drafted("Playbook,Trigger,Summary\nGrow,Asks,One\nGrow,Asks again,Two\n")
    assert draft.data == [{"id": "grow", "name": "Grow", "summary": "One", "trigger": ["Asks", "Asks again"], "owner": "unstated"}]
    assert left_over(draft) == {"C3": "the summary of 'Grow' is 'One' already, by a row above"}


def test_measures_keep_what_looks_like_numbers_and_blanks() -> None:
    draft = drafted(
        "KPI,Unit,Formula,Leading,Frequency,Owner\nNPS,points,=B2/C2,yes,every 3 months,csm\n007,NA,unknown,maybe,often,\nNPS 2,,,,,\n"
    )
    assert (draft.folder, draft.data) == (
        "measures",
        [
            {
                "id": "nps",
                "name": "NPS",
                "unit": "points",
                "formula": "=B2/C2",
                "leading": "true",
                "read": "every 3 months",
                "owner": "csm",
            },
            {"id": "item-007", "name": "007", "unit": "NA", "formula": "unknown", "read": {"text": "often"}, "owner": "unstated"},
            {"id": "nps-2", "name": "NPS 2", "owner": "unstated"},
        ],
    )
    assert left_over(draft) == {"D3": "'maybe' is neither yes nor no"}


def test_each_row_may_tell_who_does_the_step_in_it_and_when() -> None:
    draft = drafted(
        "Playbook Name,Trigger / When to use,Step #,Step / Action,Owner,Timeline\n"
        "Low use,Few sign in,1,Pull the report,CSM,Day 0\n"
        "Low use,,2,Call,csm,Day 1\n"
        "Low use,,3,Write,Support,within 2 days\n"
        "Low use,,4,Visit,Bob,soon\n"
        "Low use,,,,Sales,\n"
    )
    steps = [
        {"what": "Pull the report", "when": "Day 0"},
        {"what": "Call", "when": "Day 1"},
        {"what": "Write", "who": ["support"], "when": "within 2 days"},
        {"what": "Visit", "when": {"text": "soon"}},
    ]
    assert draft.data == [{"id": "low-use", "name": "Low use", "trigger": ["Few sign in"], "owner": "csm", "steps": steps}]
    left = left_over(draft)
    assert sorted(left) == ["C1", "C2", "C3", "C4", "C5", "E5", "E6"]
    assert left["E6"] == "the owner of 'Low use' is 'csm' already, by a row above"


def test_who_does_a_step_stands_in_a_column_of_its_own_as_well() -> None:
    draft = drafted("Playbook,Owner,Trigger,Step,Assignee\nGrow,Sales,Asks,Offer,CSM and Support\nGrow,sales,,Call; close,\n")
    steps = [{"what": "Offer", "who": ["csm", "support"]}, "Call; close"]
    assert draft.data == [{"id": "grow", "name": "Grow", "trigger": ["Asks"], "owner": "sales", "steps": steps}]
    assert left_over(draft) == {}


def test_what_every_row_repeats_in_other_spellings_is_the_same() -> None:
    draft = drafted("Playbook,Trigger,Owner,Effort\nGrow,Asks,Customer success,Call\nGrow,Asks again,customer-success,call\n")
    assert draft.data == [{"id": "grow", "name": "Grow", "trigger": ["Asks", "Asks again"], "owner": "customer-success", "effort": "call"}]
    assert left_over(draft) == {}
