"""Finds what a foreign text names in this atlas: a lane, a team, a persona, by its id or its name."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from journeybook.findings import nearest
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import LaneKind, LaneRole
from journeybook.model.item import Named
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.vocabulary import Lane

WHO = ("team", "role", "persona", "contact-role")
OWNERS = ("team", "role")
_PLURAL = re.compile(r"(?<=\w\w\w)(ies|(?<!s)s)\Z")
_SEPARATORS = re.compile(r"[,;/\n&+]|\band\b")


def spoken(text: str) -> str:
    """Return a text by which spellings of one name are equal: in small letters, words apart by one blank, without the s of a plural.

    >>> spoken(" Customer-Success "), spoken("customer_success"), spoken("Activities of customers")
    ('customer success', 'customer success', 'activity of customer')
    """
    words = re.split(r"[\s_/.-]+", unicodedata.normalize("NFKC", text).casefold().strip(" \t\n_-"))
    return " ".join(_PLURAL.sub(lambda ending: "y" if ending[0] == "ies" else "", word) for word in words)


@dataclass(frozen=True)
class AtlasNames:
    """The ids of an atlas by kind and spoken name, and which texts somebody said to mean which lane, and whom."""

    atlas: Atlas
    lanes: dict[str, str] = field(default_factory=dict)
    """Lane ids by the spoken text or colour that means them."""
    people: dict[str, str] = field(default_factory=dict)
    """Ids of teams, roles and people by the spoken text that means them."""

    @property
    def anchors(self) -> set[str]:
        """The days from which times may count."""
        return {anchor.id for anchor in self.atlas.file.anchors}

    def lane_of(self, who: Iterable[str]) -> str | None:
        """Return the first lane of steps that belongs to one of these people: by its id or their team; else the first of their side."""
        who = list(who)
        teams = {role.id: role.team for role in self.atlas.file.roles}
        for identifier in who:
            mine = {identifier, teams.get(identifier)}
            lane = next((lane.id for lane in self.step_lanes if lane.id in mine or (lane.team and lane.team in mine)), None)
            if lane:
                return lane
        customers = {thing.id for thing in (*self.atlas.personas, *self.atlas.file.contact_roles)}
        if customers & set(who):
            return self.default_lane
        ours = {thing.id for thing in (*self.atlas.file.teams, *self.atlas.file.roles)}
        in_front = next((lane.id for lane in self.step_lanes if lane.role is LaneRole.FRONTSTAGE), None)
        return in_front if ours & set(who) else None

    @cached_property
    def step_lanes(self) -> tuple[Lane, ...]:
        """The lanes that hold steps."""
        return tuple(lane for lane in self.atlas.lanes if lane.kind is LaneKind.STEP)

    @property
    def default_lane(self) -> str:
        """The lane of what nothing says whose it is: the first of the customer's, else the first that holds steps."""
        customers = [lane.id for lane in self.step_lanes if lane.role is LaneRole.CUSTOMER]
        return (customers or [lane.id for lane in self.step_lanes or self.atlas.lanes])[0]

    def lane_kind(self, identifier: str) -> LaneKind:
        """Return the kind of a lane."""
        return next(lane.kind for lane in self.atlas.lanes if lane.id == identifier)

    @cached_property
    def _ids(self) -> dict[str, dict[str, set[str]]]:
        atlas = self.atlas
        return {
            "lane": _by_name(atlas.lanes),
            "team": _by_name(atlas.file.teams),
            "role": _by_name(atlas.file.roles),
            "contact-role": _by_name(atlas.file.contact_roles),
            "persona": _by_name(atlas.personas),
            "channel": _by_name(atlas.file.channels),
            "phase": _by_name(atlas.file.lifecycle),
            "feeling": _by_name(atlas.feelings),
            "segment": _by_name(atlas.segments),
            "measure": _by_name(atlas.measures),
            "playbook": _by_name(atlas.playbooks),
            "map": _by_name(atlas.maps),
        }

    def find(self, text: str, *kinds: str) -> str | None:
        """Return the id that a text names among these kinds, or None where it names none or several."""
        if kinds == ("lane",) and spoken(text) in self.lanes:
            return self.lanes[spoken(text)]
        meant = self.people.get(spoken(text))
        if meant and any({meant} in self._ids[kind].values() for kind in kinds if kind in WHO):
            return meant
        ids = {identifier for kind in kinds for identifier in self._ids[kind].get(spoken(text), ())}
        return ids.pop() if len(ids) == 1 and spoken(text) else None

    def find_all(self, text: str, *kinds: str) -> tuple[list[str], list[str]]:
        """Return the ids that a list in a text names, and the entries of it that name nothing."""
        whole = self.find(text, *kinds)
        if whole:
            return [whole], []
        entries = [entry.strip() for entry in _SEPARATORS.split(text) if entry.strip()]
        ids = [self.find(entry, *kinds) for entry in entries]
        unknown = [entry for entry, identifier in zip(entries, ids, strict=True) if identifier is None]
        return list(dict.fromkeys(filter(None, ids))), unknown

    def unknown(self, text: str, *kinds: str) -> str:
        """Return why a text names nothing: there is no such thing, with the nearest guess or all that there is."""
        ids: dict[str, set[str]] = defaultdict(set)
        for kind in kinds:
            for name, identifiers in self._ids[kind].items():
                ids[name] |= identifiers
        noun = " or ".join(kind.replace("-", " ") for kind in kinds)
        return f"no {noun} is called '{text}': {_told(text, ids, 'the atlas')}"

    def unknown_in_table(self, text: str, *kinds: str) -> str:
        """Return why a text of a table names nothing, and how to say whom it means where it stands for somebody."""
        hint = f'; --who "{text}=ID" says who that is' if set(kinds) <= set(WHO) else ""
        return f"{self.unknown(text, *kinds)}{hint}"

    def stage(self, journey: Map, text: str) -> Stage | None:
        """Return the stage of a map that a text names by id, name or label, or None where it names none or several."""
        ids = _stages_by_name(journey).get(spoken(text), set())
        return next((stage for stage in journey.stages if ids == {stage.id}), None)

    def unknown_stage(self, journey: Map, text: str) -> str:
        """Return why a text names no stage of a map."""
        return f"the map '{journey.id}' has no stage called '{text}': {_told(text, _stages_by_name(journey), 'it')}"


def _told(text: str, ids: dict[str, set[str]], owner: str) -> str:
    """Return the nearest guess for a text (else the one whose name stands in it), or all that there is."""
    guess = nearest(spoken(text), list(ids))
    words = set(spoken(text).split())
    guesses = ids[guess] if guess else {each for name, things in ids.items() if set(name.split()) <= words for each in things}
    if len(guesses) == 1:
        return f"did you mean '{min(guesses)}'?"
    known = sorted(set().union(*ids.values()))
    return f"{owner} has {', '.join(known) if known else 'none'}"


def _stages_by_name(journey: Map) -> dict[str, set[str]]:
    ids = _by_name(journey.stages)
    for stage in journey.stages:
        for text in filter(None, (stage.label, stage.customer_name)):
            ids[spoken(text)].add(stage.id)
    return ids


def _by_name(things: Iterable[Named]) -> dict[str, set[str]]:
    """Return ids by the spoken forms of ids and names."""
    ids: dict[str, set[str]] = defaultdict(set)
    for thing in things:
        ids[spoken(thing.id)].add(thing.id)
        ids[spoken(thing.name)].add(thing.id)
    return ids
