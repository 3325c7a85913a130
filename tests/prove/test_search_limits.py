"""Numbers of accounts are found where they stand as whole numbers, and long codes are undone cheaply or refused."""

import base64
import time
from pathlib import Path
from random import Random

import pytest

from journeybook.findings import Level, Place
from journeybook.model.atlas import Atlas
from journeybook.prove.encodings import TooMuchEncoded, decodings
from journeybook.prove.page import SiteText, read_page
from journeybook.prove.project_texts import Secret, project_texts
from journeybook.prove.public_sources import find_leaks
from journeybook.prove.public_texts import KnownPhrases
from journeybook.prove.search import SecretSearch, search_for_secrets

PLACE = Place("journeys/atlas.yml", 7, 3)
NAME = "Zelda Quandt"
KNOWN = KnownPhrases(["Plan your first rota"])
SMALLEST = {"file": {"schema_version": "1", "organisation": {"name": "O"}, "lanes": [{"id": "x", "name": "X"}]}}


@pytest.fixture(scope="module")
def search() -> SecretSearch:
    return search_for_secrets([Secret(NAME, "Team.name", PLACE)], KNOWN)


NUMBERS = {"4711": Level.WARNING, "207": Level.WARNING, "47112": Level.ERROR}
STANDING = ("Ask {} today", "({})", "{}", "# {}!", "{}.")
INSIDE = ("2{}", "{}0", "{}px", "1,{}", "{}.5", "0.{}", "{}-01", "a{}", "12:{}")


@pytest.mark.parametrize(("number", "level"), NUMBERS.items())
def test_the_number_of_an_account_is_found_where_it_stands_as_a_whole(tmp_path: Path, number: str, level: Level) -> None:
    search = search_for_secrets(secrets_of_accounts(tmp_path, number), KNOWN)
    for text in STANDING:
        assert [hit.level for hit in find_leaks({"page.md": text.format(number).encode()}, search)] == [level], text
    for text in INSIDE if level is Level.WARNING else ():
        assert list(find_leaks({"page.md": text.format(number).encode()}, search)) == [], text
    sheet = {"a.css": f".a {{ z-index: {number} }}".encode()}
    assert len(list(find_leaks(sheet, search))) == (level is Level.ERROR)


@pytest.mark.parametrize("number", ["7", "42", "-"])
def test_a_number_of_two_digits_is_not_looked_for(tmp_path: Path, number: str) -> None:
    search = search_for_secrets(secrets_of_accounts(tmp_path, number), KNOWN)
    assert list(find_leaks({"page.md": f"Ask {number} today".encode()}, search)) == []


def secrets_of_accounts(project: Path, number: str) -> list[Secret]:
    return [secret for secret in secrets_of_table(project, f"account\n{number}\n".encode()) if secret.text == number]


def secrets_of_table(project: Path, table: bytes) -> list[Secret]:
    (project / "journeys/metrics").mkdir(parents=True)
    (project / "journeys/metrics/accounts.csv").write_bytes(table)
    return list(project_texts(project, Atlas.model_validate(SMALLEST)))


@pytest.mark.parametrize(
    "table",
    [
        b"account\r47112\ra\r",
        b'account\n47112\n"open',
        b"account\n47112\n" + b"x" * 600_000,
        b'account\n47112\n"' + b'""' * 300_000,
        b"account\n47112\n\0",
    ],
    ids=["lines of old systems", "an open quote", "a long line", "a long field", "a sign without meaning"],
)
def test_accounts_are_found_in_tables_that_are_hard_to_read(tmp_path: Path, table: bytes) -> None:
    assert "47112" in [secret.text for secret in secrets_of_table(tmp_path, table)]


def test_a_page_that_closes_what_it_never_opened_is_read_in_its_length() -> None:
    before = time.process_time()
    page = read_page("<svg>" + "<g>" * 60_000 + "</a>" * 60_000 + "<title>a" + "</g>" * 60_000)
    assert time.process_time() - before < 10, "a stop, not a measure: by comparing with all that is open it is minutes"
    assert (len(page.elements), page.pieces[-3]) == (60_002, SiteText("SVG title", "a"))


@pytest.mark.parametrize("number", ["42", "207", "4711"])
def test_a_number_among_the_internal_words_is_refused_however_short(number: str) -> None:
    search = search_for_secrets([Secret(number, "internal_words", PLACE, sought=True)], KNOWN)
    hits = list(find_leaks({"page.md": f"Ask {number} today".encode()}, search))
    assert ([hit.level for hit in hits], list(find_leaks({"page.md": f"{number}px".encode()}, search))) == ([Level.ERROR], [])


NOISE = Random(1).randbytes(60_000)  # noqa: S311 - the same noise in every run
LONG_CODES: dict[str, str] = {
    "base64": base64.b64encode(NOISE).decode(),
    "base64 twice": base64.b64encode(base64.b64encode(NOISE)).decode(),
    "hex": NOISE.hex(),
    "a font in each line": "\n".join(base64.b64encode(NOISE[start : start + 900]).decode() for start in range(0, len(NOISE), 900)),
}


@pytest.mark.parametrize("code", LONG_CODES.values(), ids=LONG_CODES.keys())
def test_long_codes_of_noise_are_undone_cheaply(search: SecretSearch, code: str) -> None:
    """What is searched is hardly more than the code itself, so that a search takes microseconds for each letter."""
    assert sum(len(text) for _, text in decodings(code)) < 4 * len(code)
    assert list(find_leaks({"a.css": f"{code} {base64.b64encode(NAME.encode()).decode()}".encode()}, search)) != []


def test_more_encodings_than_can_be_undone_are_refused(search: SecretSearch) -> None:
    text = "&amp;%26\\x26=26=26 " * 20_000
    with pytest.raises(TooMuchEncoded):
        list(decodings(text))
    assert [hit.what for hit in find_leaks({"a.css": text.encode()}, search)] == ["more encodings inside one another than can be undone"]
