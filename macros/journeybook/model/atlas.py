"""The atlas: everything the files say, linked and frozen. References stay ids; the atlas answers look-ups."""

from functools import cached_property
from typing import Any, TypeVar

from journeybook.model.base import Audience, Part, Public
from journeybook.model.data_source import DataSource
from journeybook.model.health import HealthModel
from journeybook.model.library import AdoptionFramework, Evidence, Interaction, Resource
from journeybook.model.map import Map
from journeybook.model.measures import Event, Measure
from journeybook.model.organisation import OUR_NOUNS, AtlasFile, Paper
from journeybook.model.people import Account, Persona, Segment
from journeybook.model.plays import Play, Playbook
from journeybook.model.success_plan import SuccessPlan
from journeybook.model.translation import Translation
from journeybook.model.vocabulary import FEELINGS, LANES, SEVERITY_LEVELS, FeelingLevel, Lane, SeverityLevel
from journeybook.model.walk import Spot, walk
from journeybook.words import Catalogue, open_catalogue

_Wanted = TypeVar("_Wanted", bound=Part)
_Named = TypeVar("_Named", Lane, FeelingLevel, SeverityLevel)


class Atlas(Part):
    """Every map, persona, segment and playbook of a project."""

    STARTS = Audience.PUBLIC
    OPEN = False
    file: Public[AtlasFile]
    """The contents of `atlas.yml`."""
    segments: tuple[Segment, ...] = ()
    """Groups of customers."""
    personas: Public[tuple[Persona, ...]] = ()
    """Typical people."""
    accounts: tuple[Account, ...] = ()
    """Customers, by id."""
    measures: tuple[Measure, ...] = ()
    """The metric library."""
    events: tuple[Event, ...] = ()
    """Good and bad signs that maps share."""
    plays: tuple[Play, ...] = ()
    """Plays that stages share."""
    playbooks: tuple[Playbook, ...] = ()
    """Step-by-step instructions."""
    health: tuple[HealthModel, ...] = ()
    """Health models."""
    resources: Public[tuple[Resource, ...]] = ()
    """What is used."""
    evidence: tuple[Evidence, ...] = ()
    """The evidence ledger."""
    interactions: tuple[Interaction, ...] = ()
    """Standard interactions."""
    adoption: tuple[AdoptionFramework, ...] = ()
    """The adoption framework."""
    metrics: tuple[DataSource, ...] = ()
    """The descriptions of tables of account data."""
    maps: Public[tuple[Map, ...]] = ()
    """The maps."""
    plans: tuple[SuccessPlan, ...] = ()
    """The success plans of accounts; of what customers read, only in the edition of one plan that plan alone."""
    translations: Public[tuple[Translation, ...]] = ()
    """The interface's texts in other languages."""

    def translated_texts(self, language: str) -> dict[str, str]:
        """Return the interface's texts that the project has in a language, by key; the first of several for one key counts."""
        texts = [row for translation in self.translations if translation.language == language for row in translation.words]
        return {row.key: row.text for row in reversed(texts)}

    def on_paper(self, paper: Paper) -> "Atlas":
        """Return the same atlas, printed on this paper."""
        return self.model_copy(update={"file": self.file.model_copy(update={"paper": paper})})

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """The rows of the maps in order: the atlas's own, or the five usual ones."""
        return self.file.lanes or self._usual(LANES)

    @cached_property
    def audience_by_file(self) -> dict[str, Audience]:
        """What each map says of what its own file writes, by the path of that file."""
        return {journey.origin.place.file: journey.audience or Audience.INTERNAL for journey in self.maps}

    @cached_property
    def audiences(self) -> dict[tuple[int, ...], Audience]:
        """Who sees each part, as far as somebody has asked, by the identities of the parts that lead from the atlas to it."""
        return {}

    @cached_property
    def surroundings(self) -> dict[tuple[int, ...], Any]:
        """Who sees what is in each part, as far as somebody has asked, by the same identities; `visibility` alone writes and reads it."""
        return {}

    @cached_property
    def feelings(self) -> tuple[FeelingLevel, ...]:
        """The levels of the emotion curve: the atlas's own, or the five usual ones."""
        return self.file.feelings or self._usual(FEELINGS)

    @cached_property
    def severity_levels(self) -> tuple[SeverityLevel, ...]:
        """The levels of severity, the worst first: the atlas's own, or the four usual ones."""
        return self.file.severity_levels or self._usual(SEVERITY_LEVELS)

    def _usual(self, parts: tuple[_Named, ...]) -> tuple[_Named, ...]:
        """Return parts that every atlas has, named in the language of the interface."""
        words = self.catalogue.texts
        return tuple(part.model_copy(update={"name": words[f"usual.{part.KIND}.{part.id}"]}) for part in parts)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The interface's words in the language of the atlas: the project's translations, ours, and English for the rest."""
        return open_catalogue(self.file.language, self.translated_texts(self.file.language), OUR_NOUNS)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every part with its surroundings, in file order."""
        is_whole = self.file.get("feelings", tuple) is not None  # in the public remainder all levels are the author's
        usual = (
            *(() if self.file.lanes else self.lanes),
            *(self.feelings if self.file.get("feelings", tuple) == () else ()),
            *(self.severity_levels if is_whole and not self.file.severity_levels else ()),
        )
        return (*walk(self), *(Spot(part) for part in usual))

    def spots_of(self, model: type[Part]) -> tuple[Spot, ...]:
        """Return every part of a class with its surroundings, in file order; the parts are looked through once for each class."""
        if model not in self._spots_by_class:
            self._spots_by_class[model] = tuple(spot for spot in self.spots if isinstance(spot.part, model))
        return self._spots_by_class[model]

    @cached_property
    def _spots_by_class(self) -> dict[type[Part], tuple[Spot, ...]]:
        return {}

    @cached_property
    def index(self) -> dict[tuple[str, str, str], Spot]:
        """Everything that has an id, by kind, scope (its map, for what is local to one) and id."""
        spots: dict[tuple[str, str, str], Spot] = {}
        for spot in self.spots:
            identifier = spot.part.get("id", str)
            if spot.part.KIND and identifier:
                spots.setdefault((spot.part.KIND, spot.scope, identifier), spot)
        return spots

    def spot(self, kinds: str | tuple[str, ...], reference: str | None, *, scope: str = "") -> Spot | None:
        """Return the spot of what a reference names: first inside the scope (a map's or playbook's id), then everywhere."""
        if reference is None:
            return None
        outer, _, inner = reference.rpartition("/")
        scopes = (outer,) if outer else (scope, "") if scope else ("",)
        keys = ((kind, home, inner) for home in scopes for kind in ((kinds,) if isinstance(kinds, str) else kinds))
        return next((self.index[key] for key in keys if key in self.index), None)

    def find(self, model: type[_Wanted], reference: str | None, *, scope: str = "") -> _Wanted | None:
        """Return the thing of this class that a reference names."""
        spot = self.spot(model.KIND, reference, scope=scope)
        return spot.part if spot and isinstance(spot.part, model) else None

    def bases_of(self, journey: Map) -> tuple[Map, ...]:
        """Return the maps that a variant is built on, its own bases before theirs; those that form a circle each once."""
        bases: dict[str, Map] = {}
        waiting = list(journey.extends)
        for name in waiting:
            base = self.find(Map, name)
            if base and base.id not in (journey.id, *bases):
                bases[base.id] = base
                waiting += base.extends
        return tuple(bases.values())

    def event(self, event: Event) -> Event:
        """Return the event meant: the shared one where a stage only names it."""
        return self.find(Event, event.use) or event

    def play(self, play: Play) -> Play:
        """Return the play meant: the shared one where a stage only names it."""
        return self.find(Play, play.use) or play
