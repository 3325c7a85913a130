"""The anchors of a success map, made from the words that customers read, so that a link, a tick or a date outlives what is inserted."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from hashlib import sha256

from journeybook.model.map import Choice, Map
from journeybook.model.stage import Milestone, Stage

LONGEST_ANCHOR = 60
"""Letters of words that an anchor keeps; longer words are told apart by a short hash."""


def text_anchors(kind: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Return an anchor for each of these texts, in their order: its kind, and the words in small letters.

    Texts that lose letters get a short hash of the whole; texts that come again get a number, and nobody else's name.

    >>> text_anchors("step", ["Invite the team", "Café", "Invite the team", "Invite the team 2", "", "开始"])
    ('step-invite-the-team', 'step-cafe', 'step-invite-the-team-3', 'step-invite-the-team-2', 'step-e3b0c442', 'step-d2bb025a')
    """
    plain = [f"{kind}-{_spelt(text)}" for text in texts]
    taken, seen, chosen = set(plain), set[str](), list[str]()
    for name in plain:
        anchor, number = name, 2
        while name in seen and anchor in taken:
            anchor, number = f"{name}-{number}", number + 1
        seen.add(name)
        taken.add(anchor)
        chosen.append(anchor)
    return tuple(chosen)


def plan_anchors(journey: Map) -> dict[int, str]:
    """Return the anchor of every stage, step, milestone and choice of a plan on its page, by the part's identity."""
    steps = [step for stage in journey.stages for step in stage.every_step]
    goals = [goal for stage in journey.stages for goal in stage.inside("milestones", Milestone)]
    choices = journey.inside("choices", Choice)
    named_parts = (
        ("part", journey.stages, [next(_words(stage), "") for stage in journey.stages]),
        ("step", steps, [step.what for step in steps]),
        ("goal", goals, [goal.customer_words or goal.name for goal in goals]),
        ("choice", choices, [choice.name for choice in choices]),
    )
    return {id(part): anchor for kind, parts, texts in named_parts for part, anchor in zip(parts, text_anchors(kind, texts), strict=True)}


def _words(stage: Stage) -> Iterator[str]:
    """Yield what may name a stage: its own names, else the first words inside it."""
    yield from filter(None, (stage.first_text("customer_name"), stage.first_text("name")))
    yield from filter(None, (part.first_text("name") for part in stage.sub_stages))
    yield from (step.what for step in stage.every_step)
    yield from (goal.name for goal in stage.inside("milestones", Milestone))


def _spelt(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = re.sub(r"[^a-z0-9]+", "-", "".join(letter for letter in plain if not unicodedata.combining(letter))).strip("-")
    lost = any(letter.isalnum() and not letter.isascii() for letter in plain if not unicodedata.combining(letter))
    if kept and not lost and len(kept) <= LONGEST_ANCHOR:
        return kept
    short = kept[:LONGEST_ANCHOR].rpartition("-")[0] or kept[:LONGEST_ANCHOR] if len(kept) > LONGEST_ANCHOR else kept
    return "-".join(filter(None, (short, sha256(text.encode()).hexdigest()[:8])))
