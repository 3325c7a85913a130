"""What the customer of a success plan reads of it above their success map, and the link that carries its dates and choices."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from journeybook.model.base import Audience
from journeybook.model.map import Choice, Map
from journeybook.model.step import Step
from journeybook.model.success_plan import ChosenWay, GivenDay, SuccessPlan
from journeybook.model.vocabulary import Anchor
from journeybook.validate.plan_schedule import plan_schedule
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Labelled, Table, facts
from journeybook.views.base.labels import day_text, heading, label, title_of
from journeybook.views.blocks.thing_page import with_rows
from journeybook.views.links.links import people_names
from journeybook.views.success_map.plan_context import PlanContext
from journeybook.views.success_map.plan_data import PlanData, plan_data
from journeybook.views.success_map.plan_tables import PlanTables
from journeybook.views.success_map.success_anchors import plan_anchors

PLAN_FRAGMENT = "#plan?"
"""How the part of an address begins that the plan's script reads."""


@dataclass(frozen=True)
class AccountPlan:
    """An account's own plan: its title, what it says of itself, its tables by their anchors, and the link to its dates."""

    title: str
    facts: tuple[Labelled, ...]
    tables: tuple[tuple[str, Table], ...]
    fragment: str


def account_plan(plan: PlanContext, reckoned: PlanData) -> AccountPlan | None:
    """Return the account's plan that the book of a success map holds, which only the edition for its customer does."""
    book = plan.book
    plans = book.atlas.inside("plans", SuccessPlan) if book.audience is Audience.PUBLIC else ()
    followed = next((known for known in plans if known.map == plan.journey.id), None)
    if followed is None:
        return None
    tables = PlanTables(book, followed, plan_schedule(book.atlas, followed))
    return AccountPlan(
        title=followed.title or book.say("plan_page.yours"),
        facts=facts(
            (book.say("plan_page.starts"), day_text(book, followed.start) if followed.start else ""),
            (book.say("plan_page.edition"), label(book, followed.edition)),
            (book.say("plan_page.by_us"), people_names(book, (followed.owner,) if followed.owner else ())),
        ),
        tables=with_rows(
            plan_objectives=tables.objectives(),
            plan_tasks=tables.tasks(),
            plan_dates=replace(tables.against_map(), caption=heading(book, "plan_page.dates")),
        ),
        fragment=plan_fragment(plan, reckoned, followed),
    )


def fragment_of(book: Book, journey: Map, followed: SuccessPlan) -> str:
    """Return the end of the address of a success map that gives a plan's dates and choices; nothing else of it stands there."""
    plan = PlanContext(book, journey, plan_anchors(book, journey), {})
    return plan_fragment(plan, plan_data(plan), followed)


def plan_fragment(plan: PlanContext, reckoned: PlanData, followed: SuccessPlan) -> str:
    """Return the fragment with the days, the edition and the ways of a plan, as far as the success map asks for them."""
    document, atlas = reckoned.document, plan.book.atlas
    keys = {day.name: day.key for day in reckoned.days}
    pairs = {document["start"]: followed.start.isoformat()} if followed.start and reckoned.days else {}
    for given in followed.inside("days", GivenDay):
        anchor = atlas.find(Anchor, given.anchor)
        if anchor and title_of(anchor) in keys:
            pairs[keys[title_of(anchor)]] = given.day.isoformat()
    if followed.edition and followed.edition in document["editions"]:
        pairs["edition"] = followed.edition.value
    for way in followed.inside("choices", ChosenWay):
        choice, step = (atlas.find(Choice, way.choice, scope=plan.journey.id), atlas.find(Step, way.step, scope=plan.journey.id))
        if choice and step and id(choice) in plan.anchors and id(step) in plan.anchors:
            pairs[f"way.{plan.anchor(choice)}"] = plan.anchor(step)
    return PLAN_FRAGMENT + urlencode(pairs) if pairs else ""
