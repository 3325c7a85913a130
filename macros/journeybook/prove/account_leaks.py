"""Finds ids and names of accounts where customers read: in the public texts of the journeys, and in the pages for customers."""

from collections.abc import Iterator
from pathlib import Path

from journeybook.findings import Finding, Level, Place
from journeybook.load.discover import FOLDER, read_project_file, table_paths
from journeybook.model.base import Audience
from journeybook.model.table_rules import TABLE_UNUSABLE
from journeybook.model.walk import field_values
from journeybook.prove.encodings import LARGEST_FILE
from journeybook.prove.hit import Hit
from journeybook.prove.project_texts import OF_TABLE, Secret, account_texts
from journeybook.prove.public_files import PUBLIC_DOCS, public_files
from journeybook.prove.public_sources import find_leaks
from journeybook.prove.public_texts import KnownPhrases, known_phrases, texts_of_part, words_of_views
from journeybook.prove.search import search_for_secrets
from journeybook.validate import Checked
from journeybook.validate.site_rules import ACCOUNT_NAMED
from journeybook.views.base.book import Book, open_book

_OF_TABLE_HINT = "reword it; or, where everybody says it, list it under `everyday_texts` of atlas.yml with the reason"
_OF_FILE_HINT = "reword it, or give the account an id and a name that nobody says by chance"


def account_leaks(checked: Checked, project: Path) -> tuple[Finding, ...]:
    """Return a finding for each public text that names an account, or the one that tables hold too much to be searched for names.

    Nothing is looked for while the journeys have errors, of which no site is made.
    """
    if checked.ok and (finding := unsearched_finding(project)):
        return (finding,)
    secrets = [secret for secret in account_texts(project, checked.atlas) if secret.level is Level.ERROR] if checked.ok else []
    if not secrets:
        return ()
    book = open_book(checked, Audience.PUBLIC)
    return tuple(sorted({*_in_journeys(checked, book, secrets), *_in_pages(project, book, secrets)}))


def unsearched_finding(project: Path) -> Finding | None:
    """Return the finding about tables that hold more than is searched for names, which takes a hundredth of the search."""
    if not table_paths(project):
        return None
    from journeybook.measure.sources.account_names import unsearched_tables  # noqa: PLC0415 - else no query engine is started

    message = unsearched_tables(project)
    hint = "keep the rows that a model asks, and no table that nobody describes"
    return TABLE_UNUSABLE.at(Place(f"{FOLDER}/metrics"), f"names of accounts cannot be looked for: {message}", hint) if message else None


def _in_journeys(checked: Checked, book: Book, secrets: list[Secret]) -> Iterator[Finding]:
    """Yield what the public atlas says, at the place of the first text in a file that is the same."""
    search = search_for_secrets(secrets, KnownPhrases(words_of_views(book)))
    leaks = {text: leak for text in texts_of_part(book, book.atlas) if (leak := next(search.find(text), None))}
    for spot in checked.atlas.spots if leaks else ():
        for name, value in field_values(spot.part):
            for position, item in enumerate(value if isinstance(value, tuple) else (value,)):
                leak = leaks.pop(item, None) if isinstance(item, str) else None
                if leak:
                    place = spot.part.origin.of(f"{name}.{position}" if isinstance(value, tuple) else name)
                    yield _finding(place, *leak)
    yield from (_finding(Place(""), *leak) for leak in leaks.values())


def _in_pages(project: Path, book: Book, secrets: list[Secret]) -> Iterator[Finding]:
    """Yield what pages for customers and files beside them say."""
    search = search_for_secrets(secrets, known_phrases(book))
    paths = [path for path in public_files(project) if path.startswith(f"{PUBLIC_DOCS}/")]
    for path in paths:
        for hit in find_leaks({path: read_project_file(project, path, most=LARGEST_FILE)}, search):
            if hit.place and hit.level is Level.ERROR:
                yield _of_hit(hit, path)


def _of_hit(hit: Hit, path: str) -> Finding:
    line = hit.file.removeprefix(f"{path}:")
    hint = _OF_TABLE_HINT if OF_TABLE in hit.what else _OF_FILE_HINT
    return ACCOUNT_NAMED.at(Place(path, int(line) if line.isdigit() else 1), f"customers would read {hit.what} ({hit.place})", hint)


def _finding(place: Place, words: str, secret: Secret) -> Finding:
    hint = _OF_TABLE_HINT if secret.what == OF_TABLE else _OF_FILE_HINT
    return ACCOUNT_NAMED.at(place, f"customers would read '{words}', which is of {secret.what} ({secret.place})", hint)
