"""The plan document has the same fields and types in Python, which writes it, and in the scripts, which read it."""

import re
import types
from pathlib import Path
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from journeybook.views.success_map import plan_document

JSDOC = Path(__file__).parent / "types" / "plan-document.js"
NAMED = {plan_document.PlanWord: "PlanWord"}
SIMPLE = {str: "string", int: "number", bool: "boolean", type(None): "null"}
Fields = dict[str, str]


def test_python_and_the_scripts_have_the_same_plan_document() -> None:
    ours, theirs = in_python(), in_jsdoc(JSDOC.read_text(encoding="utf-8"))
    assert {"PlanDocument", "MomentDocument", "PlanWord"} <= ours.keys()
    assert ours["TimingDocument"]["[every]"] == "[number, string, number]"
    assert ours == theirs


def test_a_field_that_is_missing_or_of_another_type_is_told() -> None:
    text = JSDOC.read_text(encoding="utf-8")
    ours = in_python()
    for right, wrong in (
        (" * @property {string} slug\n", ""),
        (" * @property {string} slug\n", " * @property {string} slug\n * @property {string} more\n"),
        ("{string} slug", "{number} slug"),
        ("{string} [said]", "{string} said"),
        ('{"elsewhere"} kind', '{"abroad"} kind'),
        ('"fits" | ', ""),
        ("{[number, string]} [end]", "{[number, number]} [end]"),
        ("{number[]} weekend", "{string[]} weekend"),
    ):
        assert text.count(right) >= 1, right
        assert in_jsdoc(text.replace(right, wrong, 1)) != ours, right


def in_python() -> dict[str, Fields]:
    """Return every type of the document with its fields, as JSDoc writes them; a field that may be missing stands in brackets."""
    written = {name: _fields(kind) for name, kind in vars(plan_document).items() if is_typeddict(kind)}
    return written | {name: {"": _type(alias, alias_of=name)} for alias, name in NAMED.items()}


def in_jsdoc(text: str) -> dict[str, Fields]:
    """Return the same of the type definitions in a script."""
    found: dict[str, Fields] = {}
    for comment in re.findall(r"/\*\*(.*?)\*/", text, re.DOTALL):
        flat = " ".join(line.strip().removeprefix("*").strip() for line in comment.splitlines())
        for kind, name, rest in re.findall(r"@typedef \{(.+?)\} (\w+)(.*)", flat):
            fields = re.findall(r"@property \{(.+?)\} (\[?\w+\]?)", rest)
            found[name] = {field: kind for kind, field in fields} if kind == "object" else {"": kind}
            assert len(fields) == rest.count("@property")
    return found


def _fields(kind: type) -> Fields:
    hints = get_type_hints(kind, include_extras=True)
    return {f"[{name}]" if get_origin(hint) is NotRequired else name: _type(hint) for name, hint in hints.items()}


def _type(hint: Any, *, alias_of: str = "") -> str:
    if hint in NAMED and not alias_of:
        return NAMED[hint]
    if hint in SIMPLE or is_typeddict(hint):
        return SIMPLE.get(hint) or str(hint.__name__)
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " | ".join(f'"{part}"' for part in parts)
    inner = [_type(part) for part in parts]
    shapes = {
        NotRequired: "{0}",
        Union: " | ".join(inner),
        types.UnionType: " | ".join(inner),
        list: "{0}[]",
        tuple: f"[{', '.join(inner)}]",
        dict: "Record<{0}, {1}>",
    }
    return shapes[origin].format(*inner)
