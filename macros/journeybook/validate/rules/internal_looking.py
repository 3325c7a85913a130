"""What customers see holds nothing that looks internal.

Told are words and names that customers must not read in a public text: words from `internal_words:` of the atlas, names of segments and ids
of teams of two words or more, names of internal computers, e-mail addresses that stand in no contact field and no `mailto:` link, ticket
numbers, and notes to oneself. A `label` is never a ticket number, and customers do not read what has `customer_words`. Reword the text, or
give the item `audience: internal`. A code that customers know, such as the number of a form, stands under `public_codes:` of the atlas.
Where the text is right, an exemption says why.

Good:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, role: I plan, contact: help@example.org}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: {fact: OPS-1234 is closed, customer_words: The first rota is published}
        events: none
        steps:
          - customer: Invites the team
            label: A-12
            note: See OPS-1234 on wiki.corp
            how: Write to [help@example.org](mailto:help@example.org)
            self_service: mailto:help@example.org

Bad:
    status: live
    audience: public
    review: 2026-06-01
    public: {slug: publish-rotas, title: Publish your first rota, goal: Publish rotas on time, role: I plan the shifts}
    stages:
      - id: onboarding
        name: Onboarding
        owner: csm
        exit: The first rota is published
        events: none
        steps:
          - customer: Invites the team (see OPS-1234 on wiki.corp)
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import part_fields
from journeybook.model.map import PublicFace
from journeybook.model.scalars import MAIL
from journeybook.model.visibility import audience_of, customer_fields
from journeybook.model.vocabulary import Contact
from journeybook.model.walk import Spot
from journeybook.validate.problem import Problem

ID = "INTERNAL-LOOKING"
LEVEL = Level.ERROR
PUBLICATION = True
STANDARDS = "AES|CVE|COVID|DIN|EN|HTTP|IEC|IEEE|ISO|MP|PCI|RFC|SHA|SOC|UTF|UTC|GMT|WCAG"
ADDRESS = "an e-mail address"
PATTERNS = (
    (ADDRESS, MAIL),
    (
        "the name of an internal computer",
        re.compile(r"(?<![\w.-])(?:localhost|(?:[\w-]+\.)+(?:corp|internal|intra|intranet|lan|local))\b", re.IGNORECASE),
    ),
    (
        "the name of an internal computer",
        re.compile(r"\b(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})\b"),
    ),
    ("the name of an internal computer", re.compile(r"\bhttps?://[\w-]+(?=[/:\s]|$)")),
    (
        "a note to oneself",
        re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|TBD)\b|\b(?:internal|staff) only\b|\bdo not (?:share|publish)\b", re.IGNORECASE),
    ),
)
TICKET = "a ticket number"
HINT = "reword it, or add `audience: internal` where the item begins"
HINTS = {TICKET: f"{HINT}; a code that customers know stands under `public_codes:` of atlas.yml"}
NamedPattern = tuple[str, re.Pattern[str]]


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every public text that holds something of ours."""
    return public_problems(atlas, (*_internal_patterns(atlas), *PATTERNS))


def public_problems(atlas: Atlas, patterns: tuple[NamedPattern, ...]) -> Iterator[Problem]:
    """Yield every public text that matches one of the patterns."""
    if not patterns:
        return
    shown = {id(around) for spot in atlas.spots if audience_of(spot) is Audience.PUBLIC for around in (*spot.parents, spot.part)}
    for spot in atlas.spots:
        if id(spot.part) in shown:
            for key, text in _texts(spot):
                for what, text_found in _matches(spot.part, key, text, patterns):
                    yield Problem(spot.part, f"customers would read {what}: '{text_found}'", HINTS.get(what, HINT), key)


def name_patterns(atlas: Atlas, *, of_one_word: bool) -> Iterator[NamedPattern]:
    """Yield the names of segments and the ids of teams: those of a single word, or those of several.

    They are meant as typed; a name with a hyphen, which no other word has by chance, in small letters as well.
    """
    for segment in atlas.segments:
        if (len(segment.name.split()) == 1) is of_one_word:
            yield "the name of a segment", _whole(segment.name, re.IGNORECASE if "-" in segment.name else re.NOFLAG)
    for team in atlas.file.teams:
        words = set(re.split("[-_]", team.id))
        if (len(words) == 1) is of_one_word and not words <= set(re.findall(r"\w+", team.name.casefold())):
            yield "the id of a team", _whole(team.id)


def _texts(spot: Spot) -> Iterator[tuple[str, str]]:
    """Yield every text of a part that customers may see, with its key; none for which customers have words of their own."""
    for name, value in customer_fields(spot).items():
        if part_fields(type(spot.part))[name].names or name in ("id", "key"):
            continue
        for position, text in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(text, str) and not isinstance(text, Enum):
                yield (f"{name}.{position}" if isinstance(value, tuple) else name), text


def _matches(part: Part, key: str, text: str, patterns: tuple[NamedPattern, ...]) -> Iterator[tuple[str, str]]:
    contact = isinstance(part, Contact) or (isinstance(part, PublicFace) and key == "contact")
    for what, pattern in patterns:
        is_meant = (contact and what == ADDRESS) or (key == "label" and what == TICKET)
        match = None if is_meant else pattern.search(_without_links(text) if what == ADDRESS else text)
        if match:
            yield what, match[0]


def _without_links(text: str) -> str:
    """Leave out the addresses that customers are meant to write to: those of `mailto:` links, and their like beside them."""
    for address in re.findall(r"mailto:([^\s\"'<>()?]+)", text):
        text = text.replace(address, "")
    return text


def _internal_patterns(atlas: Atlas) -> Iterator[NamedPattern]:
    """Yield the organisation's own words: as typed for names, in small or capital letters for internal words."""
    for word in atlas.file.internal_words:
        yield "an internal word", _whole(word, re.IGNORECASE)
    yield from name_patterns(atlas, of_one_word=False)
    known = "|".join([rf"(?:{STANDARDS})-", *(rf"{re.escape(code)}(?![\w-])" for code in atlas.file.public_codes)])
    yield TICKET, re.compile(rf"\b(?!{known})[A-Z][A-Z0-9]{{1,9}}-\d+\b")


def _whole(word: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(word.strip())}(?![\w-])", flags)
