"""A filled-in form changes the words that it names and nothing else; whatever is not as the form makes it is refused with the reason."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from journeybook.cli.main import assemble_program
from journeybook.edit.suggestion_form import FORM_LABELS, LONGEST_FORM, SuggestionRefused
from journeybook.edit.wording_change import WordingChange, reworded_files
from journeybook.findings import Place
from journeybook.load.characters import normalise_nfc
from journeybook.load.source import read_source
from journeybook.load.spans import nested_spans, read_spans

PROGRAM = assemble_program()
RUNNER = CliRunner()
ROOT = Path(__file__).parents[2]
FORM = Path(".github/ISSUE_TEMPLATE/change.yml")
FORMS = (ROOT / FORM, ROOT / "macros/journeybook/cli/starters/ci/github/dot-github/ISSUE_TEMPLATE/change.yml")
DrawProject = Callable[[str], Path]

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | contact: {name: Help, page: "https://example.org/help"}
    | teams: [{id: harbour, name: Harbour office, contact: {page: "https://example.org/harbour"}}]
  maps/
    base.yml
      | id: base
      | name: First  # ours
      | goal: Be at sea
      | owner: harbour
      | stages:
      |   - id: cast-off
      |     name: 'Cast off'
      |     owner: harbour
      |     exit: At sea
      |     steps:
      |       - customer: Call  # at nine
      |         note: >-
      |           It is
      |           said once
      |       - {customer: Wait, note: A list of words}
      |       - customer: Call
      |         thinks: [Is it far, "Is it dear"]
      |         how: |
      |           Look:
      |
      |           - up
"""
FILE = "journeys/maps/base.yml"


def _issue(*, file: str = f"{FILE}:11", now: str = "what: Call", instead: str = "what: Ring", why: str = "") -> str:
    """Return the text of an issue as GitHub writes it from the form."""
    fields = {"where": "Base · Cast off", "now": now, "instead": instead, "why": why, "file": file}
    return "\n\n".join(f"### {FORM_LABELS[name]}\n\n{text or '_No response_'}" for name, text in fields.items())


def _apply(project: Path, issue: str | bytes) -> Result:
    form = project / "issue.md"
    form.write_bytes(issue if isinstance(issue, bytes) else issue.encode())
    return RUNNER.invoke(PROGRAM, ["apply", str(form), "--project", str(project)])


@pytest.mark.parametrize("path", FORMS, ids=["ours", "of a new repository"])
def test_the_form_has_the_headings_that_are_read(path: Path) -> None:
    form = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    fields = {field["id"]: field["attributes"]["label"] for field in form["body"] if "id" in field}
    assert list(fields.items()) == list(FORM_LABELS.items())
    assert "labels" not in form  # a form that gave itself a label would start the workflow for anybody
    assert path.read_text(encoding="utf-8") == FORMS[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("form", "line", "old", "new"),
    [
        (("what: Call", "what: Ring"), 11, "customer: Call  # at nine", "customer: Ring  # at nine"),
        (("what: Call", "what: 'Call #1: it'"), 11, "customer: Call  # at nine", "customer: '''Call #1: it'''  # at nine"),
        (("what: Call", "what: unknown"), 11, "customer: Call  # at nine", "customer: 'unknown'  # at nine"),
        (("what: Call", "what: - {a: *b}"), 11, "customer: Call  # at nine", "customer: '- {a: *b}'  # at nine"),
        (("name: Cast off", "name: It's off"), 6, "name: 'Cast off'", "name: 'It''s off'"),
        (("note: A list of words", "note: A [list, of], words"), 15, "note: A list of words}", "note: 'A [list, of], words'}"),
        (("note: It is said once", "note: Twice\n\nover"), 11, "It is\n          said once", ""),
        (("thinks: Is it dear", 'thinks: Is it "dear"'), 16, '"Is it dear"', r'"Is it \"dear\""'),
        (("how: Look:\n\n- up", "how: Look:\n\n- up\n- down"), 16, "          - up\n", "          - up\n          - down\n"),
        (("how: Look:\r\n\r\n- up", "how: Ask"), 16, "Look:\n\n          - up\n", "Ask\n"),
        (("name: First", "name: {{ config }}${x}`id`"), 1, "name: First  # ours", "name: '{{ config }}${x}`id`'  # ours"),
    ],
)
def test_words_are_exchanged_and_nothing_else(draw_project: DrawProject, form: tuple[str, str], line: int, old: str, new: str) -> None:
    project = draw_project(PROJECT)
    before = (project / FILE).read_text(encoding="utf-8")
    answer = _apply(project, _issue(now=form[0], instead=form[1], file=f"{FILE}:{line}"))
    if not new:
        assert (answer.exit_code, "several lines" in answer.stderr) == (2, True)
        return
    assert answer.exit_code == 0, answer.output
    assert before.count(old) == 1
    assert (project / FILE).read_text(encoding="utf-8") == before.replace(old, new)
    assert "The check finds nothing new." in answer.stdout


HOSTILE: dict[str, str | bytes] = {
    "up and out": _issue(file="journeys/../../etc/passwd:1"),
    "up and in": _issue(file="journeys/maps/../maps/base.yml:11"),
    "the whole disk": _issue(file="/etc/passwd:1"),
    "outside": _issue(file="docs/index.md:1"),
    "no line": _issue(file=FILE),
    "a line and more": _issue(file=f"{FILE}:11\nx"),
    "no such file": _issue(file="journeys/maps/none.yml:11"),
    "a sign in the path": _issue(file="journeys/maps/base.yml\u0000.md:11"),
    "an id": _issue(file=f"{FILE}:1", now="id: base", instead="id: mine"),
    "a team": _issue(file=f"{FILE}:6", now="owner: harbour", instead="owner: mine"),
    "an address": _issue(file="journeys/atlas.yml:4", now="page: https://example.org/harbour", instead="page: https://example.com"),
    "a setting": _issue(file="journeys/atlas.yml:1", now="schema_version: 2", instead="schema_version: 1"),
    "not the old words": _issue(now="what: Shout"),
    "not all old words": _issue(now="what: Call\nnote: Shout", instead="what: Ring\nnote: Shout"),
    "no row": _issue(now="Call", instead="Ring"),
    "a request": _issue(instead="Please ring, @team"),
    "one more row": _issue(instead="what: Ring\nwhat: Twice"),
    "taken away": _issue(instead="what:"),
    "nothing": _issue(instead=""),
    "nothing new": _issue(instead="what: Call"),
    "two places": _issue(file=f"{FILE}:9"),
    "a second place": _issue(instead=f"what: Ring\n\n### File and line\n\n{FILE}:16"),
    "words before the form": f"@team, look\n\n{_issue()}",
    "no form": "Please ring",
    "empty": "",
    "reading backwards": _issue(instead="what: Ring \u202ekcab"),
    "a hidden line": _issue(instead="what: Ring\u2028twice"),
    "a hidden mark": _issue(instead="what: Ring\ufeff"),
    "a null": _issue(instead="what: Ring\x00"),
    "a bell": _issue(instead="what: Ring\x07\x1b[2J"),
    "a tab": _issue(instead="what: Ring\ttwice"),
    "an old line end": _issue(instead="what: Ring\rtwice"),
    "half a letter": _issue(instead="what: Ring").encode() + b"\xed\xa0\x80",
    "too long a text": _issue(instead=f"what: {'x' * 20_001}"),
    "too long a form": _issue(instead=f"what: {'x' * LONGEST_FORM}"),
    "endless": b"x" * (4 * LONGEST_FORM + 1),
}


def test_a_hostile_form_is_refused_and_its_words_are_not_repeated(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    before = {path: path.read_bytes() for path in project.rglob("*.yml")}
    assert len(HOSTILE) > 30
    for name, issue in HOSTILE.items():
        answer = _apply(project, issue)
        assert (answer.exit_code, answer.stdout) == (2, ""), (name, answer.output)
        assert answer.stderr.count("\n") == 1, name
        assert not any(word in answer.stderr for word in ("@", "Ring", "etc", "base", "mine", "xxx")), (name, answer.stderr)
    assert {path: path.read_bytes() for path in project.rglob("*.yml")} == before


NAUGHTY = (
    "a: b # c",
    "# c",
    "'",
    '"',
    "\\",
    "\\x41 \\n",
    "null",
    "~",
    "none",
    "unknown",
    "2026-01-01",
    "- a",
    "? a",
    "a:",
    "{a: b}",
    "[a",
    "&a *a",
    "!!python/object/apply:os.system [id]",
    "<<: *a",
    "--- a",
    "...",
    "%YAML 1.1",
    "| a",
    "> a",
    "@a `a`",
    "{{ 7 * 7 }} {% x %} ${{ github.token }} $(id) `id`",
    "</script><script>alert(1)</script>",
    "e\u0301 \U0001f600 \u0645",
    "a\u200bb\u00a0c",
    "x" * 5_000,
)


def test_words_that_read_like_yaml_are_written_as_words(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    text = (project / FILE).read_text(encoding="utf-8")
    spans = list(nested_spans(read_spans(text)))
    for old in ("Call", "Cast off", "It is said once", "A list of words", "Is it far", "Look:\n\n- up\n"):
        span = next(span for span in spans if span.text == old)
        for new in NAUGHTY:
            change = WordingChange(Place(FILE, span.line + 1, span.column + 1), "", old, new)
            result = reworded_files(project, (change,))[0].new.decode()
            assert result.startswith(text[: span.start])
            assert result.endswith(text[span.end :])
            assert not read_source(FILE, result.encode()).findings
            texts = [each.text.strip() if each is span else each.text for each in spans]
            texts[spans.index(span)] = normalise_nfc(new)
            written = [each.text for each in nested_spans(read_spans(result))]
            written[spans.index(span)] = written[spans.index(span)].strip()
            assert written == texts


def test_line_ends_and_the_mark_at_the_beginning_stay(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    before = b"\xef\xbb\xbf" + (project / FILE).read_bytes().replace(b"\n", b"\r\n")
    (project / FILE).write_bytes(before)
    answer = _apply(project, _issue(file=f"{FILE}:16", now="how: Look:\n\n- up", instead="how: Look:\n\n- down").replace("\n", "\r\n"))
    assert answer.exit_code == 0, answer.output
    assert (project / FILE).read_bytes() == before.replace(b"- up", b"- down")


def test_a_page_that_is_a_little_older_still_names_its_part(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    assert _apply(project, _issue(file=f"{FILE}:2", now="note: A list of words", instead="note: B")).exit_code == 0
    assert "{customer: Wait, note: B}" in (project / FILE).read_text(encoding="utf-8")


def test_what_the_check_newly_finds_is_told_and_calls_nobody(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    answer = _apply(project, _issue(file=f"{FILE}:16", now="how: Look:\n\n- up", instead="how: Hello @team, [x](javascript:alert(1))"))
    assert answer.exit_code == 1, answer.output
    assert "The check finds, because of this:" in answer.stdout
    assert "SHAPE-LINK" in answer.stdout
    assert "@team" not in answer.stdout
    assert "@&#8203;team" in answer.stdout
    assert "how: |\n          Hello @team, [x](javascript:alert(1))\n" in (project / FILE).read_text(encoding="utf-8")


def test_a_variant_has_its_words_changed_where_they_are_written(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    variant = "id: other\nname: Other\ngoal: Be ashore\nowner: harbour\nextends: base\n"
    (project / "journeys/maps/other.yml").write_text(variant, encoding="utf-8")
    assert _apply(project, _issue(file=f"{FILE}:15", now="note: A list of words", instead="note: B")).exit_code == 0
    assert (project / "journeys/maps/other.yml").read_text(encoding="utf-8") == variant


def test_words_that_cannot_be_found_are_refused(draw_project: DrawProject) -> None:
    with pytest.raises(SuggestionRefused):
        reworded_files(draw_project(PROJECT), (WordingChange(Place(FILE, 3, 1), "goal", "Be ashore", "x"),))
