"""The list of the success plans of accounts: which map each follows, how far it has come, and what is late."""

from collections.abc import Iterator

from journeybook.model.enumerations import Progress
from journeybook.model.map import Map
from journeybook.model.success_plan import Objective, PlanTask, SuccessPlan
from journeybook.validate.plan_schedule import plan_schedule
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Row, Stub, Table, cell
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import people_links, reference_link
from journeybook.views.links.plan_links import plan_link
from journeybook.views.links.site_map import page_stub
from journeybook.views.success_map.plan_tables import milestones_reached


def pages(book: Book) -> Iterator[Stub]:
    """Yield the list of plans, where there are any."""
    if book.atlas.plans:
        yield page_stub(book, "plans", title=book.say("nav.plans"))


def view(book: Book) -> Table:
    """Return the plans in the order of their files."""
    columns = ("plan", "follows", "start", "objectives", "milestones", "tasks_open", "owner")
    return listing(book, "plans", columns, rows=(_row(book, plan) for plan in book.atlas.plans))


def _row(book: Book, plan: SuccessPlan) -> Row:
    schedule = plan_schedule(book.atlas, plan)
    reached, milestones = milestones_reached(schedule) if schedule else (0, 0)
    cells = (
        cell(plan_link(book, plan)),
        cell(reference_link(book, Map.KIND, plan.map)),
        answered(book, plan, "start", str(plan.start) if plan.start else ""),
        cell(str(len(plan.inside("objectives", Objective)))),
        cell(book.say("plan_page.reached_of", count=reached, total=milestones) if milestones else None),
        _open(book, plan),
        answered(book, plan, "owner", people_links(book, plan.owner)),
    )
    return Row(cells)


def _open(book: Book, plan: SuccessPlan) -> Cell:
    """Return how many tasks are open, and how many of them are late."""
    tasks = [task for task in plan.inside("tasks", PlanTask) if task.progress in (Progress.OPEN, Progress.DOING)]
    schedule = plan_schedule(book.atlas, plan)
    days = [schedule.due_of(task) if schedule else task.due for task in tasks]
    late = sum(1 for day in days if day and book.age_day and day < book.age_day)
    if any(days) and not book.has_known_ages:
        return cell(str(len(tasks)), Badge(book.say("plan_page.late_unknown"), "average"))
    return cell(str(len(tasks)), Badge(book.say("plan_page.late", count=late), "poor") if late else None)
