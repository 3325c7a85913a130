"""What our theme and settings say by themselves stops no internal text, also where an author changed a line of ours."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from journeybook.findings import Level, Place
from journeybook.load.theme import theme_folder
from journeybook.prove.normalise import normalised_words
from journeybook.prove.project_texts import Secret
from journeybook.prove.public_sources import find_leaks, other_lines, without_options
from journeybook.prove.public_texts import KnownPhrases
from journeybook.prove.search import search_for_secrets

PLACE = Place("journeys/maps/base.yml", 7, 3)
KNOWN = KnownPhrases(["Plan your first rota"])
SETTINGS = (Path(__file__).parents[2] / "mkdocs.yml").read_bytes()
THEME = {
    f"overrides/{path.relative_to(theme_folder()).as_posix()}": path.read_bytes() for path in theme_folder().rglob("*") if path.is_file()
}
OPTIONS = {option.replace("_", " ") for option in re.findall(r"[a-z]+_[a-z_]+(?=:)", SETTINGS.decode())}


def secrets_of(texts: set[str]) -> list[Secret]:
    """Return each text as a field of a thing, as an id and as a heading of a page for colleagues."""
    kinds = (("Step.what", False), ("Resource.id", True), ("a page for colleagues", False))
    return [Secret(text, what, PLACE, is_id=is_id) for text in sorted(texts) for what, is_id in kinds]


def test_no_words_of_ours_in_a_changed_file_of_ours_are_refused() -> None:
    lines = [normalised_words(line) for data in THEME.values() for line in data.decode().splitlines()]
    texts = {" ".join(pair) for line in lines for pair in pairwise(line)} | {word for line in lines for word in line}
    assert (len(texts) > 5_000, {"plan import", "page title", "search"} <= texts) == (True, True)
    search = search_for_secrets(secrets_of(texts), KNOWN)
    changed = {path: other_lines(data + b"\nbody { gap: 0 }\n", data) for path, data in THEME.items()}
    assert [str(hit) for hit in find_leaks(changed, search) if hit.level is Level.ERROR] == []
    plain = {path: data + b"\nbody { gap: 0 }\n" for path, data in THEME.items()}
    assert len(list(find_leaks(plain, search))) > 1_000


def test_a_line_that_an_author_adds_to_a_file_of_ours_is_searched_at_its_own_place() -> None:
    search = search_for_secrets(secrets_of({"Zelda Quandt"}), KNOWN)
    path, data = next((path, data) for path, data in THEME.items() if path.endswith("main.html"))
    added = data.replace(b"\n", b"\n<p>Zelda Quandt</p>\n", 1)
    assert [hit.file for hit in find_leaks({path: other_lines(added, data)}, search)] == [f"{path}:2"]


def test_no_name_of_an_option_in_the_settings_is_refused() -> None:
    assert {"site name", "render by default"} <= OPTIONS
    secrets = secrets_of(OPTIONS)
    search = search_for_secrets(secrets, KNOWN)
    assert [hit for hit in find_leaks({"mkdocs.yml": without_options(SETTINGS, secrets)}, search) if hit.level is Level.ERROR] == []
    assert list(find_leaks({"mkdocs.yml": SETTINGS}, search)) != []


PAIRS = (
    *(
        "Next step",
        "Main menu",
        "Last page",
        "Sign in",
        "User name",
        "Home page",
        "Read more",
        "First name",
        "Last name",
        "Due date",
        "Back to top",
        "Table of contents",
    ),
    *(
        "Next page",
        "Page title",
        "Main content",
        "Font size",
        "Sort order",
        "Site map",
        "Contact us",
        "About us",
        "Copy link",
        "Start date",
    ),
)
"""Everyday texts of two words, each of which the theme says as well, and longer ones that are texts of Material's interface."""


def test_what_the_theme_says_is_told_and_stops_nothing() -> None:
    search = search_for_secrets(secrets_of({*PAIRS, "Next Oberhuber", "Next step of ours"}), KNOWN)
    levels = {hit.what.split("'")[1]: hit.level for hit in find_leaks({"docs/public/a.md": ". ".join(PAIRS).encode()}, search)}
    assert set(levels.values()) == {Level.WARNING}, levels
    assert len(levels) > 15
    for text in ("Next Oberhuber", "Next step of ours"):
        assert Level.ERROR in [hit.level for hit in find_leaks({"docs/public/a.md": text.encode()}, search)], text


KEYS = {
    "a title in the navigation": b"nav: [{'Zelda Quandt': a.md}]",
    "a title without quotes": b"nav:\n  - Zelda Quandt: a.md",
    "a title in small letters": b"nav:\n  - zelda quandt: a.md",
    "an internal word as a title": b"nav:\n  - churn: a.md",
    "an id": b"extra: {weekly_rotas_out: 1}",
    "a value": b"site_name: Zelda Quandt",
}


@pytest.mark.parametrize("settings", KEYS.values(), ids=KEYS.keys())
def test_what_settings_say_of_the_project_is_refused(settings: bytes) -> None:
    secrets = [
        Secret("Zelda Quandt", "Team.name", PLACE),
        Secret("churn", "internal_words", PLACE, sought=True),
        Secret("weekly_rotas_out", "Measure.id", PLACE, is_id=True),
    ]
    search = search_for_secrets(secrets, KNOWN)
    assert [hit.level for hit in find_leaks({"mkdocs.yml": without_options(settings, secrets)}, search)] == [Level.ERROR]


COMMENTS = {
    "at the end of a line": ("a: b # Zelda Quandt\n", False),
    "on a line of its own": ("# Zelda Quandt\na: b\n", False),
    "after the last value": ("a: [b, c]\n  # Zelda Quandt", False),
    "inside quotes": ("a: 'b # Zelda Quandt'\n", True),
    "inside a block": ("a: |\n  b\n  # Zelda Quandt\n", True),
    "without a blank": ("a: b#Zelda Quandt\n", True),
    "in what is no YAML": ("a: 'b # Zelda Quandt\n", True),
}


@pytest.mark.parametrize(("settings", "is_said"), COMMENTS.values(), ids=COMMENTS)
def test_comments_in_settings_say_nothing_and_values_do(settings: str, *, is_said: bool) -> None:
    assert (b"Zelda Quandt" in without_options(settings.encode(), [])) is is_said
