"""`journeybook diff` and `check --against`, run on a small repository: revisions, folders, notes, formats; and git starts nothing."""

import json
import shutil
from pathlib import Path

import pytest
from small_repository import ATLAS, MAP, git, put
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(assemble_program(), arguments)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with one commit, called first."""
    folder = tmp_path / "project"
    put(folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "First")
    git(folder, "tag", "first")
    return folder


LATER = MAP.replace("target: 3 days", "target: 5 days").replace("Choose your days", "Choose a week")
TEXT = """map “The trip”
  step “Choose your days”: what happens Choose your days → Choose a week
    Customers will no longer read on “A restful trip”: Choose your days
    Customers will newly read on “A restful trip”: Choose a week
  milestone “Deposit paid”: target 3 days after the booking → 5 days after the booking
    Concerns Crew
"""


def test_revisions_folders_and_the_files_as_they_are_are_compared(project: Path, tmp_path: Path) -> None:
    where = ("--project", str(project))
    assert run("diff", "first", *where) == (0, "Nothing has changed.\n", "")
    put(project, LATER)
    code, text, _ = run("diff", "first", *where)
    assert (code, text.split("milestone")[0]) == (0, TEXT.split("milestone", maxsplit=1)[0])
    assert "milestone “Deposit paid”: target 3 days" in text
    git(project, "commit", "-aqm", "Later")
    assert run("diff", "first", "main", *where)[1] == text
    put(tmp_path / "copy")
    assert run("diff", str(tmp_path / "copy"), str(project))[1] == text
    assert run("diff", "main", "first", *where)[1].startswith(
        "map “The trip”\n  step “Choose a week”: what happens Choose a week → Choose your days"
    )


def test_only_what_customers_read_is_asked_for(project: Path) -> None:
    put(project, LATER.replace("owner: crew}]", "owner: desk}]"))
    _, whole, _ = run("diff", "first", "--project", str(project))
    _, text, _ = run("diff", "first", "--project", str(project), "--audience", "public")
    assert "owner Crew → Desk" in whole
    assert "owner" not in text
    assert "Choose a week" in text


def test_markdown_shows_authors_texts_letter_by_letter(project: Path) -> None:
    put(project, MAP.replace("Choose your days", "'Choose *all* <b> or @team'"))
    _, text, _ = run("diff", "first", "--project", str(project), "--format", "markdown")
    assert text.startswith("## What changed: first → the files as they are\n\n### map “The trip”\n\n- step “Choose your days”")
    assert "\\*all\\* \\<b\\> or @&#8203;team" in text


def test_translated_texts_are_told_by_language_and_key(project: Path) -> None:
    def translate(language: str, words: str) -> None:
        file = project / "journeys" / "translations" / f"{language}.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"language: {language}\nwords: {words}\n", encoding="utf-8")

    translate("sv", "{success.goal: Ditt mål, success.path: Din väg, noun.step: steg}")
    translate("ar", "{success.goal: هدفك}")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Translate")
    translate("sv", "{success.goal: Ditt mål, success.path: Vägen, success.next: Nästa steg}")
    translate("fi", "{success.goal: Tavoitteesi, success.path: Polkusi}")
    (project / "journeys" / "translations" / "ar.yml").unlink()
    _, text, _ = run("diff", "main", "--project", str(project))
    assert (
        text
        == """\
translation “ar”
  1 text is gone, and with them the whole translation

translation “fi”
  2 texts are new

translation “sv”
  text noun.step is gone: steg
  text success.next is new: Nästa steg
  text success.path: Din väg → Vägen
"""
    )
    report = json.loads(run("diff", "main", "--project", str(project), "--format", "json")[1])
    told = [
        (change["kind"], change["in"]["id"], change["field"], change["place"] and change["place"]["line"]) for change in report["changes"]
    ]
    assert told == [
        ("gone", "translation/ar", "", None),
        ("new", "translation/fi", "", 2),
        ("gone", "translation/sv", "noun.step", None),
        ("new", "translation/sv", "success.next", 2),
        ("changed", "translation/sv", "success.path", 2),
    ]


def test_json_has_every_change_with_what_customers_read(project: Path) -> None:
    put(project, LATER)
    report = json.loads(run("diff", "first", "--project", str(project), "--format", "json")[1])
    first = report["changes"][0]
    assert (report["before"], first["kind"], first["in"]["id"], first["field"]) == ("first", "changed", "map/trip", "what happens")
    assert first["customers"]["newly"] == [{"page": "A restful trip", "text": "Choose a week"}]
    assert first["place"] == {"file": "journeys/maps/trip.yml", "line": 16, "column": 32}


def test_a_value_and_its_name_are_one_phrase(project: Path) -> None:
    named = ATLAS + "attributes: [{id: board, name: Board, values: [{full: Full board}, {half: Half board}]}]\n"
    bare = named.replace("{full: Full board}, {half: Half board}", "full, half")
    put(project, atlas=bare)
    git(project, "commit", "-qam", "Bare")
    put(project, atlas=named)
    text = run("diff", "HEAD", "--project", str(project))[1]
    assert "values, newly full: Full board; half: Half board; no longer full; half" in text


def test_a_page_holds_the_map_before_and_after_and_needs_nothing_else(project: Path, tmp_path: Path) -> None:
    put(project, LATER.replace("Choose a week", "Choose <i>a week"))
    page = tmp_path / "changes.html"
    code, _, said = run("diff", "first", "--project", str(project), "--page", str(page))
    html = page.read_text(encoding="utf-8")
    assert (code, said.splitlines()[-1]) == (0, f"{page} is written")
    assert html.count("<svg") == 2
    assert "Choose &lt;i&gt;a week" in html
    assert "<i>" not in html
    assert not any(word in html for word in ("<script", "src=", "<link", "@import"))


def test_a_revision_that_is_not_there_is_said(project: Path, tmp_path: Path) -> None:
    code, out, said = run("diff", "nowhere", "--project", str(project))
    assert (code, out) == (2, "")
    assert "nor a revision called nowhere" in said
    assert run("diff", "--project", str(project), "--", "--output=x")[0] == 2
    assert "no git repository" in run("diff", "main", "--project", str(_without_git(project, tmp_path)))[2]


@pytest.mark.parametrize(
    "line", [("diff", "main"), ("diff", "HEAD"), ("diff", "main", "HEAD"), ("check", "--against", "main")], ids=" ".join
)
def test_a_repository_without_a_commit_is_said(tmp_path: Path, line: tuple[str, ...]) -> None:
    put(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    code, out, said = run(*line, "--project", str(tmp_path))
    assert (code, out) == (2, "")
    assert "has no commit yet" in said


def test_a_shallow_clone_is_said(project: Path, tmp_path: Path) -> None:
    put(project, LATER)
    git(project, "commit", "-aqm", "Later")
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-tags", f"file://{project}", "shallow")
    code, _, said = run("diff", "first", "--project", str(tmp_path / "shallow"))
    assert code == 2
    assert "git fetch --unshallow" in said


def test_a_base_without_journeys_or_with_errors_is_said_and_compared_as_far_as_it_goes(project: Path) -> None:
    git(project, "checkout", "-q", "--orphan", "empty")
    git(project, "rm", "-rqf", ".")
    git(project, "commit", "-q", "--allow-empty", "-m", "Nothing")
    git(project, "checkout", "-q", "main")
    code, text, said = run("diff", "empty", "--project", str(project))
    assert code == 0, said
    assert "map “The trip” is new" in text
    assert "empty holds no journeys/atlas.yml: everything is told as new or gone." in text
    put(project, MAP + "  - [broken\n", ATLAS.replace("schema_version: 2", "schema_version: 1").replace("name: Desk", "name: Counter"))
    git(project, "commit", "-aqm", "Broken")
    put(project)
    code, text, _ = run("diff", "main", "--project", str(project))
    assert code == 0
    assert "team “Counter” is now called “Desk”" in text
    assert "map “The trip” is new" not in text
    assert "main is of version 1 of the vocabulary" in text
    assert "main has " in text


@pytest.mark.parametrize(
    ("atlas", "journey"),
    [
        ("organisation: [", MAP),
        (ATLAS.replace("organisation:", "organisatoin:"), MAP),
        (ATLAS, MAP.replace("owner:", "owner: [desk] #", 1)),
        (ATLAS, MAP.replace("goal:", "gaol:", 1)),
        (ATLAS, MAP.replace("target: ", "target: soon ", 1)),
    ],
    ids=["settings without end", "misspelt key of the settings", "list of owners", "misspelt goal", "time in no words of ours"],
)
def test_what_a_mistake_hides_is_not_told_as_changed(project: Path, atlas: str, journey: str) -> None:
    put(project, journey, atlas)
    answer = run("diff", "first", "--project", str(project))
    assert (answer[0], "of which the first is:" in answer[1], answer[1].partition("\nHow far")[0]) == (
        1,
        True,
        "Nothing has changed of what can be compared.",
    )


def test_a_change_with_errors_ends_with_1(project: Path) -> None:
    put(project, MAP.replace("goal: Come back rested\n", ""))
    assert run("diff", "first", "--project", str(project))[0] == 1


def test_git_starts_no_program_of_the_project(project: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho ran >> {trace}\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    (project / ".gitattributes").write_text("*.yml filter=odd diff=odd export-subst\n", encoding="utf-8")
    for name in ("filter.odd.smudge", "filter.odd.clean", "diff.odd.textconv", "diff.external", "core.fsmonitor", "core.pager"):
        git(project, "config", name, str(program))
    shutil.copy(program, project / ".git" / "hooks" / "post-checkout")
    put(project, LATER)
    before = {path: path.stat().st_mtime_ns for path in (project / ".git").rglob("*") if path.is_file()}
    assert run("diff", "first", "--project", str(project))[0] == 0
    assert not trace.exists()
    assert {path: path.stat().st_mtime_ns for path in (project / ".git").rglob("*") if path.is_file()} == before


def test_what_customers_lose_is_told_before_publishing(project: Path) -> None:
    put(project, LATER.replace("slug: rest,", "slug: calm,"))
    code, text, _ = run("check", "--project", str(project), "--against", "first")
    rules = [line.split()[2] for line in text.splitlines()]
    assert (code, sorted(rule for rule in rules if rule in ("PAGE-MOVED", "STEP-GONE"))) == (0, ["PAGE-MOVED", "STEP-GONE"])
    assert "journeys/maps/trip.yml:16:32 warning STEP-GONE customers may have linked to the step 'Choose your days'" in text
    led_on = LATER.replace("slug: rest,", "slug: calm, formerly: [rest],")
    hint = next(line.split("the line `")[1].partition("`")[0] for line in text.splitlines() if "STEP-GONE" in line)
    assert hint == "formerly: [{name: choose-your-days, audience: public}]"
    put(project, led_on.replace("{id: choose,", f"{{id: choose, {hint},"))
    text = run("check", "--project", str(project), "--against", "first")[1]
    assert [rule for rule in ("PAGE-MOVED", "STEP-GONE") if rule in text] == []
    assert "the line `formerly" not in run("diff", "first", "--project", str(project))[1]
    put(project, LATER.replace("slug: rest,", "slug: calm,"))
    assert "write below `slug:` in `public:` the line `formerly: [rest]`" in run("diff", "first", "--project", str(project))[1]
    put(project, MAP.replace("status: live", "status: retired"), f"{ATLAS}gone: {{rest: We have no trips.}}\n")
    assert "PAGE-GONE" not in run("check", "--project", str(project), "--against", "first")[1]
    put(project, MAP.replace("status: live", "status: retired"))
    assert "trip.yml:5:1 warning PAGE-GONE" in run("check", "--project", str(project), "--against", "first")[1]
    assert "PAGE-GONE" not in run("check", "--project", str(project))[1]
    assert run("check", "--project", str(project), "--against", "nowhere")[0] == 2


def _without_git(project: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(project, tmp_path / "bare", ignore=shutil.ignore_patterns(".git")))


def test_a_change_in_a_base_is_said_once_with_what_it_does_to_each_variant(project: Path) -> None:
    same = "id: {0}\nname: {0}\ngoal: Come back rested\nowner: crew\nextends: trip\n"
    own = same.format("own") + "alterations: [{change: paid, set: {target: 9 days after booking}}]\n"
    for name, text in (("same", same.format("same")), ("own", own)):
        (project / "journeys" / "maps" / f"{name}.yml").write_text(text, encoding="utf-8")
    git(project, "add", ".")
    git(project, "commit", "-qm", "Variants")
    put(project, MAP.replace("target: 3 days", "target: 5 days"))
    _, text, _ = run("diff", "HEAD", "--project", str(project), "--format", "json")
    (change,) = json.loads(text)["changes"]
    assert change["sentence"] == "milestone “Deposit paid”: target 3 days after the booking → 5 days after the booking"
    assert [effect["sentence"] for effect in change["effects"] if effect["kind"] == "variant"] == [
        "Variants that change with it: same",
        "Variants that it does not change: own",
    ]


def test_pages_that_come_go_or_move_are_said(project: Path) -> None:
    put(project, MAP.replace("slug: rest,", "slug: calm,"))
    assert "has another address: rest → calm" in run("diff", "first", "--project", str(project))[1]
    put(project, MAP.replace("status: live", "status: draft"))
    text = run("diff", "first", "--project", str(project))[1]
    assert "status Live → Draft" in text
    assert "Customers will read the page “A restful trip” no longer" in text
    git(project, "commit", "-qam", "Draft")
    put(project)
    assert "Customers will newly read the page “A restful trip”" in run("diff", "HEAD", "--project", str(project))[1]


def test_a_map_with_another_id_is_the_same_map(project: Path) -> None:
    put(project, MAP.replace("id: trip", "id: journey"))
    assert run("diff", "first", "--project", str(project))[1] == (
        "map “The trip”\n  map “The trip” has another id: trip → journey\n    Concerns Crew\n"
    )


PAID = "    milestones: [{id: paid, name: Deposit paid, target: 3 days after booking, owner: crew}]\n"


@pytest.mark.parametrize(
    ("old", "new", "sentences", "back"),
    [
        (
            "    events: none\n",
            "    events: unknown\n",
            ["stage “Plan”: events none → not known"],
            ["stage “Plan”: events not known → none"],
        ),
        ("    events: none\n", "", ["stage “Plan” says no longer: events none"], ["stage “Plan” says now: events none"]),
        (
            PAID,
            "    milestones: unknown\n",
            ["stage “Plan” says now: milestones not known", "milestone “Deposit paid” in stage “Plan” is gone"],
            ["stage “Plan” says no longer: milestones not known", "milestone “Deposit paid” in stage “Plan” is new"],
        ),
    ],
)
def test_an_answer_in_the_place_of_things_is_told_by_itself(
    project: Path, old: str, new: str, sentences: list[str], back: list[str]
) -> None:
    assert old in MAP
    put(project, MAP.replace(old, new))
    git(project, "commit", "-aqm", "Later")
    for states, expected in ((("first", "main"), sentences), (("main", "first"), back)):
        lines = [line.strip() for line in run("diff", *states, "--project", str(project))[1].splitlines()]
        assert [line for line in lines if "Plan" in line] == expected
