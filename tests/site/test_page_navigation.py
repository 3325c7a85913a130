"""The navigation of one page: what stands around it is listed, the rest is folded, and the way to the content is short."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, get_navigation

from journeybook.site.page_navigation import MOST_FOLDED, MOST_STOPS, ListedLevel, PageNavigation

MAPS = [{"Map": ["map/index.md", *(f"map/{number}.md" for number in range(5))]}, *(f"{number}.md" for number in range(40))]
MENU = [{"Home": "index.md"}, {"Journeys": ["maps.md", *MAPS]}, {"Help": ["help/a.md", "help/b.md"]}]


def navigation(folder: Path, entries: list[Any]) -> Navigation:
    config = MkDocsConfig(str(folder / "mkdocs.yml"))
    config.load_dict({"site_name": "Many", "docs_dir": str(folder), "nav": entries})
    config.validate()
    names = sorted(_names(entries))
    return get_navigation(Files([File(name, str(folder), str(folder / "site"), use_directory_urls=True) for name in names]), config)


def _names(entries: Any) -> set[str]:
    if isinstance(entries, str):
        return {entries}
    return set().union(*map(_names, entries.values() if isinstance(entries, dict) else entries))


def shown(level: ListedLevel) -> list[Any]:
    """Return a level as plain data: folds as their number, what leads on to the page with the level below it."""
    entries = [[entry.url, shown(entry.level)] if entry.level else f"{entry.url}{' here' * entry.is_page}" for entry in level.shown]
    return [*([len(level.before.entries)] if level.before else []), *entries, *([len(level.after.entries)] if level.after else [])]


@pytest.fixture
def listed(tmp_path: Path) -> Callable[[str | None], list[Any]]:
    """List what is shown on a page."""
    nav = navigation(tmp_path, MENU)
    pages = {page.file.src_uri: page for page in nav.pages}
    levels = PageNavigation(nav, str, has_tabs=True)
    return lambda name: shown(levels.of(pages[name] if name else None))


def numbered(*numbers: int) -> list[str]:
    return [f"{number}/" for number in numbers]


def test_a_page_without_a_place_lists_the_sections_alone(listed: Callable[..., list[Any]]) -> None:
    assert listed(None) == ["", "maps/", "help/a/"]


def test_a_level_lists_what_stands_around_the_page(listed: Callable[..., list[Any]]) -> None:
    before, *between, after = listed("21.md")[1][1]
    assert (before, between, after) == (11, [*numbered(*range(9, 21)), "21/ here", *numbered(*range(22, 34))], 6)
    assert listed("39.md")[1][1] == [17, *numbered(*range(15, 39)), "39/ here"]


def test_levels_above_give_way_to_the_one_of_the_page(listed: Callable[..., list[Any]]) -> None:
    home, (journeys, maps), helps = listed("map/3.md")
    inner = ["map/0/", "map/1/", "map/2/", "map/3/ here", "map/4/"]
    assert (home, journeys, maps[:2], maps[2], helps) == ("", "maps/", ["maps/", ["map/", inner]], "0/", "help/a/")
    assert isinstance(maps[-1], int)


def test_a_section_that_begins_with_the_page_opens_below_it(listed: Callable[..., list[Any]]) -> None:
    _, (_, maps), _ = listed("map/index.md")
    assert maps[1] == ["map/", ["map/0/", "map/1/", "map/2/", "map/3/", "map/4/"]]


@pytest.mark.parametrize("has_tabs", [True, False])
def test_no_page_has_more_stops_than_the_most(tmp_path: Path, has_tabs: bool) -> None:  # noqa: FBT001 - a case
    nav = navigation(tmp_path, MENU)
    navigation_of = PageNavigation(nav, str, has_tabs=has_tabs).of
    levels = {page.url: navigation_of(page) for page in nav.pages}
    assert len(levels) == 50
    assert {url: count for url, level in levels.items() if (count := stops(level)) > MOST_STOPS} == {}


@pytest.mark.parametrize(
    ("here", "before", "after"),
    [
        (0, [], [*range(28, 58), "142"]),
        (20, [*range(6)], [*range(34, 64), "136"]),
        (100, ["56", *range(56, 86)], [*range(114, 144), "56"]),
        (199, ["142", *range(142, 172)], []),
    ],
)
def test_of_a_long_fold_stand_the_entries_nearest_to_the_page_and_one_that_leads_to_the_others(
    tmp_path: Path, here: int, before: list[Any], after: list[Any]
) -> None:
    nav = navigation(tmp_path, [f"{number}.md" for number in range(200)])
    pages = {page.url: page for page in nav.pages}
    level = PageNavigation(nav, str, has_tabs=False).of(pages[f"{here}/"])
    folds = [[entry.title or int(entry.url[:-1]) for entry in fold.entries] if fold else [] for fold in (level.before, level.after)]
    assert folds == [before, after]


def test_what_is_not_even_folded_is_reached_from_its_middle(tmp_path: Path) -> None:
    nav = navigation(tmp_path, [f"{number}.md" for number in range(200)])
    after = PageNavigation(nav, str, has_tabs=False).of(None).after
    assert after
    assert (after.title, len(after.entries)) == ("172", MOST_FOLDED + 1)
    assert (after.entries[-1].title, after.entries[-1].url) == ("142", "129/")


def stops(level: ListedLevel) -> int:
    return bool(level.before) + bool(level.after) + sum(1 + (stops(entry.level) if entry.level else 0) for entry in level.shown)
