"""The folders of our theme and of the one it stands on, and our style sheets, for pictures that leave the site with their colours."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import journeybook

STYLES = "assets/stylesheets"


def theme_folder() -> Path:
    """Return the folder of our theme: beside the package in a wheel, at the top of the repository in a checkout."""
    home = Path(journeybook.__file__).parent
    return home / "overrides" if (home / "overrides").is_dir() else home.parent.parent / "overrides"


@cache
def material_folder() -> Path:
    """Return the folder of Material's templates, on which our theme stands."""
    spec = find_spec("material")
    assert spec is not None  # noqa: S101 - a dependency of ours
    assert spec.submodule_search_locations is not None  # noqa: S101 - a package has a folder
    return Path(spec.submodule_search_locations[0]) / "templates"


def components() -> tuple[str, ...]:
    """Return the names of the components' style sheets."""
    return tuple(sorted(path.stem for path in (theme_folder() / STYLES / "components").glob("*.css")))


def style_sheet(name: str) -> str:
    """Return a style sheet by its name below the folder of styles: `tokens`, `components/badge`."""
    return (theme_folder() / STYLES / f"{name}.css").read_text(encoding="utf-8")


def script_text(name: str) -> str:
    """Return a script by its name, for documents that hold it themselves."""
    return (theme_folder() / "assets" / "javascripts" / f"{name}.js").read_text(encoding="utf-8")
