"""Built sites: the sample's own, made once for all tests, and small ones made on the spot."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lasting_page import as_new, lasting_page
from planned import SLUG, build_planned
from shared import shared_folder
from sites import Build, Sites, build_both, build_site, built_sites, dress_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


@pytest.fixture
def build() -> Build:
    """Build one site of a project."""
    return build_site


@pytest.fixture
def dress() -> Callable[[Path], Path]:
    """Make a drawn project buildable."""
    return dress_project


@pytest.fixture(scope="session")
def addresses(sample: Sites, serve_folder: Callable[[Path], str]) -> dict[str, str]:
    """Serve both sites of the sample atlas, and say where."""
    return {audience: serve_folder(site.folder) for audience, site in sample.items()}


@pytest.fixture(scope="session")
def build_sites() -> Callable[[Path], dict[str, Path]]:
    """Build both sites of a written project and say where they are."""

    def build_them(project: Path) -> dict[str, Path]:
        return {audience: site.folder for audience, site in build_both(project).items()}

    return build_them


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small public site of which the reader's own plan is tried, once for all workers."""
    return built_sites(shared_folder(tmp_path_factory, "planned", build_planned))["public"].folder


@pytest.fixture(scope="session")
def plan_address(planned: Path, serve_folder: Callable[[Path], str]) -> str:
    """Serve that site, and say where its success map is."""
    return f"{serve_folder(planned)}{SLUG}/"


@pytest.fixture(scope="session")
def opened(browser: "Browser") -> "Iterator[Page]":
    """Open the page in which one test after the other goes to its addresses."""
    with lasting_page(browser) as page:
        yield page


@pytest.fixture
def page(opened: "Page") -> "Page":
    """Give a test that page as if it were new."""
    return as_new(opened)
