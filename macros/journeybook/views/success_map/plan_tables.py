"""The tables of an account's success plan: objectives, tasks, the plan against its map, and everything in the order of its days.

Colleagues read all of it; the plan's customer reads what is left of the plan in their edition, with the same rows and columns.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from journeybook.model.base import Audience, Part
from journeybook.model.enumerations import Progress
from journeybook.model.references import id_words
from journeybook.model.stage import Milestone, Stage
from journeybook.model.step import Step
from journeybook.model.success_plan import Objective, ObjectiveStatus, PlanDifference, PlanTask, SuccessCriterion, SuccessPlan
from journeybook.validate.plan_schedule import PlanMoment, PlanSchedule
from journeybook.views.base.answers import answer_text, answered, answered_among
from journeybook.views.base.book import NAMEABLE_KINDS, Book
from journeybook.views.base.elements import Badge, Cell, Inline, Prefix, Row, Table, cell
from journeybook.views.base.labels import day_text, heading, kind_label, label, progress_badge
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import people_links, reference_link
from journeybook.views.links.texts import timing_text

STATUS_TONES = {
    ObjectiveStatus.OPEN: "neutral",
    ObjectiveStatus.ON_TRACK: "good",
    ObjectiveStatus.AT_RISK: "average",
    ObjectiveStatus.REACHED: "good",
    ObjectiveStatus.MISSED: "poor",
    ObjectiveStatus.DROPPED: "neutral",
}


@dataclass(frozen=True)
class PlanTables:
    """Makes the tables of one plan for the readers of a book; dates that nobody can reckon are left out."""

    book: Book
    plan: SuccessPlan
    schedule: PlanSchedule | None

    @property
    def is_internal(self) -> bool:
        """Whether colleagues read it."""
        return self.book.audience is Audience.INTERNAL

    def objectives(self) -> Table:
        """Return what the customer wants to reach, the most important first."""
        rows = sorted(self.plan.inside("objectives", Objective), key=lambda objective: objective.priority or len(self.plan.objectives) + 1)
        columns = ("objective", "objective_status", "criteria", "who", "note")
        return listing(self.book, "plan_objectives", columns, rows=map(self._objective, rows), answer=self._answer("objectives"))

    def tasks(self) -> Table:
        """Return what is to be done besides the steps of the map."""
        columns = ("task", "who", "task_due", "belongs_to", "progress", "risk")
        rows = (self._task(task) for task in self.plan.inside("tasks", PlanTask))
        return listing(self.book, "plan_tasks", columns, rows=rows, answer=self._answer("tasks"))

    def against_map(self) -> Table:
        """Return stages, milestones and what differs: the day by the map, as agreed and as it came; then what was added, or is gone.

        The other steps have the day of the map, and stand in the timeline.
        """
        rows = [self._moment(moment) for moment in self._moments() if self._is_shown(moment)]
        rows += [self._added(row) for row in self.plan.inside("differences", PlanDifference) if row.added]
        rows += self._gone()
        columns = ("part", "by_map" if self.is_internal else "usual_day", "agreed", "reached", "differs")
        return listing(self.book, "plan_schedule", columns, rows=rows)

    def timeline(self) -> Table:
        """Return everything that has a day in the order of the days."""
        entries = sorted(self._entries(), key=lambda entry: entry[0])
        rows = (Row((cell(self.day(day)), cell(what), cell(kind), state)) for day, what, kind, state in entries)
        return listing(self.book, "plan_timeline", ("day", "timeline_what", "kind", "state"), rows=rows)

    def day(self, day: date | None) -> str:
        """Return a day as these readers read days; nothing stays nothing."""
        return "" if day is None else str(day) if self.is_internal else day_text(self.book, day)

    def _answer(self, name: str) -> str:
        return answer_text(self.book, self.plan, name)

    def _objective(self, objective: Objective) -> Row:
        book = self.book
        status = Badge(label(book, objective.status), STATUS_TONES[objective.status]) if objective.status else None
        rank = book.say("plan_page.priority", rank=objective.priority) if objective.priority else ""
        criteria = tuple(self._criterion(criterion) for criterion in objective.inside("criteria", SuccessCriterion))
        cells = (
            (
                objective.what,
                *answered_among(book, objective, "category", objective.category),
                *answered_among(book, objective, "priority", rank),
            ),
            (*answered(book, objective, "status", cell(status)), *self._validated(objective)),
            answered(book, objective, "criteria", tuple(inline for inlines in criteria for inline in inlines)),
            self._who(objective),
            (*self._only_ours(objective), *answered(book, objective, "note", objective.note)) if self.is_internal else (),
        )
        return Row(cells)

    def _validated(self, objective: Objective) -> Cell:
        day = answered(self.book, objective, "validated", self.day(objective.validated))
        return (Prefix(heading(self.book, "column.validated") + ":"), *day) if day else ()

    def _criterion(self, criterion: SuccessCriterion) -> Cell:
        book = self.book
        level = answered_among(book, criterion, "level", criterion.level)
        words = book.say("plan_page.criterion", says=criterion.says, level=level[0]) if level else criterion.says
        measure = reference_link(book, "measure", criterion.measure) if self.is_internal else None
        return (words, *(answered_among(book, criterion, "measure", cell(measure)) if self.is_internal else ()))

    def _task(self, task: PlanTask) -> Row:
        book, due = self.book, self._due(task)
        cells = (
            cell(task.what),
            self._who(task),
            (
                *answered_among(book, task, "due", self.day(due)),
                *answered_among(book, task, "when", timing_text(book, task.when) if task.when else ""),
                *cell(self._overdue(task, due)),
            ),
            answered(book, task, "at", cell(self._named(task.at))),
            cell(progress_badge(book, task.progress)),
            (*self._only_ours(task), *answered(book, task, "risk", task.risk)) if self.is_internal else (),
        )
        return Row(cells)

    def _who(self, part: Objective | PlanTask) -> Cell:
        """Return who answers for something: on the customer's side first, then on ours."""
        theirs = answered_among(self.book, part, "customer_owner", people_links(self.book, part.customer_owner))
        ours = answered_among(self.book, part, "owner", people_links(self.book, part.owner))
        side = self.book.say("plan_page.customer" if self.is_internal else "plan_page.you")
        our_side = self.book.say("plan_page.us")
        return (*((Prefix(side + ":"), *theirs) if theirs else ()), *((Prefix(our_side + ":"), *ours) if ours else ()))

    def _due(self, task: PlanTask) -> date | None:
        return self.schedule.due_of(task) if self.schedule else task.due

    def _overdue(self, task: PlanTask, due: date | None) -> Badge | None:
        """Return that an open task is late; customers' pages know no day on which they are read."""
        is_open = task.progress in (Progress.OPEN, Progress.DOING)
        day = self.book.age_day
        is_late = due is not None and day is not None and due < day
        if is_open and due and not self.book.has_known_ages:
            return Badge(self.book.say("plan_page.late_unknown"), "average")
        return Badge(self.book.say("plan_page.overdue"), "poor") if is_open and is_late else None

    def _moments(self) -> tuple[PlanMoment, ...]:
        return self.schedule.moments if self.schedule else ()

    def _is_shown(self, moment: PlanMoment) -> bool:
        """Whether a moment stands beside its map: customers do not read which days we lack."""
        has_day = moment.planned or moment.agreed or moment.actual
        return bool(moment.difference or (has_day and not isinstance(moment.part, Step)) or (moment.wanted and self.is_internal))

    def _moment(self, moment: PlanMoment) -> Row:
        cells = (
            cell(self._title(moment.part), self._kind(moment.part)),
            cell(self.day(moment.planned)),
            cell(self.day(moment.agreed)),
            cell(self.day(moment.actual)),
            (*cell(*self._shifts(moment)), *self._reason(moment.difference)),
        )
        return Row(cells)

    def _kind(self, part: Part) -> str:
        """Return what a part is; the day of a stage is that of its end."""
        return heading(self.book, "plan_page.stage_end") if isinstance(part, Stage) else kind_label(self.book, part.KIND)

    def _shifts(self, moment: PlanMoment) -> Iterator[Inline]:
        """Yield how the plan differs from the map, and what came from the plan, in days; for colleagues also which day is wanted."""
        if moment.wanted and self.is_internal:
            yield Prefix(self.book.say("plan_page.wanted"))
            yield reference_link(self.book, NAMEABLE_KINDS, moment.wanted, scope=self.plan.map) or moment.wanted
        if moment.difference and moment.difference.left_out:
            yield Badge(self.book.say("plan_page.left_out"))
        if moment.planned and moment.agreed and moment.agreed != moment.planned:
            yield self._days("plan_page.agreed_later", "plan_page.agreed_earlier", (moment.agreed - moment.planned).days)
        expected = moment.agreed or moment.planned
        if moment.actual and expected and moment.actual != expected:
            yield self._days("plan_page.came_later", "plan_page.came_earlier", (moment.actual - expected).days)

    def _days(self, later: str, earlier: str, days: int) -> str:
        return self.book.say(later if days > 0 else earlier, count=abs(days))

    def _added(self, row: PlanDifference) -> Row:
        badge = Badge(self.book.say("plan_page.added"))
        return Row((cell(row.added), (), cell(self.day(row.day)), (), (badge, *self._reason(row))))

    def _gone(self) -> list[Row]:
        """Return what the plan says of parts that the map no longer has."""
        rows = []
        for identifier, (actual, difference) in (self.schedule.gone if self.schedule else {}).items():
            day = self.day(difference.day if difference else None)
            badge = Badge(self.book.say("plan_page.gone"), "average")
            rows.append(Row((cell(id_words(identifier)), (), cell(day), cell(self.day(actual)), (badge, *self._reason(difference)))))
        return rows

    def _reason(self, row: PlanDifference | None) -> Cell:
        """Return why something differs: what customers read, and for colleagues what they alone know."""
        if row is None:
            return ()
        says = answered_among(self.book, row, "says", row.says)
        if not self.is_internal:
            return says
        return (*says, *answered_among(self.book, row, "why", row.why), *self._only_ours(row))

    def _only_ours(self, part: Objective | PlanTask | PlanDifference) -> Cell:
        return (Badge(self.book.say("plan_page.internal"), "info"),) if part.internal else ()

    def _title(self, part: Part) -> Inline:
        """Return a part of the map: for colleagues as a link, for customers in their words."""
        identifier = part.get("id", str)
        link = reference_link(self.book, part.KIND, identifier, scope=self.plan.map) if self.is_internal and identifier else None
        return link or part.first_text("customer_words", "customer_name", "what", "name")

    def _named(self, reference: str | None) -> Inline | None:
        """Return a part of the map by its id; one that the map no longer has in the words of its id."""
        spot = self.book.atlas.spot(("step", "milestone", "stage"), reference, scope=self.plan.map)
        if spot is None:
            return self.book.say("plan_page.named_gone", name=id_words(reference)) if reference else None
        return self._title(spot.part)

    def _entries(self) -> Iterator[tuple[date, Inline, str, Cell]]:
        """Yield what stands in the timeline: its day, what it is, its kind, and how it stands."""
        book = self.book
        for moment in self._moments():
            day = moment.actual or moment.agreed
            if day:
                state = Badge(book.say("plan_page.reached"), "good") if moment.actual else None
                yield day, self._title(moment.part), self._kind(moment.part), cell(state)
        for task in self.plan.inside("tasks", PlanTask):
            if due := self._due(task):
                yield due, task.what, heading(book, "plan_page.task"), cell(progress_badge(book, task.progress), self._overdue(task, due))
        for row in self.plan.inside("differences", PlanDifference):
            if row.added and row.day:
                yield row.day, row.added, heading(book, "plan_page.added"), ()
        for given in self.plan.days:
            yield given.day, reference_link(book, "anchor", given.anchor) or given.anchor, heading(book, "plan_page.given"), ()
        if self.plan.start:
            yield self.plan.start, heading(book, "plan_page.start"), heading(book, "plan_page.given"), ()


def milestones_reached(schedule: PlanSchedule) -> tuple[int, int]:
    """Return how many milestones of the plan are reached, and how many it has."""
    milestones = [moment for moment in schedule.moments if isinstance(moment.part, Milestone) and not _is_left_out(moment)]
    return sum(1 for moment in milestones if moment.actual), len(milestones)


def _is_left_out(moment: PlanMoment) -> bool:
    return moment.difference is not None and moment.difference.left_out
