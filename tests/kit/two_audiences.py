"""An atlas whose every text is a token that says whether customers may read it, and the public pages that are made of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

import yaml
from full_atlas import Filler, Tree, face, journey, opened, settings

from journeybook.audience.redact import redact
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import part_fields
from journeybook.model.files import FOLDERS
from journeybook.model.item import Item
from journeybook.render.environment import render
from journeybook.validate.rules.play_with_nothing_to_do import ACTS
from journeybook.views.base.book import Book
from journeybook.views.site_pages import site_pages

ROOT = Path(__file__).parents[2]
CEILINGS = ROOT / "tests" / "audience" / "ceilings.txt"
PUBLIC_FOLDERS = ("resources", "personas", "translations")
MARK = "zq"
LETTERS = 16
"""How long a token is."""
SHOWN_OTHERWISE = {
    "Organisation.name": "the site's header and footer say it",
    "Word.ours": "it says which word is replaced",
    "Word.yours": "interface sentences use it",
    "Word.plural": "interface sentences use it",
    "Contact.name": "shown where no page or mail is",
    "Term.": "the search leads from its other words to the word",
}
"""Public texts that the pages of the full atlas do not print, each with the reason."""
SAID = (
    "{0}",
    "{0} {0}, und {0}.",
    "<b>{0}</b> & {{{{ {0} }}}}",
    "{0}\u0301 \N{SNOWMAN} \u5ba2\u6237",
    "*{0}*\n\n- [{0}](https://{0}.example)\n- 17.5 %",
)
"""How an internal text may be written."""


INWARD: dict[str, Tree] = {
    "faceless": {"status": "live", "audience": "public"},
    "draft": {"status": "draft", "audience": "public"},
    "shut": {"status": "live", "audience": "internal"},
    "blind": {"status": "live", "audience": "public"},
}
"""Maps that look public and are not, each for another reason: no public face, a draft, internal itself, an internal face."""
RESOURCES = {"staff-list.csv": b"name,site\n", "logo.png": (ROOT / "journeys/resources/logo.png").read_bytes()}
"""The files that an atlas of ours names."""


_NEEDED = (
    "at attributes bands choices coverage_models exit feelings giver lifecycle name owner phases playbook recovery severity_levels stages "
    "steps stories taker target text tracks use"
)
NEEDED = frozenset(_NEEDED.split())
"""Fields that a rule of practice or a reference wants."""


_COLUMN: Tree = {
    "column": "customer",
    "means": "account",
    "of": "customer",
    "dated_by": "when",
    "roll_up": "sum",
    "dates": "DD.MM.YYYY",
    "in_unit": "EUR",
    "least": "1",
    "most": "9",
    "words": [{"written": "A 1", "meant": "a-1"}],
}
"""A column of a table that says everything a column may say."""


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - our files have none
        return True


def fixed(kinds: str) -> Tree:
    """Return what must stand in some fields whatever else an atlas says, so that its checks find no error."""
    step = f"{kinds}-map/{kinds}-step"
    names = {
        "LaneEntries.lane": f"{kinds}-row",
        "Observation.step": step,
        "AdoptionAttribute.moments": [step],
        "Exemption.rule": "OWNER-MISSING",
        "RuleLevel.rule": "OWNER-MISSING",
        "TranslatedText.key": "success.goal",
        "RuleLevel.level": "information",
        "DataSource.row": "account",
        "DataSource.columns": [_COLUMN, {"column": "when", "means": "day"}],
        "DataSource.time_zone": "UTC",
        "DataSource.decimal": "point",
        "DataSource.thousands": "space",
        "DataSource.may_repeat": False,
    }
    return {
        **names,
        "*.blank": [],
        "Brand.logo": "logo.png",
        "Anchor.usually": None,
        "PublicFace.known_by_id": None,
        "PublicFace.formerly": None,
    }


@dataclass
class World:
    """How everything internal turns out: its words, numbers, ids, how much of it there is, where it stands, and what is left out.

    World 0 says in every internal field a word of its own, so that it can be told where a word comes from; in all other worlds chance
    decides about each place.
    """

    seed: int = 0
    segments: bool = False
    """Whether what must not be seen is public, but for other segments, instead of internal."""
    ids: str = ""
    """What the ids begin with; nothing is as usual."""
    tokens: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """Every token with its place and whether it is public."""

    def chance(self, place: str) -> int:
        """Return a number for a place: always the same in this world, another one in the next."""
        return int.from_bytes(blake2b(f"{self.seed}{place}".encode(), digest_size=4).digest()) if self.seed else 0

    def left_out(self, place: str) -> bool:
        """Whether an internal field is left out; what the checks ask for is not."""
        return place.rpartition(".")[2] not in NEEDED and self.chance(f"{place}?") % 3 == 1

    def token(self, place: str, public: bool) -> str:  # noqa: FBT001 - the filler asks this way
        """Return a word that is unique, has letters only, and depends on nothing internal where it is public.

        Public fields are always filled in, so that a field of which customers read another wording is internal.
        """
        public = public and not place.endswith(reworded())
        digest = sha256(f"{'' if public else self.seed}{public}{place}".encode()).digest()
        word = MARK + "".join(chr(97 + byte % 26) for byte in digest[: LETTERS - len(MARK)])
        self.tokens[word] = (place, public)
        said = SAID[self.chance(f"{place}!") % len(SAID)] if self.seed and not public else "{0}"
        return said.format(word)

    def beside(self, place: str) -> tuple[int, int]:
        """Return how many internal items stand before and behind a public one."""
        number = self.chance(place)
        return (number % 2, number // 2 % 2) if self.seed else (0, 1)

    def mixed(self, items: list[Any], place: str) -> list[Any]:
        """Return things in the order of their files, whose names are internal."""
        return sorted(items, key=lambda one: self.chance(f"{place}{one.get('id', '')}"))

    def trees(self) -> dict[str, Any]:
        """Make what the files say, by folder: one public map, and maps that look public but are not."""
        kinds = self.ids or (f"id{self.seed}" if self.seed else "the")
        filler = Filler(self.token, ceilings(), lambda kind: f"{kinds}-{kind}", self.chance, self.left_out, self.beside, fixed=fixed(kinds))
        if self.chance("nothing to do") % 2:
            filler.fixed |= {"Play.nothing_to_do": True, **dict.fromkeys((f"Play.{name}" for name in ACTS), None)}
        if self.segments:
            filler.fixed |= dict.fromkeys((f"Applies.{name}" for name in ("segments", "except_segments", "coverage", "when")), None)
            filler.apart = {"audience": "public", "applies": {"segments": [f"{kinds}-other"]}}
        file = settings(filler)
        file["lanes"].append({**file["lanes"][0], "id": f"{kinds}-row", "kind": "text", "audience": "internal"})
        maps = [journey(filler, "open", shown=True, face=face(filler, "open", "reach-your-goal"), status="live")]
        maps += [self._inward(filler, kind) for kind in INWARD if self.chance(f"map {kind}") % 4 == 0]
        lists: dict[str, Any] = {"maps": self.mixed(maps, "maps")}
        for folder, model in FOLDERS.items():
            if folder != "maps":
                things = list(filler.parts(model, folder, shown=folder in PUBLIC_FOLDERS))
                lists[folder] = self.mixed(
                    [opened(one) for one in things] if folder in PUBLIC_FOLDERS and issubclass(model, Item) else things, folder
                )
        return {"file": file, **lists}

    def atlas(self) -> Atlas:
        """Make the atlas of all that."""
        return Atlas.model_validate(self.trees())

    def write(self, project: Path) -> None:
        """Write it as the files of a project, whose names are internal."""
        for folder, tree in self.trees().items():
            if folder == "file":
                self._write(project, "atlas.yml", tree)
            for one in tree if folder != "file" else ():
                self._write(
                    project,
                    f"{folder}/{self.token(f'file {folder}{one}', public=False).partition(MARK)[2][:9]}-{one.get('id', 'it')}.yml",
                    one,
                )
        for name, data in RESOURCES.items():
            (project / "journeys" / "resources" / name).write_bytes(data)

    @staticmethod
    def _write(project: Path, name: str, tree: Any) -> None:
        path = project / "journeys" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.dump(tree, Dumper=_Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")

    @staticmethod
    def _inward(filler: Filler, kind: str) -> Tree:
        """Make a map that is not public, for one of the reasons."""
        given = INWARD[kind] if filler.apart["audience"] == "internal" else {"status": "live", **filler.apart}
        seen = None if kind == "faceless" else face(filler, f"{kind}~", kind, shown=False)
        if seen and kind == "blind" and filler.apart["audience"] == "internal":
            seen["audience"] = "internal"
        return journey(filler, f"{kind}~", shown=False, face=seen, **given)


@cache
def reworded() -> tuple[str, ...]:
    """Return every field, with its class, of which customers read another wording."""
    return tuple(
        f".{model.__name__}.{field.instead_of}" for model in below(Part) for field in part_fields(model).values() if field.instead_of
    )


def below(model: type[Part]) -> Iterator[type[Part]]:
    """Yield every class of the model below one."""
    for child in model.__subclasses__():
        if child.__module__.startswith("journeybook."):
            yield child
            yield from below(child)


@cache
def ceilings() -> dict[str, str]:
    """Return the checked-in ceiling of every field."""
    lines = CEILINGS.read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


def tokens_in(text: str) -> set[str]:
    """Return the tokens in a text, in one pass over it; what follows a mark by chance may be among them."""
    return {text[mark.start() : mark.start() + LETTERS] for mark in re.finditer(MARK, text)}


def public_pages(atlas: Atlas, segment: str | None = None) -> dict[str, str]:
    """Return every public page as its stub and its HTML."""
    book = Book(redact(atlas, Audience.PUBLIC, segment=segment), Audience.PUBLIC)
    stubs = site_pages(book)
    return {stub.page: f"{stub}\n{render(book, stub.view, stub.arguments, here=stub.page)}" for stub in stubs}
