"""An atlas whose every text is a token that says whether customers may read it, and the public pages that are made of it."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from full_atlas import Filler, face, journey, opened, settings

from journeybook.audience.redact import redact
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.files import FOLDERS
from journeybook.registry import modules
from journeybook.render.environment import render
from journeybook.views.book import Book

CEILINGS = Path(__file__).parents[1] / "audience" / "ceilings.txt"
PUBLIC_FOLDERS = ("resources", "personas")
MARK = "zq"


@dataclass
class World:
    """How everything internal turns out: its words, numbers, ids, how much of it there is, and where it stands."""

    salt: str = ""
    number: int = 3
    ids: str = "the"
    extra: int = 1
    first: bool = False
    sparse: bool = False
    turned: bool = False
    tokens: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """Every token with its place and whether it is public."""

    def token(self, place: str, public: bool) -> str:  # noqa: FBT001 - the filler asks this way
        """Return a word that is unique, has letters only, and depends on nothing internal where it is public."""
        digest = sha256(f"{'' if public else self.salt}{public}{place}".encode()).digest()
        word = MARK + "".join(chr(97 + byte % 26) for byte in digest[:14])
        self.tokens[word] = (place, public)
        return word

    def atlas(self) -> Atlas:
        """Make the atlas: one public map, and maps that look public but are not."""
        filler = Filler(self.token, ceilings(), lambda kind: f"{self.ids}-{kind}")
        filler.number, filler.extra, filler.first, filler.sparse = self.number, self.extra, self.first, self.sparse
        file = settings(filler)
        maps = [journey(filler, "open", shown=True, face=face(filler, "open", "reach-your-goal"), status="live")]
        blind = face(filler, "blind~", "blind", shown=False) | {"audience": "internal"}
        inward = [
            journey(filler, "faceless~", shown=False, face=None, status="live", audience="public"),
            journey(filler, "draft~", shown=False, face=face(filler, "draft~", "draft", shown=False), status="draft", audience="public"),
            journey(filler, "shut~", shown=False, face=face(filler, "shut~", "shut", shown=False), status="live", audience="internal"),
            journey(filler, "blind~", shown=False, face=blind, status="live", audience="public"),
        ]
        maps = [*inward, *maps] if self.first else [*maps, *inward][: 1 + 2 * self.extra]
        lists: dict[str, Any] = {"maps": maps}
        for folder, model in FOLDERS.items():
            if folder != "maps":
                things = list(filler.parts(model, folder, shown=folder in PUBLIC_FOLDERS))
                lists[folder] = [opened(one) for one in things] if folder in PUBLIC_FOLDERS else things
        if self.turned:
            lists = {name: list(reversed(items)) for name, items in lists.items()}
        return Atlas.model_validate({"file": file, **lists})


def ceilings() -> dict[str, str]:
    """Return the checked-in ceiling of every field."""
    lines = CEILINGS.read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


def public_pages(atlas: Atlas) -> dict[str, str]:
    """Return every public page as its stub and its HTML."""
    book = Book(redact(atlas, Audience.PUBLIC), Audience.PUBLIC)
    stubs = [stub for module in modules("journeybook.views.pages").values() for stub in module.pages(book)]
    return {stub.page: f"{stub}\n{render(book, stub.view, stub.arguments, here=stub.page)}" for stub in stubs}
