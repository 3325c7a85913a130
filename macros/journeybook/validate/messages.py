"""What pydantic found, said in the author's words: by its error codes, never by its English."""

from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from journeybook.findings import nearest
from journeybook.load.source import Listing, Mapping, Node, Scalar
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.organisation import AtlasFile
from journeybook.model.step import Step

LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Fault:
    """One error of pydantic's with what stands there: the key as its author wrote it, the value, and the class around it."""

    detail: ErrorDetails
    key: str
    written: str
    node: Node
    owner: type[Part]
    in_list: bool = False


@dataclass(frozen=True)
class Said:
    """A rule's id with a message and a hint."""

    rule: str
    message: str
    hint: str


def explain(fault: Fault, lanes: tuple[str, ...]) -> Said:
    """Say what is wrong, what is allowed and what to do."""
    code = fault.detail["type"]
    if code == "extra_forbidden":
        return _unknown_key(fault.key, fault.owner, lanes)
    if code == "missing":
        return Said("SHAPE-MISSING", f"{noun(fault.owner)} needs '{fault.key}'", _wanted(fault, lanes))
    if isinstance(fault.node, Scalar) and not fault.node.text.strip():
        return Said("SHAPE-EMPTY", f"'{fault.written}' is empty", "write something behind the colon or below it, or delete the line")
    return _choice(fault) if code == "enum" else _value(fault, code, lanes)


def noun(model: type[Part]) -> str:
    """Return what authors call a thing of this class, with its article.

    >>> noun(Step), noun(AtlasFile)
    ('a step', 'atlas.yml')
    """
    if model is AtlasFile:
        return "atlas.yml"
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__).strip()
    return a(model.KIND.replace("-", " ") or spaced)


def a(word: str) -> str:
    """Put the article before a noun.

    >>> a("event"), a("play")
    ('an event', 'a play')
    """
    return f"{'an' if word[:1] in 'aeiou' and not word.startswith('use') else 'a'} {word}"


def _unknown_key(key: str, owner: type[Part], lanes: tuple[str, ...]) -> Said:
    allowed = list(part_fields(owner))
    message = f"{noun(owner)} has no '{key}'"
    if owner is Step and key in lanes:
        hint = f"make a step of its own for '{key}', or delete the other lane"
        return Said("SHAPE-LANE", f"a step stands in one lane, and '{key}' is one more", hint)
    if owner is Step:
        allowed += lanes
        message = f"a step has no '{key}', and no lane is called so"
    guess = nearest(key, allowed)
    hint = f"did you mean '{guess}'?" if guess else f"allowed: {', '.join(sorted(allowed))}"
    return Said("SHAPE-UNKNOWN-KEY", message, hint)


def _value(fault: Fault, code: str, lanes: tuple[str, ...]) -> Said:
    context: dict[str, Any] = fault.detail.get("ctx", {})
    if code in ("model_type", "model_attributes_type"):
        return _group(fault, lanes)
    if code in ("tuple_type", "list_type"):
        return Said("SHAPE-LIST", f"'{fault.written}' is a list", "write each entry on its own line, beginning with a hyphen and a space")
    message = context.get("message", "") or "this value cannot be used here"
    return Said(f"SHAPE-{code.upper().replace('_', '-')}", f"'{fault.written}': {message}", context.get("hint", ""))


def _choice(fault: Fault) -> Said:
    field = part_fields(fault.owner).get(fault.key)
    allowed = [str(option) for option in field.value_type] if field else []
    if not isinstance(fault.node, Scalar):
        kind = "a list" if isinstance(fault.node, Listing) else "a group of keys"
        return Said("SHAPE-SINGLE-VALUE", f"'{fault.written}': a single value belongs here, not {kind}", f"allowed: {', '.join(allowed)}")
    shown = fault.node.text[:LONGEST_SHOWN]
    guess = nearest(shown.lower().replace("_", "-").replace(" ", "-"), allowed)
    begin = f"did you mean '{guess}'? " if guess else ""
    return Said("SHAPE-CHOICE", f"'{fault.written}' cannot be '{shown}'", f"{begin}allowed: {', '.join(allowed)}")


def _group(fault: Fault, lanes: tuple[str, ...]) -> Said:
    field = part_fields(fault.owner).get(fault.key)
    part = field.part if field and not fault.in_list else fault.owner
    if part is Step:
        hint = f"write `- lane: what is done`, with one of the lanes {', '.join(lanes)}"
    elif part is not None:
        needed = [name for name, inner in part_fields(part).items() if inner.required] or list(part_fields(part))[:3]
        hint = f"write keys and values below it, such as {', '.join(f'`{name}:`' for name in needed)}"
    else:
        hint = "write keys and values below it"
    if fault.in_list:
        return Said("SHAPE-GROUP", f"{noun(fault.owner)} is written as keys and values", hint)
    kind = "a list" if isinstance(fault.node, Listing) else "a single value"
    return Said("SHAPE-GROUP", f"'{fault.written}' is a group of keys, not {kind}", hint)


def _wanted(fault: Fault, lanes: tuple[str, ...]) -> str:
    if fault.owner is Step and fault.key in ("lane", "what"):
        return f"write `lane: what is done`, with one of the lanes {', '.join(lanes)}"
    field = part_fields(fault.owner).get(fault.key)
    description = field.description.splitlines()[0] if field and field.description else ""
    meaning = f"{description[:1].lower()}{description[1:]}".rstrip(".")
    return f"add `{fault.key}:` with {meaning}" if isinstance(fault.node, Mapping) and meaning else f"add `{fault.key}:`"
