"""Whatever is internal may be anything: the public pages stay the same, letter by letter."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from two_audiences import World, public_pages

from journeybook.audience import keep
from journeybook.model import seen
from journeybook.model.anatomy import anatomy
from journeybook.model.base import Audience, Part

SHOWN_OTHERWISE = {
    "Stage.label": "a gap in the author's labels would tell of parts that are left out",
    "Step.label": "the same",
    "Fact.fact": "customers read customer_words instead",
    "Stage.name": "customers read customer_name instead",
    "Milestone.name": "customers read customer_words instead; timings name it",
    "Organisation.name": "the site's header and footer say it",
    "UseCase.name": "only internal pages show use cases yet",
    "UseCase.summary": "only internal pages show use cases yet",
    "Word.ours": "it says which word is replaced",
    "Word.yours": "interface sentences use it",
    "Contact.name": "shown where no page or mail is",
}
"""Public texts that the pages of the full atlas do not print, each with the reason."""


@cache
def plain_pages() -> dict[str, str]:
    return public_pages(World().atlas())


worlds = st.builds(
    World,
    salt=st.sampled_from(["", "a", "b"]),
    number=st.integers(0, 99),
    ids=st.sampled_from(["the", "another", "z"]),
    extra=st.integers(0, 2),
    first=st.booleans(),
    sparse=st.booleans(),
    turned=st.booleans(),
)


@settings(max_examples=10, phases=[Phase.explicit, Phase.generate])
@given(worlds)
def test_public_pages_do_not_depend_on_anything_internal(world: World) -> None:
    assert public_pages(world.atlas()) == plain_pages()


def test_every_public_text_is_there_and_no_internal_one() -> None:
    world = World()
    pages = "".join(public_pages(world.atlas()).values())
    public = {word: place for word, (place, is_public) in world.tokens.items() if is_public}
    internal = {word: place for word, (place, is_public) in world.tokens.items() if not is_public}
    assert (len(public) > 50, len(internal) > 1000) == (True, True)
    assert [place for word, place in internal.items() if word in pages] == []
    absent = [place for word, place in public.items() if word not in pages]
    assert [place for place in absent if not any(name in place for name in SHOWN_OTHERWISE)] == []


def keep_a_field(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let redaction take one internal field for a public one."""
    real = anatomy

    def leaky(model: type[Part]) -> dict[str, Any]:
        return {key: _raised(about) if f"{model.__name__}.{key}" == name else about for key, about in real(model).items()}

    monkeypatch.setattr(keep, "anatomy", leaky)


def keep_what_says_internal(monkeypatch: pytest.MonkeyPatch) -> None:
    real = seen.own_audience
    monkeypatch.setattr(
        keep, "own_audience", lambda part, around, lanes: Audience.PUBLIC if around is Audience.PUBLIC else real(part, around, lanes)
    )


def keep_every_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep, "may_be_public", lambda part: True)  # noqa: ARG005 - asked for every part


def hand_everything_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep, "handed_on", lambda part, child, own: own)  # noqa: ARG005 - asked this way


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
    said = repr(keep.keep(world.atlas()))
    return [place for word, (place, is_public) in world.tokens.items() if not is_public and word in said]


def _raised(about: Any) -> Any:
    return type(about)(**{**about.__dict__, "ceiling": Audience.PUBLIC})
