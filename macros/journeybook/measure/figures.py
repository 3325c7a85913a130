"""Figures: what the account data of a project say, each reckoned from the facts when it is first asked for."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from journeybook.measure.account_score import AccountScore, account_score, health_of_score
from journeybook.measure.definitions.conditions import AskedClause, TooManyDigits
from journeybook.measure.definitions.health import HealthQuery, account_health, asked_of_timelines, health_query
from journeybook.measure.definitions.health_figures import AccountHealth
from journeybook.measure.engine import DatabaseEngine
from journeybook.measure.facts import AccountFacts
from journeybook.measure.map_milestones import MapMilestones, map_milestones
from journeybook.measure.play_rhythms import RhythmPromise, play_rhythms
from journeybook.measure.programme_figures import ProgrammeFigure, programme_figures
from journeybook.measure.promises import MapPromises, map_promises
from journeybook.measure.signals.adoption_shares import AttributeAdoption, adoption_today
from journeybook.measure.signals.change_readings import ChangeReadings, change_readings, stood_on
from journeybook.measure.signals.signal_sheet import SignalSheet, signal_sheet
from journeybook.measure.sources.fact_source import FactSource, read_sources
from journeybook.measure.stage_figures import MapStays, map_stays
from journeybook.measure.standings import Standing, monthly_counts, standing
from journeybook.measure.stay_promises import stay_promises
from journeybook.measure.tallies import Tallies, tallies
from journeybook.measure.timeline.account_life import AccountLife, account_life
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.measure.timeline.map_choice import may_apply
from journeybook.measure.timeline.whereabouts import Whereabouts, whereabouts
from journeybook.model.atlas import Atlas
from journeybook.model.health import Band, HealthModel
from journeybook.model.health_versions import EarlierModel, earlier_models
from journeybook.model.map import Map
from journeybook.model.pain_points import Change
from journeybook.model.scored_segments import UNSEGMENTED, scored_segments
from journeybook.model.stage import Stage


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of a project as of the day of its data; figures equal only themselves."""

    atlas: Atlas
    source: FactSource
    as_of: date

    @property
    def names_shown(self) -> bool:
        """Whether colleagues may see single accounts."""
        return self.source.names_shown

    @cached_property
    def index(self) -> AtlasIndex:
        """What the atlas holds, by id."""
        return AtlasIndex(self.atlas)

    @cached_property
    def engine(self) -> DatabaseEngine:
        """What answers queries over the facts."""
        return DatabaseEngine(self.source.connection, "duckdb")

    @cached_property
    def recorded(self) -> frozenset[str]:
        """The ids of events, milestones and anchors that the sources record for any account."""
        return frozenset(self.engine.fetch("SELECT DISTINCT id FROM occurrences WHERE kind <> 'play'")["id"])

    @cached_property
    def signals(self) -> SignalSheet | None:
        """What came before accounts left or renewed; None where no account has decided."""
        return signal_sheet(self.lives.values())

    @cached_property
    def adoption(self) -> tuple[AttributeAdoption, ...]:
        """How many customers have each attribute of adoption that states a level."""
        return adoption_today(self.atlas.adoption, self.lives.values())

    def readings_around(self, change: Change, journey: Map) -> ChangeReadings | None:
        """Return the readings of a change's measure before and after it, for the accounts that were on its map."""
        accounts = [name for name, where in self.whereabouts.items() if stood_on(where, journey, change.date, self.atlas)]
        return change_readings(change, [self.lives[name] for name in accounts], self.as_of) if accounts else None

    @cached_property
    def lives(self) -> Mapping[str, AccountLife]:
        """The facts of each account by name and day, without those of excluded instances, in the order of ids."""
        return {name: account_life(facts, self.index, self.recorded) for name, facts in self.facts.items()}

    @cached_property
    def facts(self) -> Mapping[str, AccountFacts]:
        """The facts of each account, by its id, in the order of ids."""
        with _without_collection():
            return {facts.account: facts for facts in self.source.every_account()}

    @cached_property
    def whereabouts(self) -> Mapping[str, Whereabouts]:
        """Where each account is and was, by its id, in the order of ids."""
        models = (*self.atlas.health, *(version.model for versions in self.earlier_models.values() for version in versions))
        clauses = tuple(dict.fromkeys(clause for model in models for clause in asked_of_timelines(model, self.index.measures.get)))
        lives = self.lives
        with _only_new_collected():
            return {account: whereabouts(life, clauses) for account, life in lives.items()}

    @cached_property
    def earlier_models(self) -> Mapping[str, tuple[EarlierModel, ...]]:
        """The earlier versions of each health model of which is said what they were, the newest first, by the id of the model."""
        return {model.id: earlier_models(model) for model in self.atlas.health}

    @cached_property
    def _asked(self) -> Mapping[str, tuple[AskedClause, ...]]:
        """What each health model asks that only the timeline of an account answers, by the id of the model."""
        return {model.id: asked_of_timelines(model, self.index.measures.get) for model in self.atlas.health}

    @cached_property
    def health_queries(self) -> Mapping[str, HealthQuery]:
        """The query of each health model that an engine can answer exactly, by the id of the model."""
        queries: dict[str, HealthQuery] = {}
        for number, model in enumerate(self.atlas.health):
            table = self._answered(number, self._asked[model.id])
            with suppress(TooManyDigits):
                queries[model.id] = health_query(model, self.as_of, self.index.measures.get, self.atlas.segments, table)
        return queries

    def _answered(self, number: int, asked: tuple[AskedClause, ...]) -> str:
        """Return the name of a table with the answers of every account; empty where nothing is asked."""
        if not asked:
            return ""
        columns = ", ".join(f"answer_{place} BOOLEAN" for place, _ in enumerate(asked))
        rows = [[account, *(place.answers[clause] for clause in asked)] for account, place in self.whereabouts.items()]
        self.source.add_table(f"answers_{number}", f"account VARCHAR, {columns}", rows)
        return f"answers_{number}"

    @cached_property
    def health(self) -> Mapping[str, Mapping[str, AccountHealth]]:
        """What each model makes of each account, by the ids of both, whether or not the account is in one of its phases."""
        return {model.id: {row.account: row for row in self._health_by(model)} for model in self.atlas.health}

    def _health_by(self, model: HealthModel) -> Iterable[AccountHealth]:
        """Return the health of every account by a model; account by account where its numbers are too long for an engine."""
        query = self.health_queries.get(model.id)
        if query:
            return account_health(query, self.engine)
        return [health_of_score(score) for name in self.facts if (score := self.score_of(name, model))]

    def model_of(self, account: str) -> HealthModel | None:
        """Return the only model that scores the phase in which an account is, for its segment; None where there is none, or several."""
        place = self.whereabouts[account]
        stay = place.stages.current
        stage = self.atlas.find(Stage, f"{stay.map}/{stay.stage}") if stay.map and stay.stage else None
        whom = place.segment or UNSEGMENTED
        models = [model for model in self.atlas.health if stage and stage.phase in model.phases]
        scoring = [model for model in models if whom in scored_segments(model, self.atlas.segments)]
        return scoring[0] if len(scoring) == 1 else None

    def health_of(self, account: str) -> AccountHealth | None:
        """Return the health of an account by the model of where it is."""
        model = self.model_of(account)
        return self.health[model.id].get(account) if model else None

    def score_of(self, account: str, model: HealthModel | None = None) -> AccountScore | None:
        """Return the score of an account with its arithmetic, by a model, else by that of where it is; None where there is none."""
        chosen = model or self.model_of(account)
        if chosen is None:
            return None
        return self._score(account, chosen, self.index, self.whereabouts[account])

    def earlier_scores(self, account: str, model: HealthModel) -> tuple[tuple[EarlierModel, AccountScore | None], ...]:
        """Return what the earlier versions of a model make of an account as it is today, the newest first."""
        place = self.whereabouts[account]
        return tuple((earlier, self._score(account, earlier.model, self.index, place)) for earlier in self.earlier_models[model.id])

    def score_elsewhere(self, account: str, model: HealthModel, atlas: Atlas) -> AccountScore | None:
        """Return what a model of another atlas, such as that of an earlier revision, makes of an account as it is today."""
        index = AtlasIndex(atlas)
        life = account_life(self.facts[account], index, self.recorded)
        return self._score(account, model, index, whereabouts(life, asked_of_timelines(model, index.measures.get)))

    def _score(self, account: str, model: HealthModel, index: AtlasIndex, place: Whereabouts) -> AccountScore | None:
        """Return the score of an account by a model, whose questions about time its whereabouts have answered."""
        asked = {part.clause: place.answers[part] for part in asked_of_timelines(model, index.measures.get)}
        return account_score(self.facts[account], model, index, asked)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Where each account stands, in the order of ids."""
        known = {name: (self.facts[name].owner, self._health_band(name)) for name in self.whereabouts}
        return tuple(standing(where, self.atlas, *known[name]) for name, where in self.whereabouts.items())

    @cached_property
    def followed_maps(self) -> frozenset[str]:
        """The ids of the maps that accounts may follow, and of those that these are built on."""
        followed = [journey for journey in self.atlas.maps if may_apply(journey)]
        return frozenset(row.id for journey in followed for row in (journey, *self.atlas.bases_of(journey)))

    @cached_property
    def monthly(self) -> Mapping[tuple[str, str], tuple[int, ...]]:
        """How many accounts were in each stage on the days of `month_days`, by map and stage."""
        return monthly_counts(self.whereabouts.values(), self.atlas, self.as_of)

    @cached_property
    def tallies(self) -> Tallies:
        """How many accounts meet each event, and are overdue at each milestone."""
        return tallies(self.whereabouts.values())

    def _health_band(self, account: str) -> Band | None:
        health = self.health_of(account)
        return health.band if health else None

    @cached_property
    def milestones(self) -> tuple[MapMilestones, ...]:
        """What accounts reach of the milestones of the maps that they follow."""
        return map_milestones(self.atlas, self.whereabouts, self.lives, self.engine, self.as_of)

    @cached_property
    def stays(self) -> tuple[MapStays, ...]:
        """How accounts go through the stages of the maps that they follow."""
        promises = {name: tuple(stay_promises(self.lives[name], place.stages.stays)) for name, place in self.whereabouts.items()}
        return map_stays(self.atlas, self.whereabouts.values(), self.as_of, promises)

    @cached_property
    def programmes(self) -> tuple[ProgrammeFigure, ...]:
        """The programmes in which accounts have been, and how many are now."""
        return programme_figures(self.atlas, self.whereabouts, self.lives)

    @cached_property
    def promises(self) -> tuple[MapPromises, ...]:
        """What maps promise, and what the data say of it."""
        return map_promises(self.milestones, self.stays)

    @cached_property
    def rhythms(self) -> tuple[RhythmPromise, ...]:
        """The plays that state a rhythm, and what the data say of it."""
        return play_rhythms(self.atlas, self.facts.values())

    def owned_by(self, owner: str) -> Iterator[str]:
        """Yield the accounts of an owner, in the order of ids."""
        for account, facts in self.facts.items():
            if facts.owner == owner:
                yield account


@contextmanager
def _without_collection() -> Iterator[None]:
    """Do not look for circles meanwhile: among a million readings, of which none is in one, that took half of the time."""
    is_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_enabled:
            gc.enable()


@contextmanager
def _only_new_collected() -> Iterator[None]:
    """Look for circles only among what is made meanwhile: each account leaves some, and to look at all facts took half of the time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def open_figures(project: Path, atlas: Atlas) -> Figures | None:
    """Return the figures of a project; None where it has no table with a description."""
    source = read_sources(project, atlas)
    return Figures(atlas, source, source.as_of) if source.as_of else None
