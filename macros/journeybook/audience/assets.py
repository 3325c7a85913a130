"""Which of our scripts and style sheets the pages of each audience load, and therefore hold: nothing else of ours goes along."""

from journeybook.load.theme import STYLES, components
from journeybook.model.base import Audience

SCRIPTS = {
    Audience.PUBLIC: (
        *("plan-dates", "plan-ics", "plan-schedule", "plan-state", "plan-words", "plan-dom", "plan-page", "plan"),
        *("code", "contents", "menu", "moved", "palette", "search", "tables", "unfold"),
    ),
    Audience.INTERNAL: (
        *("code", "contents", "copy", "filter", "forward", "stage-list", "journey-map", "menu", "moved", "palette", "present"),
        *("print-stage", "rows", "search", "swimlane", "tables", "unfold"),
    ),
}
"""The scripts of each audience, in the order in which they are loaded."""
SERVED = ("findings",)
"""The scripts and style sheets that are added to pages while they are edited, and that no built site has."""
ON_SEARCH = ("search-dialog", "search-hits", "search-index", "search-terms")
"""The scripts that a page of either audience loads when somebody searches for the first time."""
ON_PAPER = ("print-figures", "print-sheets")
"""The scripts of documents that are printed, which no site has."""
PUBLIC_STYLES = frozenset(("badge", "code-copy", "facts", "landing", "navigation", "plan", "plan-print", "search", "shell", "table"))
"""The style sheets that both sites have, beside those of success maps; all others are the internal site's."""


def script(name: str) -> str:
    """Return where a script is in a site."""
    return f"assets/javascripts/{name}.js"


def scripts(audience: Audience) -> tuple[str, ...]:
    """Return where the scripts of an audience are, in their order."""
    return tuple(map(script, SCRIPTS[audience]))


def styles(audience: Audience) -> tuple[str, ...]:
    """Return where the style sheets of an audience are, in their order."""
    names = [name for name in components() if name not in SERVED]
    names = [name for name in names if audience is Audience.INTERNAL or name in PUBLIC_STYLES or name.startswith("success-map")]
    return (f"{STYLES}/tokens.css", *(f"{STYLES}/components/{name}.css" for name in names))
