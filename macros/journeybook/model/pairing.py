"""Which thing of one map is which of another: by its id, else by where it was written, by lane and words, or by the nearest in its stage.

Nearest means: of all pairs in one stage and lane, neither with an id, those whose words are most alike (by Ratcliff and Obershelp's
measure, at least NEAR), the best pair first. Such a pair is a guess, and is told as one.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from journeybook.model.base import Part
from journeybook.model.identity import spelled
from journeybook.model.walk import Spot, walk

NEAR = 0.5
"""So much alike, from 0 to 1, are words that may be those of one thing."""
NAMES = ("name", "what", "use", "text", "title")


@dataclass(frozen=True)
class Pair:
    """A thing as two maps have it; `is_guess` where it is only taken for the same."""

    before: Spot
    after: Spot
    is_guess: bool = False


def things_in(whole: Part) -> tuple[Spot, ...]:
    """Return the spots of everything in a part that is a thing of its own: what has a kind, such as stages, steps and milestones."""
    return tuple(spot for spot in walk(whole) if spot.part.KIND and spot.part is not whole)


def home_of(spot: Spot) -> Part | None:
    """Return the thing in which a thing stands: the nearest part around it that has a kind."""
    return next((part for part in reversed(spot.parents) if part.KIND), None)


def pair_things(before: Sequence[Spot], after: Sequence[Spot], *, is_one_state: bool = True) -> tuple[Pair, ...]:
    """Return which thing is which, in the order of the later ones; every thing is in one pair at most.

    Things of two states of the same files are not paired by where they were written, and may have got another id: then those with the
    same words are one.
    """
    rest_before, rest_after = list(before), list(after)
    pairs: list[Pair] = []
    for key in (_by_id, *((_by_place,) if is_one_state else ()), _by_lane_and_words, _by_words):
        pairs += _equal(rest_before, rest_after, key)
    pairs += _nearest(rest_before, rest_after)
    if not is_one_state:
        pairs += _equal(rest_before, rest_after, _by_words, may_rename=True)
    order = {id(spot): index for index, spot in enumerate(after)}
    return tuple(sorted(pairs, key=lambda pair: order[id(pair.after)]))


def _equal(before: list[Spot], after: list[Spot], key: Callable[[Spot], Hashable], *, may_rename: bool = False) -> Iterator[Pair]:
    """Yield the pairs that have equal keys, first with first, and take them out of the lists."""
    waiting: dict[Hashable, list[Spot]] = {}
    for spot in before:
        if (name := key(spot)) is not None:
            waiting.setdefault((spot.part.KIND, name), []).append(spot)
    for spot in list(after):
        candidates = waiting.get((spot.part.KIND, key(spot)), [])
        same = next((old for old in candidates if key is _by_id or may_rename or not (_by_id(old) and _by_id(spot))), None)
        if same is not None:
            candidates[:] = [old for old in candidates if old is not same]
            before[:] = [old for old in before if old is not same]
            after[:] = [new for new in after if new is not spot]
            yield Pair(same, spot)


def _nearest(before: list[Spot], after: list[Spot]) -> Iterator[Pair]:
    guesses = [
        (-likeness, index, other)
        for index, old in enumerate(before)
        for other, new in enumerate(after)
        if _may_be_same(old, new) and (likeness := _likeness(spot_words(old), spot_words(new))) >= NEAR
    ]
    taken_before, taken_after = set[int](), set[int]()
    for _, index, other in sorted(guesses):
        if index not in taken_before and other not in taken_after:
            taken_before.add(index)
            taken_after.add(other)
            yield Pair(before[index], after[other], is_guess=True)


def _likeness(old: str, new: str) -> float:
    """Return how much alike two texts are, or an upper bound of it where that is too little already."""
    matcher = SequenceMatcher(None, old, new)
    rough = next((bound for ask in (matcher.real_quick_ratio, matcher.quick_ratio) if (bound := ask()) < NEAR), None)
    return matcher.ratio() if rough is None else rough


def _may_be_same(old: Spot, new: Spot) -> bool:
    has_id = bool(old.part.get("id", str) or new.part.get("id", str))
    return old.part.KIND == new.part.KIND and not has_id and _lane(old) == _lane(new) and _stage(old) == _stage(new)


def _by_id(spot: Spot) -> Hashable:
    return spot.part.get("id", str)


def _by_place(spot: Spot) -> Hashable:
    """Return where a thing without an id was written: what a variant takes over stands at the same place as in its base."""
    return spot.part.origin.place if spot.part.origin.place.file and not spot.part.get("id", str) else None


def _by_lane_and_words(spot: Spot) -> Hashable:
    return (_stage(spot), _lane(spot), spelled(spot_words(spot))) if spot_words(spot) else None


def _by_words(spot: Spot) -> Hashable:
    return spelled(spot_words(spot)) if spot_words(spot) else None


def spot_words(spot: Spot) -> str:
    """Return the words by which a thing is known."""
    return spot.part.first_text(*NAMES)


def _lane(spot: Spot) -> str:
    return spot.part.first_text("lane")


def _stage(spot: Spot) -> str:
    return spot.stage.first_text("id") if spot.stage and spot.stage is not spot.part else ""
