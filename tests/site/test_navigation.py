"""Long sections of the navigation are listed around the page, so that a site of many pages costs no square."""

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section, get_navigation

from journeybook.site.navigation import MOST_ENTRIES, LongSections

FIRST, AROUND = 20, 10


def navigation(folder: Path, size: int) -> Navigation:
    config = MkDocsConfig(str(folder / "mkdocs.yml"))
    config.load_dict({"site_name": "Many", "docs_dir": str(folder), "nav": [{"All": [f"p{number}.md" for number in range(size)]}]})
    config.validate()
    files = Files([File(f"p{number}.md", str(folder), str(folder / "site"), use_directory_urls=True) for number in range(size)])
    return get_navigation(files, config)


def shown(nav: Navigation, sections: LongSections, number: int | None) -> list[str]:
    sections.show_near(None if number is None else nav.pages[number])
    (section,) = nav.items
    return [entry.title if entry.is_link else entry.file.src_uri for entry in section.children or ()]


def names(*numbers: int) -> list[str]:
    return [f"p{number}.md" for number in numbers]


def test_a_section_at_the_limit_is_listed_whole(tmp_path: Path) -> None:
    nav = navigation(tmp_path, MOST_ENTRIES)
    assert shown(nav, LongSections(nav, str, is_pruned=False), 7) == names(*range(MOST_ENTRIES))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (None, [*names(*range(FIRST)), "180"]),
        (0, [*names(*range(FIRST)), "180"]),
        (FIRST, [*names(*range(FIRST + AROUND + 1)), "169"]),
        (100, [*names(*range(FIRST)), "70", *names(*range(90, 111)), "89"]),
        (199, [*names(*range(FIRST)), "169", *names(*range(189, 200))]),
    ],
)
def test_of_a_longer_one_stand_the_first_entries_and_those_around_the_page(tmp_path: Path, number: int | None, expected: list[str]) -> None:
    nav = navigation(tmp_path, 200)
    sections = LongSections(nav, str, is_pruned=False)
    shown(nav, sections, 50)  # what another page showed is forgotten
    assert shown(nav, sections, number) == expected


def test_what_is_left_out_leads_to_its_middle(tmp_path: Path) -> None:
    nav = navigation(tmp_path, 200)
    LongSections(nav, str, is_pruned=False).show_near(None)
    (section,) = nav.items
    assert [entry.url for entry in section.children or () if entry.is_link] == ["p110/"]
    assert [page.file.src_uri for page in nav.pages] == names(*range(200))


@pytest.mark.parametrize("is_pruned", [True, False])
def test_a_section_that_a_theme_prunes_holds_its_first_entry_until_one_of_its_pages_is_shown(tmp_path: Path, *, is_pruned: bool) -> None:
    nav = navigation(tmp_path, 3)
    nav.items.append(Section("More", [nav.pages[1], nav.pages[2]]))
    nav.pages[2].parent = nav.items[1]
    sections = LongSections(nav, str, is_pruned=is_pruned)
    listed = []
    for number in (0, 2, None):
        sections.show_near(None if number is None else nav.pages[number])
        listed.append([len(section.children or ()) for section in nav.items])
    assert listed == ([[3, 1], [1, 2], [1, 1]] if is_pruned else [[3, 2]] * 3)
