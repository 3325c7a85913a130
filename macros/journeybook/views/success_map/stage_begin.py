"""When a stage of a success map begins: after which other one, for which ones nobody waits, and why there is no date."""

from dataclasses import dataclass

from journeybook.model.stage import Stage
from journeybook.model.stage_clocks import StageTurn, stage_turns
from journeybook.views.success_map.plan_context import PlanContext
from journeybook.views.success_map.plan_document import PlanDocument


@dataclass(frozen=True)
class StageBegin:
    """The beginning of a stage in words, and the name under which the script has its date."""

    words: str
    anchor: str


def stage_begins(plan: PlanContext, document: PlanDocument) -> dict[int, StageBegin]:
    """Return when each stage begins that waits for another, by the stage's identity; nothing in a plan without dates."""
    turns = stage_turns(plan.journey) if document["days"] else ()
    return {id(turn.stage): _begin(plan, document, turn, turn.before) for turn in turns if turn.before}


def _begin(plan: PlanContext, document: PlanDocument, turn: StageTurn, before: Stage) -> StageBegin:
    has_end = f"{plan.anchor(before)}.ends" in document["moments"]
    words = plan.book.say("success.after" if has_end else "success.after_undated", name=_name(document, plan, before))
    if turn.passed:
        comma = plan.book.say("list.comma")
        names = comma.join(plan.book.say("quoted", text=_name(document, plan, stage)) for stage in turn.passed)
        words = words + comma + plan.book.say("success.not_waited", names=names)
    return StageBegin(words, f"{plan.anchor(turn.stage)}.begins")


def _name(document: PlanDocument, plan: PlanContext, stage: Stage) -> str:
    moment = document["moments"][plan.anchor(stage)]
    return "" if moment["kind"] == "elsewhere" else moment["what"]
