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
    assert left_over(draft) == {"C3": "'Grow' has a summary already, in a row above"}


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
