"""What the views of one success map share: the map, where everything stands on its page, and a way to lead there."""

from dataclasses import dataclass, replace
from functools import cached_property

from journeybook.model.base import Part
from journeybook.model.branch import Branches
from journeybook.model.enumerations import Edition
from journeybook.model.item import ResourceUse
from journeybook.model.map import Map
from journeybook.model.step import Step
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address
from journeybook.views.links.texts import says_text
from journeybook.views.success_map.success_anchors import PlanAnchor


@dataclass(frozen=True)
class Jump:
    """A text that leads to an anchor on the same page, to another plan, or nowhere."""

    text: str
    anchor: str = ""
    to: Address | str = ""
    condition: str = ""
    """The words that say under which condition it is needed."""


@dataclass(frozen=True)
class PlanContext:
    """A map that is being made into a success map, with the anchor of each part on the page by its identity, and where each resource is."""

    book: Book
    journey: Map
    anchors: dict[int, PlanAnchor]
    resources: dict[str, Jump]

    def anchor(self, part: Part) -> str:
        """Return the anchor of a part on the page."""
        return self.anchors[id(part)].identity.key

    @cached_property
    def branches(self) -> Branches:
        """For whom steps of the map are, and which of its links have to be told."""
        return Branches(self.journey)

    def is_told_by_stage(self, step: Step) -> bool:
        """Whether the stage of a step says through which outcomes and options alone it is reached."""
        return id(step) in self._told_by_stage

    @cached_property
    def _told_by_stage(self) -> frozenset[int]:
        """The object identities of all such steps."""
        branches = self.branches
        stages = ((stage.every_step, branches.ways_to_stage(stage)) for stage in self.journey.stages)
        return frozenset(id(step) for steps, ways in stages for step in steps if branches.ways_to(step) == ways)

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions that the map offers; one that names none offers all."""
        face = self.journey.public
        return (face.editions if face else ()) or tuple(Edition)

    def used(self, uses: tuple[ResourceUse, ...]) -> tuple[Jump, ...]:
        """Return where these resources are found, each with its condition in words."""
        known = (use for use in uses if use.resource in self.resources)
        return tuple(replace(self.resources[use.resource], condition=says_text(use)) for use in known)
