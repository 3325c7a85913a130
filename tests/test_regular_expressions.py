"""No regular expression of the package takes time that grows with the square of what is put to it."""

import ast
import os
import re
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from source_tree import source_tree

from journeybook.registry import modules

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "macros" / "journeybook"
LENGTH = 10_000
"""Characters of each hostile text: a square of them is some hundred times the limit below, and what is linear a hundredth of it."""
MOST_SECONDS = 0.25
"""CPU time for one text: a stop, not a measure."""
PIECES = (
    *" \t\na0A-_.@/:#<({[\"'=&%\\,",
    *("a-", "a.", "a@", "a/", "0 ", "12 ", "12  ", "1,", "aa ", "=41", "0x", "- ", " #", "id: ", "<a ", "{{", "{%", "{#"),
    *("url(", "@import ", "stream\n", "<script>", "https://", "mailto:a", "AB-1"),
)
BEGINNINGS = ("", "x ", "mailto:", "url(", "https://a", "12", "<", "A1-", '<input class="md-toggle"')
ENDS = ("\x01", ".")
LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
METHODS = {"match", "search", "fullmatch", "finditer", "findall", "sub", "split"}
DIRECT = re.compile(rf"\bre\.({'|'.join(METHODS)})\(")
"""An expression that is used where it is written; modules without one need not be parsed."""


@dataclass(frozen=True)
class Use:
    """A regular expression and the way in which a module puts it to a text."""

    module: str
    pattern: str
    flags: int
    is_bytes: bool
    method: str

    def put_to(self, text: str) -> None:
        if self.is_bytes:
            self._put(re.compile(self.pattern.encode("latin-1"), self.flags), text.encode())
        else:
            self._put(re.compile(self.pattern, self.flags), text)

    def _put(self, expression: Any, subject: str | bytes) -> None:
        if self.method in {"match", "search", "fullmatch"}:
            getattr(expression, self.method)(subject)
        else:
            assert sum(1 for _ in expression.finditer(subject)) >= 0


def uses() -> Iterator[Use]:
    """Yield every expression of the package with each method that is used on it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(source_tree(path)) if DIRECT.search(path.read_text(encoding="utf-8")) else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS and node.args:
                first = node.args[0]
                value = first.value if isinstance(first, ast.Constant) else None
                if isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and isinstance(value, str | bytes):
                    pattern = value if isinstance(value, str) else value.decode("latin-1")
                    yield Use(module, pattern, 0, isinstance(value, bytes), node.func.attr)
    for room in sorted({path.parent for path in PACKAGE.rglob("*.py") if "starters" not in path.parts}):
        name = ".".join(("journeybook", *room.relative_to(PACKAGE).parts))
        for module, loaded in modules(name).items() if room != PACKAGE else ():
            for variable, value in vars(loaded).items():
                if isinstance(value, re.Pattern):
                    yield from compiled(f"{name}.{module}.{variable}", variable, value)


@cache
def methods_by_name() -> dict[str, set[str]]:
    """Return the methods of an expression that the package calls on anything, by the name of that thing."""
    methods: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for name, method in re.findall(rf"\b(\w+)\.({'|'.join(METHODS)})\b", path.read_text(encoding="utf-8")):
            methods.setdefault(name, set()).add(method)
    return methods


def compiled(place: str, variable: str, value: "re.Pattern[str] | re.Pattern[bytes]") -> Iterator[Use]:
    methods = methods_by_name().get(variable, set()) or {"finditer"}
    is_bytes = isinstance(value.pattern, bytes)
    pattern = value.pattern.decode("latin-1") if isinstance(value.pattern, bytes) else value.pattern
    yield from (Use(place, pattern, value.flags & ~re.UNICODE, is_bytes, method) for method in methods)


USES = sorted(set(uses()), key=repr)


def test_every_piece_and_every_beginning_is_tried_with_either_end() -> None:
    assert {(piece, end) for _, piece, end in texts()} == set(product(PIECES, ENDS))
    assert {(begin, end) for begin, _, end in texts()} == set(product(BEGINNINGS, ENDS))


def test_the_expressions_of_the_package_are_met() -> None:
    assert len(USES) > 60
    assert any(use.module.endswith("comments._HASH") for use in USES)


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.module} {use.method}")
def test_time_grows_with_the_length_of_the_text(use: Use) -> None:
    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        for begin, piece, end in texts():
            signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
            use.put_to(begin + piece * (LENGTH // len(piece)) + end)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def texts() -> Iterator[tuple[str, str, str]]:
    """Yield beginnings, pieces and ends of texts: at short either end with each beginning and each piece, but not with each pair."""
    pairs = product(BEGINNINGS, PIECES)
    return ((*pair, end) for number, pair in enumerate(pairs) for end in (ENDS if LONG else ENDS[number % 2 :][:1]))


def stop(*_: object) -> None:
    raise TimeoutError("too slow for this text")
