"""Style sheets written into the elements of a drawing, in light colours, for programs that know no style sheets.

tinycss2 parses the sheets and cssselect2 matches them. What stands in an at-rule (print, dark screens) is left out; a selector that speaks
of a state such as hovering matches nothing at rest.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias
from xml.etree import ElementTree as ET

import tinycss2
from cssselect2 import ElementWrapper, Matcher, compile_selector_list
from tinycss2.ast import Node

Tokens: TypeAlias = Sequence[Node]
"""The tokens of a declaration's value."""

PRESENTATION = frozenset(
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
"""The properties that SVG also knows as attributes of an element."""


class LightStyles:
    """What style sheets say of a drawing that stands in a page of the light scheme."""

    def __init__(self, root: ET.Element, css: str) -> None:
        page = ET.Element("html", {"data-md-color-scheme": "default"})
        page.append(root)
        self._matcher = _matcher(css)
        self._page, *self._elements = ElementWrapper.from_html_root(page).iter_subtree()
        self._custom_properties = {
            name: value for element in (self._page, self._elements[0]) for name, value in self._declared(element) if name.startswith("--")
        }

    def write(self) -> None:
        """Set on every element of the drawing its presentation attributes, sorted by name."""
        for element in self._elements:
            values = {name: tokens for name, tokens in self._declared(element) if name in PRESENTATION}
            for name in sorted(values):
                element.etree_element.set(name, self._text(values[name]))

    def custom_property(self, name: str) -> str:
        """Return the value of a custom property such as `--jb-paper`; raise KeyError where the page and the drawing declare none."""
        return self._text(self._custom_properties[name])

    def _declared(self, element: ElementWrapper) -> Iterator[tuple[str, Tokens]]:
        """Yield the declarations that match an element, the weightiest last."""
        for *_, declarations in self._matcher.match(element):
            yield from declarations

    def _text(self, tokens: Tokens) -> str:
        return " ".join(tinycss2.serialize(list(self._resolved(tokens))).split())

    def _resolved(self, tokens: Tokens) -> Iterator[Node]:
        """Yield tokens with the values of custom properties in the place of `var()`."""
        for token in tokens:
            if token.type == "function" and token.lower_name == "var":
                name, *fallback = (part for part in token.arguments if part.type != "whitespace" and part != ",")
                yield from self._resolved(self._custom_properties.get(name.value) or fallback or self._custom_properties[name.value])
            else:
                yield token


@lru_cache(maxsize=4)
def _matcher(css: str) -> Matcher:
    matcher = Matcher()
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule":
            continue
        declarations = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        values = tuple((declaration.name, declaration.value) for declaration in declarations if declaration.type == "declaration")
        for selector in compile_selector_list(rule.prelude):
            matcher.add_selector(selector, values)
    return matcher
