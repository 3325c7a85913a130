"""Reads our own style sheets far enough to write what they say of a drawing into its elements, in light colours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

PAINT = frozenset(
    (
        "fill",
        "fill-opacity",
        "font-family",
        "font-size",
        "font-style",
        "font-weight",
        "opacity",
        "paint-order",
        "stroke",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-opacity",
        "stroke-width",
        "text-anchor",
    )
)
"""The properties that may also stand in an element, so that programs which know no style sheets draw the same."""
LIGHT = frozenset((":root", '[data-md-color-scheme="default"]', ".swimlane"))
"""Where the light colours are declared."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_RULE = re.compile(r"@[^{;]+\{(?:[^{}]|\{[^{}]*\})*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_EITHER = re.compile(r":is\(([^()]*)\)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_COMPOUND = re.compile(r"[a-z]*(?:\.[\w-]+)*")
Chain = tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True)
class Rule:
    """What a selector says: its compounds with the sign before each (a blank or `>`), and the declarations."""

    compounds: tuple[tuple[str, str, frozenset[str]], ...]
    declarations: tuple[tuple[str, str], ...]

    @property
    def weight(self) -> tuple[int, int]:
        """How much the selector weighs: its classes, then its tags."""
        return sum(len(classes) for _, _, classes in self.compounds), sum(bool(tag) for _, tag, _ in self.compounds)


def paint(root: ET.Element, css: str) -> None:
    """Write into every element of a drawing how the style sheets paint it."""
    rules = sorted(rules_of(css), key=lambda rule: rule.weight)
    _paint(root, (), rules)


def light_colour(css: str, name: str) -> str:
    """Return a custom property in light colours, such as `--jb-paper`."""
    return _resolved(f"var({name})", _light(css))


def rules_of(css: str) -> tuple[Rule, ...]:
    """Return the rules that paint at rest; those for states such as hovering, for the dark and for print are left out.

    >>> [(rule.compounds[-1][1:], rule.declarations) for rule in rules_of(".swimlane { --a: red } .swimlane :is(a, b) { fill: var(--a) }")]
    [(('a', frozenset()), (('fill', 'red'),)), (('b', frozenset()), (('fill', 'red'),))]
    """
    known = _light(css)
    found = []
    for selectors, body in _blocks(css):
        said = tuple((name, _resolved(value, known)) for name, value in _declarations(body) if name in PAINT)
        found += [Rule(tuple(_compounds(one)), said) for one in _selectors(selectors) if said and is_plain(one)]
    return tuple(found)


def is_plain(selector: str) -> bool:
    """Say whether a selector speaks of tags and classes alone."""
    return all(_COMPOUND.fullmatch(part) for part in selector.replace(">", " ").split())


def _paint(element: ET.Element, above: Chain, rules: list[Rule]) -> None:
    chain = (*above, (element.tag, frozenset(element.get("class", "").split())))
    painted = {name: value for rule in rules if _matches(rule.compounds, chain) for name, value in rule.declarations}
    for name in sorted(painted):
        element.set(name, painted[name])
    for child in element:
        _paint(child, chain, rules)


def _matches(compounds: tuple[tuple[str, str, frozenset[str]], ...], chain: Chain) -> bool:
    """Say whether the last element of a chain is meant."""
    if not compounds:
        return True
    if not chain:
        return False
    sign, tag, classes = compounds[-1]
    own_tag, own_classes = chain[-1]
    if tag not in ("", own_tag) or not classes <= own_classes:
        return False
    rest, above = compounds[:-1], chain[:-1]
    if sign == ">":
        return _matches(rest, above)
    return not rest or any(_matches(rest, above[:length]) for length in range(len(above), 0, -1))


def _light(css: str) -> dict[str, str]:
    """Return the custom properties of the light scheme."""
    return {
        name: value
        for selectors, body in _blocks(css)
        if LIGHT & {one.strip() for one in selectors.split(",")}
        for name, value in _declarations(body)
        if name.startswith("--")
    }


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    plain = _AT_RULE.sub("", _COMMENT.sub("", css))
    return ((found[1].strip(), found[2]) for found in _RULE.finditer(plain))


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    for declaration in body.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            yield name.strip(), " ".join(value.split())


def _resolved(value: str, known: dict[str, str]) -> str:
    """Put the values of custom properties in the place of their names; one that nobody declares is a fault of ours."""
    while found := _VARIABLE.search(value):
        name, otherwise = found[1], found[2]
        value = value[: found.start()] + (known.get(name, otherwise) if otherwise else known[name]) + value[found.end() :]
    return value


def _selectors(text: str) -> list[str]:
    """Return the single selectors of a list, with every `:is()` written out."""
    found = _EITHER.search(text)
    if found is None:
        return [" ".join(one.split()) for one in text.split(",") if one.strip()]
    before, sign, after = text[: found.start()].rpartition(",")
    rest, comma, others = text[found.end() :].partition(",")
    written = [one for way in found[1].split(",") for one in _selectors(f"{after}{way.strip()}{rest}")]
    return [*(_selectors(before) if sign else []), *written, *(_selectors(others) if comma else [])]


def _compounds(selector: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    sign = " "
    for part in selector.replace(">", " > ").split():
        if part == ">":
            sign = ">"
            continue
        tag, *classes = part.split(".")
        yield sign, tag, frozenset(classes)
        sign = " "
