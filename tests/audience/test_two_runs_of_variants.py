"""Whatever the internal base of a public variant says, the public pages stay the same, letter by letter."""

import os
from pathlib import Path
from typing import Any

import pytest
from full_atlas import Filler, face, journey
from two_audiences import World, ceilings, fixed, public_pages

from journeybook.findings import Level, as_text
from journeybook.model import visibility
from journeybook.model.atlas import Atlas
from journeybook.validate import check

LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
SEEDS = range(1, 200) if LONG else (1, 2, 3, 4)


class InheritingWorld(World):
    """A world with one public map, a variant of a base with something in every field, none of which is public."""

    def left_out(self, place: str) -> bool:
        """Whether an internal field is left out; what the variant alters is not."""
        return not place.endswith((".steps", ".milestones")) and super().left_out(place)

    def trees(self) -> dict[str, Any]:
        """Return what the files say, by folder."""
        kinds = f"id{self.seed}" if self.seed else "the"
        stands = fixed(kinds) | {"Stage.customer_name": "What customers call it"}
        filler = Filler(self.token, ceilings(), lambda kind: f"{kinds}-{kind}", self.chance, self.left_out, self.beside, fixed=stands)
        others = {folder: things for folder, things in super().trees().items() if folder != "maps"}
        base = journey(filler, "inside", shown=False, face=None, status="live", audience=None)
        base = {key: value for key, value in base.items() if value is not None}
        return others | {"maps": [base, self.variant(filler, base)]}

    def variant(self, filler: Filler, base: dict[str, Any]) -> dict[str, Any]:
        """Return a variant that adds, changes and replaces something."""
        stage = base["stages"][0]
        step, milestone = stage["steps"][0]["id"], stage["milestones"][0]["id"]
        set_fields = {"what": self.token("set.Step.what", public=True), "price": self.token("set.Step.price", public=True)}
        return {
            "id": "variant",
            "name": self.token("variant.Map.name", public=False),
            "extends": [base["id"]],
            "status": "live",
            "audience": "public",
            "public": face(filler, "variant", "reach-your-goal"),
            "alterations": [
                {"change": step, "set": set_fields},
                {"change": milestone, "set": {"name": self.token("set.words of the milestone", public=True)}},
                {"change": stage["id"], "set": {"summary": self.token("set.Stage.summary", public=True)}},
                {"add": {"lane": filler.names("lane"), "what": self.token("add.Step.what", public=True)}, "into": stage["id"]},
            ],
        }


def atlas(world: World, home: Path) -> Atlas:
    world.write(home)
    checked = check(home)
    errors = [finding for finding in checked.findings if finding.level is Level.ERROR and finding.rule.startswith(("SHAPE", "OVERLAY"))]
    assert errors == [], as_text(errors)
    return checked.atlas


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return public_pages(atlas(InheritingWorld(), tmp_path_factory.mktemp("plain")))


@pytest.mark.parametrize("seed", SEEDS)
def test_public_pages_do_not_depend_on_anything_an_internal_base_says(seed: int, plain: dict[str, str], tmp_path: Path) -> None:
    assert public_pages(atlas(InheritingWorld(seed), tmp_path)) == plain


def test_of_an_internal_base_no_word_is_there_and_of_its_variant_every_one(tmp_path: Path) -> None:
    world = InheritingWorld()
    pages = "".join(public_pages(atlas(world, tmp_path)).values())
    public = {word: place for word, (place, is_public) in world.tokens.items() if is_public}
    internal = {word: place for word, (place, is_public) in world.tokens.items() if not is_public}
    absent = [place for word, place in public.items() if place.startswith(("set.", "add.")) and word not in pages]
    assert (len(internal) > 500, absent) == (True, [])
    assert [place for word, place in internal.items() if word in pages] == []


def test_inheritance_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = visibility.audience_context
    monkeypatch.setattr("journeybook.audience.redact.audience_context", lambda whole, **_: real(whole, is_inheriting=True))
    with pytest.raises(AssertionError):
        test_of_an_internal_base_no_word_is_there_and_of_its_variant_every_one(tmp_path)
