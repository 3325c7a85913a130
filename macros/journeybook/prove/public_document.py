"""Searches data that is taken away for customers, such as an exported atlas: it may say what their pages say, and what is marked for them.

The pages are made by views, which choose field by field, so that a field which redaction leaves by mistake is found here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import part_fields
from journeybook.model.walk import field_values, walk
from journeybook.prove.customer_texts import view_strings
from journeybook.prove.hit import Hit
from journeybook.prove.normalise import normalised_words
from journeybook.prove.project_texts import project_texts
from journeybook.prove.public_sources import find_leaks
from journeybook.prove.public_texts import KnownPhrases, texts_of_part, words_of_views
from journeybook.prove.search import search_for_secrets
from journeybook.registry import modules
from journeybook.validate import Checked
from journeybook.views.base.book import Book
from journeybook.views.site_pages import site_pages

_LINES = "texts.txt"
"""The name by which texts are searched as the lines of a file."""


def prove_public_document(checked: Checked, project: Path, book: Book, file: str, texts: Iterable[str]) -> tuple[Hit, ...]:
    """Return every text of a file for customers that must not stand there; what their pages say as a whole is not looked at again.

    Ids and names of accounts and internal words are refused where no page says them, other texts where nothing marks them either.
    """
    pages = [*_texts_of_pages(book), *words_of_views(book)]
    on_pages = KnownPhrases(pages)
    unread = [text for text in dict.fromkeys(texts) if normalised_words(text) not in on_pages.whole]
    lines = "\n".join(" ".join(text.split()) for text in unread).encode()
    secrets = [secret for secret in project_texts(project, checked.atlas) if not secret.prose]
    searches = (
        search_for_secrets((secret for secret in secrets if secret.sought), on_pages),
        search_for_secrets(
            (secret for secret in secrets if not secret.sought), KnownPhrases([*pages, *_marked_texts(book, checked.atlas)])
        ),
    )
    hits = chain.from_iterable(find_leaks({_LINES: lines}, search) for search in searches)
    return tuple(sorted({replace(hit, file=file, channel="text") for hit in hits if hit.level is Level.ERROR}, key=str))


def _texts_of_pages(book: Book) -> Iterator[str]:
    """Yield every string in the views of every page of a site."""
    views = modules("journeybook.views.pages")
    for stub in site_pages(book):
        yield from (stub.title, stub.page, stub.description)
        yield from view_strings(views[stub.view].view(book, *stub.arguments))


def _marked_texts(book: Book, atlas: Atlas) -> Iterator[str]:
    """Yield what is for customers though no page says it: all that is left of the atlas's own file, and things marked as public."""
    yield from texts_of_part(book, book.atlas.file)
    for spot in walk(atlas):
        if spot.map is None and getattr(spot.part, "audience", None) is Audience.PUBLIC:
            about = part_fields(type(spot.part))
            for name, value in field_values(spot.part):
                items = value if isinstance(value, tuple) else (value,)
                yield from (str(item) for item in items if about[name].ceiling is Audience.PUBLIC and not isinstance(item, Part))
