"""By what a thing is known again when something is put before it or taken away: its id, else its words, never its position.

Words that one thing alone has are its key. Where several things of a kind have the same words, the key of each also holds a digest of
everything else that it says (its traits), so that none of them takes the place of another that goes. Only things that are equal in all of
it are told apart by their order.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from journeybook.model.base import Part
from journeybook.model.enumerations import Need
from journeybook.model.item import When
from journeybook.model.scalars import ID_PATTERN, LONGEST_ID, RESERVED_IDS
from journeybook.model.timing import Timing

LONGEST_NAME = 60
"""Letters of words that a key keeps; longer words are told apart by a short digest."""
BY_TRAITS = "--"
"""What stands between the words and the digest of the traits; neither ids nor words hold it."""
PUBLIC_ID = "--"
"""What stands between the number of a part and its id, where customers may know the id."""
STEP_TRAITS = ("label", "lane", "who", "takes", "channel", "track", "choice", "need", "editions", "price", "ends", "how")
"""Fields of a step that, with its time, tell it from another with the same words; that it is required is said by saying nothing as well."""

Traits = Callable[[], Sequence[object]]


@dataclass(frozen=True)
class Thing:
    """What is known of a thing: its id where it has one, its words, and a way to ask for its traits."""

    id: str
    words: str
    traits: Traits


@dataclass(frozen=True)
class Identity:
    """By what a thing is known: its key now, and the key it has or would have where others say the same words."""

    key: str
    lasting: str
    by_order: bool = False
    """Whether only its order tells it from another."""


def identities(kind: str, things: Sequence[Thing]) -> tuple[Identity, ...]:
    """Return by what each of these things is known among them; keys are unique and begin with the kind.

    >>> calls = [Thing("", "Join the call", lambda day=day: (f"by day {day}",)) for day in (3, 5)]
    >>> [identity.key for identity in identities("step", calls)]
    ['step-join-the-call--5ce616be', 'step-join-the-call--60b1f4f4']
    >>> identities("step", calls[1:])
    (Identity(key='step-join-the-call', lasting='step-join-the-call--60b1f4f4', by_order=False),)
    """
    names = [f"{kind}-{thing.id or spelled(thing.words)}" for thing in things]
    lasting = [name if thing.id else _with_traits(name, thing.traits()) for name, thing in zip(names, things, strict=True)]
    times, equal, seen = Counter(names), Counter(lasting), Counter[str]()
    known: list[Identity] = []
    for name, key, thing in zip(names, lasting, things, strict=True):
        seen[key] += 1
        ordered = key if seen[key] == 1 else f"{key}-{seen[key]}"
        is_alone = times[name] == 1 or bool(thing.id)
        known.append(Identity(name if is_alone else ordered, ordered, by_order=equal[key] > 1))
    return tuple(known)


def other_keys(kind: str, things: Sequence[Thing]) -> tuple[tuple[str, ...], ...]:
    """Return the keys that lead to each of these things besides its own: the lasting one, and where it has an id those it had without.

    None of them is a key of another thing, so that links that are older than an id, or than other words, still lead to one place.

    >>> other_keys("step", [Thing("call", "Join the call", tuple), Thing("", "Write", tuple)])
    (('step-join-the-call', 'step-join-the-call--4f53cda1'), ('step-write--4f53cda1',))
    """
    known = identities(kind, things)
    without_ids = identities(kind, [replace(thing, id="") for thing in things]) if any(thing.id for thing in things) else known
    taken = {identity.key for identity in known}
    others: list[list[str]] = [[] for _ in things]
    for wanted in (
        [identity.lasting for identity in known],
        [identity.key for identity in without_ids],
        [identity.lasting for identity in without_ids],
    ):
        for number, key in enumerate(wanted):
            if key not in taken:
                taken.add(key)
                others[number].append(key)
    return tuple(map(tuple, others))


def step_thing(step: Part, *around: str) -> Thing:
    """Return what is known of a step of a map or playbook; what stands around it, such as its sub-stage, is one of its traits."""

    def traits() -> tuple[object, ...]:
        return (*around, _when(step), *(_trait(step, name) for name in STEP_TRAITS))

    return Thing(step.get("id", str) or "", step.first_text("what"), traits)


def spelled(text: str) -> str:
    """Return the words of a text in small letters with hyphens; a text that loses letters gets a short digest of the whole.

    >>> spelled("Invite the team!"), spelled("Café"), spelled("开始")
    ('invite-the-team', 'cafe', 'd2bb025a')
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    kept = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    lost = not plain.isascii() and any(letter.isalnum() and not letter.isascii() for letter in plain)
    if kept and not lost and len(kept) <= LONGEST_NAME:
        return kept
    short = kept[:LONGEST_NAME].rpartition("-")[0] or kept[:LONGEST_NAME] if len(kept) > LONGEST_NAME else kept
    return "-".join(filter(None, (short, _digest(text))))


def address_name(text: str) -> str:
    """Return how an old id, old words or the end of an old anchor stand in an address: what is written as addresses are stays.

    >>> address_name("support_desk"), address_name("Invite the team"), address_name("join-the-call--5ce616be")
    ('support_desk', 'invite-the-team', 'join-the-call--5ce616be')
    """
    return text if re.fullmatch(r"[a-z0-9_-]+", text) else spelled(text)


def is_identifier(text: str) -> bool:
    """Return whether a text may have been an id."""
    return bool(ID_PATTERN.match(text)) and len(text) <= LONGEST_ID and text not in RESERVED_IDS


def _when(step: Part) -> str:
    """Return the times of a step as its author wrote them; a step of a playbook has one at most."""
    value = step.get("when", object)
    times = [time for time in (value if isinstance(value, tuple) else (value,)) if isinstance(time, When)]
    texts = ((timing.text if (timing := time.get("at", Timing)) else "", time.get("text", str)) for time in times)
    return "".join(text for pair in texts for text in pair if text)


def _trait(step: Part, name: str) -> object:
    """Return what a step says in a field; that all have to do it is said by saying nothing as well."""
    value = step.get(name, object)
    if name == "need" and isinstance(value, tuple):
        needs = [part.get("need", Need) for part in value]
        value = needs[0] if len(needs) == 1 else tuple(map(str, needs))
    return None if value is Need.REQUIRED else value


def _with_traits(name: str, traits: Sequence[object]) -> str:
    return f"{name}{BY_TRAITS}{_digest(repr([trait or '' for trait in traits]))}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]
