"""The types of fields that name something else by its id: checked between files, with the nearest guess."""

from typing import Annotated

from pydantic import BeforeValidator

from journeybook.model.annotations import Names
from journeybook.model.scalars import parse_reference

_ID = BeforeValidator(parse_reference)

MapRef = Annotated[str, _ID, Names(("map",))]
AccountRef = Annotated[str, _ID, Names(("account",))]
StageRef = Annotated[str, _ID, Names(("stage",))]
StepRef = Annotated[str, _ID, Names(("step",))]
MilestoneRef = Annotated[str, _ID, Names(("milestone",))]
MomentRef = Annotated[str, _ID, Names(("step", "milestone", "stage"))]
NextRef = Annotated[str, _ID, Names(("step", "choice"))]
PlaceRef = Annotated[str, _ID, Names(("step", "stage", "map"))]
TrackRef = Annotated[str, _ID, Names(("track",))]
StoryRef = Annotated[str, _ID, Names(("story",))]
ChoiceRef = Annotated[str, _ID, Names(("choice",))]
LaneRef = Annotated[str, _ID, Names(("lane",))]
ChannelRef = Annotated[str, _ID, Names(("channel",))]
SeverityRef = Annotated[str, _ID, Names(("severity-level",))]
FeelingRef = Annotated[str, _ID, Names(("feeling-level",))]
PhaseRef = Annotated[str, _ID, Names(("phase",))]
UseCaseRef = Annotated[str, _ID, Names(("use-case",))]
AttributeRef = Annotated[str, _ID, Names(("attribute",))]
AnchorRef = Annotated[str, _ID, Names(("anchor", "milestone", "event"))]
DayRef = Annotated[str, _ID, Names(("anchor",))]
TeamRef = Annotated[str, _ID, Names(("team",))]
OwnerRef = Annotated[str, _ID, Names(("team", "role"))]
PersonaRef = Annotated[str, _ID, Names(("persona",))]
ContactRoleRef = Annotated[str, _ID, Names(("contact-role",))]
TheirsRef = Annotated[str, _ID, Names(("persona", "contact-role"))]
WhoRef = Annotated[str, _ID, Names(("team", "role", "persona", "contact-role"))]
SegmentRef = Annotated[str, _ID, Names(("segment",))]
CoverageRef = Annotated[str, _ID, Names(("coverage-model",))]
MeasureRef = Annotated[str, _ID, Names(("measure",))]
EventRef = Annotated[str, _ID, Names(("event",))]
PlayRef = Annotated[str, _ID, Names(("play",))]
PlaybookRef = Annotated[str, _ID, Names(("playbook",))]
PlaybookStepRef = Annotated[str, _ID, Names(("playbook-step",))]
HealthRef = Annotated[str, _ID, Names(("health-model",))]
ResourceRef = Annotated[str, _ID, Names(("resource",))]
EvidenceRef = Annotated[str, _ID, Names(("evidence",))]
InteractionRef = Annotated[str, _ID, Names(("interaction",))]
BandRef = Annotated[str, _ID, Names(("band",))]

MOMENTS = ("anchor", "milestone", "event", "stage", "phase", "step", "handoff", "gate")
"""Kinds from which a timing may count."""


def id_words(identifier: str) -> str:
    """Return an id in words, for what has no other name.

    >>> id_words("at-risk"), id_words("first_value")
    ('at risk', 'first value')
    """
    return identifier.replace("_", " ").replace("-", " ")
