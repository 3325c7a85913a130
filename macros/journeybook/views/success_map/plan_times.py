"""The times of a step in a plan: each in words, and under the name by which a script has its date."""

from dataclasses import dataclass

from journeybook.model.step import Step
from journeybook.model.timing import Timing
from journeybook.views.base.answers import answer_text
from journeybook.views.links.texts import timing_text, when_words
from journeybook.views.success_map.plan_context import PlanContext


@dataclass(frozen=True)
class PlanTime:
    """One time of a step: what its date stands for, what else is said of it, and the name of its date; one without a date has none."""

    timing: str
    words: str
    anchor: str

    @property
    def text(self) -> str:
        """Everything that is said of the time."""
        return "; ".join(filter(None, (self.timing, self.words)))


def plan_times(plan: PlanContext, step: Step) -> tuple[PlanTime, ...]:
    """Return the times of a step, or the answer that stands instead of them.

    The first with a date has the name of its step, since everything else goes by it; the names of the others have a dot and are no ids.
    """
    times: list[PlanTime] = []
    for number, time in enumerate(step.when, 1):
        timing = time.get("at", Timing)
        is_first = not any(earlier.anchor for earlier in times)
        anchor = plan.anchor(step) if is_first else f"{plan.anchor(step)}.{number}"
        moment = timing_text(plan.book, timing) or answer_text(plan.book, time, "at")
        times.append(PlanTime(moment, when_words(plan.book, time), anchor if timing else ""))
    answer = answer_text(plan.book, step, "when")
    return tuple(times) or ((PlanTime(answer, "", ""),) if answer else ())
