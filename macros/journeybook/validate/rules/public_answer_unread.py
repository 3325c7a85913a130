"""An answer that is for customers stands in a field in which they read one.

Customers read "not known" where a value would stand behind words of its own, such as a price or a time. Where nothing of
the page asks for the value, as with a label or a link, an answer has no place there, and its `audience: public` is lost.

Good:
    stages:
      - {id: set-up, name: Set-up, exit: It works, steps: [{customer: Pays, blank: {price: {state: unknown, audience: public}}}]}

Bad:
    stages:
      - {id: set-up, name: Set-up, exit: It works, steps: [{customer: Pays, blank: {label: {state: unknown, audience: public}}}]}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.validate.problem import Problem, Reach

ID = "PUBLIC-ANSWER-UNREAD"
LEVEL = Level.WARNING
PUBLICATION = True
REACH = Reach.OWN
READ_BY_CUSTOMERS: dict[str, tuple[str, ...]] = {
    "Deadline": ("length", "text"),
    "Gate": ("checklist",),
    "Help": ("advice", "ask"),
    "Map": ("stated_elsewhere",),
    "Milestone": ("stated_elsewhere", "target", "test"),
    "PainPoint": ("recovery",),
    "PublicFace": ("editions", "not_for", "prerequisites", "role"),
    "Question": ("answer",),
    "Recovery": ("text",),
    "SeverityLevel": ("resolution", "response", "summary", "updates"),
    "Stage": ("entry", "exit", "lasts", "outcome", "roles", "stated_elsewhere", "stuck", "time_box"),
    "StageLength": ("length",),
    "Step": ("channel", "how", "price", "recipients", "stated_elsewhere", "takes", "when", "who"),
    "StepTime": ("at", "text"),
    "When": ("at", "text"),
}
"""The fields, by class, in which customers read an answer."""


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every answer for customers in a field in which they read none."""
    for spot in atlas.spots:
        for row in spot.part.blank:
            if row.audience is Audience.PUBLIC and row.field not in READ_BY_CUSTOMERS.get(type(spot.part).__name__, ()):
                yield Problem(row, f"customers read no answer in '{row.field}'", "leave its `audience: public` out", "audience")
