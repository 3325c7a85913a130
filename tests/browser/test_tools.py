"""What a browser gets, looked through by the trade's own tools: TypeScript over the scripts, stylelint over the style sheets."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_atlas import sample_book

from journeybook.model.base import Audience
from journeybook.views.pages.success_map import view

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ASSETS = ROOT / "overrides" / "assets"
SCRIPTS = sorted((ASSETS / "javascripts").glob("*.js"))
SHEETS = sorted((ASSETS / "stylesheets").rglob("*.css"))
TOOLS = HERE / "node_modules"
TYPESCRIPT = TOOLS / "typescript" / "bin" / "tsc"
STYLELINT = TOOLS / "stylelint" / "bin" / "stylelint.mjs"
BROKEN_TYPES = {
    "a field that the plan does not have": ("plan.js", "this.plan.title, entries", "this.plan.titel, entries"),
    "a word that nobody writes": ("plan.js", 'say("copied")', 'say("copyed")'),
    "a name of no script": ("plan-schedule.js", "dates.reckon(", "dates.reckons("),
    "what may be missing": ("plan-page.js", 'button.dataset.planDo ?? ""', "button.dataset.planDo"),
    "a text for a number": ("plan-dates.js", "return span(given, given);", "return span(key, given);"),
}
BROKEN_DIALECT = {
    "var": ("const LARGEST_FILE", "var LARGEST_FILE"),
    "function expression": ("(a) => a", "function (a) { return a; }"),
    "operator": ("!== 1", "!= 1"),
    "second namespace": ("window.journeybook", "window.journeybookPlan"),
    "not strict": ('  "use strict";\n', ""),
    "second statement": ("})();\n", "})();\nalert(1);\n"),
    "no sentence": ("/** What it is. */\n", ""),
    "long function": ("  /* more */", "  let a = 0;\n" * 40),
    "long file": ("/* end */", "// more\n" * 300),
}
GOOD_SCRIPT = """/** What it is. */
(() => {
  "use strict";

  const LARGEST_FILE = 200000;
  function open() {
  /* more */
  }
  window.journeybook = { ...window.journeybook, page: LARGEST_FILE !== 1 ? [(a) => a, open] : null };
  /* end */
})();
"""
BROKEN_SHEETS = {
    "selector-max-id": "#plan {\n  margin: 0;\n}\n",
    "declaration-no-important": ".jb-plan {\n  margin: 0 !important;\n}\n",
    "selector-class-pattern": ".jb-Plan_part {\n  margin: 0;\n}\n",
    "custom-property-pattern": ".jb-plan {\n  --plan: 0;\n}\n",
    "media-feature-name-value-allowed-list": "@media (width < 50em) {\n  .jb-plan {\n    margin: 0;\n  }\n}\n",
    "media-feature-range-notation": "@media (max-width: 45em) {\n  .jb-plan {\n    margin: 0;\n  }\n}\n",
    "property-no-unknown": ".jb-plan {\n  margins: 0;\n}\n",
}
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def run() -> Run:
    """Run a program of Node in the folder of the tools."""
    node = shutil.which("node")
    if node is None or not TOOLS.is_dir():
        pytest.skip("scripts and style sheets are not looked through: install Node 20 or later, then `npm ci --prefix tests/browser`")

    def run(*command: str | Path, text: str = "") -> "subprocess.CompletedProcess[str]":
        return subprocess.run([node, *command], cwd=HERE, input=text, capture_output=True, text=True, check=False)

    return run


def test_the_types_of_all_scripts_hold(run: Run) -> None:
    answer = run(TYPESCRIPT, "--project", HERE, "--pretty", "false", "--listFiles")
    assert {path.name for path in SCRIPTS} <= {Path(line).name for line in answer.stdout.splitlines()}
    assert [line for line in answer.stdout.splitlines() if "error TS" in line] == []
    assert answer.returncode == 0


def test_wrong_types_are_told(run: Run, tmp_path: Path) -> None:
    scripts = tmp_path / "scripts"
    shutil.copytree(ASSETS / "javascripts", scripts)
    for fault, (name, right, wrong) in BROKEN_TYPES.items():
        text = (scripts / name).read_text(encoding="utf-8")
        assert text.count(right) == 1, fault
        (scripts / name).write_text(text.replace(right, wrong), encoding="utf-8")
    lines = {
        (name, (scripts / name).read_text(encoding="utf-8").splitlines()[line - 1]) for name, line in _type_faults(run, tmp_path, scripts)
    }
    assert len(lines) == len(BROKEN_TYPES)
    missed = [fault for fault, (name, _, wrong) in BROKEN_TYPES.items() if not any(wrong in line for file, line in lines if file == name)]
    assert missed == []


def test_every_plan_of_the_sample_is_of_the_type_that_scripts_read(run: Run, tmp_path: Path) -> None:
    book = sample_book(Audience.PUBLIC)
    faces = [journey.public for journey in book.atlas.maps if journey.public]
    assert len(faces) > 1
    documents = [view(book, face.slug).plan.document for face in faces]
    for number, document in enumerate([*documents, {**documents[0], "weekend": ["saturday"], "surplus": 1}]):
        text = f"/** @type {{PlanDocument}} */\nconst document{number} = {json.dumps(document)};\n"
        (tmp_path / f"{number}.js").write_text(text, encoding="utf-8")
    faults = _type_faults(run, tmp_path, tmp_path)
    assert {file for file, _ in faults} == {f"{len(faces)}.js"}


def test_all_scripts_speak_the_dialect(run: Run) -> None:
    assert len(SCRIPTS) > 9
    answer = run("dialect.mjs", *SCRIPTS)
    assert (answer.stdout, answer.stderr, answer.returncode) == ("", "", 0)


def test_another_dialect_is_told(run: Run, tmp_path: Path) -> None:
    scripts = {"good": GOOD_SCRIPT}
    for fault, (right, wrong) in BROKEN_DIALECT.items():
        assert GOOD_SCRIPT.count(right) >= 1, fault
        scripts[fault] = GOOD_SCRIPT.replace(right, wrong, 1)
    for name, text in scripts.items():
        (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
    answer = run("dialect.mjs", *sorted(tmp_path.glob("*.js")))
    assert (answer.stderr, answer.returncode) == ("", 1)
    assert {Path(line.partition(".js:")[0]).name for line in answer.stdout.splitlines()} == set(BROKEN_DIALECT)


def test_all_style_sheets_keep_the_rules(run: Run) -> None:
    assert len(SHEETS) > 20
    assert _style_faults(run, SHEETS) == {str(path): [] for path in SHEETS}


def test_broken_rules_are_told(run: Run, tmp_path: Path) -> None:
    for rule, css in BROKEN_SHEETS.items():
        (tmp_path / f"{rule}.css").write_text(css, encoding="utf-8")
    told = {Path(sheet).stem: rules for sheet, rules in _style_faults(run, sorted(tmp_path.glob("*.css"))).items()}
    assert told == {rule: [rule] for rule in BROKEN_SHEETS}


def test_the_tools_are_pinned_and_no_registry_is_named() -> None:
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    lock = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert wanted
    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    locked = {name: package for name, package in lock.items() if name}
    assert [name for name, package in locked.items() if "resolved" in package or not package["integrity"].startswith("sha512-")] == []


def _type_faults(run: Run, folder: Path, scripts: Path) -> list[tuple[str, int]]:
    """Return the file and line of everything that TypeScript says of some scripts beside our types."""
    project = folder / "tsconfig.json"
    include = [str(HERE / "types"), str(scripts)]
    project.write_text(json.dumps({"extends": str(HERE / "tsconfig.json"), "include": include}), encoding="utf-8")
    answer = run(TYPESCRIPT, "--project", project, "--pretty", "false")
    found = re.findall(r"^(\S+)\((\d+),\d+\): error TS", answer.stdout, re.MULTILINE)
    return [(Path(file).name, int(line)) for file, line in found]


def _style_faults(run: Run, sheets: list[Path]) -> dict[str, list[str]]:
    """Return the rules that each style sheet breaks."""
    answer = run(STYLELINT, "--config", HERE / "stylelint.config.mjs", "--formatter", "json", *sheets)
    read = json.loads(answer.stderr or answer.stdout)
    return {sheet["source"]: [fault["rule"] for fault in sheet["warnings"]] for sheet in read}
