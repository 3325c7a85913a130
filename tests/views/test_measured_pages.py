"""The pages on milestones, stages and promises in data: every number of a small world, and no single account where names are not shown."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from measured_world import MEASURED_WORLD

from journeybook.measure.figures import open_figures
from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Table, cell_text
from journeybook.views.blocks.listing import without_empty_columns
from journeybook.views.pages import map as map_page
from journeybook.views.pages import measured_milestones, measured_stages, promises
from journeybook.views.pages import stage as stage_page

PAGES = (measured_milestones, measured_stages, promises)
HIDDEN = "not shown, since few"
Draw = Callable[[str], Path]


def a_book(draw: Draw, *, names: bool, world: str = MEASURED_WORLD) -> Book:
    project = draw(world.format(names=str(names).lower()))
    checked = check(project)
    assert checked.ok, [str(finding) for finding in checked.findings if finding.level == "error"]
    return replace(open_book(checked, Audience.INTERNAL), figures=open_figures(project, checked.atlas))


def test_without_account_data_there_is_no_page_and_no_link(draw_project: Draw) -> None:
    book = replace(a_book(draw_project, names=True), figures=None)
    assert [list(page.pages(book)) for page in PAGES] == [[], [], []]
    assert stage_page.view(book, "base", "cruise").measured == ()


def test_each_milestone_of_each_map(draw_project: Draw) -> None:
    page = measured_milestones.view(a_book(draw_project, names=True))
    assert [(row.anchor, cell_text(row.lead), cell_text(row.unrecorded)) for row in page.maps] == [
        ("base", "4 relations with customers followed it · the map · what it promises", "Painted"),
        ("large-boats", "2 relations with customers followed it · the map · what it promises", "Painted"),
    ]
    heads = [
        "Milestone",
        "Target",
        "Reached",
        "Interval of 95 %",
        "Median (quartiles), days",
        "By the target",
        "Too young",
        "Careless answer",
    ]
    assert texts(page.maps[0].table) == [
        heads,
        [
            *("Afloat", "21 days after Signature", "2 of 3 · 67 %", "21 % to 94 %", "22 (18 to 26), of few"),
            *("1 of 3 · 33 %", "1", "3 of 4 · 75 %; 14 (9.5 to 22), of few"),
        ],
        ["Insured", "5 days after Signature", "none to count yet", "", "", "none to count yet", "", ""],
        ["Home again", "60 days after Afloat", "1 of 3 · 33 %", "6 % to 79 %", "59 (59 to 59), of few", "1 of 2 · 50 %", "", ""],
    ]
    afloat, insured, home = page.maps[0].sheets
    assert {line.label: cell_text(line.value) for line in afloat.facts} == {
        "Stage": "Fitting out",
        "Clock": "Signature",
        "Target": "21 days after Signature",
        "Counted from an age of": "30 days",
        "Below zero or absurd": "Counts as it is",
    }
    assert [cell_text(sheet.reckoning[3].value) for sheet in (afloat, insured, home)] == [
        "too young: 1",
        "not concerned: 4",
        "no day of the clock yet: 1",
    ]
    assert [texts(table) for table in afloat.tables] == [
        [
            ["Group", "Reached", "Interval of 95 %", "Median (quartiles), days", "By the target", "Too young"],
            ["Q1 2026", "2 of 3 · 67 %", "21 % to 94 %", "22 (18 to 26), of few", "1 of 3 · 33 %", ""],
            ["Q2 2026", "none to count yet", "", "", "none to count yet", "1"],
        ]
    ]
    assert page.apart == ()


def test_each_stage_of_each_map(draw_project: Draw) -> None:
    page = measured_stages.view(a_book(draw_project, names=True))
    base = page.maps[0]
    assert base.bottleneck.startswith("too few to say")
    assert [texts(table) for table in base.tables] == [
        [
            ["Stage", "Entered", "Went on", "Left as customers", "There now", "Perhaps gone on", "Lost here"],
            ["Fitting out", "4", "3", "", "1", "", "0 of 3 · 0 %"],
            ["Cruising", "3", "1", "1", "1", "", "1 of 2 · 50 %"],
            ["In harbour", "1", "", "", "", "1", ""],
        ],
        [
            [
                *("Stage", "Half gone on after, days", "Interval of 95 %", "Stays behind it"),
                *("There now", "Median so far, days", "Longest so far, days"),
            ],
            ["Fitting out", "14", "5 to open", "3 over, 1 open", "1", "149", "149"],
            ["Cruising", "59", "59 to open", "1 over, 2 open", "1", "15", "15"],
        ],
    ]
    assert base.funnel
    assert texts(base.funnel.table)[1:] == [
        ["Fitting out", "4", "100 %", "", ""],
        ["Cruising", "3", "75 %", "75 %", "1"],
        ["In harbour", "1", "25 %", "33 %", "2"],
    ]
    assert cell_text(base.reckoning[3].value) == "not known whether still there, and so without a length: 1"


def test_each_promise_has_its_verdict_and_its_links(draw_project: Draw) -> None:
    book = a_book(draw_project, names=True)
    base = promises.view(book).maps[0]
    assert cell_text(base.lead) == "0 kept, 0 missed, 3 too few to say · the map"
    assert texts(base.table) == [
        ["What is promised", "Verdict", "The map says", "What the data say", "Median, days", "Stage"],
        ["Afloat", "too few to say", "21 days after Signature", "1 of 3 · 33 % by then (interval 6 % to 79 %)", "22", "Fitting out"],
        [
            "Fitting out: how long it lasts",
            "too few to say",
            "2 to 4 weeks",
            "3 stays over, 1 open (interval of the median 5 to open)",
            "14",
            "Fitting out",
        ],
        ["Home again", "too few to say", "60 days after Afloat", "1 of 2 · 50 % by then (interval 9 % to 91 %)", "59", "Cruising"],
    ]
    links = "Promise and data · Milestones in days · Stages in days"
    assert cell_text(stage_page.view(book, "base", "cruise").measured) == links
    assert [cell_text(line.value) for line in map_page.view(book, "base").connections if line.label == "Measured"] == [links]


def with_more_promises() -> str:
    """Return the world with a length of its own for large boats, two time boxes, and two plays with a rhythm, one with days."""
    lengths = "lasts: [2 to 4 weeks, {{length: 60 days, applies: {{segments: [large]}}}}]\n    |     time_box: within 30 days of signature"
    world = MEASURED_WORLD.replace("lasts: 2 to 4 weeks", lengths)
    world = world.replace("name: Cruising\n", "name: Cruising\n    |     time_box: {{text: A season}}\n")
    days = {"auk": ("02-01", "02-14", "03-20"), "gull": ("03-01", "03-10", "03-10"), "dun": ("02-10",)}
    log = "".join(f"    | {boat},play,call,2026-{day}\n" for boat, row in days.items() for day in row)
    world = world.replace("    | boat,kind,id,day\n", f"    | boat,kind,id,day\n{log}")
    plays = "".join(
        f"    | - {{{{id: {name}, name: {name}, owner: crew, playbook: p, timing: every 2 weeks}}}}\n" for name in ("call", "write")
    )
    examples = "[{{title: Why it fell, rows: [It fell]}}, {{title: A sum, values: {{hours: 3}}}}]"
    health = f"  health/h.yml\n    | {{{{id: use, name: Use, owner: crew, indicators: {{{{hours: 100}}}}, examples: {examples}}}}}\n"
    playbook = "  playbooks/p.yml\n    | {{id: p, name: P, owner: crew, trigger: Now, outcome: Done, steps: [{{what: Ring, who: crew}}]}}\n"
    return f"{world}{playbook}  plays/all.yml\n{plays}  measures/m.yml\n    | - {{{{id: hours, name: Hours, owner: crew}}}}\n{health}"


def test_lengths_under_a_condition_time_boxes_and_rhythms(draw_project: Draw) -> None:
    book = a_book(draw_project, names=True, world=with_more_promises())
    page = promises.view(book)
    assert cell_text(page.maps[0].lead) == "0 kept, 0 missed, 4 too few to say · 1 in words, not measured · the map"
    by_map = [{row[0]: row[1:4] for row in texts(maps.table)} for maps in page.maps]
    few = "too few to say"
    assert [rows["Fitting out: how long it lasts"] for rows in by_map] == [
        [few, "2 to 4 weeks", "3 stays over, 1 open (interval of the median 5 to open)"],
        [few, "60 days (only for Large)", "1 stay over, 1 open (interval of the median 35 to open)"],
    ]
    assert [rows["Fitting out: by when it is over"] for rows in by_map] == [
        [few, "within 30 days of Signature", "2 of 3 · 67 % by then (interval 21 % to 94 %)"],
        [few, "within 30 days of Signature", "0 of 2 · 0 % by then (interval 0 % to 66 %)"],
    ]
    assert by_map[0]["Cruising: by when it is over"] == ["not measured", "A season", "it is said in words that no data can judge"]
    assert texts(page.rhythms)[1:] == [
        ["call", few, "every 2 weeks", "1 of 2 · 50 % of the accounts keep it (interval 9 % to 91 %) · 1 account with a single day"],
        ["write", "not measured", "every 2 weeks", "no table says when it took place"],
    ]
    assert texts(page.examples)[1:] == [["Why it fell", "not measured", "Use"]]


def test_without_names_no_time_box_and_no_rhythm_tells_a_count(draw_project: Draw) -> None:
    page = promises.view(a_book(draw_project, names=False, world=with_more_promises()))
    shown = [row[1:4] for maps in page.maps for row in texts(maps.table) if row[0].startswith("Fitting out:")]
    shown += [row[1:4] for row in texts(page.rhythms) if row[0] == "call"]
    assert len(shown) == 5
    assert {(verdict, data) for verdict, _, data in shown} == {("too few to say", HIDDEN)}


PROGRAMME = """  events/all.yml
    | - {{id: storm, name: A storm, owner: crew, playbook: tow}}
    | - {{id: ashore, name: Ashore, owner: crew, polarity: good}}
    | - {{id: mended, name: Mended, owner: crew, polarity: good}}
  playbooks/tow.yml
    | {{id: tow, name: Tow, owner: crew, trigger: A storm, outcome: Ashore, steps: [{{what: Tow, who: crew}}]}}
  maps/rescue.yml
    | id: rescue
    | name: Rescue
    | goal: They sail again
    | owner: crew
    | status: live
    | programme: {{enter: {{fact: A storm, when: storm}}, leave: {{fact: Mended, when: mended}}, back_to: Where they were}}
    | stages:
    |   - {{id: tow, name: In tow, exit: {{fact: Ashore, when: ashore}}}}
    |   - {{id: dock, name: In dock, entry: {{fact: Ashore, when: ashore}}, exit: {{fact: Mended, when: mended}}}}
"""
STORMS = """    | boat,kind,id,day
    | auk,event,storm,2026-03-01
    | auk,event,ashore,2026-03-05
    | auk,event,mended,2026-03-20
    | dun,event,storm,2026-02-20
    | gull,event,storm,2026-06-01
    | kite,event,storm,2026-06-01
    | kite,event,ashore,2026-06-10
"""


@pytest.mark.parametrize("names", [True, False])
def test_who_is_in_a_programme_in_which_stage_and_how_it_ends(draw_project: Draw, *, names: bool) -> None:
    world = MEASURED_WORLD.replace("    | boat,kind,id,day\n", STORMS) + PROGRAMME
    book = a_book(draw_project, names=names, world=world)
    (sheet,) = measured_stages.view(book).programmes
    assert sheet.title == "Rescue"
    told = [f"{line.label}: {cell_text(line.value)}" for line in sheet.facts]
    stages = texts(sheet.stages)[1:]
    if names:
        assert told == [
            "In it now: 2",
            "Over, by its exit: 1",
            "Left as customers from it: 1",
            "Days until half had left it: not yet half",
            "The map: Rescue",
        ]
        assert stages == [["In tow", "1"], ["In dock", "1"]]
    else:
        assert {line.partition(": ")[2] for line in told[:-1]} == {row[1] for row in stages} == {HIDDEN}
    assert cell_text(sheet.reckoning[0].value).endswith("in the words of the map: Where they were")
    assert [line.label for line in map_page.view(book, "rescue").connections if line.label == "Measured"] == ["Measured"]


def test_small_counts_and_what_would_tell_them_are_hidden_without_names(draw_project: Draw) -> None:
    book = a_book(draw_project, names=False)
    milestones, stages, promised = measured_milestones.view(book), measured_stages.view(book), promises.view(book)
    assert [{*row[2:], ""} for row in texts(milestones.maps[0].table)[1:]] == [{HIDDEN, ""}] * 3
    assert [(sheet.chart, sheet.tables) for sheet in milestones.maps[0].sheets] == [(None, ())] * 3
    assert [(row.tables, row.funnel, row.survival) for row in stages.maps] == [((), None, None)] * 2
    assert {text for row in texts(promised.maps[0].table)[1:] for text in row[3:5]} == {HIDDEN, ""}
    assert {row[1] for row in texts(promised.maps[0].table)[1:]} == {"too few to say"}
    assert all(page.privacy for page in (milestones, stages, promised))


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize(("ashore", "is_shown"), [(8, True), (2, False)])
def test_without_names_two_among_many_cannot_be_reckoned_out(draw_project: Draw, ashore: int, *, names: bool, is_shown: bool) -> None:
    """Twenty boats are afloat after ten days, and some are not."""
    rows = [f"    | b{number},small,2026-01-01,\n" for number in range(20 + ashore)]
    log = [f"    | b{number},milestone,afloat,2026-01-11\n" for number in range(20)]
    heads = {"    | boat,class,signed,left\n": rows, "    | boat,kind,id,day\n": log}
    world = re.sub(r"    \| (auk|dun|eider|gull|kite|tern),.*\n", "", MEASURED_WORLD)
    for head, lines in heads.items():
        world = world.replace(head, head + "".join(lines))
    book = a_book(draw_project, names=names, world=world)
    all_boats, percent = 20 + ashore, {8: "71 %", 2: "91 %"}[ashore]
    afloat = texts(measured_milestones.view(book).maps[0].table)[1]
    assert afloat[2] == (f"20 of {all_boats} · {percent}" if names or is_shown else HIDDEN)
    stages = measured_stages.view(book).maps[0]
    if names or is_shown:
        assert [row[:4] for row in texts(stages.tables[0])[1:]] == [
            ["Fitting out", str(all_boats), "20", str(ashore)],
            ["Cruising", "20", "", ""],
        ]
        assert stages.bottleneck.startswith("Fitting out: 8 accounts wait there, 1440 days together" if is_shown else "too few to say")
    else:
        assert (stages.tables, stages.bottleneck) == ((), "too few accounts to show any count of a stage.")


def texts(table: Table) -> list[list[str]]:
    """Return the headings and rows of a table, with blanks where they do not break."""
    shown = without_empty_columns(table)
    rows = [[cell_text(inlines).replace("\u00a0", " ") for inlines in row.cells] for row in shown.rows]
    return [list(shown.columns), *rows]
