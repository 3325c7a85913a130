"""Searches the edition of an account's success plan: it holds that plan's shared words, and none of another plan or of colleagues alone.

The files are searched as they were made, since a page of it is read by a customer whom the public site does not know.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

from journeybook.audience.build_request import BuildRequest
from journeybook.findings import Level
from journeybook.load.discover import FOLDER
from journeybook.model.base import Audience
from journeybook.model.success_plan import SuccessPlan
from journeybook.prove.hit import Hit
from journeybook.prove.project_texts import Secret, account_texts, project_texts
from journeybook.prove.public_sources import find_leaks
from journeybook.prove.public_texts import KnownPhrases, texts_of_part, words_of_views
from journeybook.prove.search import search_for_secrets
from journeybook.validate import Checked
from journeybook.views.base.book import open_book

FOLDERS = ("plans", "accounts", "metrics")
"""The folders of `journeys/` that speak of single customers."""


def prove_plan_edition(checked: Checked, project: Path, request: BuildRequest, files: Mapping[str, bytes]) -> tuple[Hit, ...]:
    """Return everything about customers in these files that the customer of the request's plan must not read."""
    book = open_book(checked, Audience.PUBLIC, only=request.only, plan=request.plan)
    known = KnownPhrases([*texts_of_part(book, book.atlas), *words_of_views(book)])
    search = search_for_secrets(tuple(_secrets(checked, project)), known)
    others = search_for_secrets(_other_accounts(checked, project, request), KnownPhrases(words_of_views(book)))
    hits = chain.from_iterable(find_leaks({path: data}, each) for path, data in files.items() for each in (search, others))
    return tuple(sorted({replace(hit, remedy=_REMEDY) for hit in hits if hit.level is Level.ERROR}, key=str))


def _other_accounts(checked: Checked, project: Path, request: BuildRequest) -> Iterator[Secret]:
    """Yield the ids and names of every account but the plan's own, which the plan may not say even in a text that is shared."""
    plan = checked.atlas.find(SuccessPlan, request.plan)
    yield from account_texts(project, checked.atlas, other_than=plan.account if plan else "")


_REMEDY = "take it out of what the customer reads, or say it in a field that is theirs"


def _secrets(checked: Checked, project: Path) -> Iterator[Secret]:
    """Yield every text of the folders that speak of customers, where it was written."""
    homes = tuple(f"{FOLDER}/{folder}/" for folder in FOLDERS)
    yield from (secret for secret in project_texts(project, checked.atlas) if secret.place.file.startswith(homes))
