"""Figures: what the account data of a project say, each reckoned from the facts when it is first asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from journeybook.measure.definitions.conditions import AskedClause
from journeybook.measure.definitions.health import HealthQuery, account_health, asked_of_timelines, health_query
from journeybook.measure.definitions.health_figures import AccountHealth
from journeybook.measure.engine import DatabaseEngine
from journeybook.measure.map_milestones import MapMilestones, map_milestones
from journeybook.measure.promises import MapPromises, map_promises
from journeybook.measure.sources.fact_source import FactSource, read_sources
from journeybook.measure.stage_figures import MapStays, map_stays
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.measure.timeline.whereabouts import Whereabouts, WhereaboutsCount, count_whereabouts, whereabouts
from journeybook.model.atlas import Atlas
from journeybook.model.health import HealthModel
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
        return frozenset(self.engine.fetch("SELECT DISTINCT id FROM occurrences")["id"])

    @cached_property
    def whereabouts(self) -> Mapping[str, Whereabouts]:
        """Where each account is and was, by its id, in the order of ids."""
        clauses = tuple(dict.fromkeys(clause for row in self._asked.values() for clause in row))
        everybody = self.source.every_account()
        return {facts.account: whereabouts(facts, self.index, self.recorded, clauses) for facts in everybody}

    @cached_property
    def _asked(self) -> Mapping[str, tuple[AskedClause, ...]]:
        """What each health model asks that only the timeline of an account answers, by the id of the model."""
        return {model.id: asked_of_timelines(model, self.index.measures.get) for model in self.atlas.health}

    @cached_property
    def health_queries(self) -> Mapping[str, HealthQuery]:
        """The query of each health model, by the id of the model."""
        measures, segments = self.index.measures.get, self.atlas.segments
        tables = {model: self._answered(number, asked) for number, (model, asked) in enumerate(self._asked.items())}
        return {model.id: health_query(model, self.as_of, measures, segments, tables[model.id]) for model in self.atlas.health}

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
        answers = {name: account_health(query, self.engine) for name, query in self.health_queries.items()}
        return {name: {row.account: row for row in rows} for name, rows in answers.items()}

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

    @cached_property
    def counts(self) -> WhereaboutsCount:
        """How many accounts are in which stage and band, and how many show which sign."""
        return count_whereabouts(self.whereabouts.values(), self._band_of)

    def _band_of(self, account: str) -> str | None:
        health = self.health_of(account)
        return health.band.id if health and health.band else None

    @cached_property
    def milestones(self) -> tuple[MapMilestones, ...]:
        """What accounts reach of the milestones of the maps that they follow."""
        return map_milestones(self.atlas, self.whereabouts, self.recorded, self.engine, self.as_of)

    @cached_property
    def stays(self) -> tuple[MapStays, ...]:
        """How accounts go through the stages of the maps that they follow."""
        return map_stays(self.atlas, self.whereabouts.values(), self.as_of)

    @cached_property
    def promises(self) -> tuple[MapPromises, ...]:
        """What maps promise, and what the data say of it."""
        return map_promises(self.milestones, self.stays)

    def owned_by(self, owner: str) -> Iterator[str]:
        """Yield the accounts of an owner, in the order of ids."""
        for account in self.source.accounts():
            if self.source.facts_of(account).owner == owner:
                yield account


def open_figures(project: Path, atlas: Atlas) -> Figures | None:
    """Return the figures of a project; None where it has no table with a description."""
    source = read_sources(project, atlas)
    return Figures(atlas, source, source.as_of) if source.as_of else None
