"""Proves on a built public site that nothing internal is in it: the whole project is looked for, and the manifest is closed."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from journeybook.audience.build_request import BuildRequest
from journeybook.model.scalars import MAIL
from journeybook.prove.encodings import decodings
from journeybook.prove.extraction import extract_texts
from journeybook.prove.hit import Hit, hits_as_text
from journeybook.prove.links import OUTSIDE_ADDRESS
from journeybook.prove.manifest import manifest_hits
from journeybook.prove.page import SiteText
from journeybook.prove.planned_files import SitePlan, plan_site
from journeybook.prove.project_texts import Secret, project_texts
from journeybook.prove.public_texts import known_phrases, public_files, texts_of_part
from journeybook.prove.search import SecretSearch, search_for_secrets
from journeybook.validate import Checked
from journeybook.views.base.book import Book, open_book

__all__ = ["Hit", "hits_as_text", "prove_site"]
READ_CHANNELS = ("text", "text across elements", "title", "tooltip", "comment", "meta", "search entry", "path")
"""The channels in which prose would be read; elsewhere stand names and notes of the program that its manual speaks of as well."""


def prove_site(site: Path, checked: Checked, request: BuildRequest) -> tuple[Hit, ...]:
    """Return everything that must not be on the public site built on request; a folder that cannot be read raises OSError."""
    project = request.project
    book = open_book(checked, request.audience, request.segment, request.only)
    files = read_site(site)
    plan = plan_site(book, project, alone=request.is_offline)
    search = search_for_secrets(project_texts(project, checked.atlas), known_phrases(book, project))
    hits = {*manifest_hits(site, files, plan, set(public_addresses(book, project))), *find_leaks(files, plan, search)}
    return tuple(sorted(hits, key=lambda hit: (hit.file, hit.channel, hit.what, str(hit.place))))


def read_site(site: Path) -> dict[str, bytes]:
    """Return what every file of a site holds, by its path in it."""
    paths = (path for path in sorted(site.rglob("*")) if path.is_file() and not path.is_symlink())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def find_leaks(files: Mapping[str, bytes], plan: SitePlan, search: SecretSearch) -> Iterator[Hit]:
    """Yield every text of the project that is found in a file or its path; what the theme brings is not looked at."""
    search_text = cache(lambda text, across: tuple(_search_text(text, search, across=across)))
    for path, data in files.items():
        seen: set[Secret] = set()
        pieces = () if plan.is_theme(path) and plan.bytes_of(path) == data else extract_texts(path, data)
        for piece in (SiteText("path", path), *pieces):
            for encoding, phrase, secret in search_text(piece.text, piece.across):
                if secret not in seen and (piece.channel in READ_CHANNELS or not secret.prose):
                    seen.add(secret)
                    channel = f"{piece.channel} ({encoding})" if encoding else piece.channel
                    yield Hit(path, channel, f"'{phrase}' is of {secret.what}", secret.place)


def _search_text(text: str, search: SecretSearch, *, across: bool) -> Iterator[tuple[str, str, Secret]]:
    """Yield each text of the project that is found, with its encoding there and the words found.

    What runs across elements has been read piece by piece as well, and is only looked at as it stands.
    """
    for encoding, decoded in [("", text)] if across else decodings(text):
        yield from ((encoding, phrase, secret) for phrase, secret in search.find(decoded, across=across))


def public_addresses(book: Book, project: Path) -> Iterator[str]:
    """Yield every address that stands in a public text or on a page written for customers."""
    texts: Iterable[str] = [
        *texts_of_part(book, book.atlas),
        *((project / path).read_text("utf-8", "replace") for path in public_files(project)),
    ]
    for text in texts:
        yield from OUTSIDE_ADDRESS.findall(text)
        yield from MAIL.findall(text)
