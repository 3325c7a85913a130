"""The theme's settings that every project shares, so that its own `mkdocs.yml` stays short."""

import re
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from journeybook.model.base import Audience
from journeybook.views.base.book import Book

FEATURES = [
    "navigation.indexes",
    "navigation.prune",
    "navigation.path",
    "navigation.top",
    "navigation.footer",
]
INTERNAL_FEATURES = ["navigation.tabs", "content.action.edit"]
EXTENSIONS: dict[str, dict[str, Any]] = {
    "admonition": {},
    "tables": {},
    "toc": {"permalink": True},
    "pymdownx.highlight": {"pygments_lang_class": True},
    "pymdownx.superfences": {},
}
PACKAGE = "journeybook"
"""The name under which Python-Markdown finds our own extension."""
_BOX_COMPLETION = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')


def set_theme(config: MkDocsConfig, book: Book) -> None:
    """Set features, palette, fonts and language; what a project's own file says about features and palette stays."""
    theme = config.theme
    theme["font"] = False
    theme["language"] = book.language
    theme["features"] = theme.get("features") or [*FEATURES, *(INTERNAL_FEATURES if book.audience is Audience.INTERNAL else [])]
    theme["palette"] = theme.get("palette") or [
        _scheme("default", "light", "material/weather-night", book.say("theme.to_dark")),
        _scheme("slate", "dark", "material/weather-sunny", book.say("theme.to_light")),
    ]


def set_extensions(config: MkDocsConfig) -> None:
    """Set the Markdown extensions of hand-written pages, and ours, which puts the views in, where the settings do not name it."""
    names = [name for name in (*EXTENSIONS, PACKAGE) if name not in config.markdown_extensions]
    config.markdown_extensions = [*config.markdown_extensions, *names]
    for name, options in EXTENSIONS.items():
        config.mdx_configs[name] = {**options, **config.mdx_configs.get(name, {})}


def repair_theme_html(html: str) -> str:
    """Return a page of the theme without the attribute that check boxes may not have."""
    return _BOX_COMPLETION.sub(r"\1", html)


def _scheme(name: str, preference: str, icon: str, label: str) -> dict[str, Any]:
    toggle = {"icon": icon, "name": label}
    return {"media": f"(prefers-color-scheme: {preference})", "scheme": name, "primary": "custom", "accent": "custom", "toggle": toggle}
