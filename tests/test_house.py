"""Guards over the house: each first makes sure that it found what it guards."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from source_tree import source_tree

from journeybook import registry
from journeybook.findings import Level
from journeybook.views.links.site_map import OWN_PAGE, SHARED_PAGE, SITE_MAP

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "macros" / "journeybook"
MODULES = sorted(PACKAGE.rglob("*.py"))
ROOMS = sorted(folder.name for folder in PACKAGE.iterdir() if folder.is_dir() and any(folder.glob("*.py")))
TEMPLATES = sorted((PACKAGE / "render").rglob("*.jinja"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

# A registered folder, the folder of templates in which its modules have twins, and whether one template may serve them all.
FAMILIES = {
    "validate.rules": ("", False),
    "views.pages": ("pages", False),
    "views.diagrams": ("diagrams", True),
    "views.tables": ("tables", True),
}

DANGEROUS = re.compile(r"eval|exec|__import__|yaml\.\w*load\w*|.+\.query|(?:.+\.)?Markup", re.DOTALL)
LINES_IN_A_FILE, LINES_IN_A_FUNCTION = 300, 40
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def test_the_import_contract_holds() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    kept = re.search(r"Contracts: (\d+) kept, 0 broken", answer.stdout)
    assert kept is not None, answer.stdout + answer.stderr
    assert int(kept[1]) == len(PROJECT["tool"]["importlinter"]["contracts"]) > 1


def test_every_room_is_a_package() -> None:
    assert {"load", "model", "validate"} <= set(ROOMS)
    folders = sorted({path.parent for path in MODULES})
    assert [_name(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_no_file_and_no_function_is_long() -> None:
    assert len(MODULES) > len(ROOMS) > 1
    files = [f"{_name(path)}: {count}" for path in MODULES if (count := len(_lines(path))) > LINES_IN_A_FILE]
    functions = [
        f"{_name(path)}:{node.lineno} {node.name}: {count}"
        for path in MODULES
        for node in _definitions(path)
        if not isinstance(node, ast.ClassDef) and (count := (node.end_lineno or 0) - node.lineno + 1) > LINES_IN_A_FUNCTION
    ]
    assert files + functions == []


def test_everything_public_has_a_docstring() -> None:
    assert any(True for path in MODULES for _ in _definitions(path))
    modules = [_name(path) for path in MODULES if not ast.get_docstring(source_tree(path))]
    parts = [f"{_name(path)}:{node.lineno} {node.name}" for path in MODULES for node in _public(path) if not ast.get_docstring(node)]
    assert modules + parts == []


def test_no_dangerous_call_is_made() -> None:
    sample = "eval('1')\nframe.query('x')\nyaml.load(text)\nrun(x, shell=True)\nMarkup(text)"
    assert len(list(_dangers(ast.parse(sample)))) == len(sample.splitlines())
    found = [f"{_name(path)}:{line} {what}" for path in MODULES for line, what in _dangers(source_tree(path)) if not _allowed(path, what)]
    assert found == []


def test_only_one_file_asks_the_clock() -> None:
    askers = {
        _name(path)
        for path in MODULES
        for node in ast.walk(source_tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today"}
    }
    assert len(askers) == 1, askers


def test_only_the_base_of_parts_looks_behind_their_door() -> None:
    """What an audience may not see is absent from a part; whoever asks for it asks `Part.get` and is told `None`."""
    assert [_name(path) for path in MODULES if "__dict__" in path.read_text(encoding="utf-8")] == ["macros/journeybook/model/base.py"]


def test_no_template_switches_escaping_off() -> None:
    assert TEMPLATES
    wrong = re.compile(r"\|\s*safe\b|autoescape\s+false", re.IGNORECASE)
    assert [_name(path) for path in TEMPLATES if wrong.search(path.read_text(encoding="utf-8"))] == []


def test_nothing_is_left_to_do_later_and_no_machine_is_named() -> None:
    wrong = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|/(?:ro" + r"ot|ho" + r"me|Us" + r"ers)/\w")
    files = [path for path in _texts() if path.suffix not in {".css", ".js"} or "vendor" not in path.parts]
    assert {PACKAGE / "__init__.py", ROOT / "Makefile"} <= set(files)
    assert [f"{_name(path)}: {hit[0]}" for path in files if (hit := wrong.search(path.read_text(encoding="utf-8")))] == []


def test_nothing_builds_strictly_and_quietly() -> None:
    """A quiet strict build ends well in spite of warnings, so the two may not stand together."""
    lines = [
        (path, line) for path in _texts() if path.suffix != ".md" for line in _lines(path) if "--strict" in line and "pytest" not in line
    ]
    lines = [(path, line) for path, line in lines if path != Path(__file__) and "--strict-" not in line]
    assert lines
    assert [f"{_name(path)}: {line}" for path, line in lines if re.search(r"(?<![\w-])-q\b|--quiet", line)] == []


def test_a_rule_is_named_like_its_file_and_shows_examples() -> None:
    rules = registry.modules("journeybook.validate.rules")
    assert rules
    assert {name: rule.ID for name, rule in rules.items()} == {name: name.upper().replace("_", "-") for name in rules}
    assert [name for name, rule in rules.items() if not callable(rule.check) or not isinstance(rule.LEVEL, Level)] == []
    assert [name for name, rule in rules.items() if not all(f"\n{part}:\n" in str(rule.__doc__) for part in ("Good", "Bad"))] == []


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_a_registered_folder_is_complete(family: str) -> None:
    members = registry.modules(f"journeybook.{family}")
    assert members
    assert [name for name, module in members.items() if not module.__doc__] == []
    twins, shared = FAMILIES[family]
    templates = {path.name.split(".")[0] for path in (PACKAGE / "render" / "templates" / twins).glob("*.jinja")} if twins else set()
    assert templates - members.keys() == ({"_any"} if shared else set())
    assert shared or not twins or templates == members.keys()


def test_nothing_is_chosen_by_comparing_words_of_the_interface() -> None:
    asked = [node for path in (PACKAGE / "views").rglob("*.py") for node in ast.walk(source_tree(path)) if _says(node)]
    assert len(asked) > 100
    compared = [
        f"{_name(path)}:{node.lineno}"
        for path in (PACKAGE / "views").rglob("*.py")
        for node in ast.walk(source_tree(path))
        if isinstance(node, ast.Compare) and any(_says(part) for part in ast.walk(node))
    ]
    assert compared == []


def test_the_site_map_is_the_only_table_of_addresses() -> None:
    home = PACKAGE / "views" / "links" / "site_map.py"
    literals = {
        _name(path): {text for node in ast.walk(source_tree(path)) if isinstance(node, ast.Constant) and _is_address(text := node.value)}
        for path in (PACKAGE / "views").rglob("*.py")
    }
    table = literals.pop(_name(home))
    assert table == {kind.address for kind in SITE_MAP if kind.address != "{}"}  # a page that has moved stands at an address it is told
    assert len(table) > 20
    assert {name: found for name, found in literals.items() if found} == {"macros/journeybook/views/site_pages.py": {"/index.md", ".md"}}


def test_the_site_map_names_every_page_once() -> None:
    views = [kind.view for kind in SITE_MAP]
    assert sorted(views) == sorted(registry.modules("journeybook.views.pages"))
    assert {view for view, *_ in (*SHARED_PAGE.values(), *((view,) for view in OWN_PAGE.values()))} <= set(views)


def test_no_two_views_share_a_name() -> None:
    names = [name for family in sorted(FAMILIES) if family.startswith("views.") for name in registry.modules(f"journeybook.{family}")]
    assert names
    assert sorted(set(names)) == sorted(names)


def test_every_exemption_says_why() -> None:
    files = [path for path in _texts() if path.suffix == ".py" and path != Path(__file__)]
    marks = [(path, line) for path in files for line in _lines(path) if re.search(r"# (?:noqa|type: ignore)", line)]
    assert marks
    reason = re.compile(r"# noqa: [A-Z0-9, ]+ - \w|# type: ignore\[[\w, -]+\]  # \w")
    assert [f"{_name(path)}: {line.strip()}" for path, line in marks if not reason.search(line)] == []


def test_the_architecture_page_shows_the_real_rooms() -> None:
    page = (ROOT / "docs" / "develop" / "architecture.md").read_text(encoding="utf-8")
    tree = page.split("## The tree", 1)[1].split("```")[1]
    shown = dict(_branches(tree))
    assert len(shown) > len(ROOMS)
    assert [path for path in shown if not (ROOT / path).exists()] == []
    assert sorted(path.name for path in shown if path.parent == PACKAGE.relative_to(ROOT) and (ROOT / path).is_dir()) == ROOMS
    assert [path for path, meaning in shown.items() if not meaning and path != Path("macros")] == []


def test_the_pages_for_developers_name_files_that_exist() -> None:
    pages = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "develop").glob("*.md"))]
    named = {(path.name, name) for path in pages for name in re.findall(r"`([a-z_.]+(?:/[a-z_.-]+)+)/?`", path.read_text(encoding="utf-8"))}
    assert len(named) > 20
    homes = (ROOT, PACKAGE)
    missing = {pair for pair in named if not any((home / name).exists() for home in homes for name in (pair[1], f"{pair[1]}.py"))}
    assert {pair for pair in missing if not pair[1].startswith(("site/", "docs/public", "tests/browser/node_modules"))} == set()


def test_every_room_has_tests() -> None:
    assert len(ROOMS) > 1
    assert [room for room in ROOMS if not list((ROOT / "tests" / room).rglob("test_*.py"))] == []


def test_the_lower_bounds_are_those_of_the_project() -> None:
    wanted = {re.split(r"[><]", line)[0]: re.split(r">=|,", line)[1] for line in PROJECT["project"]["dependencies"]}
    pinned = dict(line.split("==") for line in _lines(ROOT / "tests" / "lower_bounds" / "constraints.txt") if "==" in line)
    assert len(wanted) > 1
    assert {name: _version(text) for name, text in pinned.items()} == {name: _version(text) for name, text in wanted.items()}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_few_rights(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes nothing but text, lists and mappings
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in text
    assert [name for name, job in workflow["jobs"].items() if "timeout-minutes" not in job] == []
    commands = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert [command for command in commands if "${{" in command] == []


def test_every_action_is_pinned_by_its_hash() -> None:
    used = [action for path in WORKFLOWS for action in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))]
    assert len(used) > 10
    assert [action for action in used if not re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v[\d.]+", action)] == []


def test_there_are_workflows_of_the_product_and_of_the_sample() -> None:
    product, sample = ["ci.yml", "newest.yml"], ["check.yml", "comment.yml", "publish.yml", "suggestion.yml"]
    assert [path.name for path in WORKFLOWS] == sorted(product + sample)


@pytest.mark.xdist_group("house")
def test_tests_that_belong_together_run_together(request: pytest.FixtureRequest) -> None:
    """The runner names the group of a test when it runs several at once; else each worker would build the sites again."""
    assert request.node.nodeid.endswith("@house") or "PYTEST_XDIST_WORKER" not in os.environ


@pytest.fixture(scope="module")
def made_once() -> str:
    return "for all tests of this file"


def test_tests_of_a_file_that_makes_something_once_run_together(request: pytest.FixtureRequest, made_once: str) -> None:
    assert made_once
    assert request.node.nodeid.endswith("@test_house") or "PYTEST_XDIST_WORKER" not in os.environ


def test_a_skip_fails_where_nothing_may_be_skipped(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_skipped.py").write_text("import pytest\n\ndef test_it():\n    pytest.skip('because')\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)]
    for setting, code in (("", 0), ("1", 1)):
        environment = os.environ | {"JOURNEYBOOK_NO_SKIP": setting}
        answer = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert (answer.returncode, "forbids it" in answer.stdout) == (code, bool(code)), answer.stdout


def test_what_is_left_out_is_skipped_in_words() -> None:
    """Whatever else hides a test from the count of the skipped stands here, with its reason in its file."""
    hiding = re.compile(r"\b(pytest_deselected|collect_ignore\w*|pytest_ignore_collect|__test__)\b")
    files = [path for path in sorted((ROOT / "tests").rglob("*.py")) if path != Path(__file__)]
    found = {path.relative_to(ROOT / "tests").as_posix(): hiding.findall(path.read_text(encoding="utf-8")) for path in files}
    assert {name: words for name, words in found.items() if words} == {
        "draw/conftest.py": ["collect_ignore"],
        "prove/conftest.py": ["collect_ignore"],
    }


def _says(node: ast.AST) -> bool:
    """Whether this asks for words of the interface: `book.say(...)`, or `heading(book, ...)`."""
    called = node.func if isinstance(node, ast.Call) else None
    return (isinstance(called, ast.Attribute) and called.attr == "say") or (isinstance(called, ast.Name) and called.id == "heading")


def _is_address(text: object) -> bool:
    return isinstance(text, str) and re.fullmatch(r"[\w{}./-]*\.md", text) is not None


def _texts() -> list[Path]:
    """Every text that we wrote, save the authors' own."""
    tops = [ROOT / name for name in ("macros", "tests", "docs", "overrides", ".github", ".ci", "bench", "requirements")]
    kinds = {".py", ".md", ".yml", ".html", ".css", ".js", ".jinja", ".toml", ".txt", ""}
    deep = [
        path
        for top in tops
        for path in top.rglob("*")
        if path.is_file() and path.suffix in kinds and not {"__pycache__", "node_modules"} & set(path.parts)
    ]
    return sorted(deep + [path for path in ROOT.iterdir() if path.suffix in {".md", ".yml", ".toml"} or path.name == "Makefile"])


def _branches(tree: str) -> Iterator[tuple[Path, str]]:
    parents: list[str] = []
    for line in filter(str.strip, tree.splitlines()):
        name, _, meaning = line.strip().partition(" ")
        parents[(len(line) - len(line.lstrip())) // 2 :] = [name.rstrip("/")]
        yield Path(*parents), meaning.strip()


def _dangers(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func)
        if DANGEROUS.fullmatch(name):
            yield call.lineno, name
        if any(keyword.arg == "shell" for keyword in call.keywords):
            yield call.lineno, "shell="


def _allowed(path: Path, what: str) -> bool:
    """Only render may declare a text finished: escaping has one home."""
    return what.endswith("Markup") and (PACKAGE / "render") in path.parents


def _definitions(path: Path) -> Iterator[Definition]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return (node for node in ast.walk(source_tree(path)) if isinstance(node, kinds))


def _public(path: Path) -> Iterator[Definition]:
    """Public functions and classes of a module, and the public methods of its public classes."""
    tops = [node for node in source_tree(path).body if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")]
    for node in tops:
        yield node
        inner = node.body if isinstance(node, ast.ClassDef) else []
        yield from (part for part in inner if isinstance(part, ast.FunctionDef | ast.ClassDef) and not part.name.startswith("_"))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _version(text: str) -> tuple[int, ...]:
    numbers = [int(part) for part in text.strip().split(".")]
    return tuple(numbers + [0] * (3 - len(numbers)))
