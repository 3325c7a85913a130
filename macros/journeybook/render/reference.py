"""The reference pages as Markdown, written from the model, the rules and the views themselves, so that they cannot fall behind."""

import inspect
import re
import textwrap
from enum import StrEnum
from functools import cache

from journeybook.load.rules import RULES
from journeybook.model.anatomy import Anatomy, anatomy
from journeybook.model.base import Part
from journeybook.model.files import ATLAS, FOLDERS
from journeybook.model.item import Item, Owned
from journeybook.model.organisation import AtlasFile
from journeybook.model.step import Experience
from journeybook.registry import modules
from journeybook.render.environment import FAMILIES

MADE = "<!-- Made by `journeybook reference` from the code; change the docstrings there, not this page. -->\n\n"
BASES: tuple[type[Part], ...] = (Item, Owned, Experience)
"""What many classes are built on; their keys are documented once."""
HOLDS = {
    "Flag": "true or false",
    "Condition": "[condition](../guide/conditions-and-times.md)",
    "Timing": "[timing](../guide/conditions-and-times.md)",
    "Duration": "length of time, such as `14 days`",
    "date": "date, such as `2026-03-01`",
    "int": "whole number",
    "Decimal": "number",
    "bool": "true or false",
    "str": "text",
}
"""What a field holds, by the type of its value."""


def reference_pages() -> dict[str, str]:
    """Return every reference page by its file name."""
    pages = {f"{name}.md": MADE + _page(name, model) for name, model in _roots().items()}
    pages["common.md"] = MADE + "# Parts that many things share\n\n" + "".join(_section(model, "common") for model in _shared())
    pages["rules.md"] = MADE + _rules()
    pages["macros.md"] = MADE + _macros()
    return pages


def _page(name: str, model: type[Part]) -> str:
    where = f"`journeys/{ATLAS}`" if model is AtlasFile else f"Files in `journeys/{name}/`"
    own = [part for part in _inside(model) if _home(part, name) == name]
    return f"# {where}\n\n" + "".join(_section(part, name) for part in own)


def _section(model: type[Part], page: str) -> str:
    fields = anatomy(model)
    bases = [base for base in BASES if issubclass(model, base) and model is not base]
    taken = {name for base in bases for name in anatomy(base) if name not in model.__annotations__}
    rows = "".join(_row(field, page) for name, field in fields.items() if name not in taken)
    links = " and ".join(f"[{_title(base).lower()}]({_link(base, page)})" for base in bases)
    more = f"It also takes the keys of {links}.\n\n" if bases else ""
    head = f"## {_title(model)}\n\n{_sentence(model.__doc__)}\n\n{_short_form(model)}{more}"
    return f"{head}| key | holds | needed | may be public | meaning |\n| --- | --- | --- | --- | --- |\n{rows}\n"


def _row(field: Anatomy, page: str) -> str:
    needed, public = "yes" if field.required else "", "yes" if field.ceiling.value == "public" else ""
    return f"| `{field.name}` | {_holds(field, page)} | {needed} | {public} | {_sentence(field.description)} |\n"


def _holds(field: Anatomy, page: str) -> str:
    if field.part:
        one = f"[{_title(field.part).lower()}]({_link(field.part, page)})"
    elif field.names:
        one = "id: " + " or ".join(kind.replace("-", " ") for kind in field.names)
    elif isinstance(field.value_type, type) and issubclass(field.value_type, StrEnum):
        one = " · ".join(f"`{word}`" for word in field.value_type)
    else:
        one = "formatted text" if field.formatted else HOLDS.get(getattr(field.value_type, "__name__", ""), "text")
    return f"list: {one}" if field.many else one


def _link(model: type[Part], page: str) -> str:
    home = _home(model, page)
    return f"{'' if home == page else home + '.md'}#{_title(model).lower().replace(' ', '-')}"


def _home(model: type[Part], page: str) -> str:
    """Return the page that documents a class: the one of its folder, the shared one, or the page that asks."""
    roots = {root: name for name, root in _roots().items()}
    return roots.get(model) or ("common" if model in _shared() else page)


def _short_form(model: type[Part]) -> str:
    said = [f"A bare text stands for its `{model.SHORT}`."] if model.SHORT else []
    said += [f"In a list, `{{a: b}}` stands for `{model.KEYED[0]}: a` with `{model.KEYED[1]}: b`."] if model.KEYED else []
    return f"*Short form.* {' '.join(said)}\n\n" if said else ""


def _rules() -> str:
    reading = "".join(f"| `{name}` | {_sentence(text)} |\n" for name, text in sorted(RULES.items()))
    practice = "".join(
        f"### {rule.ID}\n\nLevel: {rule.LEVEL}\n\n{_manual(rule.__doc__ or '')}\n\n"
        for rule in modules("journeybook.validate.rules").values()
    )
    return (
        "# What the checks say\n\nA finding reads `file:line:column level RULE message (hint)`. Errors fail a check, warnings do not.\n\n"
        f"## Reading a file\n\n| rule | what it says |\n| --- | --- |\n{reading}\n"
        "## Shape and references\n\nRules that begin with `SHAPE-` are about one file's keys and values, `REFERENCE-` about ids that name "
        "something elsewhere, `OVERLAY` about variants, `EXEMPTION-` about findings that stay on purpose.\n\n"
        f"## Practice\n\nAn exemption in `atlas.yml` names the rule, the place, the reason and the day on which it ends.\n\n{practice}"
    )


def _manual(text: str) -> str:
    """Return a rule's manual with its examples as code."""
    return re.sub(
        r"(?m)^(Good|Bad):\n((?:(?: {4}.*)?\n?)+)",
        lambda found: f"{found[1]}:\n\n```yaml\n{textwrap.dedent(found[2]).strip()}\n```\n\n",
        text,
    ).strip()


def _macros() -> str:
    rows = "".join(
        f"| `{name}({', '.join(list(inspect.signature(module.view).parameters)[1:])})` | {family} | {_sentence(module.__doc__)} |\n"
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
    found = [part for root in roots for part in _inside(root)]
    return tuple(dict.fromkeys([*BASES, *(part for part in found if found.count(part) > 1 and part not in roots)]))


def _inside(model: type[Part]) -> tuple[type[Part], ...]:
    """Return a class and every class its fields hold, in order."""
    found: dict[type[Part], None] = {}
    todo = [model]
    while todo:
        part = todo.pop(0)
        if part not in found:
            found[part] = None
            todo += [field.part for field in anatomy(part).values() if field.part]
    return tuple(found)


def _title(model: type[Part]) -> str:
    return re.sub(r"(?<!^)([A-Z])", lambda found: f" {found[1].lower()}", model.__name__)


def _sentence(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")
