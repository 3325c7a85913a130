"""Texts about steps and stages of a success map: when they float, who is there, which way leads to them, and who gets something."""

from journeybook.model.branch import BranchWay
from journeybook.model.item import Recipient
from journeybook.model.stage import Stage
from journeybook.model.step import Floats, Step, Touchpoint
from journeybook.model.vocabulary import Channel
from journeybook.views.base.book import Book
from journeybook.views.base.labels import step_text
from journeybook.views.links.links import people_names
from journeybook.views.links.texts import limited_text
from journeybook.views.success_map.plan_context import PlanContext

OUR_KINDS = ("role", "team")


def floating_range(plan: PlanContext, floats: Floats | None) -> str:
    """Return the range of something that floats in words of the plan; nothing where a stage of it has no name here."""
    stages = [plan.book.atlas.find(Stage, reference, scope=plan.journey.id) for reference in (floats.since, floats.until)] if floats else []
    names = [name for stage in stages if stage and (name := stage.first_text("customer_name", "name"))]
    if not floats:
        return ""
    if floats.since == floats.until and names:
        return plan.book.say("success.floats_in", name=names[0])
    return (
        plan.book.say("success.floats", first=names[0], last=names[1]) if len(names) == len(stages) else plan.book.say("success.any_time")
    )


def people_text(book: Book, names: tuple[str, ...], kinds: tuple[str, ...]) -> str:
    """Return who of these are of such a kind: the customer's own people, or ours."""
    return people_names(book, tuple(name for name in names if book.atlas.spot(kinds, name)))


def ways_text(plan: PlanContext, ways: tuple[BranchWay, ...]) -> str:
    """Return the outcomes and options through which alone something is reached."""
    book = plan.book
    texts = (outcome_text(book, way.outcome) or book.say("success.chosen", name=step_text(book, way.step)) for way in ways)
    return " / ".join(dict.fromkeys(texts))


def outcome_text(book: Book, outcome: str | None) -> str:
    """Return an outcome as it stands behind "If": without an "if" of its own."""
    start = book.words["success.if"].partition("{outcome}")[0]
    text = outcome or ""
    return text[len(start) :] if text.casefold().startswith(start.casefold()) else text


def channels_text(book: Book, step: Step) -> str:
    """Return every way in which customer and company meet in a step, each with what happens there."""
    ways = ((step.get("channel", str), ""), *((point.channel, point.what or "") for point in step.inside("touchpoints", Touchpoint)))
    known = ((channel.name, what) for reference, what in ways if (channel := book.atlas.find(Channel, reference)))
    return book.say("list.comma").join(limited_text(book, name, what) for name, what in known)


def recipients_text(book: Book, recipients: tuple[Recipient, ...]) -> str:
    """Return the recipients whom customers may read, each with the one instead."""
    texts = []
    for recipient in recipients:
        names = [people_names(book, (name,)) for field in ("to", "otherwise") if (name := recipient.get(field, str))]
        texts.append(book.say("success.or_else", first=names[0], second=names[1]) if len(names) > 1 else "".join(names))
    return book.say("list.comma").join(filter(None, texts))
