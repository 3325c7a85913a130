"""By what things are known again: keys are unique, do not move when something comes or goes, and say where only order is left."""

from hypothesis import given
from hypothesis import strategies as st

from journeybook.model.identity import LONGEST_NAME, Identity, Thing, identities

THINGS = st.lists(
    st.builds(
        lambda identifier, words, trait: Thing(identifier, words, lambda: (trait,)),
        st.sampled_from(["", "", "", "go"]),
        st.sampled_from(["Go", "go!", "Go 2", "开始", "开 始", "🎉", "", "Ä", "a" * 99, "Go d2bb025a"]),
        st.sampled_from(["", "by day 3", "by day 5", None]),
    ),
    max_size=10,
)


def _is_as(thing: Thing) -> tuple[str, str, object]:
    return thing.id, thing.words.casefold().strip("!"), tuple(trait or "" for trait in thing.traits())


@given(THINGS)
def test_keys_are_unique_and_fit_an_address(things: list[Thing]) -> None:
    keys = [identity.key for identity in identities("step", [thing for thing in things if not thing.id])]
    assert len(set(keys)) == len(keys)
    assert all(key.startswith("step-") and len(key) <= LONGEST_NAME + 30 and key.isascii() and key == key.lower() for key in keys)


@given(THINGS, st.integers(0, 9))
def test_a_thing_that_goes_gives_its_key_to_nobody(things: list[Thing], place: int) -> None:
    """What is kept under the key or lasting key of one is found again by itself, and by nothing that is another."""
    things = [thing for thing in things if not thing.id]
    before = identities("step", things)
    rest = [*things[:place], *things[place + 1 :]]
    after = identities("step", rest)
    for thing, identity in zip(things, before, strict=True):
        finds = [other for other, later in zip(rest, after, strict=True) if identity.lasting in (later.key, later.lasting)]
        assert all(_is_as(other) == _is_as(thing) for other in finds)
    gone = things[place : place + 1]
    for thing, identity in zip(rest, after, strict=True):
        was = next(known for other, known in zip(things, before, strict=True) if other is thing)
        if not any(_is_as(other) == _is_as(thing) for other in gone):
            assert identity.lasting == was.lasting


@given(THINGS)
def test_the_order_changes_no_key_but_of_what_is_equal(things: list[Thing]) -> None:
    there, back = identities("step", things), identities("step", things[::-1])[::-1]
    assert [a for a, b in zip(there, back, strict=True) if a != b and not (a.by_order and b.by_order)] == []


def test_an_id_is_the_key_whatever_the_words() -> None:
    things = [Thing("join", "Join", tuple), Thing("", "Call", tuple), Thing("", "Call", tuple)]
    assert identities("step", things) == (
        Identity("step-join", "step-join"),
        Identity("step-call--4f53cda1", "step-call--4f53cda1", by_order=True),
        Identity("step-call--4f53cda1-2", "step-call--4f53cda1-2", by_order=True),
    )
