"""Conditions and times in words, with names instead of ids."""

from functools import partial

from journeybook.model.base import Audience, Part
from journeybook.model.describe_timing import describe_timing
from journeybook.model.item import Applies, StageLength, When
from journeybook.model.language.describe import Titles, describe_condition, describe_duration
from journeybook.model.language.nodes import Condition, Constant, Duration
from journeybook.model.measures import Event, Measure
from journeybook.model.people import Segment
from journeybook.model.plays import Play, Playbook
from journeybook.model.references import id_words
from journeybook.model.stage import Gate, Handoff, Milestone, Stage, SubStage
from journeybook.model.step import Step
from journeybook.model.timed import timing_of
from journeybook.model.timing import Timing, TimingError, is_window, parse_timing, with_edges
from journeybook.model.vocabulary import Anchor, Attribute, CoverageModel, Phase
from journeybook.views.base.answers import answer_text
from journeybook.views.base.book import Book
from journeybook.views.base.labels import title_of

SEGMENT, COVERAGE = Segment.KIND, CoverageModel.KIND
VALUE_KINDS = {
    "segment": SEGMENT,
    "persona": "persona",
    "stage": "stage",
    "phase": "phase",
    "coverage": COVERAGE,
    "band": "band",
}
"""What the value of a comparison names, by the subject that is compared with it; a value of any other subject names nothing."""
PREDICATES = {Event.KIND: "has_happened", Milestone.KIND: "is_reached", Gate.KIND: "is_open", Anchor.KIND: "has_come"}
PREDICATES |= dict.fromkeys((Step.KIND, Stage.KIND, SubStage.KIND, Phase.KIND, Play.KIND, Playbook.KIND, Handoff.KIND), "is_done")
"""In which words a thing that a condition names alone is so, by its kind; all others are true or not."""
QUOTED = (Step.KIND, Measure.KIND, Attribute.KIND)
"""The kinds of which the name stands in quotes: a sentence, or the name of a value, as in "“Users” is below 50"."""


def referent_name(book: Book, reference: str) -> str:
    """Return the name of whatever a condition or timing names, in quotes where it could be read as a part of the sentence.

    Customers read it in the words in which it stands on their page.
    """
    spot = book.named.get(reference.rpartition("/")[2])
    if spot is None:
        return id_words(reference)
    customer_name = spot.part.first_text("customer_words", "customer_name") if book.audience is Audience.PUBLIC else ""
    if customer_name:
        return book.say("quoted", text=customer_name)
    return book.say("quoted", text=title_of(spot.part)) if spot.part.KIND in QUOTED else title_of(spot.part)


def condition_text(book: Book, rule: Condition | None) -> str:
    """Return a condition in words, with names instead of ids."""
    return describe_condition(rule, titles(book), book.catalogue) if rule else ""


def where_text(book: Book, rule: Condition | None, *, answer: str = "") -> str:
    """Return under which condition something is so: "where ..."; of one that nobody wrote what was answered, or nothing."""
    if rule and isinstance(rule.root, Constant):
        return book.say(f"applies.when.{rule.root.word}")
    if rule:
        return book.say("applies.when", condition=condition_text(book, rule))
    return book.say("applies.when.answer", answer=answer) if answer else ""


def titles(book: Book, *, about: str = "") -> Titles:
    """Return what stands for the ids of a condition; `about` is the id of the measure with which a bare comparison compares."""
    return Titles(
        lambda name: referent_name(book, name),
        lambda subject, value: value_text(book, subject or about, value),
        lambda name: _predicate(book, name),
    )


def value_text(book: Book, subject: str, value: str) -> str:
    """Return the value that a subject is compared with: the name of what it names, a declared value as declared, else its words.

    Where several things have this id and other names, the id says it.
    """
    measure, other = book.atlas.find(Measure, subject), book.atlas.find(Measure, value)
    if measure:
        return other.name if other and value not in measure.values else value
    attribute = book.atlas.find(Attribute, subject)
    declared = next((row for row in attribute.values if row.value == value), None) if attribute else None
    if declared:
        return declared.name or declared.value
    kind = VALUE_KINDS.get(subject)
    names = {title_of(spot.part) for (known, _, identifier), spot in book.atlas.index.items() if known == kind and identifier == value}
    return names.pop() if len(names) == 1 else value if names else id_words(value)


def timing_text(book: Book, moment: Timing | None, *, start: str = "") -> str:
    """Return a timing in words, with names instead of ids; `start` names the day from which one without an anchor counts.

    Where it counts from a window, it is said whether from the first or the last day.
    """
    if moment is None:
        return ""
    return describe_timing(
        with_edges(moment, lambda name: _is_window(book, name)), partial(referent_name, book), book.catalogue, start=start
    )


def when_text(book: Book, when: When | None, *, start: str = "") -> str:
    """Return when something happens, in words; `start` names the day from which a time without an anchor counts."""
    if when is None:
        return ""
    return _with_words(book, when, timing_text(book, when.at, start=start))


def lasting_when_text(book: Book, when: When | None) -> str:
    """Return when something happens in words that do not depend on what it counts from, for a name that must last."""
    if when is None:
        return ""
    return _with_words(book, when, describe_timing(when.at, partial(referent_name, book), book.catalogue) if when.at else "")


def when_words(book: Book, when: When) -> str:
    """Return what is said of a time besides its timing: free words, and under which condition it holds."""
    condition = read_limits_text(book, when)
    return book.say("list.semicolon").join(filter(None, (when.text or answer_text(book, when, "text"), condition)))


def step_times_text(book: Book, step: Step) -> str:
    """Return all times of a step, in words and in one text."""
    return book.say("list.times").join(when_text(book, time) for time in step.when)


def _is_window(book: Book, reference: str) -> bool:
    spot = book.named.get(reference.rpartition("/")[2])
    timing = timing_of(spot.part) if spot else None
    return timing is not None and is_window(timing)


def limited_text(book: Book, text: str, condition: str) -> str:
    """Return a text with the condition under which it holds, where both are there."""
    return book.say("applies.limited", text=text, condition=condition) if text and condition else text


def applies_text(book: Book, applies: Applies | None) -> str:
    """Return whom something concerns, and under which condition, in one text; an empty one where it concerns everybody."""
    if applies is None:
        return ""
    comma = book.say("list.comma")
    names = [_name(book, kind, name) for kind, ids in ((SEGMENT, applies.segments), (COVERAGE, applies.coverage)) for name in ids]
    excepted = [book.say("applies.but", name=_name(book, SEGMENT, name)) for name in applies.except_segments]
    rule = where_text(book, applies.when)
    only = book.say("applies.only", names=comma.join(names)) if names else ""
    return comma.join(filter(None, (only, *excepted, rule, applies.says)))


def limits_text(book: Book, part: Part) -> str:
    """Return whom a part concerns, and under which condition, in one text; what was answered where that is not written."""
    return applies_text(book, part.get("applies", Applies)) or answer_text(book, part, "applies")


def read_limits_text(book: Book, part: Part) -> str:
    """Return whom a part concerns, and under which condition, as far as the readers of the site may know it."""
    return says_text(part) if book.audience is Audience.PUBLIC else limits_text(book, part)


def stated_value_text(book: Book, value: str) -> str:
    """Return a value as another source states it; a time that counts from something of the atlas is said with its name."""
    try:
        moment = parse_timing(value)
    except TimingError:
        return value
    return timing_text(book, moment) if moment.anchor in book.named else value


def says_text(part: Part) -> str:
    """Return the words that say under which condition a part holds: all that customers read of whom it concerns."""
    applies = part.get("applies", Applies)
    return applies.first_text("says") if applies else ""


def called_when_text(book: Book, when: When | None) -> str:
    """Return when a play, or a step of a playbook, happens: what has no anchor counts from what called for it."""
    return when_text(book, when, start=book.say("play.start"))


def stage_lengths_text(book: Book, stage: Stage) -> str:
    """Return all lengths of a stage, each with the condition under which it holds, in one text; or what was answered instead."""
    texts = (stage_length_text(book, length) for length in stage.inside("lasts", StageLength))
    return book.say("list.times").join(texts) or answer_text(book, stage, "lasts")


def stage_length_text(book: Book, length: StageLength) -> str:
    """Return one length of a stage with the condition under which it holds; customers read the words of it alone."""
    text = length_text(book, length.get("length", Duration)) or answer_text(book, length, "length")
    return limited_text(book, text, read_limits_text(book, length))


def length_text(book: Book, length: Duration | None) -> str:
    """Return a length of time in words."""
    return describe_duration(length, book.catalogue) if length else ""


def _with_words(book: Book, when: When, timing: str) -> str:
    return book.say("list.semicolon").join(filter(None, (timing or answer_text(book, when, "at"), when_words(book, when))))


def _predicate(book: Book, reference: str) -> str:
    spot = book.named.get(reference.rpartition("/")[2])
    return PREDICATES.get(spot.part.KIND if spot else "", "is_true")


def _name(book: Book, kind: str, reference: str) -> str:
    """Return the name of a thing of this kind; ids of other kinds may be the same."""
    spot = book.atlas.spot(kind, reference)
    return title_of(spot.part) if spot else referent_name(book, reference)
