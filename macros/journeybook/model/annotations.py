"""What stands beside a field's type: whose ids it names, what says it in words, why it is not shown, whether it is settled."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """Marks a field whose text is the id of something else, of one of these kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True)
class InsteadOf:
    """Marks the customers' wording of another field of its part: where it says something, they read it and never the other."""

    field: str


@dataclass(frozen=True)
class Formatted:
    """Marks a text in which emphasis, lists, code and links are allowed; every other text is shown as it is typed."""


@dataclass(frozen=True)
class NotShown:
    """Marks a field that has no place of its own on a colleague's page, with the reason; every other field has one."""

    reason: str


@dataclass(frozen=True)
class SharedInPlan:
    """Marks a field of an account's success plan that the plan's own customer may read; it is never on the public site."""


@dataclass(frozen=True)
class Settled:
    """Marks a field that steers the program, so that `unknown` or another answer cannot stand in it."""


@dataclass(frozen=True)
class OutsideAddress:
    """Marks a text that is the address of something outside: of a page or of somebody's mail."""


@dataclass(frozen=True)
class LinkedBy:
    """Marks a text whose words may be a link, `[words](address)`: the address then stands in another field of its part."""

    field: str


@dataclass(frozen=True)
class InWords:
    """Marks a field with a small language of its own, such as a condition: the same in plain words stands in another field of its part."""

    field: str
