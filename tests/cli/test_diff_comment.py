"""The comment below a proposal: what changes for whom, whose sign-off it needs, which findings are new; escaped, and cut if too long."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from small_repository import ATLAS, git, put
from small_repository import MAP as TRIP
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program

MAP = TRIP.replace("    events: none\n", "")
"""The map with a finding that a change may cure."""
VARIANT = "id: quick\nname: The quick trip\ngoal: Come back soon\nowner: desk\nextends: trip\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with one commit of a map and its variant."""
    put(tmp_path, MAP)
    (tmp_path / "journeys" / "maps" / "quick.yml").write_text(VARIANT, encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "First")
    return tmp_path


def comment(project: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(assemble_program(), ["diff", "HEAD", "--project", str(project), "--format", "comment", *options])
    return result.exit_code, result.stdout


WHOLE = """<!-- journeybook comment -->
## What this proposal changes, and for whom

- For customers: 2 texts on 1 page
- For colleagues: 2 changes
- Findings: 0 new errors, 1 other new finding, 1 cured

[Preview](https://preview.example.org/17/%28a%29) · [Everything](https://example.org/run)

### Whose sign-off it needs

- **Crew**: map “The trip”
- **Desk**: map “The quick trip”

### What customers read

- Customers will no longer read on “A restful trip”: Choose your days
- Customers will newly read on “A restful trip”: Choose a week

### Findings that are new

- warning STEP-GONE journeys/maps/trip.yml:16:32: customers may have linked to the step 'Choose your days' or ticked it, and it is no \
longer on the page 'rest' in these words (put it back, or write at what takes its place the line \\`formerly: \\[\\{name: \
choose-your-days, audience: public\\}\\]\\`)

### Findings that are cured

- warning STAGE-WITHOUT-RISK journeys/maps/trip.yml:10:5: no sign that something goes wrong is named in the stage 'Plan' (add \\`events:\\`\
 with at least one bad event, or \\`events: none\\`)

### What colleagues read: every change

#### map “The trip”

- stage “Plan” says now: events none
  - Variants that change with it: The quick trip
  - Concerns Crew
- step “Choose your days”: what happens Choose your days → Choose a week
  - Variants that change with it: The quick trip
"""


def test_the_comment_says_what_changes_for_whom_and_whose_sign_off_it_needs(project: Path) -> None:
    put(project, MAP.replace("Choose your days", "Choose a week").replace("    exit:", "    events: none\n    exit:"))
    links = ("--link", "Preview=https://preview.example.org/17/(a)", "--link", "Everything=https://example.org/run")
    code, text = comment(project, *links)
    assert (code, text) == (0, WHOLE)


def test_without_a_change_the_comment_says_so(project: Path) -> None:
    code, text = comment(project)
    assert code == 0
    assert text.splitlines()[3:] == [
        "- For customers: nothing changes",
        "- For colleagues: nothing changes",
        "- Findings: none new, none cured",
        "",
        "### What colleagues read: every change",
        "",
        "Nothing has changed.",
    ]


def test_both_owners_sign_off_who_takes_over_and_who_gives_up(project: Path) -> None:
    put(project, MAP.replace("owner: crew\nstatus", "owner: desk\nstatus"), ATLAS.replace("Tern Tours", "Gull Tours"))
    assert [line for line in comment(project)[1].splitlines() if line.startswith("- **")] == [
        "- **Crew**: map “The trip”",
        "- **Desk**: map “The trip”",
        "- **Nobody is named as owner**: the settings of the atlas",
    ]


def test_errors_of_a_proposal_are_new_findings(project: Path) -> None:
    put(project, MAP.replace("goal: Come back rested\n", ""))
    code, text = comment(project)
    assert code == 1
    assert "- Findings: 1 new error, " in text
    assert "### Findings that are new\n\n- error " in text


def test_no_text_of_an_author_is_markup_or_calls_anybody(project: Path) -> None:
    hostile = "'@team <img src=x> [a](http://x.example) ![b](c) #12 !3 ~4 %5 $6 &7 GH-8 `x` https://y.example <!-- journeybook comment -->'"
    put(project, MAP.replace("Choose your days", hostile).replace("name: The trip", f"name: {hostile}"))
    text = comment(project)[1]
    html = MarkdownIt("commonmark").render(text.removeprefix("<!-- journeybook comment -->\n"))
    assert html.count("@\u200bteam &lt;img src=x&gt; [a](http://x.example) ![b](c) #\u200b12 !\u200b3 ~\u200b4 %\u200b5 $\u200b6") == 3
    assert set(re.findall(r"<(\w+)", html)) == {"h2", "h3", "h4", "ul", "li", "strong"}
    assert "https\\://y" in text
    assert not re.search(r"[@#!~%$]\w|GH-\d", html)


def test_a_comment_that_is_too_long_is_cut_and_says_where_the_rest_stands(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = "".join(f"      - {{id: s{number}, customer: Pack the 🧳 number {number} {'x' * 200}}}\n" for number in range(400))
    put(project, MAP.replace("      - {id: pay", f"{steps}      - {{id: pay"))
    monkeypatch.delenv("GITLAB_CI", raising=False)
    short = comment(project, "--link", "Everything=https://example.org/run")[1]
    assert 65_000 < len(short.encode("utf-16-le")) // 2 <= 65_536
    assert short.endswith("\n\n**Cut here: a comment holds 65536 characters at most.** [Everything](https://example.org/run)\n")
    monkeypatch.setenv("GITLAB_CI", "true")
    whole = comment(project, "--link", "Everything=https://example.org/run")[1]
    assert len(whole) > 65_536
    assert "Cut here" not in whole
    cut = short.rpartition("\n\n**Cut")[0]
    assert whole.startswith(cut)
    assert whole[len(cut)] == "\n"


@pytest.mark.parametrize("link", ["Preview", "=https://example.org", "Preview=javascript:alert(1)", "Preview=https://example.org/a b"])
def test_what_is_no_link_is_refused(project: Path, link: str) -> None:
    assert comment(project, "--link", link) == (2, "")
