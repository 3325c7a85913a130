"""One word for one thing: public names have one home, modules are named by terms of the glossary, and none hides a standard library's."""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from source_tree import source_tree

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "macros" / "journeybook"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMED_BY_USERS = ("cli", "validate/rules", "views/pages", "views/tables", "views/diagrams")
"""Folders whose modules are named for what a reader, author or user calls them."""

SHARED = {
    "EXAMPLES": "every command shows examples of itself",
    "ID": "every check names itself",
    "LEVEL": "every check says how grave it is",
    "PUBLICATION": "every check of what customers read says so",
    "check": "every check is asked by this name, and so are all of them",
    "pages": "every page lists the pages of its kind",
    "view": "every macro's module makes its view by this name",
}
"""Names that modules share on purpose, with the reason."""
VAGUE = {"one", "found", "said", "named", "own", "made", "listed"}
"""Names that say nothing about what they hold."""
LIBRARY = {"Path", "Mapping", "Iterator", "Iterable", "Sequence", "Callable", "date", "datetime", "Decimal", "Fraction", "Enum"}


def test_a_public_name_is_defined_in_one_module() -> None:
    homes = defaultdict(list)
    for path in MODULES:
        for name in _public_names(path):
            homes[name].append(path.relative_to(PACKAGE).as_posix())
    assert len(homes) > 500
    assert [name for name in SHARED if len(homes[name]) < 2] == []
    assert {name: paths for name, paths in homes.items() if len(paths) > 1 and name not in SHARED} == {}


def test_every_module_is_named_by_terms_of_the_glossary() -> None:
    terms = set(_terms())
    modules = [path for path in MODULES if not path.stem.startswith("__") and not _is_named_by_users(path)]
    assert len(terms) > 100
    assert len(modules) > 100
    assert {"path_search", "back_edges"} <= {path.stem for path in modules}
    assert [path.relative_to(PACKAGE).as_posix() for path in modules if not _is_made_of(path.stem.split("_"), terms)] == []
    assert not _is_made_of(["odds", "and", "ends"], terms)


def test_no_public_name_hides_one_of_the_standard_library() -> None:
    names = [(path, name) for path in MODULES for name in _public_names(path)]
    assert names
    assert [f"{path.relative_to(PACKAGE)}: {name}" for path, name in names if name in LIBRARY] == []
    assert [path.stem for path in MODULES if path.parent == PACKAGE and path.stem in sys.stdlib_module_names - {"site"}] == []


def test_no_local_name_says_nothing() -> None:
    """A value inside a function is called by its thing, not by where it came from."""
    functions = [(path, node) for path in MODULES for node in ast.walk(source_tree(path)) if isinstance(node, ast.FunctionDef)]
    assert functions
    vague = [f"{path.relative_to(PACKAGE)}:{node.name}: {name}" for path, node in functions for name in _local_names(node) if name in VAGUE]
    assert vague == []
    assert VAGUE & set(_local_names(ast.parse("def f(one):\n    found = [said for said in one]").body[0])) == {"one", "found", "said"}


def _local_names(function: ast.AST) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _public_names(path: Path) -> Iterator[str]:
    """Yield the functions, classes and types a module defines for others, and the constants that another module imports."""
    imported = _imported()
    for node in source_tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        for target in targets:
            name = target.id if isinstance(target, ast.Name) else "_"
            if not name.startswith("_") and (name in SHARED or (path, name) in imported):
                yield name


@cache
def _imported() -> set[tuple[Path, str]]:
    """Return what modules import from each other by name."""
    return {
        (_file_of(node.module), alias.name)
        for path in MODULES
        for node in ast.walk(source_tree(path))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("journeybook.")
        for alias in node.names
    }


def _file_of(module: str) -> Path:
    path = PACKAGE.parent / module.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _is_named_by_users(path: Path) -> bool:
    return path.parent.relative_to(PACKAGE).as_posix() in NAMED_BY_USERS


def _terms() -> Iterator[str]:
    """Yield the terms of the glossary in small letters, single as in the page."""
    page = (ROOT / "docs" / "develop" / "glossary.md").read_text(encoding="utf-8")
    for cell in re.findall(r"^\| ([^|]+) \|", page, flags=re.MULTILINE):
        if cell not in {"Term", "---"}:
            yield from (_single(term.strip().lower()) for term in cell.split(","))


def _single(term: str) -> str:
    """Return a term in the singular, as far as comparing two needs it."""
    return " ".join(re.sub(r"ies$", "y", word) if word.endswith("ies") else re.sub(r"(?<=[^s])s$", "", word) for word in term.split())


def _is_made_of(words: list[str], terms: set[str]) -> bool:
    """Whether a module's name is a row of terms, each of one or more words."""
    return not words or any(
        _single(" ".join(words[:length])) in terms and _is_made_of(words[length:], terms) for length in range(1, len(words) + 1)
    )
