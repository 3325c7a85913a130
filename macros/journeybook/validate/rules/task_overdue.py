"""A task of a success plan is done by its day.

The day is the one that the task says, or that of its timing, reckoned from the plan's start with the dates agreed. Tasks that are done or
dropped are left in peace. Time alone causes this finding, so it is a warning.

Good:
    # accounts/first.yml
    {id: tern, name: Account 1, owner: csm}
    # plans/tern.yml
    {id: tern, account: tern, map: first, start: 2026-01-05, tasks: [{what: Send the list, due: 2026-01-20, progress: done}]}

Bad:
    # accounts/first.yml
    {id: tern, name: Account 1, owner: csm}
    # plans/tern.yml
    {id: tern, account: tern, map: first, start: 2026-01-05, tasks: [{what: Send the list, due: 2026-01-20}]}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import Progress
from journeybook.validate.plan_schedule import plan_schedule
from journeybook.validate.problem import Problem, Reach

ID = "TASK-OVERDUE"
LEVEL = Level.WARNING
REACH = Reach.ATLAS


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every open task whose day is over."""
    for plan in atlas.plans:
        schedule = plan_schedule(atlas, plan)
        for task in plan.tasks:
            due = schedule.due_of(task) if schedule else task.due
            if due and due < today and task.progress in (Progress.OPEN, Progress.DOING):
                message = f"'{task.what}' was due on {due}"
                yield Problem(task, message, "write `progress: done`, or agree another day", "due" if task.due else "when")
