"""Whatever is internal may be anything: the public pages stay the same, letter by letter."""

import os
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any

import pytest
import two_audiences
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from two_audiences import MARK, SHOWN_OTHERWISE, World, ceilings, public_pages, tokens_in

from journeybook.audience import redact as redaction
from journeybook.audience import withhold
from journeybook.audience.redact import redact
from journeybook.model import visibility
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import part_fields
from journeybook.model.step import Step
from journeybook.model.walk import field_values, walk


@cache
def plain_pages() -> dict[str, str]:
    return public_pages(World().atlas())


LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
WORLDS = st.integers(1, 2**32).map(World)


@settings(max_examples=5000 if LONG else settings().max_examples, phases=[Phase.explicit, Phase.generate])
@given(WORLDS)
def test_public_pages_do_not_depend_on_anything_internal(world: World) -> None:
    assert public_pages(world.atlas()) == plain_pages()


@settings(max_examples=1000 if LONG else 10, phases=[Phase.explicit, Phase.generate])
@given(st.integers(1, 2**32))
def test_an_edition_does_not_depend_on_what_is_for_other_segments(seed: int) -> None:
    assert public_pages(World(seed, segments=True).atlas(), f"id{seed}-segment") == edition()


@cache
def edition() -> dict[str, str]:
    return public_pages(World(segments=True).atlas(), "the-segment")


def test_what_is_for_other_segments_would_be_seen_without_the_cut() -> None:
    """The comparison means something: the site for everybody shows it."""
    pages = [public_pages(World(seed, segments=True).atlas()) for seed in (0, 1, 2)]
    assert (len({repr(item) for item in pages}), len(max(pages, key=len)) > len(edition()) > 1) == (3, True)
    assert "".join(plain_pages().values()).count(MARK) - "".join(edition().values()).count(MARK) == 0


def test_worlds_differ_in_everything_internal() -> None:
    """The comparison means something: no internal word is in two worlds, and their lists are of different lengths."""
    worlds = [World(), World(1), World(2)]
    lengths = {len(list(walk(world.atlas()))) for world in worlds}
    words = [{word for word, (_, is_public) in world.tokens.items() if not is_public} for world in worlds]
    assert (len(lengths), min(map(len, words)) > 500, words[0] & words[1] | words[1] & words[2]) == (3, True, set())


def test_every_public_text_is_there_and_no_internal_one() -> None:
    world = World()
    shown = tokens_in("".join(public_pages(world.atlas()).values()))
    public = {word: place for word, (place, is_public) in world.tokens.items() if is_public}
    internal = {word: place for word, (place, is_public) in world.tokens.items() if not is_public}
    assert (len(public) > 50, len(internal) > 1000) == (True, True)
    assert [place for word, place in internal.items() if word in shown] == []
    absent = [place for word, place in public.items() if word not in shown]
    assert [place for place in absent if not any(name in place for name in SHOWN_OTHERWISE)] == []


CLASSES_WITHOUT_CANARY = {
    "Alteration": "the worlds of variants write them",
    "Blankness": "an answer stands where a value would, and hides it",
}
WITHOUT_CANARY = {
    "Anchor.usually": "a plan would fill in dates, which every world would have to know",
    "DataSource.may_repeat": "the tables of every world hold accounts, of which no row may repeat",
    "Event.use": "it names the whole event, and nothing else may stand beside it",
    "Map.alterations": "the worlds of variants write them",
    "Map.extends": "the worlds of variants write it",
    "Play.use": "it names the whole play, and nothing else may stand beside it",
    "PublicFace.formerly": "no two pages may have had the same address; the tests of old addresses say some",
    "PublicFace.known_by_id": "it makes ids public; a test of anchors says which",
    "Step.visible_to_customer": "it decides who sees the step",
}
"""Fields in which nothing stands in any world, each with the reason."""
DECIDING = ("audience", "blank")
"""Fields of many classes that decide who sees the rest, or say why it is not there."""


def test_every_field_of_every_class_carries_something_in_some_world() -> None:
    """A field that is always empty could leak without a word."""
    atlases = [World(seed).atlas() for seed in range(4)]
    said = {
        f"{type(spot.part).__name__}.{name}"
        for atlas in atlases
        for spot in walk(atlas)
        for name, value in field_values(spot.part)
        if value
    }
    classes = {name.partition(".")[0] for name in said}
    fields = {name for name in ceilings() if name.partition(".")[0] in classes and not name.endswith(DECIDING)}
    assert len(fields) > 700
    assert {name.partition(".")[0] for name in ceilings()} - classes == CLASSES_WITHOUT_CANARY.keys()
    assert sorted(fields - said) == sorted(WITHOUT_CANARY)
    assert {"Step.also_in", "Play.nothing_to_do"} <= said


def keep_a_field(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let redaction take one internal field for a public one."""
    real = part_fields

    def leaky(model: type[Part]) -> dict[str, Any]:
        return {key: _raised(field) if f"{model.__name__}.{key}" == name else field for key, field in real(model).items()}

    for module in (withhold, visibility):
        monkeypatch.setattr(module, "part_fields", leaky)
    monkeypatch.setattr(visibility, "open_fields", visibility.open_fields.__wrapped__)


def keep_what_says_internal(monkeypatch: pytest.MonkeyPatch) -> None:
    real = visibility.surroundings_in
    monkeypatch.setattr(
        withhold,
        "surroundings_in",
        lambda part, around, context: around if around.audience is Audience.PUBLIC else real(part, around, context),
    )


def keep_every_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(withhold, "may_be_public", lambda part: True)  # noqa: ARG005 - asked for every part


def hand_everything_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(withhold, "handed_on", lambda part, child, own: own)  # noqa: ARG005 - asked this way


LEAKS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "an internal item": keep_what_says_internal,
    "a draft map": keep_every_map,
    "whatever the atlas lists": hand_everything_on,
}


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS.keys())
def test_a_leak_is_caught(leak: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch) -> None:
    before = _kept(World())
    leak(monkeypatch)
    assert (before, _kept(World()) != []) == ([], True)


def test_a_leak_is_caught_on_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_what_says_internal(monkeypatch)
    with pytest.raises(AssertionError):
        test_every_public_text_is_there_and_no_internal_one()


ARITHMETIC: dict[str, Callable[[Atlas], object]] = {
    "how many maps there are": lambda atlas: len(atlas.maps),
    "how many steps there are": lambda atlas: sum(isinstance(spot.part, Step) for spot in walk(atlas)),
    "the order of the files": lambda atlas: [item.public is not None and item.public.slug for item in atlas.maps].index("reach-your-goal"),
    "where in its list a public thing stands": lambda atlas: [item.audience is None for item in atlas.file.teams].index(False),
    "a rounded mean": lambda atlas: round(sum(item.weight or 0 for item in _weighed(atlas)) / max(len(_weighed(atlas)), 1)),
    "whether there is any": lambda atlas: bool(atlas.maps[0].note),
    "the length of a text": lambda atlas: max(len(item.name) for item in atlas.maps),
    "the latest day": lambda atlas: atlas.file.as_of,
    "a digest of everything": lambda atlas: sha256(repr(atlas).encode()).hexdigest()[:2],
}
"""What could be told of internal things without a word of theirs."""


@pytest.mark.parametrize("told", ARITHMETIC.values(), ids=ARITHMETIC.keys())
def test_arithmetic_over_internal_things_is_caught(told: Callable[[Atlas], object], monkeypatch: pytest.MonkeyPatch) -> None:
    def leaky(atlas: Atlas, audience: Audience, *, segment: str | None) -> Atlas:
        kept = redact(atlas, audience, segment=segment)
        name = f"{kept.file.organisation.name} {told(atlas)}"
        return withhold.changed(kept, file=withhold.changed(kept.file, organisation=withhold.changed(kept.file.organisation, name=name)))

    monkeypatch.setattr(two_audiences, "redact", leaky)
    renderings = {repr(public_pages(_atlas(seed))) for seed in range(5)}
    assert len(renderings) > 1


def test_ids_that_count_what_is_withheld_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction, "_numbered", lambda public, whole: public)  # noqa: ARG005 - asked this way
    assert len({repr(redaction.redact(_atlas(seed), Audience.PUBLIC)) for seed in range(3)}) > 1


FIELDS = (
    "Change.what",
    "Lane.name",
    "Map.name",
    "Map.goal",
    "PainPoint.root_cause",
    "Persona.quote",
    "Resource.note",
    "Stage.thinks",
    "Step.note",
)


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_too_many_is_caught_where_it_is_kept(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_a_field(monkeypatch, name)
    assert _kept(World()) != []


def _kept(world: World) -> list[str]:
    """Return the internal words that are left in the redacted atlas itself, whether a page shows them or not."""
    said = tokens_in(repr(withhold.withhold(world.atlas())))
    return [place for word, (place, is_public) in world.tokens.items() if not is_public and word in said]


@cache
def _atlas(seed: int) -> Atlas:
    return World(seed).atlas()


def _weighed(atlas: Atlas) -> list[Any]:
    return [spot.part for spot in walk(atlas) if isinstance(spot.part.__dict__.get("weight"), Decimal | int)]


def _raised(field: Any) -> Any:
    return replace(field, ceiling=Audience.PUBLIC)
