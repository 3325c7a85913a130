"""A choice says how many of its steps are done.

Readers follow a group of steps in different ways: of `one-of` they do one step and pass over the others, of `any-of` at least one, of
`all-of` every step, in any order. Where the kind is not written, pages say that the steps belong together and no more: customers cannot
choose one of them, and all of them are counted. Write `kind:` beside the name.

Good:
    choices: {pay: {name: Ways to pay, kind: one-of}}
    stages:
      - id: paying
        name: Paying
        exit: The bill is paid
        steps: [{customer: Pays by card, choice: pay}, {customer: Pays by transfer, choice: pay}]

Bad:
    choices: {pay: Ways to pay}
    stages:
      - id: paying
        name: Paying
        exit: The bill is paid
        steps: [{customer: Pays by card, choice: pay}, {customer: Pays by transfer, choice: pay}]
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.map import Choice, ChoiceKind
from journeybook.validate.problem import Problem

ID = "CHOICE-KIND-MISSING"
LEVEL = Level.WARNING
FIELDS = ("kind",)


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every choice without a kind."""
    kinds = ", ".join(ChoiceKind)
    for spot in atlas.spots:
        choice = spot.part
        if isinstance(choice, Choice) and choice.kind is None:
            hint = f"write `{choice.id}: {{name: ..., kind: ...}}` with one of: {kinds}"
            yield Problem(choice, f"the choice '{choice.name}' does not say how many of its steps are done", hint, "name")
