"""The anchors of a success map, made from the words that customers read, so that a link, a tick or a date outlives what is inserted.

Ids are internal and no part of them, unless the author made them public: then a part is known by its id, whatever its words. There was a
time when words that came again were counted; ticks and links from that time are read, and those from before an id was public.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from journeybook.model.base import Part
from journeybook.model.identity import PUBLIC_ID, Identity, Thing, address_name, identities, spelled
from journeybook.model.item import Addressed, Former
from journeybook.model.map import Choice, Map
from journeybook.model.stage import Milestone, Stage
from journeybook.model.step import Step
from journeybook.model.vocabulary import Channel, Lane
from journeybook.views.base.book import Book
from journeybook.views.links.texts import lasting_when_text, length_text


@dataclass(frozen=True)
class PlanAnchor:
    """Where a part stands on its page and by what it is known there, and its anchor in the time when words that came again were counted."""

    identity: Identity
    counted: str
    by_words: str
    """Its anchor where it is known by its words."""
    former: tuple[str, ...] = ()
    """The anchors that it had under its old ids and words, as far as nothing else has them now."""

    @property
    def others(self) -> tuple[str, ...]:
        """The anchors that lead there besides its own."""
        return tuple(
            dict.fromkeys(
                anchor for anchor in (self.identity.lasting, self.counted, self.by_words, *self.former) if anchor != self.identity.key
            )
        )


def text_anchors(kind: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Return an anchor for each of these texts, in their order: its kind, and the words in small letters.

    Texts that come again get a number, and nobody else's name.

    >>> text_anchors("step", ["Invite the team", "Café", "Invite the team", "Invite the team 2", "", "开始"])
    ('step-invite-the-team', 'step-cafe', 'step-invite-the-team-3', 'step-invite-the-team-2', 'step-e3b0c442', 'step-d2bb025a')
    """
    plain = [f"{kind}-{spelled(text)}" for text in texts]
    taken, seen, chosen = set(plain), set[str](), list[str]()
    for name in plain:
        anchor, number = name, 2
        while name in seen and anchor in taken:
            anchor, number = f"{name}-{number}", number + 1
        seen.add(name)
        taken.add(anchor)
        chosen.append(anchor)
    return tuple(chosen)


def plan_anchors(book: Book, journey: Map) -> dict[int, PlanAnchor]:
    """Return the anchor of every stage, step, milestone and choice of a plan on its page, by the part's object identity."""
    steps = [(stage, step) for stage in journey.stages for step in stage.every_step]
    goals = [(stage, goal) for stage in journey.stages for goal in stage.inside("milestones", Milestone)]
    named_parts: tuple[tuple[str, list[tuple[Stage | Step | Milestone | Choice, Thing]]], ...] = (
        ("part", [(stage, _stage(stage)) for stage in journey.stages]),
        ("step", [(step, _step(book, stage, step)) for stage, step in steps]),
        ("goal", [(goal, _goal(book, stage, goal)) for stage, goal in goals]),
        ("choice", [(choice, _choice(choice, steps)) for choice in journey.inside("choices", Choice)]),
    )
    anchors = {
        id(part): PlanAnchor(_by_id(kind, part, identity), counted, identity.key, _former(kind, part))
        for kind, parts in named_parts
        for (part, _), identity, counted in zip(
            parts,
            identities(kind, [thing for _, thing in parts]),
            text_anchors(kind, [thing.words for _, thing in parts]),
            strict=True,
        )
    }
    taken = {anchor.identity.key for anchor in anchors.values()}
    return {
        key: replace(anchor, former=tuple(name for name in anchor.former if name not in taken)) if anchor.former else anchor
        for key, anchor in anchors.items()
    }


def _by_id(kind: str, part: Part, identity: Identity) -> Identity:
    """Return an identity by the id of a part, where customers may know that, else the one by its words."""
    public_id = (part.get("id", str) or "").partition(PUBLIC_ID)[2]
    return Identity(f"{kind}{PUBLIC_ID}{public_id}", identity.lasting) if public_id else identity


def _former(kind: str, part: Addressed) -> tuple[str, ...]:
    """Return the anchors of a part under each of its old names: by its words, and by its id where customers know that."""
    names = [address_name(former.name) for former in part.inside("formerly", Former)]
    between = ("-", PUBLIC_ID) if PUBLIC_ID in (part.get("id", str) or "") else ("-",)
    return tuple(f"{kind}{joint}{name}" for name in names for joint in between)


def _stage(stage: Stage) -> Thing:
    return Thing("", next(_words(stage), ""), lambda: (stage.first_text("label"), stage.first_text("summary")))


def _step(book: Book, stage: Stage, step: Step) -> Thing:
    """Return what is known of a step to customers: its words, and what else they read of it."""
    lane, channel = book.atlas.find(Lane, step.lane), book.atlas.find(Channel, step.channel)
    part = next((part for part in stage.sub_stages if any(step is inner for inner in part.steps)), None)

    def traits() -> tuple[object, ...]:
        return (
            next(_words(stage), ""),
            part.first_text("name") if part else "",
            str(lane.role) if lane else "",
            step.label,
            book.say("list.times").join(lasting_when_text(book, time) for time in step.when),
            length_text(book, step.takes),
            channel.name if channel else "",
            book.say("list.times").join(str(need.need) for need in step.need) or str(None),
            [str(edition) for edition in step.editions],
            step.price,
            step.ends,
            step.how,
        )

    return Thing("", step.what, traits)


def _goal(book: Book, stage: Stage, goal: Milestone) -> Thing:
    traits = (next(_words(stage), ""), lasting_when_text(book, goal.target), goal.test)
    return Thing("", goal.customer_words or goal.name, lambda: traits)


def _choice(choice: Choice, steps: Sequence[tuple[Stage, Step]]) -> Thing:
    """Return what is known of a choice to customers: its name, and the words of its options."""
    return Thing("", choice.name, lambda: tuple(step.what for _, step in steps if step.choice == choice.id))


def _words(stage: Stage) -> Iterator[str]:
    """Yield what may name a stage: its own names, else the first words inside it."""
    yield from filter(None, (stage.first_text("customer_name"), stage.first_text("name")))
    yield from filter(None, (part.first_text("name") for part in stage.sub_stages))
    yield from (step.what for step in stage.every_step)
    yield from (goal.name for goal in stage.inside("milestones", Milestone))
