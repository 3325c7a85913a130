"""The folding sections of a stage's page that say what the stage is about and what happens in it."""

from collections.abc import Iterator
from itertools import groupby

from journeybook.model.flow import Leads, links, stations
from journeybook.model.stage import Score
from journeybook.model.step import Experience, Feeling
from journeybook.views.base.elements import Badge, Cell, Element, Link, cell
from journeybook.views.base.labels import heading
from journeybook.views.blocks.cards import Group, Section, cards, entries, fact, points
from journeybook.views.blocks.common_fields import applicability, blank_texts, common_fields, duty, outside, sentences
from journeybook.views.blocks.evidence import evidence_cell
from journeybook.views.blocks.listing import length_text
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import condition_text, fact_text, fact_texts, refer, refer_all, when_text, who
from journeybook.views.stage.stage_cards import gate_card, handoff_card, stage_stations
from journeybook.views.stage.stage_plays import Here
from journeybook.views.stage.step_card import feeling, lane_entry, step_card

VOICES = ("thinks", "questions", "delights", "technical_limits", "research", "physical_evidence")
"""The fields of an experience that hold plain sentences."""


def about(here: Here) -> Section:
    """Return what the stage is for: facts, outcomes, time, side ways."""
    book, stage = here.book, here.stage
    outcome = stage.outcome
    falls = (*cell(refer(book, "stage", stage.falls_back_to, scope=here.journey.id)), *cell(fact_text(book, stage.falls_back)))
    listed = entries(
        points(book.say("stage.entry"), *fact_texts(book, stage.entry)),
        points(book.say("stage.exit"), *fact_texts(book, stage.exit)),
        fact(book.say("stage.outcome_customer"), outcome.customer if outcome else None),
        fact(book.say("stage.outcome_business"), outcome.business if outcome else None),
        fact(book.say("stage.time_box"), when_text(book, stage.time_box)),
        fact(book.say("stage.lasts"), length_text(stage.lasts)),
        fact(book.say("stage.time_of_day"), stage.time_of_day),
        fact(book.say("stage.pre_empts"), fact_text(book, stage.pre_empts)),
        fact(book.say("stage.falls_back"), falls),
        fact(book.say("stage.measures"), refer_all(book, "measure", stage.measures)),
        points(book.say("stage.scores"), *(_score(here, one) for one in stage.scores)),
        fact(book.say("stage.moment"), stage.moment_that_matters.why if stage.moment_that_matters else None),
        fact(book.say("item.applies"), applicability(book, stage.applies)),
        points(book.say("blank.title"), *blank_texts(book, stage)),
    )
    return Section("about", heading(book, "section.about"), unfolded=True, entries=listed)


def steps(here: Here) -> Section:
    """Return every step as a card, under its sub-stage where it has one."""
    listed = stage_stations(here)
    groups = []
    for part, found in groupby(listed, key=lambda station: station.part):
        made = tuple(step_card(here.book, station, journey=here.journey) for station in found)
        groups.append(Group(f"sub-stage-{part.id}" if part else "", part.name if part else "", (part.summary or "") if part else "", made))
    title, blank = heading(here.book, "section.steps"), "" if listed else here.book.say("call.no_steps")
    return Section("steps", title, groups=tuple(groups), blank=blank, count=len(listed))


def ways(here: Here) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Return the links that lead into the stage and out of it, from and to other stages and maps."""
    leads = links(here.journey)
    inwards = [
        _way(here, link, inwards=True)
        for link in leads
        if link.source.stage is not here.stage and link.target and link.target.stage is here.stage
    ]
    outwards = [
        _way(here, link, inwards=False)
        for link in leads
        if link.source.stage is here.stage and (link.target is None or link.target.stage is not here.stage)
    ]
    return tuple(dict.fromkeys((*inwards, *_from_elsewhere(here)))), tuple(dict.fromkeys(outwards))


def voice(here: Here) -> Section:
    """Return what customers think, feel, ask and meet in the stage and at each of its steps."""
    book, stage = here.book, here.stage
    spoken: list[tuple[Experience, Element | None]] = [(stage, None)]
    spoken += [(station.step, Link(station.step.what, step_address(here.journey, station))) for station in stage_stations(here)]
    feelings = ((*feeling(book, one), *cell(spot), *_why(here, one)) for item, spot in spoken for one in item.feels)
    said = (
        points(book.say(f"experience.{name}"), *(cell(text, spot) for item, spot in spoken for text in sentences(item, name)))
        for name in VOICES
    )
    return Section("voice", heading(book, "section.voice"), entries=entries(points(book.say("experience.feels"), *feelings), *said))


def other_lanes(here: Here) -> Section:
    """Return the entries of lanes that hold no steps, lane by lane."""
    found: dict[str, list[Cell]] = {}
    for item in (here.stage, *(station.step for station in stage_stations(here))):
        for row in item.rows:
            found.setdefault(row.lane, []).extend(lane_entry(here.book, one) for one in row.entries)
    listed = (points(lane.name, *dict.fromkeys(found[lane.id])) for lane in here.book.atlas.lanes if lane.id in found)
    return Section("rows", heading(here.book, "section.rows"), entries=entries(*listed))


def people(here: Here) -> Section:
    """Return who is engaged, whose view counts, and who does what."""
    book, stage = here.book, here.stage
    listed = entries(
        fact(book.say("item.owner"), who(book, stage.owner)),
        fact(book.say("stage.roles"), who(book, *stage.roles)),
        fact(book.say("stage.personas"), refer_all(book, "persona", stage.personas)),
        points(book.say("stage.stakeholders"), *((*who(book, one.who), *cell(one.interest)) for one in stage.stakeholders)),
        points(book.say("item.raci"), *(duty(book, row) for row in stage.raci)),
    )
    return Section("people", heading(book, "section.people"), entries=listed)


def support(here: Here) -> Section:
    """Return what is used, and what a customer does who is stuck."""
    book, stuck = here.book, here.stage.stuck
    used = dict.fromkeys(piece for reference in _resources(here) for piece in cell(refer(book, "resource", reference)))
    help_with = (*refer_all(book, "resource", stuck.resources), *([outside(stuck.link)] if stuck.link else [])) if stuck else ()
    listed = entries(
        points(book.say("step.resources"), *((piece,) for piece in used)),
        fact(book.say("stage.stuck"), stuck.advice if stuck else None),
        fact(book.say("pain.self_help"), help_with),
        fact(book.say("stage.ask"), who(book, stuck.ask) if stuck else None),
    )
    return Section("support", heading(book, "section.support"), entries=listed)


def evidence(here: Here) -> Section:
    """Return the evidence of the stage and everything in it."""
    book = here.book
    items = (here.stage, *(station.step for station in stage_stations(here)), *here.stage.milestones)
    references = tuple(dict.fromkeys(reference for item in items for reference in item.evidence))
    own = common_fields(book, here.stage, journey=here.journey, omit=("evidence", "applies"))
    title = heading(book, "section.evidence")
    listed = (points(book.say("item.evidence"), *(evidence_cell(book, (reference,)) for reference in references)),)
    return Section("evidence", title, entries=(*entries(*listed), *own), blank="" if references else book.say("stage.no_evidence"))


def handoffs_and_gates(here: Here) -> tuple[Section, Section]:
    """Return the handoff checklists and the gates."""
    book, stage = here.book, here.stage
    given, gates = tuple(handoff_card(here, one) for one in stage.handoffs), tuple(gate_card(here, one) for one in stage.gates)
    return (
        Section("handoffs", heading(book, "section.handoffs"), groups=cards(*given), count=len(given)),
        Section("gates", heading(book, "section.gates"), groups=cards(*gates), count=len(gates)),
    )


def _resources(here: Here) -> tuple[str, ...]:
    return (*here.stage.resources, *(reference for station in stage_stations(here) for reference in station.step.resources))


def _from_elsewhere(here: Here) -> Iterator[Cell]:
    """Yield the links that lead into the stage from steps of other maps."""
    own = {f"{here.journey.id}/{station.step.id}" for station in stage_stations(here) if station.step.id}
    for other in here.book.atlas.maps:
        for station in stations(other) if other is not here.journey else ():
            link = Link(f"{station.step.what} · {other.name}", step_address(other, station))
            yield from (cell(link, Badge(one.outcome) if one.outcome else None) for one in station.step.next if one.to in own)


def _score(here: Here, score: Score) -> Cell:
    said = here.book.say("stage.score", value=score.value, date=str(score.date), by=score.by)
    return cell(refer(here.book, "measure", score.measure), said)


def _why(here: Here, one: Feeling) -> Cell:
    return evidence_cell(here.book, one.evidence)


def _way(here: Here, link: Leads, *, inwards: bool) -> Cell:
    station = link.source if inwards else link.target
    if station is None:
        return (*cell(refer(here.book, "step", link.reference, scope=here.journey.id)), *_outcome(link))
    return (
        Link(f"{station.step.what} · {station.stage.name}", step_address(here.journey, station)),
        *_outcome(link),
        *_condition(here, link),
    )


def _outcome(link: Leads) -> Cell:
    return (Badge(link.outcome),) if link.outcome else ()


def _condition(here: Here, link: Leads) -> Cell:
    rule = link.written.when if link.written else None
    return (here.book.say("applies.when", condition=condition_text(here.book, rule)),) if rule else ()
