"""The name that somebody has where the files are kept, such as GitHub or GitLab."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from journeybook.findings import FindingRule, Level
from journeybook.model.scalars import MAIL, fault, single_text

SHAPE_HANDLE = FindingRule(
    "SHAPE-HANDLE",
    Level.ERROR,
    """A handle is a name at GitHub or GitLab, without the sign @ before it, or an e-mail address.

A group is written with what it stands in: `our-company/customer-success`.

Good:
    # atlas.yml
    teams: [{id: csm, name: Success, handle: our-company/customer-success}, {id: sales, name: Sales, handle: "@tern-anna"}]

Bad:
    # atlas.yml
    teams: [{id: csm, name: Success, handle: Customer success}]
""",
)
_HANDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}(?:/[A-Za-z0-9][A-Za-z0-9_.-]{0,99}){0,9}\Z")
LONGEST_HANDLE = 254


def _handle(value: Any) -> str:  # noqa: ANN401 - an author may have written anything
    text = single_text(value)
    if len(text) <= LONGEST_HANDLE and (_HANDLE.match(text.removeprefix("@")) or MAIL.fullmatch(text)):
        return text.removeprefix("@")
    hint = "write a name without blanks, such as our-company/customer-success, or an e-mail address"
    raise fault(SHAPE_HANDLE, "this is no name at GitHub or GitLab", hint)


def mention(handle: str) -> str:
    """Return a handle as CODEOWNERS names somebody.

    >>> mention("tern-anna"), mention("anna@example.org")
    ('@tern-anna', 'anna@example.org')
    """
    return handle if "@" in handle else f"@{handle}"


Handle = Annotated[str, BeforeValidator(_handle)]
