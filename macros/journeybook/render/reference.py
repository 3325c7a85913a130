"""The reference pages as Markdown, written from the model, the rules and the views themselves, so that they cannot fall behind."""

import re
import textwrap
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Any, get_args

from journeybook.findings import FindingRule
from journeybook.model.base import Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.files import ATLAS, FOLDERS
from journeybook.model.item import Item, Owned
from journeybook.model.organisation import AtlasFile
from journeybook.model.step import Experience
from journeybook.registry import modules
from journeybook.validate.catalogue import practice_checks, reading_rules, shape_rules

MADE = "<!-- Made by `journeybook reference` from the code; change the docstrings there, not this page. -->\n\n"
BASES: tuple[type[Part], ...] = (Item, Owned, Experience)
"""What many classes are built on; their keys are documented once."""
READING = """## How to read the tables

- **key** is what you write, **holds** what may stand behind it. `list:` means one or several; one needs no list.
- **id: measure** means the id of a measure that is defined somewhere; inside another map it is `map-id/its-id`.
- **id** alone is small letters, digits, single hyphens or underscores; the `id` of a thing is its own and never changes.
- **formatted text** knows emphasis, lists, links and code; every other text is shown as it is typed.
- **needed** means that the thing cannot be without it. Everything else may be left out.
- **may be public** is the widest audience that a key may ever have; see [two audiences](../guide/audiences.md).
- A **short form** lets a bare text stand for the most usual key, or `{a: b}` for two of them.
- An **answer** may stand behind every key that is not needed, instead of its value: `unknown`, `unstated`, `none`, `planned`,
  `not-launched` or `not-applicable`, without quotes, such as `pain_points: unknown` or `takes: unstated`. It can be written as
  `blank: {takes: unstated}`, too; see [answers](../guide/answers.md). Ids and the settings of the sites take none.
"""
HOLDS = {
    "Flag": "true or false",
    "Condition": "[condition](../guide/conditions-and-times.md)",
    "Timing": "[timing](../guide/conditions-and-times.md)",
    "Duration": "length of time, such as `14 days` or `up to 6 weeks`",
    "date": "date, such as `2026-03-01`",
    "int": "whole number",
    "Decimal": "number",
    "bool": "true or false",
    "str": "text",
    "Any": "keys of the item",
    "_identifier": "id",
    "_web": "address: `https://...`, `http://...` or `mailto:...`, or `/...` from the base address",
    "_colour": "colour, such as `'#1f5f8b'`",
    "_file": "name of a file in `journeys/resources/`",
}
"""What a field holds, by the type of its value or by what reads it."""

PAGES = {
    "common": "parts that many things share: facts, times, links, owners",
    "rules": "what the checks say, with examples",
    "macros": "the views that pages can call",
    "commands": "what the program can do",
    "coverage": "what teams say about journeys, and where it is written and shown",
}


def reference_pages() -> dict[str, str]:
    """Return every reference page by its file name."""
    return field_pages() | {"index.md": MADE + _index(), "rules.md": MADE + _rules(), "macros.md": MADE + _macros()}


@cache
def field_pages() -> dict[str, str]:
    """Return the reference pages that describe fields by their file name."""
    pages = {f"{name}.md": MADE + _page(name, model) for name, model in _roots().items()}
    return pages | {"common.md": MADE + "# Parts that many things share\n\n" + "".join(_section(model, "common") for model in _shared())}


def sections_about(model: type[Part], field: str) -> tuple[tuple[str, str], ...]:
    """Return where a field may be described, as file names and headings of reference pages: at its class or at one it is built on."""
    classes = (model, *(base for base in BASES if issubclass(model, base) and field in part_fields(base)))
    return tuple((f"{_home(part)}.md", _title(part)) for part in classes)


@cache
def reference_lines(page: str) -> dict[tuple[str, str], int]:
    """Return the number of the line, from 1, that describes each field of a reference page, by its heading and key."""
    lines, title = {}, ""
    for number, line in enumerate(page.splitlines(), start=1):
        if heading := re.match("## (.+)", line):
            title = heading[1]
        elif row := re.match(r"\| `([a-z_]+)` \|", line):
            lines[title, row[1]] = number
    return lines


def _page(name: str, model: type[Part]) -> str:
    where = f"`journeys/{ATLAS}`" if model is AtlasFile else f"Files in `journeys/{name}/`"
    parts = [part for part in _inside(model) if _home(part) == name]
    return f"# {where}\n\n" + "".join(_section(part, name) for part in parts)


def _index() -> str:
    rows: list[tuple[str, type[Part], str]] = [(ATLAS, AtlasFile, "atlas"), *((f"{name}/", model, name) for name, model in FOLDERS.items())]
    table = "".join(
        f"| `journeys/{where}` | [{_title(model).lower()}]({name}.md) | {_sentence(model.__doc__)} |\n" for where, model, name in rows
    )
    more = "".join(f"- [{name.capitalize()}]({name}.md): {text}\n" for name, text in PAGES.items())
    return (
        "# Reference\n\nEvery kind of file and every key, made from the code. How to use them is in the [guide](../guide/index.md).\n\n"
        f"| files | hold | which are |\n| --- | --- | --- |\n{table}\n"
        "A file in a folder holds one thing, or a list of them; folders may have folders inside. Files may have any name.\n\n"
        f"{more}\n{READING}"
    )


def _section(model: type[Part], page: str) -> str:
    fields = part_fields(model)
    bases = [base for base in BASES if issubclass(model, base) and model is not base]
    taken = {name for base in bases for name in part_fields(base) if name not in model.__annotations__}
    rows = "".join(_row(model, field, page) for name, field in fields.items() if name not in taken and name != "blank")
    links = " and ".join(f"[{_title(base).lower()}]({_link(base, page)})" for base in bases)
    more = f"It also takes the keys of {links}.\n\n" if bases else ""
    head = f"## {_title(model)}\n\n{_sentence(model.__doc__)}\n\n{_short_form(model)}{more}"
    head += f"*Found under* {', '.join(sorted(_uses()[model]))}.\n\n" if model in _uses() else ""
    return f"{head}| key | holds | needed | may be public | meaning |\n| --- | --- | --- | --- | --- |\n{rows}\n"


def _row(model: type[Part], field: PartField, page: str) -> str:
    meaning = f"{field.description} Not shown, because {field.not_shown}." if field.not_shown else field.description
    needed, public = "yes" if field.required else "", "yes" if field.ceiling.value == "public" else ""
    return f"| `{field.name}` | {_holds(model, field, page)} | {needed} | {public} | {_sentence(meaning)} |\n"


def _holds(model: type[Part], field: PartField, page: str) -> str:
    if field.part:
        value = f"[{_title(field.part).lower()}]({_link(field.part, page)})"
    elif field.names:
        value = "id: " + " or ".join(kind.replace("-", " ") for kind in field.names)
    elif isinstance(field.value_type, type) and issubclass(field.value_type, StrEnum):
        value = " · ".join(f"`{word}`" for word in field.value_type)
    else:
        words = [*_readers(model.model_fields[field.name]), getattr(field.value_type, "__name__", "")]
        value = "formatted text" if field.formatted else next((HOLDS[word] for word in words if word in HOLDS), "text")
    return f"list: {value}" if field.many else value


def _readers(annotated: Any) -> list[str]:  # noqa: ANN401 - a field, or any part of its type
    """Return the names of the functions that read a field's value, wherever in its type they stand."""
    marks: Any = getattr(annotated, "metadata", None) or getattr(annotated, "__metadata__", ())
    inside = getattr(annotated, "annotation", None)
    validators = [name for mark in marks if (name := getattr(getattr(mark, "func", None), "__name__", ""))]
    parts: tuple[Any, ...] = (inside,) if inside else get_args(annotated)
    return validators + [name for part in parts for name in _readers(part)]


def _link(model: type[Part], page: str) -> str:
    home = _home(model)
    return f"{'' if home == page else home + '.md'}#{_title(model).lower().replace(' ', '-')}"


@cache
def _home(model: type[Part]) -> str:
    """Return the page that documents a class: the one of its folder, the shared one, or the only page that asks."""
    roots = {root: name for name, root in _roots().items()}
    if model in roots or model in _shared():
        return roots.get(model, "common")
    return next(name for root, name in roots.items() if model in _inside(root))


@cache
def _uses() -> dict[type[Part], set[str]]:
    """Return for each class the keys under which it is written, each with the class that has the key."""
    uses: dict[type[Part], set[str]] = {}
    for part in dict.fromkeys(part for root in _roots().values() for part in _inside(root)):
        for name, field in part_fields(part).items():
            if field.part and name != "blank":
                owner = next((base for base in (*BASES, part) if name in base.__annotations__), part)
                uses.setdefault(field.part, set()).add(f"`{_title(owner).lower()}.{name}`")
    return uses


def _short_form(model: type[Part]) -> str:
    sentences = [f"A bare text stands for its `{model.SHORT}`."] if model.SHORT else []
    sentences += [f"In a list, `{{a: b}}` stands for `{model.KEYED[0]}: a` with `{model.KEYED[1]}: b`."] if model.KEYED else []
    return f"*Short form.* {' '.join(sentences)}\n\n" if sentences else ""


def _rules() -> str:
    return (
        "# What the checks say\n\nA finding reads `file:line:column level RULE message (hint)`. Errors fail a check, warnings do not.\n"
        "The good examples of a rule give no finding, the bad ones findings of the rule. An example is keys of a map; a line\n"
        "`# health/score.yml` begins a file of its own, and a line that ends in `# 101 times` stands so often.\n\n"
        f"## Reading a file\n\n{_manuals(reading_rules())}"
        f"## Shape and references\n\n{_manuals(shape_rules())}"
        "## Practice\n\nAn exemption in `atlas.yml` names the rule, the place, the reason and the day on which it ends.\n\n"
        f"{_manuals(practice_checks())}"
    )


def _manuals(rules: Iterable[FindingRule]) -> str:
    """Return a table of rules, and below it the manual of each."""
    all_rules = tuple(rules)
    rows = "".join(f"| [`{rule.id}`](#{rule.id.lower()}) | {rule.level} | {_sentence(rule.sentence)} |\n" for rule in all_rules)
    manuals = "".join(f"### {rule.id}\n\nLevel: {rule.level}\n\n{_manual(rule.manual)}\n\n" for rule in all_rules)
    return f"| rule | level | what it says |\n| --- | --- | --- |\n{rows}\n{manuals}"


def _manual(text: str) -> str:
    """Return a rule's manual with its examples as code."""
    return re.sub(
        r"(?m)^(Good|Bad):\n((?:(?: {4}.*)?\n?)+)",
        lambda example: f"{example[1]}:\n\n```yaml\n{textwrap.dedent(example[2]).strip()}\n```\n\n",
        text,
    ).strip()


def _macros() -> str:
    from journeybook.render.environment import FAMILIES, view_arguments  # noqa: PLC0415 - the manual of fields needs no pages

    rows = "".join(
        f"| `{name}({', '.join(view_arguments(name)[0])})` | {family} | {_sentence(module.__doc__)} |\n"
        for family in FAMILIES
        for name, module in modules(f"journeybook.views.{family}").items()
    )
    head = "# Macros\n\nA page in `docs/` whose front matter says `render_macros: true` may call these; ids are given in quotes.\n\n"
    return f"{head}| macro | kind | what it shows |\n| --- | --- | --- |\n{rows}"


@cache
def _roots() -> dict[str, type[Part]]:
    return {ATLAS.removesuffix(".yml"): AtlasFile, **FOLDERS}


@cache
def _shared() -> tuple[type[Part], ...]:
    """Return the classes that more than one kind of file uses, after those that all things are built on."""
    roots = tuple(_roots().values())
    parts = [part for root in roots for part in _inside(root)]
    return tuple(dict.fromkeys([*BASES, *(part for part in parts if parts.count(part) > 1 and part not in roots)]))


@cache
def _inside(model: type[Part]) -> tuple[type[Part], ...]:
    """Return a class and every class its fields hold, in order."""
    parts: dict[type[Part], None] = {}
    todo = [model]
    while todo:
        part = todo.pop(0)
        if part not in parts:
            parts[part] = None
            todo += [field.part for field in part_fields(part).values() if field.part]
    return tuple(parts)


def _title(model: type[Part]) -> str:
    return re.sub(r"(?<!^)([A-Z])", lambda letter: f" {letter[1].lower()}", model.__name__)


def _sentence(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")
