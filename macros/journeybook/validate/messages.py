"""What pydantic found, said in the author's words: by its error codes, never by its English."""

from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from journeybook.findings import nearest
from journeybook.model.anatomy import anatomy
from journeybook.model.base import Part
from journeybook.model.step import Step


@dataclass(frozen=True)
class Said:
    """A rule's id with a message and a hint."""

    rule: str
    message: str
    hint: str


def explain(detail: ErrorDetails, owner: type[Part], lanes: tuple[str, ...]) -> Said:
    """Say what is wrong, what is allowed and what to do, for one error of pydantic's."""
    context: dict[str, Any] = detail.get("ctx", {})
    key = next((str(piece) for piece in reversed(detail["loc"]) if isinstance(piece, str)), "")
    match detail["type"]:
        case "extra_forbidden":
            return _unknown_key(key, owner, lanes)
        case "missing":
            return Said("SHAPE-MISSING", f"{_noun(owner)} needs '{key}'", _described(owner, key, lanes))
        case "enum":
            return _choice(key, detail["input"], owner)
        case "model_type" | "model_attributes_type":
            return Said("SHAPE-GROUP", f"'{key}' is a group of keys, not a single value", _described(owner, key, lanes))
        case "tuple_type" | "list_type":
            return Said("SHAPE-LIST", f"'{key}' is a list", "write each entry on its own line, beginning with a hyphen")
        case code:
            message, hint = context.get("message", ""), context.get("hint", "")
            return Said(f"SHAPE-{code.upper().replace('_', '-')}", f"'{key}': {message or 'this value cannot be used here'}", hint)


def _unknown_key(key: str, owner: type[Part], lanes: tuple[str, ...]) -> Said:
    allowed = list(anatomy(owner))
    message = f"{_noun(owner)} has no '{key}'"
    if owner is Step:
        allowed += lanes
        message = f"a step has no '{key}', and no lane is called so"
    guess = nearest(key, allowed)
    hint = f"did you mean '{guess}'?" if guess else f"allowed: {', '.join(sorted(allowed))}"
    return Said("SHAPE-UNKNOWN-KEY", message, hint)


def _choice(key: str, value: object, owner: type[Part]) -> Said:
    field = anatomy(owner).get(key)
    allowed = [str(option) for option in field.value_type] if field else []
    shown = str(value)[:60]
    guess = nearest(shown, allowed)
    begin = f"did you mean '{guess}'? " if guess else ""
    return Said("SHAPE-CHOICE", f"'{key}' cannot be '{shown}'", f"{begin}allowed: {', '.join(allowed)}")


def _described(owner: type[Part], key: str, lanes: tuple[str, ...]) -> str:
    if owner is Step and key in ("lane", "what"):
        return f"write `lane: what is done`, with one of the lanes {', '.join(lanes)}"
    field = anatomy(owner).get(key)
    return f"{key}: {field.description.splitlines()[0]}" if field and field.description else f"add `{key}:`"


def _noun(owner: type[Part]) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in owner.__name__).strip()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
