"""The one table of what a public page may be made of: endings of files, elements and attributes."""

import re
from functools import cache

from journeybook.prove.public_texts import theme_templates

_SUFFIXES = ".css .gz .html .ico .jpeg .jpg .js .json .map .png .svg .webp .woff2 .xml"
SUFFIXES = frozenset(_SUFFIXES.split())
"""The endings of files; the theme's own files may end as they like."""
_ELEMENTS = (
    "a abbr article aside b blockquote body br button caption cite code col colgroup dd del desc details dfn dialog div dl dt em "
    "fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html i img input ins kbd label legend li line link main "
    "mark marker meta nav ol option output p path pattern polygon polyline pre rect circle ellipse defs s samp script section select "
    "small span strong sub summary sup svg symbol table tbody td template text textarea tfoot th thead time title tr tspan u ul use"
)
ELEMENTS = frozenset(_ELEMENTS.split())
"""The elements of our pages and of hand-written ones."""
_ATTRIBUTES = (
    "abbr accept alt aria-atomic aria-controls aria-current aria-describedby aria-details aria-disabled aria-expanded aria-hidden "
    "aria-invalid aria-label aria-labelledby aria-live aria-pressed aria-roledescription autocomplete checked class colspan content "
    "cx cy d datetime dir disabled dominant-baseline download fill focusable for headers height hidden href hreflang http-equiv id "
    "inert lang loading marker-end marker-start markerheight markerwidth max maxlength media min multiple name nonce open orient "
    "pattern placeholder points preserveaspectratio property r readonly refx refy rel required role rows rowspan rx ry scope "
    "selected sizes spellcheck src srcset start step stroke stroke-width tabindex target text-anchor title transform type value "
    "viewbox width x x1 x2 xmlns y y1 y2"
)
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
"""The attributes of our pages and of hand-written ones, save those of data."""
_DATA = (
    "data-choice data-date data-edition data-jb-copy data-jb-table data-jb-unfold data-option data-plan data-plan-bar data-plan-customer "
    "data-plan-customer-name data-plan-day data-plan-do data-plan-edition data-plan-fit data-plan-import data-plan-next data-plan-said "
    "data-plan-start data-print data-search-exclude data-step data-tick"
)
DATA = frozenset(_DATA.split())
"""The data attributes of our pages; the theme's own are read from its templates."""
_ELEMENT = re.compile(r"<([a-z][a-z0-9-]*)")
_ATTRIBUTE = re.compile(r"[\s\"'}]([a-zA-Z_:][\w:.-]*)=[\"{]|\s(data-md-[a-z-]+)(?=[\s>{])")


@cache
def allowed_elements() -> frozenset[str]:
    """Return every element that may stand on a page: ours and the theme's."""
    return ELEMENTS | {name for text in _templates() for name in _ELEMENT.findall(text)}


@cache
def allowed_attributes() -> frozenset[str]:
    """Return every attribute that may stand on a page: ours and the theme's."""
    return ATTRIBUTES | DATA | {(match[1] or match[2]).lower() for text in _templates() for match in _ATTRIBUTE.finditer(text)}


@cache
def _templates() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted(theme_templates().rglob("*.html")))
