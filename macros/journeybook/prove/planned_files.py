"""The files that a public site is made of, known before it is made: from the public view and from what is installed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from journeybook.audience.assets import FROM_DISK, script, scripts, styles
from journeybook.load.discover import read_project_file
from journeybook.load.theme import theme_folder
from journeybook.model.base import Audience
from journeybook.prove.public_texts import LARGEST_PAGE, public_files, theme_templates
from journeybook.views.base.book import Book
from journeybook.views.site_pages import site_pages

OVERRIDES = "overrides"
BRAND_FOLDER = "assets/brand"
ALWAYS = ("404.html", "sitemap.xml", "sitemap.xml.gz")
SEARCH = ("search/search_index.json", "search/search_index.js")
TEMPLATES = (".html", ".jinja", ".md", ".py", ".pyc", ".yml")


@dataclass(frozen=True)
class SitePlan:
    """The planned pages and files of a site by their paths in it."""

    pages: frozenset[str]
    brand: dict[str, bytes | None]
    """What is made for the organisation's brand, with the bytes where they are known."""
    hand_written: dict[str, Path]
    """Files that stand beside the pages written by hand, and are copied as they are."""
    assets: dict[str, Path]
    """Style sheets, scripts and other files of our theme and of the project's."""
    always: frozenset[str] = frozenset(ALWAYS)
    """What every site has that stands at an address."""

    @cached_property
    def theme(self) -> Path:
        """The folder of the installed theme, whose own files may stand on every site."""
        return theme_templates()

    def required(self) -> frozenset[str]:
        """Return the paths that every build has."""
        return self.pages | self.always | set(self.hand_written) | set(self.brand) | set(self.assets)

    def bytes_of(self, path: str) -> bytes | None:
        """Return what a file holds that is copied as it is; none where it is made, or not planned at all."""
        if path in self.brand:
            return self.brand[path]
        source = self.hand_written.get(path) or self.assets.get(path) or (self.theme / path if self.is_theme(path) else None)
        return source.read_bytes() if source and source.is_file() else None

    def is_theme(self, path: str) -> bool:
        """Whether the installed theme has a file of its own there."""
        return path.startswith("assets/") and path not in self.assets and (self.theme / path).is_file()


def plan_site(book: Book, project: Path, *, alone: bool = False) -> SitePlan:
    """Plan the site of a public book; one map that is taken away alone has flat pages, none written by hand, and no address."""
    stubs = [stub.page for stub in site_pages(book)]
    written = [] if alone else [path.removeprefix("docs/") for path in public_files(project)]
    pages = frozenset(_page_path(page, folders=not alone) for page in (*stubs, *(path for path in written if path.endswith(".md"))))
    beside = {path: project / "docs" / path for path in written if not path.endswith(".md")}
    assets = _theme_assets(project, alone=alone)
    brand: dict[str, bytes | None] = {f"{BRAND_FOLDER}/brand.css": None}
    logo = book.atlas.file.brand.logo
    if logo:
        brand[f"{BRAND_FOLDER}/logo.{logo.rpartition('.')[2]}"] = read_project_file(
            project, f"journeys/resources/{logo}", most=LARGEST_PAGE
        )
    if alone:
        return SitePlan(pages, brand, beside, assets, frozenset())
    return SitePlan(pages, brand, beside, assets)


def _page_path(page: str, *, folders: bool) -> str:
    name = page.removesuffix(".md")
    name = name.removesuffix("README") + "index" if name.rpartition("/")[2] == "README" else name
    return f"{name}.html" if not folders or name.rpartition("/")[2] == "index" else f"{name}/index.html"


def _theme_assets(project: Path, *, alone: bool) -> dict[str, Path]:
    """Return what the public pages load of our theme, and all that the project's own adds to it."""
    ours, project_assets = dict(_assets(theme_folder())), dict(_assets(project / OVERRIDES))
    loaded = {*scripts(Audience.PUBLIC), *styles(Audience.PUBLIC), *([script(FROM_DISK)] if alone else [])}
    return {path: source for path, source in (ours | project_assets).items() if path in loaded or path not in ours}


def _assets(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and path.suffix not in TEMPLATES and not name.startswith(("partials/", ".")):
            yield name, path
