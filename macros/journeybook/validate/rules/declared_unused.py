"""What is declared for others to name is named.

An anchor that nothing counts from is a day that nobody asks for; an attribute, use case or way of serving customers that
nothing names, a good sign that nothing answers to, and a term that no text says are on no page but their own list. Either
something was forgotten, or it can go. Terms are looked for in the journeys alone: where only a page of your own in
`docs/` says one, give it an exemption.

Good:
    # atlas.yml
    anchors: [{id: signature, name: Signature}, {id: kick-off, name: Kick-off}]
    # maps/first.yml
    stages: [{id: use, name: Use, exit: It is used, steps: [{company: Calls, when: 2 days after kick-off}]}]

Bad:
    # atlas.yml
    anchors: [{id: signature, name: Signature}, {id: kick-off, name: Kick-off}]

Bad:
    # atlas.yml
    attributes: [{id: regulated-care, name: Regulated care}]

Bad:
    # atlas.yml
    use_cases: [{id: payroll, name: Correct payroll}]

Bad:
    # atlas.yml
    glossary: {tariff: A list of prices}

Bad:
    # events/signs.yml
    - {id: ten-users, name: Ten new users in a week, polarity: good}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.enumerations import Polarity
from journeybook.model.field_info import part_fields
from journeybook.model.language.nodes import Condition, condition_names
from journeybook.model.measures import Event
from journeybook.model.timing import Timing, timing_names
from journeybook.model.vocabulary import Anchor, Attribute, CoverageModel, Term, UseCase
from journeybook.model.walk import field_values
from journeybook.validate.problem import Problem, Reach

ID = "DECLARED-UNUSED"
LEVEL = Level.WARNING
REACH = Reach.ATLAS
NAMEABLE: dict[type[Part], tuple[str, str]] = {
    Anchor: ("nothing counts from the anchor", "count from it (`14 days after {id}`), or delete it"),
    Attribute: ("nothing names the attribute", "name it in a rule or under `applies:`, or delete it"),
    UseCase: ("no map names the use case", "write `use_case: {id}` in a map, or delete it"),
    CoverageModel: ("nobody is served by the coverage model", "name it with a segment or under `applies:`, or delete it"),
    Event: ("nothing answers to the event", "name it under `events:` of a play, in a condition or a time, or delete it"),
}
"""What others name by its id, with what is wrong where none of them does, and what to do."""


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield everything that is declared and named nowhere, in an atlas that has maps."""
    if not atlas.maps:
        return
    names = frozenset(name.rpartition("/")[2] for spot in atlas.spots for name in _names_in(spot.part))
    declared = (*atlas.file.anchors, *atlas.file.attributes, *atlas.file.use_cases, *atlas.file.coverage_models, *atlas.events)
    for part in declared:
        is_answered = isinstance(part, Event) and (part.play or part.playbook or part.polarity is not Polarity.GOOD)
        if part.id not in names and not is_answered:
            message, hint = NAMEABLE[type(part)]
            yield Problem(part, f"{message} '{part.name}'", hint.format(id=part.id))
    yield from _unsaid_terms(atlas)


def _names_in(part: Part) -> Iterator[str]:
    """Yield every name that a part mentions, as a reference, in a condition or in a timing."""
    for field, value in field_values(part):
        if isinstance(value, Condition):
            yield from (name.name for name in condition_names(value))
        elif isinstance(value, Timing):
            yield from (name.name for name in timing_names(value))
        elif part_fields(type(part))[field].names and value is not None:
            yield from value if isinstance(value, tuple) else (value,)


def _unsaid_terms(atlas: Atlas) -> Iterator[Problem]:
    """Yield the terms of the glossary that no text of the journeys says."""
    if not atlas.file.glossary:
        return
    others = (spot.part for spot in atlas.spots if not isinstance(spot.part, Term))
    text = "\n".join(value for part in others for _, value in field_values(part) if isinstance(value, str)).casefold()
    for term in atlas.file.glossary:
        if term.term.casefold() not in text:
            hint = "use the word in a text, delete it, or give an exemption where only pages in `docs/` say it"
            yield Problem(term, f"no text says the term '{term.term}'", hint)
