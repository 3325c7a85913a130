"""The success plan of one account: objectives, tasks, the plan against its map, and a timeline."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from journeybook.audience.redact import redact
from journeybook.model.base import Audience
from journeybook.model.map import Choice, Map
from journeybook.model.people import Account
from journeybook.model.references import id_words
from journeybook.model.stage import Milestone
from journeybook.model.step import Step
from journeybook.model.success_plan import PlanDifference, ReachedMilestone, SuccessPlan
from journeybook.model.vocabulary import Anchor
from journeybook.validate.plan_schedule import PlanSchedule, plan_schedule
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Inline, Link, Stub, Table, cell
from journeybook.views.base.labels import heading, label
from journeybook.views.blocks.cards import Detail, details, fact
from journeybook.views.blocks.suggest import ChangeLinks, change_links
from journeybook.views.blocks.thing_page import with_rows
from journeybook.views.links.account_links import account_link
from journeybook.views.links.links import people_links, reference_link
from journeybook.views.links.plan_links import plan_name
from journeybook.views.links.public_pages import public_path
from journeybook.views.links.site_map import page_stub
from journeybook.views.links.web_links import outside_link
from journeybook.views.success_map.account_plan import fragment_of
from journeybook.views.success_map.plan_tables import PlanTables, milestones_reached


@dataclass(frozen=True)
class PlanPage:
    """The plan of an account: tables that have rows stand under their anchors; `anchor` gives its dates and choices to its success map."""

    title: str
    facts: tuple[Detail, ...]
    tables: tuple[tuple[str, Table], ...]
    path: str
    anchor: str
    command: str
    change: ChangeLinks


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every plan."""
    for plan in book.atlas.plans:
        yield page_stub(book, "plan", plan.id, title=plan_name(book, plan), source=plan)


def view(book: Book, plan_id: str) -> PlanPage:
    """Return what the page of a plan shows."""
    plan = book.find(SuccessPlan, plan_id)
    schedule = plan_schedule(book.atlas, plan, _actual_days(book, plan))
    tables = PlanTables(book, plan, schedule)
    path, anchor = _link(book, plan)
    return PlanPage(
        title=plan_name(book, plan),
        facts=_facts(book, plan, schedule),
        tables=tuple(_tables(plan, tables)),
        path=path,
        anchor=anchor,
        command=f"journeybook export plan {plan.id}" if path else "",
        change=replace(change_links(book, plan), name=plan_name(book, plan)),
    )


def _actual_days(book: Book, plan: SuccessPlan) -> Mapping[str, date]:
    """Return when milestones of any map were reached in the account's last relation, as data say, where colleagues may see accounts."""
    figures = book.figures
    if figures is None or not figures.names_shown or plan.account not in figures.lives:
        return {}
    life = figures.lives[plan.account]
    names = dict.fromkeys(row.id.rpartition("/")[2] for row in life.facts.occurrences if row.kind == Milestone.KIND)
    return {name: days[0].day for name in names if (days := life.counted(name, figures.as_of))}


def _tables(plan: SuccessPlan, tables: PlanTables) -> Iterator[tuple[str, Table]]:
    """Yield the tables that have rows, or an answer instead of them, by their anchors."""
    for name, table in (("objectives", tables.objectives()), ("tasks", tables.tasks())):
        if table.rows or plan.answer_in(name):
            yield name, table
    yield from with_rows(against_map=tables.against_map(), timeline=tables.timeline())


def _facts(book: Book, plan: SuccessPlan, schedule: PlanSchedule | None) -> tuple[Detail, ...]:
    reached, milestones = milestones_reached(schedule) if schedule else (0, 0)
    ways = tuple(inline for way in plan.choices for inline in _way(book, plan, way.choice, way.step))
    days = tuple(book.say("plan_page.on", name=_anchor_name(book, day.anchor), day=day.day) for day in plan.days)
    written = plan.inside("reached", ReachedMilestone)
    reached_days = tuple(book.say("plan_page.on", name=_milestone_name(book, plan, row.milestone), day=row.day) for row in written)
    differences = plan.inside("differences", PlanDifference)
    different = book.say("plan_page.so_many", count=len(differences)) if differences else ""
    return details(
        fact(book.say("plan_page.account"), cell(_account(book, plan))),
        fact(book.say("plan_page.follows"), cell(reference_link(book, Map.KIND, plan.map))),
        fact(book.say("plan_page.by_us"), answered(book, plan, "owner", people_links(book, plan.owner))),
        fact(book.say("plan_page.starts"), answered(book, plan, "start", str(plan.start) if plan.start else "")),
        fact(book.say("plan_page.days"), answered(book, plan, "days", days)),
        fact(book.say("plan_page.edition"), answered(book, plan, "edition", label(book, plan.edition))),
        fact(book.say("plan_page.ways"), answered(book, plan, "choices", ways)),
        fact(book.say("plan_page.milestones"), book.say("plan_page.reached_of", count=reached, total=milestones) if milestones else ""),
        fact(book.say("plan_page.written_down"), answered(book, plan, "reached", reached_days)),
        fact(book.say("plan_page.differences"), answered(book, plan, "differences", different)),
        fact(book.say("plan_page.titled"), answered(book, plan, "title", plan.title)),
        fact(book.say("item.links"), answered(book, plan, "links", tuple(outside_link(link) for link in plan.links))),
        fact(book.say("item.note"), answered(book, plan, "note", plan.note)),
    )


def _account(book: Book, plan: SuccessPlan) -> Inline | None:
    """Return the account of a plan as a link: to its own page, else to its row in the library."""
    link = account_link(book, plan.account)
    return link if isinstance(link, Link) else reference_link(book, Account.KIND, plan.account)


def _way(book: Book, plan: SuccessPlan, choice: str, step: str) -> Cell:
    chosen = book.atlas.find(Choice, choice, scope=plan.map)
    name = chosen.name if chosen else choice
    link = reference_link(book, Step.KIND, step, scope=plan.map)
    return cell(heading(book, "plan_page.way", name=name), link)


def _milestone_name(book: Book, plan: SuccessPlan, milestone: str) -> str:
    known = book.atlas.find(Milestone, milestone, scope=plan.map)
    return known.name if known else id_words(milestone)


def _anchor_name(book: Book, anchor: str) -> str:
    known = book.atlas.find(Anchor, anchor)
    return known.name if known else anchor


def _link(book: Book, plan: SuccessPlan) -> tuple[str, str]:
    """Return the address of the success map below that of the public site, and its end with the dates and choices of the plan."""
    journey = book.atlas.find(Map, plan.map)
    path = public_path(book, journey) if journey else ""
    if not path or journey is None or journey.public is None:
        return "", ""
    shown = Book(redact(book.atlas, Audience.PUBLIC, only=journey.public.slug, plan=plan.id), Audience.PUBLIC)
    return (path, fragment_of(shown, shown.atlas.maps[0], shown.atlas.plans[0])) if shown.atlas.maps and shown.atlas.plans else ("", "")
