"""The types of what a success map hands to its scripts as JSON; `tests/browser/types/plan-document.js` has the same for the scripts."""

from typing import Literal, NotRequired, TypedDict

PlanWord = Literal[
    "all_editions",
    "all_ways",
    "and_so_on",
    "by",
    "copied",
    "copy_failed",
    "customer",
    "done",
    "done_what",
    "exported",
    "fits",
    "from",
    "further",
    "import_bad",
    "imported",
    "late",
    "late_many",
    "link_bad",
    "longer",
    "more_misfits",
    "moved",
    "moved_none",
    "past_end",
    "progress",
    "reset_ask",
    "reset_done",
    "undone",
    "saved",
    "saved_none",
    "shown_by",
    "unkept",
    "window",
]
"""The sentences that the scripts say, each of which may hold blanks that they fill."""


class TimingDocument(TypedDict):
    """When something happens; what says nothing is left out. Offsets are negative before their anchor."""

    form: str
    side: NotRequired[str]
    bound: NotRequired[str]
    anchor: NotRequired[str]
    until: NotRequired[str]
    edge: NotRequired[str]
    until_edge: NotRequired[str]
    event: NotRequired[str]
    offset: NotRequired[tuple[int, str]]
    end: NotRequired[tuple[int, str]]
    every: NotRequired[tuple[int, str, int]]
    among: NotRequired[list[str]]


class DayDocument(TypedDict):
    """A day that the reader gives; `usually` says when it is as long as they give none."""

    key: str
    name: str
    usually: TimingDocument | None


class MomentDocument(TypedDict):
    """A stage, the beginning of one, a step or a milestone; `place` counts them in the order of the page.

    `lasting` is the name by which it is known even if another with its words comes or goes, `counted` its name in the time when words that
    came again were counted, where that is another.

    What is `reached` through outcomes and options alone names their steps, and is done by nobody who does none of these.

    What stands `aside` is done only by some, beside the way or after one of several outcomes: it is never late and in no calendar.

    What is `ours` the customer does not tick: it is never late.

    A deadline is a further time `of` a step: it is done with it, and no re-plan moves it.
    """

    kind: Literal["stage", "begin", "step", "goal", "deadline"]
    of: NotRequired[str]
    place: int
    what: str
    editions: NotRequired[list[str]]
    reached: NotRequired[list[str]]
    aside: NotRequired[bool]
    ours: NotRequired[bool]
    lasting: str
    counted: NotRequired[str]
    said: NotRequired[str]
    timing: NotRequired[TimingDocument]


class ElsewhereDocument(TypedDict):
    """A moment that stands on another page or on none, from which this plan counts."""

    kind: Literal["elsewhere"]
    timing: TimingDocument


class PlanDocument(TypedDict):
    """Everything with which a reader's own plan is reckoned. Weekdays count from Monday, 0; a holiday is a date or a month and day.

    What a reader kept or linked under old slugs and names is read as well. `given` are the dates and choices of an account's own plan, as
    a link writes them: they stand there until the reader chooses. `english` are the words that are not translated.
    """

    slug: str
    old_slugs: list[str]
    old_names: dict[str, str]
    title: str
    language: str
    host: str
    start: str
    ends: str
    days: list[DayDocument]
    editions: dict[str, str]
    moments: dict[str, MomentDocument | ElsewhereDocument]
    choices: dict[str, str]
    words: dict[PlanWord, str]
    english: NotRequired[list[PlanWord]]
    weekend: list[int]
    holidays: dict[str, str]
    on_free_days: Literal["stay", "next-working-day", "previous-working-day"]
    given: NotRequired[str]
